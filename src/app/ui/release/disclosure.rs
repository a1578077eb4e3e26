//! Whose each side of the song is, drawn from the ledger.

use studio::provenance::{AspectShares, ContributorKind, Disclosure, WholePercent};
use studio::text::Message;
use yew::{Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};

/// What is disclosed.
#[derive(Clone, PartialEq, Properties)]
pub struct DisclosureViewProps {
    /// The disclosure.
    pub disclosure: Disclosure,
}

/// Whose each side of the song is, as bars: each kind of contributor has its hue, its hatching and its letter.
pub fn bars(studio: &Studio, disclosure: &Disclosure) -> Html {
    let shares = || disclosure.aspects.iter().flat_map(|aspect| &aspect.shares);
    let present = ContributorKind::ALL.into_iter().filter(|kind| shares().any(|share| share.kind == *kind));
    html! {
        <>
            { hatchings() }
            for aspect in &disclosure.aspects { { bar(studio, aspect) } }
            <ul class="legend">
                for kind in present {
                    <li>{ mark(studio, kind) }<span>{ studio.text(kind_id(kind)) }</span></li>
                }
            </ul>
        </>
    }
}

/// Whose each side of the song is.
#[component]
pub fn DisclosureView(props: &DisclosureViewProps) -> Html {
    let studio = use_studio();
    let disclosure = &props.disclosure;
    if disclosure.aspects.is_empty() {
        return html! { <p class="muted">{ studio.text("disclosure-nothing") }</p> };
    }
    html! {
        <div class="disclosure" data-test="disclosure">
            { bars(&studio, disclosure) }
            <blockquote class="sentence">{ disclosure.sentence(studio.locale) }</blockquote>
            <p class="source-type">
                <span class="muted">{ studio.text("source-type") }</span>
                <code data-test="source-type">{ disclosure.source_type().code() }</code>
            </p>
        </div>
    }
}

/// The letter of a kind of contributor, on its hue.
pub fn mark(studio: &Studio, kind: ContributorKind) -> Html {
    let letter = match kind {
        ContributorKind::Person => "author-person-letter",
        ContributorKind::Model => "author-model-letter",
        ContributorKind::Tool => "author-tool-letter",
        ContributorKind::Import => "author-import-letter",
    };
    html! { <span class={yew::classes!("mark", hue(kind))}>{ studio.text(letter) }</span> }
}

/// The class that carries the hue of a kind of contributor.
pub fn hue(kind: ContributorKind) -> &'static str {
    match kind {
        ContributorKind::Person => "author-person",
        ContributorKind::Model => "author-model",
        ContributorKind::Tool => "author-tool",
        ContributorKind::Import => "author-import",
    }
}

/// What a kind of contributor is called.
pub fn kind_id(kind: ContributorKind) -> &'static str {
    match kind {
        ContributorKind::Person => "author-person",
        ContributorKind::Model => "author-model",
        ContributorKind::Tool => "author-tool",
        ContributorKind::Import => "author-import",
    }
}

/// The hatching that tells a kind of contributor from the others without its hue; a person's is plain.
fn hatching(kind: ContributorKind) -> &'static str {
    match kind {
        ContributorKind::Person => "none",
        ContributorKind::Model => "url(#hatch-model)",
        ContributorKind::Tool => "url(#hatch-tool)",
        ContributorKind::Import => "url(#hatch-import)",
    }
}

fn hatchings() -> Html {
    let pattern = |id: &'static str, path: &'static str| {
        html! {
            <pattern {id} width="6" height="6" patternUnits="userSpaceOnUse"><path class="hatch" d={path} /></pattern>
        }
    };
    html! {
        <svg class="hatchings" aria-hidden="true">
            <defs>
                { pattern("hatch-model", "M-1 7L7 -1M-4 4L4 -4M2 10L10 2") }
                { pattern("hatch-tool", "M1 2h2M4 5h2") }
                { pattern("hatch-import", "M1 0v6M4 0v6") }
            </defs>
        </svg>
    }
}

fn bar(studio: &Studio, aspect: &AspectShares) -> Html {
    let kinds = ContributorKind::ALL.map(|kind| {
        let shares = aspect.shares.iter().filter(|share| share.kind == kind);
        (kind, shares.map(|share| share.share).sum::<f64>())
    });
    let present = kinds.into_iter().filter(|(_, share)| *share > 0.0).collect::<Vec<_>>();
    let names = aspect.shares.iter().map(|share| {
        let name = if share.name.is_empty() { studio.text("author-unnamed") } else { share.name.clone() };
        studio.say(&Message::new("disclosure-share").with("name", name).with("percent", WholePercent::of(share.share)))
    });
    let title = names.collect::<Vec<_>>().join("\n");
    let mut at = 0.0;
    let pieces = present.iter().map(|(kind, share)| {
        let x = at;
        at += share * 100.0;
        let (x, width) = (format!("{x:.2}%"), format!("{:.2}%", share * 100.0));
        html! {
            <>
                <rect class={hue(*kind)} x={x.clone()} width={width.clone()} height="100%" />
                <rect fill={hatching(*kind)} {x} {width} height="100%" />
            </>
        }
    });
    let pieces = pieces.collect::<Html>();
    html! {
        <div class="aspect" {title}>
            <span class="aspect-name">{ studio.say(&aspect.aspect.title()) }</span>
            <svg class="aspect-bar" aria-hidden="true">{ pieces }</svg>
            <span class="aspect-shares numbers">
                for (kind, share) in present {
                    <span>{ mark(studio, kind) }{ studio.say(&Message::new("value-percent").with("value", WholePercent::of(share))) }</span>
                }
            </span>
        </div>
    }
}
