//! The drum grid: the bars of the selected drum clip as steps, one lane for each piece. It is a table of the page, so that
//! pointers, fingers, keys and screen readers work on the same thing.

use std::rc::Rc;

use studio::project::Project;
use studio::provenance::Contributor;
use studio::session::{Action, Selection};
use studio::time::Grid;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::use_studio;
use crate::ui::roll::subject::Subject;

mod editor;
mod lanes;
mod stroke;
mod tools;

use editor::DrumEditor;

/// What the drum grid shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DrumsProps {
    /// The project.
    pub project: Rc<Project>,
    /// What is selected.
    pub selection: Selection,
    /// The grid that edits snap to.
    pub grid: Grid,
    /// Whether steps are tinted by author instead of by track.
    pub authorship: bool,
    /// The one contributor whose work stands out.
    pub only: Option<Rc<Contributor>>,
}

/// The drum grid, or the way to it where no drums are selected.
#[component]
pub fn Drums(props: &DrumsProps) -> Html {
    let studio = use_studio();
    let subject = Subject::of(&props.project, &props.selection).filter(Subject::is_drums);
    if let Some(subject) = subject {
        let key = format!("{}-{}", subject.track.id.0, subject.pattern.id.0);
        let (project, only) = (props.project.clone(), props.only.clone());
        return html! { <DrumEditor {key} {subject} {project} {only} grid={props.grid} authorship={props.authorship} /> };
    }
    let drums = props.project.tracks.iter().find_map(|track| {
        let of = |clip| Selection { track: Some(track.id), clip: Some(clip), ..Selection::default() };
        let clip = track.clips.iter().find(|clip| clip.pattern().is_some())?;
        Subject::of(&props.project, &of(clip.id)).filter(Subject::is_drums).map(|_| of(clip.id))
    });
    let onclick = match &drums {
        Some(selection) => studio.send(Action::Select { selection: selection.clone() }),
        None => Callback::noop(),
    };
    html! {
        <section class="roll roll-empty editor" data-test="drums" aria-label={studio.text("dock-drum-grid")}>
            <div class="roll-empty-words">
                <p class="roll-empty-title">{ studio.text("drums-empty-title") }</p>
                <p>{ studio.text("drums-empty") }</p>
                if drums.is_some() {
                    <button type="button" class="button button-plain" data-test="drums-open" {onclick}>
                        { studio.text("drums-open") }
                    </button>
                }
            </div>
        </section>
    }
}
