//! Facts in words: who has which part, where it lies, under which terms.

use crate::provenance::{Aspect, ContributorKind, WholePercent};
use crate::release::facts::{Bars, Facts, Party, Side};
use crate::text::{Locale, Message};

/// The most spans of bars that are told one by one.
const MOST_SPANS: usize = 12;

/// Several sides of the song in a row.
pub fn aspect_names(aspects: &[Aspect], locale: Locale) -> String {
    listed(aspects.iter().map(|aspect| aspect.name().text(locale)).collect(), locale)
}

/// Things in a row.
pub fn listed(items: Vec<String>, locale: Locale) -> String {
    let join = |before: String, next: String| {
        Message::new("fact-list").with("before", before).with("next", next).print(locale)
    };
    items.into_iter().reduce(join).unwrap_or_default()
}

/// Spans of bars: “1–8, 17–24”.
pub fn bars(spans: &[Bars], locale: Locale) -> String {
    let told = |span: &Bars| if span.0 == span.1 { span.0.to_string() } else { format!("{}–{}", span.0, span.1) };
    let mut told: Vec<String> = spans.iter().take(MOST_SPANS).map(told).collect();
    if spans.len() > MOST_SPANS {
        let rest = spans.get(MOST_SPANS..).unwrap_or_default();
        let last = rest.last().map_or(0, |span| span.1);
        told.push(Message::new("fact-bars-more").with("count", rest.len()).with("last", last).print(locale));
    }
    Message::new("fact-bar-spans").with("bars", told.join(", ")).print(locale)
}

/// Who somebody is: their kind and name.
pub fn who(party: &Party, locale: Locale) -> String {
    let message = match (party.share.kind, party.share.name.trim().is_empty()) {
        (ContributorKind::Person, true) => Message::new("fact-someone"),
        (ContributorKind::Person, false) => Message::new("fact-person"),
        (ContributorKind::Model, _) => Message::new("fact-model"),
        (ContributorKind::Tool, _) => Message::new("fact-tool"),
        (ContributorKind::Import, true) => Message::new("fact-unknown"),
        (ContributorKind::Import, false) => Message::new("fact-import"),
    };
    message.with("name", &party.share.name).print(locale)
}

/// Somebody's part in one side: who, how much, where.
pub fn part(party: &Party, locale: Locale) -> String {
    let mut told = vec![format!("{} ({}%)", who(party, locale), WholePercent::of(party.share.share))];
    if !party.bars.is_empty() {
        told.push(bars(&party.bars, locale));
    }
    if !party.tracks.is_empty() {
        told.push(Message::new("fact-tracks").with("tracks", party.tracks.join(", ")).print(locale));
    }
    listed(told, locale)
}

/// What trained models made of one side; `None` where they made nothing.
pub fn models_in(side: &Side, locale: Locale) -> Option<String> {
    let parts: Vec<String> = side.of_kind(ContributorKind::Model).map(|party| part(party, locale)).collect();
    let of = |parts| Message::new("fact-side").with("side", side.aspect.name().text(locale)).with("parts", parts);
    (!parts.is_empty()).then(|| of(listed(parts, locale)).print(locale))
}

/// Why a question about some sides is answered as it is: what models made of them, or that they made nothing, and what
/// nobody knows.
pub fn because(facts: &Facts, about: &[Aspect], locale: Locale) -> String {
    let mut told: Vec<String> = facts.sides_of(about).filter_map(|side| models_in(side, locale)).collect();
    if told.is_empty() {
        let present: Vec<Aspect> = facts.sides_of(about).map(|side| side.aspect).collect();
        told.push(if present.is_empty() {
            Message::new("fact-nothing-there").with("sides", aspect_names(about, locale)).print(locale)
        } else {
            Message::new("fact-no-model").with("sides", aspect_names(&present, locale)).print(locale)
        });
    }
    let unknown: Vec<String> = facts
        .sides_of(about)
        .flat_map(|side| side.of_kind(ContributorKind::Import).map(|party| who(party, locale)))
        .fold(Vec::new(), |mut known, name| {
            if !known.contains(&name) {
                known.push(name);
            }
            known
        });
    if !unknown.is_empty() {
        told.push(Message::new("fact-origin-unknown").with("names", listed(unknown, locale)).print(locale));
    }
    told.join(" ")
}
