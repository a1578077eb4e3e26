//! The cover: what is on it, who made it, and what can be put there.

use std::rc::Rc;

use gloo::file::{Blob, ObjectUrl};
use studio::picture::picture_type;
use studio::project::Project;
use studio::provenance::ContributorKind;
use studio::release::drawn_variant;
use studio::session::{Action, CoverShown, PictureFile};
use studio::text::Message;
use yew::{Html, Properties, component, html, use_effect_with, use_memo};

use crate::ui::context::{Studio, use_studio};
use crate::ui::files::use_opener;
use crate::ui::release::disclosure::mark;
use crate::ui::release::maker::MakerForm;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::file_pick::FilePick;
use crate::ui::widgets::icon::Icon;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct CoverPanelProps {
    /// The project.
    pub project: Rc<Project>,
    /// The cover as far as it can be shown.
    pub cover: CoverShown,
    /// A file that waits for the person to say who made it.
    pub asked: Option<PictureFile>,
    /// Whether a picture is on its way onto the cover.
    pub coming: bool,
}

/// The cover.
#[component]
pub fn CoverPanel(props: &CoverPanelProps) -> Html {
    let studio = use_studio();
    {
        let dispatch = studio.dispatch.clone();
        use_effect_with((props.project.clone(), props.cover.clone()), move |_| dispatch.emit(Action::ShowCover));
    }
    html! {
        <section class="group" aria-label={studio.text("release-cover")} data-test="cover-panel">
            <h2 class="group-title">{ studio.text("release-cover") }</h2>
            <div class="cover">
                <Sleeve project={props.project.clone()} cover={props.cover.clone()} />
                <div class="cover-side">
                    { facts(&studio, &props.project) }
                    <Acts project={props.project.clone()} coming={props.coming} />
                </div>
            </div>
            <p class="muted" role="status">{ told(&studio, props) }</p>
            if let Some(file) = &props.asked {
                <MakerForm key={file.name.clone()} file={file.clone()} />
            }
        </section>
    }
}

/// What is under way, missing, or to be known.
fn told(studio: &Studio, props: &CoverPanelProps) -> String {
    let chosen = props.project.cover();
    match (&props.cover, chosen) {
        _ if props.coming => studio.text("cover-coming"),
        (CoverShown::Missing, Some(chosen)) => {
            studio.say(&Message::new("cover-missing").with("name", chosen.name.clone()))
        }
        (CoverShown::Missing, None) => studio.text("cover-not-drawn-here"),
        (CoverShown::Awaited, Some(_)) => studio.text("cover-reading"),
        (CoverShown::Awaited, None) => studio.text("cover-drawing"),
        (CoverShown::Picture(_), None) => studio.text("cover-lead-drawn"),
        (CoverShown::Picture(_), Some(_)) => String::new(),
    }
}

/// The makers of the cover: their kinds and their names.
fn makers(studio: &Studio, project: &Project) -> Vec<(ContributorKind, String)> {
    let Some(chosen) = project.cover() else {
        let by = studio::cover::contributor();
        return vec![(by.kind(), by.name())];
    };
    let authors = project.authors.get(chosen.authors).iter().filter_map(|author| project.ledger.get(*author));
    let mut makers: Vec<(ContributorKind, String)> = Vec::new();
    for by in authors.map(|contribution| &contribution.contributor) {
        let name = if by.name().is_empty() { studio.text("author-unnamed") } else { by.name() };
        if !makers.contains(&(by.kind(), name.clone())) {
            makers.push((by.kind(), name));
        }
    }
    makers
}

fn facts(studio: &Studio, project: &Project) -> Html {
    let (width, height) = project
        .cover()
        .and_then(|chosen| chosen.picture())
        .unwrap_or((studio::cover::EXPORT_SIDE, studio::cover::EXPORT_SIDE));
    let sides = Message::new("cover-facts").with("width", width.to_string()).with("height", height.to_string());
    html! {
        <div class="cover-facts" data-test="cover-facts">
            for (kind, name) in makers(studio, project) {
                <p class="cover-maker">{ mark(studio, kind) }<span>{ name }</span></p>
            }
            <p class="numbers muted">{ studio.say(&sides) }</p>
        </div>
    }
}

/// What the picture shows.
#[derive(Clone, PartialEq, Properties)]
struct SleeveProps {
    project: Rc<Project>,
    cover: CoverShown,
}

/// The picture itself.
#[component]
fn Sleeve(props: &SleeveProps) -> Html {
    let studio = use_studio();
    let address = use_memo(props.cover.clone(), |cover| {
        let CoverShown::Picture(bytes) = cover else { return None };
        let kind = picture_type(bytes)?;
        Some(ObjectUrl::from(Blob::new_with_options(bytes.as_slice(), Some(kind))))
    });
    let alt = match props.project.cover().and_then(|chosen| chosen.picture()) {
        None => studio.text("cover-alt-drawn"),
        Some((width, height)) => {
            let names: Vec<String> = makers(&studio, &props.project).into_iter().map(|(_, name)| name).collect();
            let sides =
                Message::new("cover-alt-chosen").with("width", width.to_string()).with("height", height.to_string());
            studio.say(&sides.with("authors", names.join(", ")))
        }
    };
    html! {
        <div class="sleeve">
            if let Some(address) = &*address {
                <img src={address.to_string()} {alt} data-test="cover" draggable="false" />
            }
        </div>
    }
}

/// What can be done now.
#[derive(Clone, PartialEq, Properties)]
struct ActsProps {
    project: Rc<Project>,
    coming: bool,
}

/// What can be done.
#[component]
fn Acts(props: &ActsProps) -> Html {
    let studio = use_studio();
    let opener = use_opener();
    let chosen = props.project.cover().is_some();
    let (label, variant) = match (chosen, drawn_variant(&props.project)) {
        (false, _) => ("cover-draw", 1),
        (true, Some(variant)) => ("cover-draw", variant.wrapping_add(1)),
        (true, None) => ("cover-draw-from-song", 0),
    };
    html! {
        <div class="cover-acts">
            if !chosen {
                <Button label={studio.text("cover-keep")} icon={Icon::Accept} tone={Tone::Plain} disabled={props.coming}
                    test="cover-keep" onclick={studio.send(Action::DrawCover { variant: 0 })} />
            }
            <Button label={studio.text(label)} icon={Icon::Dice} tone={Tone::Plain} disabled={props.coming}
                test="cover-draw" onclick={studio.send(Action::DrawCover { variant })} />
            <FilePick label={studio.text("cover-pick")} accept="image/png,image/jpeg,image/webp" disabled={props.coming}
                test="cover-pick" file_test="cover-file" onpick={opener} />
            if chosen {
                <Button label={studio.text("cover-remove")} icon={Icon::Remove} tone={Tone::Plain}
                    disabled={props.coming} test="cover-remove" onclick={studio.send(Action::RemoveCover)} />
            }
        </div>
    }
}
