//! The release panel: what the song is called, whose it is, and files to hand out.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::{Metadata, Project};
use studio::provenance::ContainsAi;
use studio::release::disclosure;
use studio::session::{Action, CoverShown, Job, PictureFile, Settings};
use yew::{Html, Properties, component, html, use_memo};

use crate::ui::context::{Studio, use_studio};
use crate::ui::release::cover::CoverPanel;
use crate::ui::release::disclosure::DisclosureView;
use crate::ui::release::export::ExportForm;
use crate::ui::release::pack::PackPanel;
use crate::ui::release::score_files::ScoreFiles;
use crate::ui::settings::NameField;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;

mod cover;
mod disclosure;
mod export;
mod maker;
mod pack;
mod score_files;

pub use disclosure::{bars, mark};

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ReleaseProps {
    /// The project.
    pub project: Rc<Project>,
    /// Language, theme and name.
    pub settings: Settings,
    /// Exports under way.
    pub jobs: Vec<Job>,
    /// The cover as far as it can be shown.
    pub cover: CoverShown,
    /// A picture that waits for the person to say who made it.
    pub asked: Option<PictureFile>,
    /// Whether a picture is on its way onto the cover.
    pub coming: bool,
}

/// The release panel.
#[component]
pub fn Release(props: &ReleaseProps) -> Html {
    let studio = use_studio();
    let disclosure = use_memo(props.project.clone(), |project| disclosure(project));
    html! {
        <div class="release">
            <section class="group" aria-label={studio.text("release-metadata")}>
                <h2 class="group-title">{ studio.text("release-metadata") }</h2>
                { metadata(&studio, &props.project.metadata) }
                <NameField settings={props.settings.clone()} />
            </section>
            <CoverPanel project={props.project.clone()} cover={props.cover.clone()} asked={props.asked.clone()}
                coming={props.coming} />
            <section class="group" aria-label={studio.text("release-disclosure")}>
                <h2 class="group-title">{ studio.text("release-disclosure") }</h2>
                <DisclosureView disclosure={(*disclosure).clone()} />
            </section>
            <section class="group" aria-label={studio.text("release-export")}>
                <h2 class="group-title">{ studio.text("release-export") }</h2>
                <ExportForm jobs={props.jobs.clone()} empty={props.project.is_blank()}
                    model={disclosure.contains_ai() != ContainsAi::None} />
            </section>
            <section class="group" aria-label={studio.text("release-scores")}>
                <h2 class="group-title">{ studio.text("release-scores") }</h2>
                <ScoreFiles notes={!props.project.tracks.is_empty()}
                    words={props.project.lyrics.iter().any(|line| !line.placeholder)} />
            </section>
            <section class="group" aria-label={studio.text("release-pack")}>
                <h2 class="group-title">{ studio.text("release-pack") }</h2>
                <PackPanel empty={props.project.is_blank()} />
            </section>
            <section class="group" aria-label={studio.text("release-file")}>
                <h2 class="group-title">{ studio.text("release-file") }</h2>
                <p class="muted">{ studio.text("release-file-lead") }</p>
                <Button label={studio.text("project-save")} icon={Icon::File} tone={Tone::Plain}
                    test="release-save-file"
                    onclick={studio.send(Action::SaveFile)} />
                if !props.project.assets.is_empty() {
                    <Button label={studio.text("project-save-bundle")} icon={Icon::File} tone={Tone::Plain}
                        test="release-save-bundle" onclick={studio.send(Action::SaveBundle)} />
                }
            </section>
        </div>
    }
}

fn metadata(studio: &Studio, metadata: &Metadata) -> Html {
    let set = |label: &'static str, change: fn(&mut Metadata, String)| {
        let metadata = metadata.clone();
        studio.dispatch.reform(move |text: String| {
            let mut metadata = metadata.clone();
            change(&mut metadata, text);
            Action::Edit { label, commands: vec![Command::SetMetadata { metadata }] }
        })
    };
    let set_title = set("edit-title", |metadata, text| metadata.title = text);
    let set_artist = set("edit-artist", |metadata, text| metadata.artist = text);
    html! {
        <>
            <Field label={studio.text("metadata-title")} value={metadata.title.clone()} labelled=true
                placeholder={studio.text("untitled")} test="title" onchange={set_title} />
            <Field label={studio.text("metadata-artist")} value={metadata.artist.clone()} labelled=true test="artist"
                onchange={set_artist} />
        </>
    }
}
