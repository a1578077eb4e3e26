//! What a release says of the song: the fields that are typed.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::{Explicit, Metadata, ReleaseInfo};
use studio::release::report::{Place, Report};
use studio::session::{Action, ReportShown};
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::release::findings::{described, field};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::select::Select;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct DetailsProps {
    /// Title, artist and release.
    pub metadata: Metadata,
    /// What is known of the release.
    pub report: ReportShown,
}

/// A line of text in the form.
struct Line {
    label: &'static str,
    place: Place,
    hint: &'static str,
    of: fn(&mut ReleaseInfo) -> &mut String,
}

const fn line(label: &'static str, place: Place, hint: &'static str, of: fn(&mut ReleaseInfo) -> &mut String) -> Line {
    Line { label, place, hint, of }
}

/// The lines that every release needs.
const FIRST: [Line; 4] = [
    line("publish-album", Place::Song, "", |release| &mut release.album),
    line("publish-genre", Place::Genre, "", |release| &mut release.genre),
    line("publish-language", Place::Language, "en, zh-Hans, zxx", |release| &mut release.language),
    line("publish-date", Place::Date, "2026-11-22", |release| &mut release.date),
];

/// The lines behind them.
const MORE: [Line; 7] = [
    line("ISRC", Place::Isrc, "AA-6Q7-20-00047", |release| &mut release.isrc),
    line("ISWC", Place::Iswc, "T-034.524.680-1", |release| &mut release.iswc),
    line("UPC / EAN", Place::Upc, "036000291452", |release| &mut release.upc),
    line("publish-label", Place::Song, "", |release| &mut release.label),
    line("publish-p-line", Place::PLine, "2026 Ada Example", |release| &mut release.p_line),
    line("publish-c-line", Place::CLine, "2026 Ada Example", |release| &mut release.c_line),
    line("publish-samples", Place::Song, "", |release| &mut release.samples),
];

/// What a release says of the song.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let studio = use_studio();
    let report = match &props.report {
        ReportShown::Known(report) => Some(report.as_ref()),
        _ => None,
    };
    let release = &props.metadata.release;
    let lines = |list: &'static [Line]| list.iter().map(|it| row(&studio, release, report, it)).collect::<Html>();
    html! {
        <>
            { names(&studio, &props.metadata, report) }
            <div class="lines">
                { lines(&FIRST) }
                { field(report, Place::Explicit, explicit(&studio, release, report)) }
            </div>
            <details class="more" data-test="release-more">
                <summary>{ studio.text("publish-more") }</summary>
                <div class="lines">{ lines(&MORE) }</div>
            </details>
        </>
    }
}

fn names(studio: &Studio, metadata: &Metadata, report: Option<&Report>) -> Html {
    let set = |label: &'static str, change: fn(&mut Metadata, String)| {
        let known = Metadata { title: metadata.title.clone(), artist: metadata.artist.clone(), ..Metadata::default() };
        studio.dispatch.reform(move |text: String| {
            let mut metadata = known.clone();
            change(&mut metadata, text);
            Action::Edit { label, commands: vec![Command::SetMetadata { metadata }] }
        })
    };
    let title = html! {
        <Field label={studio.text("metadata-title")} value={metadata.title.clone()} labelled=true
            placeholder={studio.text("untitled")} test="title" described={described(report, Place::Title)}
            onchange={set("edit-title", |metadata, text| metadata.title = text)} />
    };
    let artist = html! {
        <Field label={studio.text("metadata-artist")} value={metadata.artist.clone()} labelled=true test="artist"
            described={described(report, Place::Artist)}
            onchange={set("edit-artist", |metadata, text| metadata.artist = text)} />
    };
    html! { <>{ field(report, Place::Title, title) }{ field(report, Place::Artist, artist) }</> }
}

/// Sends a changed release.
pub fn change<IN: 'static>(
    studio: &Studio,
    release: &Rc<ReleaseInfo>,
    change: impl Fn(&mut ReleaseInfo, IN) + 'static,
) -> Callback<IN> {
    let release = Rc::clone(release);
    studio.dispatch.reform(move |input| {
        let mut release = ReleaseInfo { clearances: Vec::new(), ..(*release).clone() };
        change(&mut release, input);
        Action::Edit { label: "edit-release", commands: vec![Command::SetRelease { release: Box::new(release) }] }
    })
}

fn row(studio: &Studio, release: &Rc<ReleaseInfo>, report: Option<&Report>, line: &'static Line) -> Html {
    let value = (line.of)(&mut (**release).clone()).clone();
    // The names of codes are the same in every language.
    let label = if line.label.starts_with("publish-") { studio.text(line.label) } else { line.label.to_owned() };
    let onchange = change(studio, release, |release, text: String| *(line.of)(release) = text);
    let longest = if line.label == "publish-samples" { 2_000 } else { 120 };
    let control = html! {
        <Field {label} {value} labelled=true placeholder={line.hint} {longest} test={line.label} {onchange}
            described={described(report, line.place)} />
    };
    field(report, line.place, control)
}

fn explicit(studio: &Studio, release: &Rc<ReleaseInfo>, report: Option<&Report>) -> Html {
    let choices = ["publish-explicit-unsaid", "publish-explicit-clean", "publish-explicit-yes"];
    let chosen = Explicit::ALL.iter().position(|it| *it == release.explicit).unwrap_or_default();
    let onchoose = change(studio, release, |release, place: usize| {
        release.explicit = Explicit::ALL.get(place).copied().unwrap_or_default();
    });
    html! {
        <Select label={studio.text("publish-explicit")} choices={choices.map(|id| studio.text(id)).to_vec()} {chosen}
            labelled=true test="explicit" described={described(report, Place::Explicit)} {onchoose} />
    }
}
