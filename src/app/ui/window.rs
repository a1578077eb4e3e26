//! The window: what it shows beside the session, and how its parts are laid out.

use studio::session::{Action, Dock, EngineState, Purpose, Session};
use studio::view::{Offer, Verb};
use yew::{Callback, Html, classes, html};

use crate::ui::arrange::Arrange;
use crate::ui::authors::AuthorBar;
use crate::ui::bars::Bars;
use crate::ui::context::{Studio, Wish};
use crate::ui::cowriter::Cowriter;
use crate::ui::drums::Drums;
use crate::ui::files::DropTarget;
use crate::ui::font::FontPanel;
use crate::ui::header::Header;
use crate::ui::help::Help;
use crate::ui::history::STEPS;
use crate::ui::import::ImportPanel;
use crate::ui::keymap::KeymapRoom;
use crate::ui::ledger::LedgerView;
use crate::ui::lyrics::Lyrics;
use crate::ui::mixer::Mixer;
use crate::ui::notices::Notices;
use crate::ui::palette::Palette;
use crate::ui::release::Release;
use crate::ui::roll::Roll;
use crate::ui::sound::Sound;
use crate::ui::start::Start;
use crate::ui::tour::Tour;
use crate::ui::verb_menu::VerbMenu;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::tabs::{Tab, Tabs};

mod splitter;

use splitter::Splitter;

/// The panels on the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Whoever composes.
    #[default]
    Cowriter,
    /// Metadata, disclosure and export.
    Release,
    /// Who did what.
    Ledger,
}

/// What a narrow window shows, one at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The arrangement.
    #[default]
    Song,
    /// The co-writer's panel.
    Cowriter,
    /// The piano roll or the instrument.
    Notes,
    /// The mixer.
    Mixer,
    /// The release panel or the ledger.
    Release,
}

/// A wish about what the window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Brings a panel to the front.
    Panel(Panel),
    /// Goes somewhere in a narrow window.
    Place(Place),
    /// Shows the keyboard shortcuts, or puts them away.
    Help,
    /// Shows where keys are changed, or puts it away.
    Keys,
    /// Begins the tour.
    Tour,
    /// Lets the computer keyboard play notes, or give commands again.
    Typing,
    /// Shows the palette of commands, or puts it away.
    Palette,
    /// Offers what can be done at a place.
    Menu(MenuPlace),
    /// Puts away whatever lies on top, and does something.
    Do(Verb),
    /// Puts away whatever lies on top.
    Close,
    /// Asks for a file.
    OpenFile,
}

/// A menu at a place of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuPlace {
    /// Pixels from the left edge of the window.
    pub x: i32,
    /// Pixels from its top.
    pub y: i32,
    /// What it offers.
    pub offer: Offer,
}

/// What the window shows beside the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The panel on the right.
    pub panel: Panel,
    /// The place in a narrow window.
    pub place: Place,
    /// Whether the keyboard shortcuts are shown.
    pub help: bool,
    /// Whether keys are changed.
    pub keys: bool,
    /// Whether the tour is on.
    pub tour: bool,
    /// Whether the computer keyboard plays notes.
    pub typing: bool,
    /// Whether the palette of commands is shown.
    pub palette: bool,
    /// The menu that is open.
    pub menu: Option<MenuPlace>,
    /// Whether the person asked for a panel: then the workplace is shown even for an empty song.
    pub begun: bool,
}

impl Shown {
    /// With nothing on top.
    fn cleared(self) -> Self {
        Self { help: false, keys: false, tour: false, palette: false, menu: None, ..self }
    }

    /// Follows a wish; tells whether anything changed.
    pub fn follow(&mut self, show: Show) -> bool {
        let before = *self;
        match show {
            Show::Panel(panel) => {
                (self.panel, self.begun) = (panel, true);
                self.place = if panel == Panel::Cowriter { Place::Cowriter } else { Place::Release };
            }
            Show::Place(place) => {
                self.place = place;
                match place {
                    Place::Cowriter => self.panel = Panel::Cowriter,
                    Place::Release if self.panel == Panel::Cowriter => self.panel = Panel::Release,
                    _ => {}
                }
            }
            Show::Help => *self = Self { help: !self.help, ..self.cleared() },
            Show::Keys => *self = Self { keys: !self.keys, ..self.cleared() },
            Show::Tour => *self = Self { tour: true, ..self.cleared() },
            Show::Typing => self.typing = !self.typing,
            Show::Palette => *self = Self { palette: !self.palette, ..self.cleared() },
            Show::Menu(place) => self.menu = Some(place),
            Show::Close => *self = self.cleared(),
            Show::OpenFile | Show::Do(_) => {}
        }
        *self != before
    }
}

