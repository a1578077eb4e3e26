//! The arrangement: sections, chords, words and clips along the timeline.

use std::collections::BTreeMap;
use std::rc::Rc;

use studio::pcm::Peaks;
use studio::project::Project;
use studio::provenance::{Contributor, Digest};
use studio::score::Proposal;
use studio::session::{Selection, Theme};
use studio::time::{Grid, Tick, TickRange};
use yew::{Html, Properties, component, html};

use crate::ui::context::{Wish, use_studio};

mod automation;
mod automation_head;
mod draw;
mod draw_automation;
mod draw_clips;
mod draw_lanes;
mod draw_markers;
mod draw_minimap;
mod draw_waves;
mod editor;
mod group_head;
mod groups;
mod header;
mod hint;
mod keys;
mod lane;
mod markers;
mod meters;
mod minimap;
mod point_pointer;
mod pointer;
mod shadow;
mod verbs;
mod view;

use editor::ArrangeEditor;

/// What the arrangement shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ArrangeProps {
    /// The project.
    pub project: Rc<Project>,
    /// A proposal laid over it.
    pub proposal: Option<Rc<Proposal>>,
    /// The project as placing the recording that is heard would leave it.
    pub heard: Option<Rc<Project>>,
    /// The outlines of recordings, as far as they are known.
    pub outlines: Rc<BTreeMap<Digest, Rc<Peaks>>>,
    /// The numbers of recordings that are being stretched or shifted.
    pub making: Vec<u64>,
    /// What is selected.
    pub selection: Selection,
    /// The grid that edits snap to.
    pub grid: Grid,
    /// The span that repeats.
    pub looped: Option<TickRange>,
    /// Where playing began, and whether the engine tells where it is.
    pub start: (Tick, bool),
    /// What a menu or the palette asks for.
    pub wish: Option<Wish>,
    /// Whether clips are tinted by author instead of by track.
    pub authorship: bool,
    /// The one contributor whose work stands out.
    pub only: Option<Rc<Contributor>>,
    /// Light or dark; colours are read again when it changes.
    pub theme: Theme,
}

/// The arrangement.
#[component]
pub fn Arrange(props: &ArrangeProps) -> Html {
    let studio = use_studio();
    html! { <ArrangeEditor {studio} shown={props.clone()} /> }
}
