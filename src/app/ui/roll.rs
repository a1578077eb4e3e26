//! The piano roll: the notes of the selected clip.

use std::rc::Rc;

use studio::project::Project;
use studio::session::{Selection, Theme};
use studio::time::Grid;
use yew::{Html, Properties, component, html};

/// What the piano roll shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RollProps {
    /// The project.
    pub project: Rc<Project>,
    /// What is selected.
    pub selection: Selection,
    /// The grid that edits snap to.
    pub grid: Grid,
    /// Whether notes are tinted by author instead of by track.
    pub authorship: bool,
    /// Light or dark; colours are read again when it changes.
    pub theme: Theme,
}

/// The piano roll.
#[component]
pub fn Roll(_props: &RollProps) -> Html {
    html! { <section class="roll"></section> }
}
