//! The ledger: who did what, when, and what they were asked.

use std::rc::Rc;

use studio::provenance::{Contributor, Entry, Ledger};
use studio::text::Message;
use yew::{Html, Properties, component, html, use_memo};

use crate::ui::context::{Studio, date_text, use_studio};
use crate::ui::release::mark;
use crate::ui::widgets::icon::{Glyph, Icon};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct LedgerViewProps {
    /// The ledger.
    pub ledger: Rc<Ledger>,
}

/// The ledger, newest entry first.
#[component]
pub fn LedgerView(props: &LedgerViewProps) -> Html {
    let studio = use_studio();
    let verified = use_memo(props.ledger.clone(), |ledger| ledger.verify());
    let entries = props.ledger.entries();
    if entries.is_empty() {
        return html! { <div class="ledger"><p class="muted">{ studio.text("ledger-empty") }</p></div> };
    }
    let (class, icon, words) = match &*verified {
        Ok(()) => (
            "verdict verdict-good",
            Icon::Accept,
            studio.say(&Message::new("ledger-verified").with("count", entries.len())),
        ),
        Err(error) => ("verdict verdict-bad", Icon::Warning, studio.say(&error.message())),
    };
    html! {
        <div class="ledger">
            <p {class} role="status" data-test="ledger-verified"><Glyph {icon} /><span>{ words }</span></p>
            <ol class="entries">
                for (place, entry) in entries.iter().enumerate().rev() {
                    <li key={place} class="entry" data-test="ledger-entry">{ row(&studio, entry) }</li>
                }
            </ol>
        </div>
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
        _ => None,
    };
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
                    <code title={digest.clone()}>{ digest.chars().take(8).collect::<String>() }</code>
                </p>
            </div>
        </>
    }
}
