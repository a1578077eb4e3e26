//! The instrument of the selected track: its kind, presets and settings.

use std::collections::BTreeMap;
use std::rc::Rc;

use studio::edit::Command;
use studio::pcm::Peaks;
use studio::project::{ClipId, Project, Target, Track, TrackId, TrackRole};
use studio::provenance::Digest;
use studio::session::{Action, Selection};
use studio::sound::{ParamSpec, Patch, PatchKind};
use studio::text::Message;
use yew::{Html, Properties, classes, component, html};

use crate::ui::context::{Studio, sift, use_studio};
use crate::ui::moving::MovingKey;
use crate::ui::sound::presets::Presets;
use crate::ui::sound::sampler::Zones;
use crate::ui::widgets::check::Check;
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::parameter::Parameter;
use crate::ui::widgets::select::Select;

mod presets;
mod recording;
mod sampler;

/// What the view shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SoundProps {
    /// The project.
    pub project: Rc<Project>,
    /// The selected track.
    pub selected: Option<TrackId>,
    /// The selected clip.
    pub clip: Option<ClipId>,
    /// The outlines of recordings, as far as they are known.
    pub outlines: Rc<BTreeMap<Digest, Rc<Peaks>>>,
}

/// The instrument of the selected track, or of the first one.
#[component]
pub fn Sound(props: &SoundProps) -> Html {
    let studio = use_studio();
    let project = &props.project;
    let selected = props.selected.and_then(|id| project.track(id)).or_else(|| project.tracks.first());
    let Some(track) = selected else {
        return html! { <div class="sound"><p class="empty">{ studio.text("sound-empty") }</p></div> };
    };
    let clip = props.clip.and_then(|id| track.clip(id)).filter(|clip| clip.audio().is_some());
    if let Some(clip) = clip {
        return html! {
            <div class={classes!("sound", format!("track-colour-{}", track.colour % 12))}>
                <div class="sound-browser">{ which_track(&studio, project, track) }{ lock(&studio, track) }</div>
                { recording::recording(&studio, project, track.id, clip) }
            </div>
        };
    }
    if track.role == TrackRole::Audio {
        return html! {
            <div class="sound">
                <div class="sound-browser">{ which_track(&studio, project, track) }{ lock(&studio, track) }</div>
                <p class="empty">{ studio.text("sound-recording") }{ " " }{ studio.text("sound-no-clip") }</p>
            </div>
        };
    }
    html! {
        <div class={classes!("sound", format!("track-colour-{}", track.colour % 12))}>
            <div class="sound-browser">
                { which_track(&studio, project, track) }
                { lock(&studio, track) }
                { kinds(&studio, track) }
                { presets(&studio, track) }
            </div>
            <div class="sound-controls" role="group"
                aria-label={studio.say(&Message::new("sound-of").with("name", &track.name))}>
                { controls(&studio, track) }
                if track.patch.kind == PatchKind::Sampler {
                    <Zones project={project.clone()} track={track.clone()} outlines={props.outlines.clone()} />
                }
            </div>
        </div>
    }
}

fn which_track(studio: &Studio, project: &Project, track: &Track) -> Html {
    let ids = project.tracks.iter().map(|track| track.id).collect::<Vec<_>>();
    let choices = project.tracks.iter().map(|track| track.name.clone()).collect::<Vec<_>>();
    let chosen = ids.iter().position(|id| *id == track.id).unwrap_or_default();
    let onchoose = studio.dispatch.reform(move |place: usize| Action::Select {
        selection: Selection { track: ids.get(place).copied(), ..Selection::default() },
    });
    html! { <Select label={studio.text("sound-track")} {choices} {chosen} labelled=true test="sound-track" {onchoose} /> }
}

/// Lets the track stay as it is, whoever would change it.
fn lock(studio: &Studio, track: &Track) -> Html {
    let id = track.id;
    let onchange = studio.dispatch.reform(move |locked| lock_track(id, locked));
    html! {
        <Check label={studio.text("track-lock")} on={track.locked} test="track-lock" {onchange} />
    }
}

/// Locks a track, or opens it again.
pub fn lock_track(track: TrackId, locked: bool) -> Action {
    let label = if locked { "step-lock-track" } else { "step-unlock-track" };
    Action::Edit { label, commands: vec![Command::LockTrack { track, locked }] }
}

fn kinds(studio: &Studio, track: &Track) -> Html {
    let choices = PatchKind::ALL.map(|kind| studio.text(kind.id())).to_vec();
    let chosen = PatchKind::ALL.iter().position(|kind| *kind == track.patch.kind).unwrap_or_default();
    let id = track.id;
    let onchoose = sift(&studio.dispatch, move |place: usize| {
        let patch = Patch::new(*PatchKind::ALL.get(place)?);
        Some(set_patch(id, patch))
    });
    html! { <Select label={studio.text("sound-kind")} {choices} {chosen} labelled=true test="sound-kind" {onchoose} /> }
}

fn presets(studio: &Studio, track: &Track) -> Html {
    let id = track.id;
    let onchoose = studio.dispatch.reform(move |patch| set_patch(id, patch));
    html! { <Presets patch={track.patch.clone()} {onchoose} /> }
}

fn set_patch(track: TrackId, patch: Patch) -> Action {
    Action::Edit { label: "edit-set-patch", commands: vec![Command::SetPatch { track, patch }] }
}

fn controls(studio: &Studio, track: &Track) -> Html {
    let id = track.id;
    let params = &track.patch.params;
    let lane_of = |spec: &ParamSpec| {
        let moves = |target: &Target| matches!(target, Target::Patch(key) if key == spec.key);
        track.strip.automation.iter().find(|lane| moves(&lane.target)).cloned()
    };
    let lanes: Vec<MovingKey> = params.specs().iter().filter_map(|spec| Some((spec.key, lane_of(spec)?))).collect();
    let knobs = params.specs().iter().zip(params.values()).map(|(spec, value)| {
        let spec = *spec;
        let lane = lane_of(&spec);
        let on = studio.slide("edit-set-patch-param", move |travel| Command::SetPatchParam {
            track: id,
            key: spec.key.to_owned(),
            value: spec.at_travel(travel),
        });
        html! { <Parameter key={spec.key} {spec} value={*value} {lane} {on} /> }
    });
    let shape = studio.shape("edit-set-patch-param", move |key, value| Command::SetPatchParam {
        track: id,
        key: key.to_owned(),
        value,
    });
    html! {
        <>
            <div class="figures">
                for figure in track.patch.kind.figures() {
                    <FigureView key={figure.id()} {figure} params={params.clone()} lanes={lanes.clone()} on={shape.clone()} />
                }
            </div>
            <div class="knobs">{ for knobs }</div>
        </>
    }
}
