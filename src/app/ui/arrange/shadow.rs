//! The arrangement in words, for those who hear the screen.

use studio::view::describe_clip;
use yew::{Html, Properties, component, html};

use crate::ui::arrange::ArrangeProps;
use crate::ui::arrange::markers::told_markers;
use crate::ui::context::use_studio;

/// The most clips that are told of a track: beyond that, the list hides what it should tell.
const MOST: usize = 64;

/// What the list tells of.
#[derive(Clone, PartialEq, Properties)]
pub struct ShadowProps {
    /// What is shown.
    pub shown: ArrangeProps,
    /// The place under the cursor of the lanes.
    pub lane: Option<String>,
    /// The points of the automation lanes that are unfolded.
    pub points: Vec<String>,
}

/// A hidden list of the selected track's clips, and a live word on the selected one.
#[component]
pub fn Shadow(props: &ShadowProps) -> Html {
    let studio = use_studio();
    let project = &props.shown.project;
    let selected = props.shown.selection.track.and_then(|id| project.track(id));
    let told = selected
        .zip(props.shown.selection.clip)
        .and_then(|(track, id)| track.clip(id).map(|clip| describe_clip(project, track, clip, studio.locale)));
    html! {
        <div class="canvas-shadow" id="arrange-shadow">
            <ul aria-label={studio.text("arrange-clips")}>
                if let Some(track) = selected {
                    for clip in track.clips.iter().take(MOST) {
                        <li key={clip.id.0}>{ describe_clip(project, track, clip, studio.locale) }</li>
                    }
                }
            </ul>
            if !props.shown.project.markers.is_empty() {
                <ul aria-label={studio.text("lane-markers")} data-test="markers">
                    for marker in told_markers(project, studio.locale) { <li>{ marker }</li> }
                </ul>
            }
            if !props.points.is_empty() {
                <ul aria-label={studio.text("automation-points")} data-test="automation-points">
                    for point in &props.points { <li>{ point }</li> }
                </ul>
            }
            <p aria-live="polite">{ props.lane.clone().or(told).unwrap_or_default() }</p>
        </div>
    }
}
