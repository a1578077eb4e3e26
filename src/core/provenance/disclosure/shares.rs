//! The rule by which contributors share an aspect.

use std::collections::BTreeMap;

use crate::provenance::{ContributionId, ContributorKind, Evidence, Ledger, Share};

/// The least and the most that one piece of evidence weighs, so that a weight of nothing, or none at all, still leaves
/// its authors a part above zero.
const WEIGHTS: (f64, f64) = (1e-9, 1e12);

/// What the maker keeps once others changed the thing.
const MAKERS_PART: f64 = 0.5;

type Name = (ContributorKind, String);

#[derive(Default)]
struct Part {
    weight: f64,
    made: bool,
}

/// Everyone who has a part in the evidence of one aspect, the largest part first, adding up to 1.
pub fn of_aspect<'a>(ledger: &Ledger, evidence: impl Iterator<Item = &'a Evidence>) -> Vec<Share> {
    let mut parts: BTreeMap<Name, Part> = BTreeMap::new();
    for piece in evidence {
        split(&mut parts, piece.weight, contributors(ledger, &piece.authors));
    }
    let whole: f64 = parts.values().map(|part| part.weight).sum();
    let mut shares: Vec<Share> = parts
        .into_iter()
        .map(|((kind, name), part)| Share { kind, name, share: part.weight / whole, only_edited: !part.made })
        .collect();
    // Stable: equal parts stay in the order of kind and name.
    shares.sort_by(|one, other| other.share.total_cmp(&one.share));
    shares
}

/// Gives each contributor their part of one piece, the maker first in the list.
fn split(parts: &mut BTreeMap<Name, Part>, weight: f64, contributors: Vec<Name>) {
    let weight = if weight.is_finite() { weight.clamp(WEIGHTS.0, WEIGHTS.1) } else { WEIGHTS.0 };
    let editors = contributors.len().saturating_sub(1);
    for (index, name) in contributors.into_iter().enumerate() {
        let part = parts.entry(name).or_default();
        part.made |= index == 0;
        part.weight += weight
            * match (index, editors) {
                (0, 0) => 1.0,
                (0, _) => MAKERS_PART,
                _ => (1.0 - MAKERS_PART) / editors as f64,
            };
    }
}

/// The contributors behind contributions, each once, in the order in which they first came.
fn contributors(ledger: &Ledger, authors: &[ContributionId]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for author in authors {
        let name = ledger.get(*author).map_or_else(
            || (ContributorKind::Import, String::new()),
            |contribution| (contribution.contributor.kind(), contribution.contributor.name()),
        );
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
