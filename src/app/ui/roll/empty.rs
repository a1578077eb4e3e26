//! What the piano roll shows when no clip is selected: what it is for, and the way in.

use std::rc::Rc;

use studio::project::{ClipId, Project, TrackId};
use studio::session::{Action, Selection};
use studio::time::Tick;
use studio::view::create_clip;
use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::use_studio;

/// What there is to open.
#[derive(Clone, PartialEq, Properties)]
pub struct EmptyRollProps {
    /// The project.
    pub project: Rc<Project>,
    /// What is selected.
    pub selection: Selection,
}

/// The selected track's first clip, or that of the first track that has one.
fn first_clip(project: &Project, selection: &Selection) -> Option<(TrackId, ClipId)> {
    let selected = selection.track.and_then(|id| project.track(id));
    let mut tracks = selected.into_iter().chain(project.tracks.iter());
    tracks.find_map(|track| track.clips.iter().find(|clip| clip.pattern().is_some()).map(|clip| (track.id, clip.id)))
}

/// What the piano roll shows when no clip is selected.
#[component]
pub fn EmptyRoll(props: &EmptyRollProps) -> Html {
    let studio = use_studio();
    let open = first_clip(&props.project, &props.selection);
    let select = |dispatch: &Callback<Action>, track, clip| {
        dispatch.emit(Action::Select {
            selection: Selection { track: Some(track), clip: Some(clip), ..Selection::default() },
        });
    };
    let onopen = {
        let dispatch = studio.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some((track, clip)) = open {
                select(&dispatch, track, clip);
            }
        })
    };
    let target = props.selection.track.or(props.project.tracks.first().map(|track| track.id));
    let fresh = target.filter(|_| open.is_none()).and_then(|track| {
        create_clip(&props.project, track, Tick::ZERO).map(|(commands, clip)| (track, clip, commands))
    });
    let can_create = fresh.is_some();
    let oncreate = {
        let dispatch = studio.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some((track, clip, commands)) = fresh.clone() {
                dispatch.emit(Action::Edit { label: "step-create-clip", commands });
                select(&dispatch, track, clip);
            }
        })
    };
    html! {
        <section class="roll roll-empty editor" data-test="roll" aria-label={studio.text("roll-name")}>
            <div class="roll-empty-keys" aria-hidden="true"></div>
            <div class="roll-empty-words">
                <p class="roll-empty-title">{ studio.text("roll-empty-title") }</p>
                <ul>
                    <li>{ studio.text("roll-empty-open") }</li>
                    <li>{ studio.text("roll-empty-draw") }</li>
                    <li>{ studio.text("roll-empty-move") }</li>
                </ul>
                if open.is_some() {
                    <button type="button" class="button button-plain" data-test="roll-first-clip" onclick={onopen}>{ studio.text("roll-empty-first") }</button>
                } else if can_create {
                    <button type="button" class="button button-plain" onclick={oncreate}>{ studio.text("roll-empty-create") }</button>
                }
            </div>
        </section>
    }
}