/// The whole window.
pub fn window(session: &Session, studio: &Studio, shown: &Shown, wish: Option<Wish>, show: &Callback<Show>) -> Html {
    // A question, a call or an answer is never hidden behind the start page.
    let asked = session.waiting().is_some()
        || session.calls().any(|call| matches!(call.purpose, Purpose::Answer(_)))
        || !session.replies().0.is_empty();
    let starting = session.project().is_blank() && session.takes().0.is_empty() && !asked && !shown.begun;
    let place = match shown.place {
        Place::Song => "at-song",
        Place::Cowriter => "at-cowriter",
        Place::Notes => "at-notes",
        Place::Mixer => "at-mixer",
        Place::Release => "at-release",
    };
    html! {
        <DropTarget>
            <div class={classes!("studio", place, starting.then_some("studio-starting"))}>
                <a class="skip" href="#centre">{ studio.text("skip-to-song") }</a>
                { header(session, shown, show) }
                <div class="above">
                    <Bars link={session.link_preview().cloned()} elsewhere={session.elsewhere()} update={session.update_ready()}
                        engine_failed={session.engine() == EngineState::Failed} />
                    if session.authorship() && !starting {
                        <AuthorBar project={session.project().clone()} author={session.author().cloned()} />
                    }
                    if let Some(font) = session.font() {
                        <FontPanel key={font.id} font={font.clone()} />
                    }
                    if let Some(import) = session.imports().first() {
                        <ImportPanel key={import.id.0} import={import.clone()} at={session.playhead_start()} />
                    }
                </div>
                if starting {
                    <main class="centre" id="centre"><Start show={show.clone()} project={session.project().clone()} settings={session.settings().clone()}
                        songs={session.songs().to_vec()} /></main>
                } else {
                    { workplace(session, studio, shown, wish, show) }
                }
                <Notices notices={session.notices().to_vec()} />
                { on_top(session, shown, show, starting) }
            </div>
        </DropTarget>
    }
}

/// What lies over the window: the shortcuts, the palette, a menu.
fn on_top(session: &Session, shown: &Shown, show: &Callback<Show>, starting: bool) -> Html {
    let onclose = show.reform(|()| Show::Close);
    let ondo = show.reform(Show::Do);
    let roll = session.dock() == Dock::PianoRoll && session.selection().clip.is_some();
    html! {
        <>
            if shown.tour { <Tour settings={session.settings().clone()} onclose={onclose.clone()} /> }
            if shown.keys { <KeymapRoom settings={session.settings().clone()} onclose={onclose.clone()} /> }
            if shown.help { <Help onclose={onclose.clone()} /> }
            if shown.palette {
                <Palette editing={!starting} roll={roll && !starting} onclose={onclose.clone()} ondo={ondo.clone()} />
            }
            if let Some(place) = shown.menu { <VerbMenu {place} {onclose} {ondo} /> }
        </>
    }
}

fn header(session: &Session, shown: &Shown, show: &Callback<Show>) -> Html {
    let (undo, redo) = session.undo_labels();
    let (done, undone) = session.steps();
    let list = |label: &str| label.to_owned();
    let steps = (done.take(STEPS).map(list).collect::<Vec<_>>(), undone.take(STEPS).map(list).collect::<Vec<_>>());
    html! {
        <Header project={session.project().clone()} undo={undo.map(str::to_owned)} redo={redo.map(str::to_owned)}
            {steps}
            playing={session.playing()} looped={session.looped()} metronome={session.metronome()}
            selection={session.selection().clone()} start={session.playhead_start()} engine={session.engine()}
            record={(session.performance().is_some(), shown.typing)} midi={session.midi().clone()}
            authorship={session.authorship()} save={session.save()} settings={session.settings().clone()}
            install={session.install_offered()} releasing={shown.panel == Panel::Release} show={show.clone()} />
    }
}

fn workplace(session: &Session, studio: &Studio, shown: &Shown, wish: Option<Wish>, show: &Callback<Show>) -> Html {
    html! {
        <>
            <main class="centre" id="centre" aria-label={studio.text("place-song")}>
                <Arrange project={session.project().clone()} proposal={session.proposal().cloned()}
                    heard={session.heard_over().cloned()}
                    outlines={session.outlines().clone()} making={session.making()}
                    selection={session.selection().clone()} grid={session.grid()} looped={session.looped()}
                    start={(session.playhead_start(), session.engine() == EngineState::Ready)} {wish}
                    authorship={session.authorship()} only={session.author().cloned()} theme={session.settings().theme} />
            </main>
            <aside class="side" aria-label={studio.text("side-label")}>
                { side_tabs(studio, shown, show) }
                <div class="side-panel" role="tabpanel">{ side_panel(session, shown, show) }</div>
            </aside>
            <section class="dock" aria-label={studio.text("dock-label")}>
                <Splitter />
                { dock_tabs(studio, session.dock()) }
                <div class="dock-panel" role="tabpanel">{ dock_panel(session, wish) }</div>
            </section>
            { places(studio, shown, show) }
        </>
    }
}

fn tab(studio: &Studio, label: &'static str, icon: Icon, test: &'static str) -> Tab {
    Tab { label: studio.text(label), icon: Some(icon), test: Some(test) }
}

