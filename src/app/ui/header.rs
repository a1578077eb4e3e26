//! The top bar: which project, undo, transport, levels, share and release.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::{Metadata, Project};
use studio::session::{Action, EngineState, Midi, SaveState, Selection, Settings};
use studio::text::{Message, named};
use studio::time::{Tick, TickRange};
use studio::view::Verb;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, fresh_project, share_action, sift, use_studio};
use crate::ui::history::HistoryMenu;
use crate::ui::settings::SettingsMenu;
use crate::ui::transport::Transport;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::menu::Menu;
use crate::ui::widgets::meter::{Meter, Watched};
use crate::ui::window::{Panel, Show};

/// What the top bar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The project.
    pub project: Rc<Project>,
    /// What undo would take back, by its label.
    pub undo: Option<String>,
    /// What redo would do again, by its label.
    pub redo: Option<String>,
    /// The labels of the latest steps that can be taken back, and of those that can be done again.
    pub steps: (Vec<String>, Vec<String>),
    /// Whether the transport runs.
    pub playing: bool,
    /// The span that repeats.
    pub looped: Option<TickRange>,
    /// Whether the metronome clicks.
    pub metronome: bool,
    /// What is selected, which a loop is laid around.
    pub selection: Selection,
    /// Where playing began.
    pub start: Tick,
    /// Whether what is played is recorded, and whether the computer keyboard plays.
    pub record: (bool, bool),
    /// How it stands with instruments.
    pub midi: Midi,
    /// How the engine is.
    pub engine: EngineState,
    /// Whether everything is tinted by its author.
    pub authorship: bool,
    /// How safe the work is.
    pub save: SaveState,
    /// Language, theme and name.
    pub settings: Settings,
    /// Whether the browser offers to install the studio.
    pub install: bool,
    /// Whether the release panel is shown.
    pub releasing: bool,
    /// Says what the window shall show.
    pub show: Callback<Show>,
}

/// The top bar.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let studio = use_studio();
    let authorship = studio.send(Action::ToggleAuthorship);
    html! {
        <header class="header">
            <div class="header-project">
                { logo() }
                { project_menu(&studio, &props.show) }
                { title(&studio, &props.project.metadata) }
                { save_state(&studio, props.save) }
            </div>
            <div class="header-undo" role="group" aria-label={studio.text("undo-group")}>
                { step(&studio, "undo", "undo-hint", Icon::Undo, props.undo.as_deref(), Action::Undo) }
                { step(&studio, "redo", "redo-hint", Icon::Redo, props.redo.as_deref(), Action::Redo) }
                <HistoryMenu done={props.steps.0.clone()} undone={props.steps.1.clone()} />
            </div>
            <Transport project={props.project.clone()} playing={props.playing} looped={props.looped}
                metronome={props.metronome} selection={props.selection.clone()} start={props.start}
                engine={props.engine} record={props.record} midi={props.midi.clone()} settings={props.settings.clone()} />
            <div class="header-end">
                <Meter watched={Watched::Master} lying=true test="master-meter" />
                <Button label={studio.text("authorship")} hint={studio.hint("authorship-hint", Verb::Authorship)} icon={Icon::Palette}
                    words=false pressed={props.authorship} test="authorship" onclick={authorship} />
                <SettingsMenu settings={props.settings.clone()} install={props.install} show={props.show.clone()} />
                <Button label={studio.text("share")} hint={studio.text("share-hint")} icon={Icon::Share}
                    tone={Tone::Plain}
                    class="button-share" test="share" onclick={share(&studio)} />
                <Button label={studio.text("panel-release")} icon={Icon::Release} tone={Tone::Plain}
                    class="button-release"
                    pressed={props.releasing} test="release" onclick={props.show.reform(|()| Show::Panel(Panel::Release))} />
            </div>
        </header>
    }
}

/// The word and its mark: three clips, one for each kind of hand that writes.
pub fn logo() -> Html {
    html! {
        <div class="logo">
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
                <rect class="mark-person" x="1" y="3" width="11" height="4" rx="2" />
                <rect class="mark-model" x="6" y="8" width="13" height="4" rx="2" />
                <rect class="mark-tool" x="3" y="13" width="9" height="4" rx="2" />
            </svg>
            <span class="logo-word">{ "Cowrite" }</span>
        </div>
    }
}

fn project_menu(studio: &Studio, show: &Callback<Show>) -> Html {
    let new = studio.dispatch.reform(|()| Action::NewProject { fresh: fresh_project() });
    html! {
        <Menu label={studio.text("project-menu")} icon={Icon::Chevron} closes=true class="menu-list"
            test="project-menu">
            <Button label={studio.text("project-new")} icon={Icon::Add} test="new-project" onclick={new} />
            <Button label={studio.text("project-open")} icon={Icon::Open} test="open-file-button"
                onclick={show.reform(|()| Show::OpenFile)} />
            <Button label={studio.text("import-audio")} icon={Icon::Song} test="import-audio"
                onclick={show.reform(|()| Show::OpenFile)} />
            <Button label={studio.text("project-save")} icon={Icon::Download} test="save-file"
                onclick={studio.send(Action::SaveFile)} />
            <Button label={studio.text("verb-palette")} icon={Icon::More} test="open-palette"
                onclick={show.reform(|()| Show::Palette)} />
        </Menu>
    }
}

fn title(studio: &Studio, metadata: &Metadata) -> Html {
    let (artist, sender) = (metadata.artist.clone(), studio.clone());
    let onchange = Callback::from(move |title: String| {
        let metadata = Metadata { title, artist: artist.clone(), ..Metadata::default() };
        sender.edit("edit-title", Command::SetMetadata { metadata });
    });
    html! {
        <Field label={studio.text("metadata-title")} value={metadata.title.clone()} class="header-title"
            placeholder={studio.text("untitled")} {onchange} />
    }
}

fn save_state(studio: &Studio, save: SaveState) -> Html {
    let (class, id, state) = match save {
        SaveState::Saved => ("save-state save-saved", "save-saved", "saved"),
        SaveState::Saving => ("save-state save-saving", "save-saving", "saving"),
        SaveState::Failed => ("save-state save-failed", "save-failed", "failed"),
    };
    let words = studio.text(id);
    html! { <span {class} role="status" data-test="save-state" data-state={state} title={words.clone()}><i></i><span>{ words }</span></span> }
}

fn step(
    studio: &Studio,
    id: &'static str,
    hint: &'static str,
    icon: Icon,
    label: Option<&str>,
    action: Action,
) -> Html {
    let hint = label.map(|label| studio.say(&Message::new(hint).with("step", named(studio.locale, label))));
    html! {
        <Button label={studio.text(id)} {icon} words=false disabled={hint.is_none()} {hint} test={id}
            onclick={studio.send(action)} />
    }
}

fn share(studio: &Studio) -> Callback<()> {
    sift(&studio.dispatch, |()| share_action())
}
