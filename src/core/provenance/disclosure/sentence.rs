//! The disclosure as a sentence that stands alone.

use crate::provenance::{AspectShares, ContributorKind, Disclosure, Share, WholePercent};
use crate::text::{Locale, Message};

/// The sentence in a language.
pub fn of(disclosure: &Disclosure, locale: Locale) -> String {
    let verdict = disclosure.contains_ai().code();
    if disclosure.aspects.is_empty() {
        return Message::new("disclosure-empty").with("verdict", verdict).text(locale);
    }
    let aspects = clauses(&disclosure.aspects, locale);
    let sentence =
        Message::new("disclosure-sentence").with("aspects", joined(aspects, "disclosure-list-aspects", locale));
    sentence.with("models", models(disclosure, locale)).with("verdict", verdict).text(locale)
}

/// What each side of the song is credited with. Sides with the same credits are told together, so that the sentence stays
/// short enough to be read.
fn clauses(aspects: &[AspectShares], locale: Locale) -> Vec<String> {
    let mut found: Vec<(Vec<String>, String)> = Vec::new();
    for aspect in aspects {
        let credits = listed(aspect.shares.iter().map(|share| credit(share, locale)).collect(), locale);
        let name = aspect.aspect.name().text(locale);
        match found.iter_mut().find(|(_, known)| *known == credits) {
            Some((names, _)) => names.push(name),
            None => found.push((vec![name], credits)),
        }
    }
    let clause = |(names, credits): (Vec<String>, String)| {
        Message::new("disclosure-clause").with("names", listed(names, locale)).with("credits", credits).text(locale)
    };
    found.into_iter().map(clause).collect()
}

/// One, two, or several things in a row: “a, b and c”.
fn listed(mut items: Vec<String>, locale: Locale) -> String {
    let last = if items.len() > 1 { items.pop() } else { None };
    let list = joined(items, "disclosure-list-more", locale);
    match last {
        Some(last) => Message::new("disclosure-list-last").with("before", list).with("last", last).text(locale),
        None => list,
    }
}

fn credit(share: &Share, locale: Locale) -> String {
    let message = match (share.kind, share.name.trim().is_empty()) {
        (ContributorKind::Person, true) => Message::new("disclosure-by-someone"),
        (ContributorKind::Person, false) => Message::new("disclosure-by-person"),
        (ContributorKind::Model, _) => Message::new("disclosure-by-model"),
        (ContributorKind::Tool, _) => Message::new("disclosure-by-tool"),
        (ContributorKind::Import, true) => Message::new("disclosure-by-unknown"),
        (ContributorKind::Import, false) => Message::new("disclosure-by-import"),
    };
    let part = WholePercent::of(share.share).message().text(locale);
    message.with("name", &share.name).with("part", part).text(locale)
}

/// What is known of trained models: their names, or that there are none, or that nobody knows of the imports.
fn models(disclosure: &Disclosure, locale: Locale) -> String {
    let of_kind = |kind| disclosure.all_shares().filter(move |share| share.kind == kind);
    let mut names: Vec<String> = Vec::new();
    for share in of_kind(ContributorKind::Model) {
        if !names.contains(&share.name) {
            names.push(share.name.clone());
        }
    }
    let imports = of_kind(ContributorKind::Import).next().is_some();
    let message = match (names.is_empty(), imports) {
        (true, false) => Message::new("disclosure-no-models"),
        (true, true) => Message::new("disclosure-no-models-but-imports"),
        (false, false) => Message::new("disclosure-models"),
        (false, true) => Message::new("disclosure-models-and-imports"),
    };
    message.with("names", joined(names, "disclosure-list-more", locale)).text(locale)
}

fn joined(items: Vec<String>, link: &'static str, locale: Locale) -> String {
    let join = |before: String, next: String| Message::new(link).with("before", before).with("next", next).text(locale);
    items.into_iter().reduce(join).unwrap_or_default()
}
