//! The rules of a release notification's AI fields that the standard states and its schema does not enforce.

use crate::provenance::ContainsAi;
use crate::release::ern::{By, Contributed, Ern, whole};

/// A rule that a message breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A recording is `All`, and a contributor is not generative AI.
    PersonInAll,
    /// A recording is `None`, and AI contributed to it.
    AiInNone,
    /// Generative AI contributed less than all of its contribution.
    LessThanAll,
    /// A person's contribution is `All` AI, or nothing is said of it.
    PersonIsAll,
    /// The release does not say what its recording and its picture say together.
    Aggregate,
    /// A role is credited to nobody, or to a party that is not listed.
    NoParty,
}

/// The rules that a message breaks; none for one that agrees with itself.
pub fn check(ern: &Ern) -> Vec<Broken> {
    let recording = &ern.recording;
    let all = || recording.contributors.iter().chain(&recording.edition);
    let is_ai = |contributed: &Contributed| matches!(contributed.by, By::GenerativeAi(_));
    let says = |contributed: &Contributed, level| contributed.ai == Some(level);
    let mut broken = Vec::new();
    let mut rule = |breaks: bool, which: Broken| {
        if breaks {
            broken.push(which);
        }
    };
    rule(recording.contains_ai == ContainsAi::All && !all().all(is_ai), Broken::PersonInAll);
    let with_ai = |it: &Contributed| is_ai(it) || says(it, ContainsAi::Partly) || says(it, ContainsAi::All);
    rule(recording.contains_ai == ContainsAi::None && all().any(with_ai), Broken::AiInNone);
    let less = |it: &Contributed| is_ai(it) && it.ai.is_some_and(|level| level != ContainsAi::All);
    rule(all().any(less), Broken::LessThanAll);
    let person_is_all = |it: &Contributed| !is_ai(it) && (it.ai.is_none() || says(it, ContainsAi::All));
    rule(all().any(person_is_all), Broken::PersonIsAll);
    rule(ern.release != whole(recording.contains_ai, ern.image), Broken::Aggregate);
    let nobody = |it: &Contributed| match &it.by {
        By::Party(place) => ern.parties.get(*place).is_none_or(|party| party.name.trim().is_empty()),
        By::GenerativeAi(names) => names.is_empty(),
    };
    rule(all().any(nobody), Broken::NoParty);
    broken
}
