//! What an empty project shows: a prompt, examples, and other ways to begin.

use std::rc::Rc;

use studio::edit::{Command, NewTrack};
use studio::pcm::{Decibels, Pan};
use studio::project::{Project, TrackRole};
use studio::session::{Action, Settings, SongSummary};
use studio::sound::{Patch, PatchKind};
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, date_text, use_studio};
use crate::ui::cowriter::prompt::PromptBox;
use crate::ui::tour::TourOffer;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::window::{Panel, Show};

/// What the start view needs.
#[derive(Clone, PartialEq, Properties)]
pub struct StartProps {
    /// The empty project.
    pub project: Rc<Project>,
    /// What the person chose.
    pub settings: Settings,
    /// The songs that the browser keeps, the latest first.
    pub songs: Vec<SongSummary>,
    /// Says what the window shall show.
    pub show: Callback<Show>,
}

/// What an empty project shows.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let studio = use_studio();
    let empty = by_hand(&studio, &props.project);
    html! {
        <section class="start">
            <div class="start-inner">
                { hands() }
                <h1>{ studio.text("start-title") }</h1>
                <p class="start-lead">{ studio.text("start-lead") }</p>
                <PromptBox examples=true large=true />
                <div class="start-other">
                    <span>{ studio.text("start-or") }</span>
                    <Button label={studio.text("start-by-hand")} icon={Icon::Notes} tone={Tone::Plain}
                        test="start-by-hand"
                        onclick={empty} />
                    <Button label={studio.text("project-open")} icon={Icon::Open} tone={Tone::Plain} test="start-open"
                        onclick={props.show.reform(|()| Show::OpenFile)} />
                    <Button label={studio.text("services-open")} icon={Icon::Cowriter} tone={Tone::Plain}
                        test="start-cowriters" onclick={props.show.reform(|()| Show::Panel(Panel::Cowriter))} />
                    <Button label={studio.text("import-audio")} icon={Icon::Song} tone={Tone::Plain} test="start-import"
                        onclick={props.show.reform(|()| Show::OpenFile)} />
                </div>
                <TourOffer settings={props.settings.clone()} />
                { recent(&studio, &props.project, &props.songs) }
            </div>
        </section>
    }
}

/// How many songs the list shows.
const RECENT: usize = 6;

fn recent(studio: &Studio, project: &Project, songs: &[SongSummary]) -> Html {
    let songs = songs.iter().filter(|song| song.id != project.id).take(RECENT).collect::<Vec<_>>();
    if songs.is_empty() {
        return Html::default();
    }
    html! {
        <nav class="recent" aria-label={studio.text("start-recent")}>
            <h2 class="group-title">{ studio.text("start-recent") }</h2>
            for song in songs {
                <button type="button" class="recent-song" data-test="recent-song"
                    onclick={studio.send(Action::OpenRecent { project: song.id })}>
                    <span>{ if song.title.is_empty() { studio.text("untitled") } else { song.title.clone() } }</span>
                    <time class="muted numbers">{ date_text(studio, song.saved) }</time>
                </button>
            }
        </nav>
    }
}

/// A drawing of a song by several hands.
fn hands() -> Html {
    let clips = [
        ("mark-person", 0, 0, 92),
        ("mark-tool", 98, 0, 60),
        ("mark-person", 164, 0, 116),
        ("mark-tool", 24, 14, 128),
        ("mark-model", 158, 14, 70),
        ("mark-tool", 234, 14, 62),
        ("mark-model", 0, 28, 52),
        ("mark-person", 58, 28, 80),
        ("mark-tool", 144, 28, 152),
        ("mark-tool", 12, 42, 200),
        ("mark-model", 218, 42, 78),
    ];
    html! {
        <svg class="start-hands" viewBox="0 0 296 52" aria-hidden="true" focusable="false">
            for (class, x, y, width) in clips {
                <rect {class} x={x.to_string()} y={y.to_string()} width={width.to_string()} height="10" rx="3" />
            }
        </svg>
    }
}

/// Three tracks to write on.
fn by_hand(studio: &Studio, project: &Project) -> Callback<()> {
    let wanted = [
        ("start-track-keys", TrackRole::Keys, PatchKind::Fm, 1),
        ("start-track-bass", TrackRole::Bass, PatchKind::Bass, 4),
        ("start-track-drums", TrackRole::Drums, PatchKind::Drums, 7),
    ];
    let mut ids = project.ids;
    let tracks = wanted.into_iter().enumerate().map(|(index, (name, role, kind, colour))| Command::AddTrack {
        index,
        track: NewTrack {
            id: ids.track(),
            name: studio.text(name),
            role,
            colour,
            patch: Patch::new(kind),
            gain: Decibels(-6.0),
            pan: Pan(0.0),
            inserts: Vec::new(),
            sends: Vec::new(),
        },
    });
    studio.send(Action::Edit { label: "edit-begin", commands: tracks.collect() })
}
