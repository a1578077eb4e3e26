//! The piano roll: the notes of the selected clip.

use std::rc::Rc;

use studio::project::Project;
use studio::provenance::Contributor;
use studio::session::{Selection, Theme};
use studio::time::Grid;
use yew::{Html, Properties, component, html};

use crate::ui::context::{Wish, use_studio};

mod draw;
mod draw_notes;
mod draw_rows;
mod editor;
mod empty;
mod keys;
mod pointer;
mod shadow;
pub mod subject;
mod syllables;
mod toolbar;
mod verbs;
mod view;

use editor::RollEditor;
use empty::EmptyRoll;
use subject::Subject;

/// What the piano roll shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RollProps {
    /// The project.
    pub project: Rc<Project>,
    /// What is selected.
    pub selection: Selection,
    /// The grid that edits snap to.
    pub grid: Grid,
    /// What a menu or the palette asks for.
    pub wish: Option<Wish>,
    /// Whether notes are tinted by author instead of by track.
    pub authorship: bool,
    /// The one contributor whose work stands out.
    pub only: Option<Rc<Contributor>>,
    /// Light or dark; colours are read again when it changes.
    pub theme: Theme,
}

/// The piano roll.
#[component]
pub fn Roll(props: &RollProps) -> Html {
    let studio = use_studio();
    match Subject::of(&props.project, &props.selection) {
        Some(subject) => html! { <RollEditor {studio} {subject} shown={props.clone()} /> },
        None => html! { <EmptyRoll project={props.project.clone()} selection={props.selection.clone()} /> },
    }
}
