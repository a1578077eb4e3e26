//! What stands in the way of a release, what to do about it, and where.

use studio::release::report::{Finding, Gravity, Place, Report};
use studio::session::ReportShown;
use studio::text::Message;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{Callback, Html, Properties, classes, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::{Glyph, Icon};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsViewProps {
    /// What is known of the release.
    pub report: ReportShown,
}

/// What stands in the way of a release.
#[component]
pub fn FindingsView(props: &FindingsViewProps) -> Html {
    let studio = use_studio();
    let inside = match &props.report {
        ReportShown::Awaited => html! { <p class="muted">{ studio.text("publish-looking") }</p> },
        ReportShown::Failed(reason) => html! { <p class="finding finding-block">{ studio.say(reason) }</p> },
        ReportShown::Known(report) => known(&studio, report),
    };
    html! {
        <section class="group" aria-label={studio.text("publish-check")} data-test="findings">
            <h2 class="group-title">{ studio.text("publish-check") }</h2>
            { inside }
        </section>
    }
}

fn known(studio: &Studio, report: &Report) -> Html {
    let (blocking, advisory): (Vec<_>, Vec<_>) =
        report.findings.iter().partition(|finding| finding.gravity == Gravity::Blocking);
    let stop = report.rights_block || !blocking.is_empty();
    let count = blocking.len() + usize::from(report.rights_block);
    let verdict =
        if stop { Message::new("publish-blocking").with("count", count) } else { Message::new("publish-ready") };
    let tone = if stop { "verdict verdict-bad" } else { "verdict verdict-good" };
    let more = |id: &'static str, list: Vec<&Finding>| {
        html! {
            if !list.is_empty() {
                <details class="more" data-test={id}>
                    <summary>{ studio.say(&Message::new(id).with("count", list.len())) }</summary>
                    <ul class="findings">for finding in list { { item(studio, finding) } }</ul>
                </details>
            }
        }
    };
    html! {
        <>
            <p class={tone} role="status" data-test="verdict">
                <Glyph icon={if stop { Icon::Warning } else { Icon::Accept }} />{ studio.say(&verdict) }
            </p>
            <ul class="findings">
                for finding in blocking { { item(studio, finding) } }
                if report.rights_block {
                    <li class="finding finding-block">
                        <Glyph icon={Icon::Warning} />
                        <p>{ studio.text("publish-purpose-blocked") }</p>
                        { jump(studio, "rights".to_owned()) }
                    </li>
                }
            </ul>
            { more("publish-advisory", advisory) }
            { more("publish-platforms", report.on_platforms.iter().collect()) }
        </>
    }
}

fn item(studio: &Studio, finding: &Finding) -> Html {
    let tone = if finding.gravity == Gravity::Blocking { "finding-block" } else { "finding-advice" };
    html! {
        <li class={classes!("finding", tone)}>
            <Glyph icon={if finding.gravity == Gravity::Blocking { Icon::Warning } else { Icon::Help }} />
            <p>
                if !finding.platform.is_empty() { <strong dir="auto">{ &finding.platform }</strong>{ " " } }
                { &finding.text }{ " " }<span class="remedy">{ &finding.remedy }</span>
            </p>
            if !matches!(finding.place, Place::Platform | Place::Song) { { jump(studio, anchor(finding.place)) } }
        </li>
    }
}

/// A button that leads to the field.
fn jump(studio: &Studio, anchor: String) -> Html {
    let onclick = Callback::from(move |()| go_to(&anchor));
    html! { <Button label={studio.text("publish-show")} icon={Icon::Chevron} words=false class="jump" {onclick} /> }
}

/// Opens whatever a field is folded away in and puts the focus on it.
fn go_to(anchor: &str) {
    let selector = format!("[data-place=\"{anchor}\"]");
    let Some(place) = gloo::utils::document().query_selector(&selector).ok().flatten() else { return };
    if let Some(folded) = place.closest("details").ok().flatten() {
        folded.set_attribute("open", "").ok();
    }
    place.scroll_into_view();
    let control = place.query_selector("input, select, button").ok().flatten();
    if let Some(control) = control.and_then(|control: Element| control.dyn_into::<HtmlElement>().ok()) {
        control.focus().ok();
    }
}

/// The name of a place in the page.
pub fn anchor(place: Place) -> String {
    match place {
        Place::Credit(credit) => format!("credit-{credit}"),
        Place::Credits | Place::Publishing | Place::Master => "credits".to_owned(),
        Place::Title => "title".to_owned(),
        Place::Artist => "artist".to_owned(),
        Place::Genre => "genre".to_owned(),
        Place::Language => "language".to_owned(),
        Place::Explicit => "explicit".to_owned(),
        Place::Date => "date".to_owned(),
        Place::Isrc => "isrc".to_owned(),
        Place::Iswc => "iswc".to_owned(),
        Place::Upc => "upc".to_owned(),
        Place::PLine => "p-line".to_owned(),
        Place::CLine => "c-line".to_owned(),
        Place::Cover => "cover".to_owned(),
        Place::Song | Place::Platform => String::new(),
    }
}

fn at(report: Option<&Report>, place: Place) -> impl Iterator<Item = &Finding> {
    let all = report.into_iter().flat_map(|report| &report.findings);
    all.filter(move |finding| finding.place == place && finding.gravity == Gravity::Blocking)
}

/// The id of what stands in the way at a place; `None` where nothing does. It describes the control there.
pub fn described(report: Option<&Report>, place: Place) -> Option<String> {
    at(report, place).next().map(|_| note(place))
}

fn note(place: Place) -> String {
    match place {
        Place::Publishing => "finding-publishing".to_owned(),
        Place::Master => "finding-master".to_owned(),
        _ => format!("finding-{}", anchor(place)),
    }
}

/// A field with what stands in the way there under it.
pub fn field(report: Option<&Report>, place: Place, control: Html) -> Html {
    let mut here = at(report, place).peekable();
    let some = here.peek().is_some();
    let found = here.map(|finding| html! { <p class="field-finding">{ &finding.text }{ " " }{ &finding.remedy }</p> });
    let found = found.collect::<Html>();
    html! {
        <div class="place" data-place={anchor(place)}>
            { control }
            if some { <div id={note(place)}>{ found }</div> }
        </div>
    }
}
