//! When an answer holds: the closed set of conditions that files of rules are written in.

use serde::Deserialize;

use crate::provenance::{Aspect, ContainsAi, ContributorKind};
use crate::release::facts::{Facts, Side};

/// When an answer holds. What it says is about the sides of the song that its question is about.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// In any case.
    Always,
    /// A trained model has a part in one of the sides.
    Some,
    /// Trained models made all there is of the sides, and there is something.
    Whole,
    /// Of one of the sides, trained models have so large a part, 0 to 1, or a larger one.
    AtLeast(f64),
    /// There is material in the sides of which nobody knows how it arose.
    Unknown,
    /// Another does not hold.
    Not(Box<Condition>),
    /// All of these hold.
    Every(Vec<Condition>),
}

impl Condition {
    /// Whether it holds.
    pub fn holds(&self, facts: &Facts, about: &[Aspect]) -> bool {
        match self {
            Self::Always => true,
            Self::Some => facts.has(ContributorKind::Model, about),
            Self::Whole => {
                let mut sides = facts.sides_of(about).peekable();
                sides.peek().is_some() && sides.all(|side| side.level() == ContainsAi::All)
            }
            Self::AtLeast(part) => facts.sides_of(about).any(|side| models_part(side) >= *part),
            Self::Unknown => facts.has(ContributorKind::Import, about),
            Self::Not(other) => !other.holds(facts, about),
            Self::Every(others) => others.iter().all(|other| other.holds(facts, about)),
        }
    }
}

/// The part of a side that trained models made, 0 to 1.
fn models_part(side: &Side) -> f64 {
    let made: f64 = side.of_kind(ContributorKind::Model).map(|party| party.share.share).sum();
    // Parts are sums of fractions: what is all but the last bit is all.
    if made > 1.0 - 1e-9 { 1.0 } else { made }
}
