//! The release panel: what the song is called, whose it is, and files to hand out.

use std::rc::Rc;

use studio::project::Project;
use studio::provenance::ContainsAi;
use studio::release::disclosure;
use studio::release::gate::Purpose;
use studio::session::{Action, CoverShown, Job, PictureFile, ReportShown, Settings, Signing};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_memo, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::release::cover::CoverPanel;
use crate::ui::release::credentials::SigningPanel;
use crate::ui::release::credits::Credits;
use crate::ui::release::details::Details;
use crate::ui::release::disclosure::DisclosureView;
use crate::ui::release::export::ExportForm;
use crate::ui::release::findings::FindingsView;
use crate::ui::release::forms::{FormsView, LabelsView};
use crate::ui::release::pack::PackPanel;
use crate::ui::release::rights::RightsView;
use crate::ui::release::score_files::ScoreFiles;
use crate::ui::settings::NameField;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;

mod cover;
mod credentials;
mod credits;
mod details;
mod disclosure;
mod export;
mod findings;
mod forms;
mod maker;
mod pack;
mod rights;
mod score_files;

pub use disclosure::{bars, hue, mark};

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
    /// What is known of the release.
    pub report: ReportShown,
    /// Whether exported files are signed.
    pub signing: Signing,
}

/// The release panel.
#[component]
pub fn Release(props: &ReleaseProps) -> Html {
    let studio = use_studio();
    let disclosure = use_memo(props.project.clone(), |project| disclosure(project));
    {
        let dispatch = studio.dispatch.clone();
        use_effect_with((props.project.clone(), studio.locale), move |_| dispatch.emit(Action::ShowReport));
    }
    let report = match &props.report {
        ReportShown::Known(report) => Some(report.clone()),
        _ => None,
    };
    let blocked = report.as_ref().is_some_and(|report| report.rights_block);
    let for_sale = use_state(|| None::<bool>);
    let refused = blocked && *for_sale == Some(true);
    let purpose = if for_sale.unwrap_or(!blocked) { Purpose::Sale } else { Purpose::Review };
    let onpurpose = {
        let for_sale = for_sale.clone();
        Callback::from(move |place: usize| for_sale.set(Some(place == 0)))
    };
    html! {
        <div class="release">
            <FindingsView report={props.report.clone()} />
            <section class="group" aria-label={studio.text("release-metadata")}>
                <h2 class="group-title">{ studio.text("release-metadata") }</h2>
                <Details metadata={props.project.metadata.clone()} report={props.report.clone()} />
                <NameField settings={props.settings.clone()} />
            </section>
            <Credits release={props.project.metadata.release.clone()} report={props.report.clone()} />
            <div data-place="cover">
                <CoverPanel project={props.project.clone()} cover={props.cover.clone()} asked={props.asked.clone()}
                    coming={props.coming} />
            </div>
            <section class="group" aria-label={studio.text("release-disclosure")}>
                <h2 class="group-title">{ studio.text("release-disclosure") }</h2>
                <DisclosureView disclosure={(*disclosure).clone()} />
                if let Some(report) = &report { <LabelsView report={report.clone()} /> }
            </section>
            if let Some(report) = report.as_ref().filter(|report| !report.rights.is_empty()) {
                <RightsView rights={report.rights.clone()} />
            }
            if let Some(report) = &report { <FormsView report={report.clone()} /> }
            <section class="group" aria-label={studio.text("release-export")}>
                <h2 class="group-title">{ studio.text("release-export") }</h2>
                { choose_purpose(&studio, purpose, onpurpose) }
                if refused { <p class="field-finding" role="status">{ studio.text("publish-purpose-blocked") }</p> }
                <ExportForm jobs={props.jobs.clone()} empty={props.project.is_blank() || refused} {purpose}
                    model={disclosure.contains_ai() != ContainsAi::None} />
            </section>
            <section class="group" aria-label={studio.text("signing")}>
                <h2 class="group-title">{ studio.text("signing") }</h2>
                <SigningPanel signing={props.signing.clone()} />
            </section>
            <section class="group" aria-label={studio.text("release-scores")}>
                <h2 class="group-title">{ studio.text("release-scores") }</h2>
                <ScoreFiles notes={!props.project.tracks.is_empty() && !refused} {purpose}
                    words={props.project.lyrics.iter().any(|line| !line.placeholder) && !refused} />
            </section>
            <section class="group" aria-label={studio.text("release-pack")}>
                <h2 class="group-title">{ studio.text("release-pack") }</h2>
                <PackPanel empty={props.project.is_blank() || refused} {purpose} />
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

/// What the files are for: what may not be sold is not exported for sale.
fn choose_purpose(studio: &Studio, purpose: Purpose, onchoose: Callback<usize>) -> Html {
    let choices = ["publish-purpose-sale", "publish-purpose-private"].map(|id| studio.text(id)).to_vec();
    html! {
        <Select label={studio.text("publish-purpose")} {choices} chosen={usize::from(purpose != Purpose::Sale)} labelled=true
            test="purpose" {onchoose} />
    }
}
