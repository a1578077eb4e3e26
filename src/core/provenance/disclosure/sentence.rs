//! The disclosure as a sentence that stands alone.

use crate::provenance::{Aspect, AspectShares, ContributorKind, Disclosure, Share};
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
        let name = name(aspect.aspect).text(locale);
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

fn name(aspect: Aspect) -> Message {
    match aspect {
        Aspect::Composition => Message::new("disclosure-composition"),
        Aspect::Lyrics => Message::new("disclosure-lyrics"),
        Aspect::Arrangement => Message::new("disclosure-arrangement"),
        Aspect::Performance => Message::new("disclosure-performance"),
        Aspect::Vocals => Message::new("disclosure-vocals"),
        Aspect::Sound => Message::new("disclosure-sound"),
        Aspect::Mix => Message::new("disclosure-mix"),
        Aspect::Master => Message::new("disclosure-master"),
        Aspect::Artwork => Message::new("disclosure-artwork"),
    }
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
    message.with("name", &share.name).with("part", part(share.share, locale)).text(locale)
}

/// A part in whole per cent: what is there never reads as 0 %, and what is not the whole never as 100 %.
fn part(share: f64, locale: Locale) -> String {
    let percent = (share * 100.0).round();
    let message = if percent < 1.0 {
        Message::new("disclosure-part-least")
    } else if percent >= 100.0 && share < 1.0 {
        Message::new("disclosure-part-most")
    } else {
        Message::new("disclosure-part")
    };
    message.with("percent", percent).text(locale)
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
