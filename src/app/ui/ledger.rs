//! The ledger: whose each side of the song is, who did what, when, and what they were asked.

use std::rc::Rc;

use studio::project::Project;
use studio::provenance::{Contributor, Entry, Ledger};
use studio::release::disclosure;
use studio::session::Action;
use studio::text::Message;
use studio::verify::Verdict;
use yew::{Html, Properties, component, html, use_memo};

use crate::ui::context::{Studio, date_text, use_studio};
use crate::ui::release::{bars, mark};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::{Glyph, Icon};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct LedgerViewProps {
    /// The project.
    pub project: Rc<Project>,
    /// What was found when the ledger was last checked with everything it covers.
    pub verdict: Option<Rc<Verdict>>,
}

/// The ledger, newest entry first.
#[component]
pub fn LedgerView(props: &LedgerViewProps) -> Html {
    let studio = use_studio();
    let disclosure = use_memo(props.project.clone(), |project| disclosure(project));
    let ledger = &props.project.ledger;
    let chain = use_memo(ledger.clone(), |ledger| ledger.verify().err().map(|error| error.message()));
    let entries = ledger.entries();
    if entries.is_empty() {
        return html! { <div class="ledger"><p class="muted">{ studio.text("ledger-empty") }</p></div> };
    }
    html! {
        <div class="ledger">
            <section class="group disclosure" aria-label={studio.text("release-disclosure")}>
                <h2 class="group-title">{ studio.text("release-disclosure") }</h2>
                { bars(&studio, &disclosure) }
            </section>
            <section class="group proof" aria-label={studio.text("panel-ledger")}>
                { answer(&studio, ledger, (*chain).clone(), props.verdict.as_deref()) }
                { acts(&studio, entries.last().is_some_and(|entry| entry.seal.is_some())) }
            </section>
            <section class="group" aria-label={studio.text("ledger-entries")}>
                <h2 class="group-title">{ studio.text("ledger-entries") }</h2>
                <ol class="entries">
                    for (place, entry) in entries.iter().enumerate().rev() {
                        <li key={place} class="entry" data-test="ledger-entry">{ row(&studio, entry) }</li>
                    }
                </ol>
            </section>
        </div>
    }
}

/// What is known of the ledger: its chain always, what was done and the signatures once they were checked.
fn answer(studio: &Studio, ledger: &Ledger, chain: Option<Message>, verdict: Option<&Verdict>) -> Html {
    let count = ledger.entries().len();
    let wrong = chain.or_else(|| verdict.and_then(Verdict::flaw).map(|flaw| flaw.message()));
    let words = match (&wrong, verdict) {
        (Some(wrong), _) => studio.say(wrong),
        (None, Some(verdict)) => {
            studio.say(&Message::new("ledger-checked").with("count", count).with("with", verdict.with_acts()))
        }
        (None, None) => studio.say(&Message::new("ledger-verified").with("count", count)),
    };
    let signed = ledger.entries().iter().rposition(|entry| entry.seal.is_some());
    let signed = match signed {
        Some(place) => studio.say(&Message::new("ledger-signed").with("entry", place + 1).with("count", count)),
        None => studio.text("ledger-unsigned"),
    };
    let (class, icon) = match wrong {
        None => ("verdict verdict-good", Icon::Accept),
        Some(_) => ("verdict verdict-bad", Icon::Warning),
    };
    html! {
        <div {class} role="status" data-test="ledger-verified" data-checked={verdict.is_some().to_string()}>
            <Glyph {icon} /><div><p>{ words }</p><p class="muted">{ signed }</p></div>
        </div>
    }
}

fn acts(studio: &Studio, all_signed: bool) -> Html {
    html! {
        <>
            <div class="proof-acts">
                <Button label={studio.text("ledger-check")} icon={Icon::Accept} tone={Tone::Plain} test="ledger-check"
                    onclick={studio.send(Action::CheckLedger)} />
                <Button label={studio.text("ledger-sign")} icon={Icon::Lock} tone={Tone::Plain} test="ledger-sign"
                    disabled={all_signed} onclick={studio.send(Action::SignLedger)} />
                <Button label={studio.text("ledger-evidence")} icon={Icon::Download} tone={Tone::Plain}
                    test="ledger-evidence" onclick={studio.send(Action::SaveEvidence)} />
                <a class="button button-quiet" href="verify.html" target="_blank" rel="noopener"
                    data-test="ledger-verifier"><Glyph icon={Icon::Open} /><span>{ studio.text("ledger-verifier") }</span></a>
            </div>
            <p class="muted proof-means">{ studio.text("ledger-sign-means") }</p>
            <p class="muted proof-means">{ studio.text("ledger-evidence-hint") }</p>
        </>
    }
}

fn row(studio: &Studio, entry: &Entry) -> Html {
    let contribution = &entry.contribution;
    let kind = contribution.contributor.kind();
    let name = contribution.contributor.name();
    let name = if name.is_empty() { studio.text("author-unnamed") } else { name };
    let when = date_text(studio, contribution.began);
    let prompt = contribution.prompt.as_ref();
    let asked = prompt.and_then(|prompt| prompt.text.clone());
    let seed = prompt.and_then(|prompt| prompt.seed);
    let reference = prompt.and_then(|prompt| prompt.reference.clone());
    let terms = match &contribution.contributor {
        Contributor::Model { terms, .. } if !terms.is_empty() => Some(terms.clone()),
        Contributor::Import { rights, .. } if !rights.is_empty() => Some(rights.clone()),
        _ => None,
    };
    let signed = entry
        .seal
        .as_ref()
        .map(|seal| studio.say(&Message::new("ledger-entry-signed").with("when", date_text(studio, seal.at))));
    let digest = entry.digest.to_string();
    html! {
        <>
            { mark(studio, kind) }
            <div class="entry-body">
                <p class="entry-who">{ name }</p>
                if let Some(asked) = asked { <p class="entry-prompt">{ asked }</p> }
                <p class="entry-facts numbers muted">
                    <time>{ when }</time>
                    <span>{ studio.say(&Message::new("ledger-acts").with("count", contribution.acts)) }</span>
                    if let Some(terms) = terms { <span>{ terms }</span> }
                    if let Some(reference) = reference { <span>{ studio.say(&Message::new("ledger-reference").with("id", reference)) }</span> }
                    if let Some(seed) = seed { <span>{ studio.say(&Message::new("seed").with("seed", format!("#{seed}"))) }</span> }
                    if let Some(signed) = signed { <span class="entry-signed"><Glyph icon={Icon::Lock} />{ signed }</span> }
                    <code title={digest.clone()}>{ digest.chars().take(8).collect::<String>() }</code>
                </p>
            </div>
        </>
    }
}