fn side_tabs(studio: &Studio, shown: &Shown, show: &Callback<Show>) -> Html {
    let panels = [Panel::Cowriter, Panel::Release, Panel::Ledger];
    let tabs = vec![
        tab(studio, "panel-cowriter", Icon::Cowriter, "tab-cowriter"),
        tab(studio, "panel-release", Icon::Release, "tab-release"),
        tab(studio, "panel-ledger", Icon::Ledger, "tab-ledger"),
    ];
    let chosen = panels.iter().position(|panel| *panel == shown.panel).unwrap_or_default();
    let onchoose = show.reform(move |place: usize| Show::Panel(panels.get(place).copied().unwrap_or_default()));
    html! { <Tabs label={studio.text("side-label")} {tabs} {chosen} {onchoose} class="side-tabs" /> }
}

fn side_panel(session: &Session, shown: &Shown, show: &Callback<Show>) -> Html {
    let project = session.project().clone();
    match shown.panel {
        Panel::Cowriter => {
            let (takes, take) = session.takes();
            html! {
               <Cowriter {project} takes={takes.to_vec()} {take} auditioning={session.auditioning()}
                   playing={session.playing()} scope={session.scope()} waiting={session.waiting().cloned()}
                   heard={session.heard_recording()} calls={session.calls().cloned().collect::<Vec<_>>()}
                   replies={(session.replies().0.to_vec(), session.replies().1)}
                   settings={session.settings().clone()} keys={session.keys().to_vec()}
                   models={session.models().clone()} show={show.clone()} />
            }
        }
        Panel::Release => {
            html! {
                <Release {project} settings={session.settings().clone()} jobs={session.jobs().to_vec()}
                    cover={session.cover()} asked={session.picture_asked().cloned()} coming={session.cover_coming()}
                    report={session.report().clone()} signing={session.signing().clone()} />
            }
        }
        Panel::Ledger => html! { <LedgerView {project} verdict={session.verdict().cloned()} /> },
    }
}

const DOCKS: [Dock; 5] = [Dock::PianoRoll, Dock::DrumGrid, Dock::Lyrics, Dock::Mixer, Dock::Sound];

fn dock_tabs(studio: &Studio, dock: Dock) -> Html {
    let tabs = vec![
        tab(studio, "dock-piano-roll", Icon::Notes, "dock-piano-roll"),
        tab(studio, "dock-drum-grid", Icon::Drums, "dock-drum-grid"),
        tab(studio, "dock-lyrics", Icon::Lyrics, "dock-lyrics"),
        tab(studio, "dock-mixer", Icon::Mixer, "dock-mixer"),
        tab(studio, "dock-sound", Icon::Sound, "dock-sound"),
    ];
    let chosen = DOCKS.iter().position(|known| *known == dock).unwrap_or_default();
    let onchoose =
        studio.dispatch.reform(|place: usize| Action::OpenDock { dock: DOCKS.get(place).copied().unwrap_or_default() });
    html! { <Tabs label={studio.text("dock-label")} {tabs} {chosen} {onchoose} class="dock-tabs" /> }
}

fn dock_panel(session: &Session, wish: Option<Wish>) -> Html {
    let project = session.project().clone();
    match session.dock() {
        Dock::PianoRoll => html! {
            <Roll {project} {wish} selection={session.selection().clone()} grid={session.grid()}
                authorship={session.authorship()} only={session.author().cloned()} theme={session.settings().theme} />
        },
        Dock::Mixer => html! { <Mixer {project} selected={session.selection().track}
        mastering={session.loudness_job().cloned()} on_b={session.sides().on_b()} /> },
        Dock::DrumGrid => html! {
            <Drums {project} selection={session.selection().clone()} grid={session.grid()} authorship={session.authorship()}
                only={session.author().cloned()} />
        },
        Dock::Lyrics => html! { <Lyrics {project} only={session.author().cloned()} /> },
        Dock::Sound => html! {
            <Sound {project} selected={session.selection().track} clip={session.selection().clip}
                outlines={session.outlines().clone()} />
        },
    }
}

/// The tab bar of a narrow window.
fn places(studio: &Studio, shown: &Shown, show: &Callback<Show>) -> Html {
    let places = [Place::Song, Place::Cowriter, Place::Notes, Place::Mixer, Place::Release];
    let tabs = vec![
        tab(studio, "place-song", Icon::Song, "place-song"),
        tab(studio, "panel-cowriter", Icon::Cowriter, "place-cowriter"),
        tab(studio, "place-notes", Icon::Notes, "place-notes"),
        tab(studio, "dock-mixer", Icon::Mixer, "place-mixer"),
        tab(studio, "panel-release", Icon::Release, "place-release"),
    ];
    let chosen = places.iter().position(|place| *place == shown.place).unwrap_or_default();
    let (show, dispatch) = (show.clone(), studio.dispatch.clone());
    let onchoose = Callback::from(move |index: usize| {
        let place = places.get(index).copied().unwrap_or_default();
        match place {
            Place::Mixer => dispatch.emit(Action::OpenDock { dock: Dock::Mixer }),
            Place::Notes => dispatch.emit(Action::OpenDock { dock: Dock::PianoRoll }),
            _ => {}
        }
        show.emit(Show::Place(place));
    });
    html! { <nav class="places"><Tabs label={studio.text("places-label")} {tabs} {chosen} {onchoose} /></nav> }
}
