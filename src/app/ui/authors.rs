//! The legend of the authorship view: who had a hand in the song, whose work shall stand out, and a lock on it.

use std::rc::Rc;

use studio::project::Project;
use studio::provenance::Contributor;
use studio::session::Action;
use studio::view::{contributor_name, contributors_of, lock_tracks_of};
use web_sys::MouseEvent;
use yew::{Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::release::mark;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;

/// What the legend shows.
#[derive(Clone, PartialEq, Properties)]
pub struct AuthorBarProps {
    /// The project.
    pub project: Rc<Project>,
    /// The one contributor whose work stands out.
    pub author: Option<Rc<Contributor>>,
}

/// The legend of the authorship view.
#[component]
pub fn AuthorBar(props: &AuthorBarProps) -> Html {
    let studio = use_studio();
    let only = props.author.as_deref();
    let chip = |contributor: Option<&Contributor>| {
        let name = contributor.map(|contributor| contributor_name(contributor, studio.locale));
        let name = name.unwrap_or_else(|| studio.text("authors-all"));
        let pressed = (only == contributor).to_string();
        let onclick = studio.send::<MouseEvent>(Action::ShowAuthor { contributor: contributor.cloned() });
        html! {
            <button type="button" class="author-chip" aria-pressed={pressed} data-test="author-chip" {onclick}>
                if let Some(contributor) = contributor { { mark(&studio, contributor.kind()) } }
                <span>{ name }</span>
            </button>
        }
    };
    html! {
        <div class="author-bar" role="group" aria-label={studio.text("authors-bar")} data-test="author-bar">
            { chip(None) }
            for contributor in contributors_of(&props.project) { { chip(Some(contributor)) } }
            if let Some(only) = only { { lock(&studio, &props.project, only) } }
        </div>
    }
}

/// Locks the tracks on which a contributor has work, or unlocks them.
fn lock(studio: &Studio, project: &Project, only: &Contributor) -> Html {
    let commands = lock_tracks_of(project, only);
    if commands.is_empty() {
        return Html::default();
    }
    let locks = matches!(commands.first(), Some(studio::edit::Command::LockTrack { locked: true, .. }));
    let label = studio.text(if locks { "authors-lock" } else { "authors-unlock" });
    let onclick = studio.send(Action::Edit { label: "step-lock-authors", commands });
    html! { <Button {label} icon={Icon::Lock} tone={Tone::Plain} test="authors-lock" {onclick} /> }
}
