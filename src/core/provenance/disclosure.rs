//! What must be disclosed, derived from who made what. It is never typed by hand.

use serde::{Deserialize, Serialize};

use crate::provenance::{ContributionId, ContributorKind, Ledger, SourceType};
use crate::text::Locale;

/// A side of a song that somebody can have made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Melody, harmony and rhythm: the notes and chords.
    Composition,
    /// The words.
    Lyrics,
    /// Which parts play where: sections, clips and tracks.
    Arrangement,
    /// Instruments and their settings.
    Sound,
    /// Levels, places, effects and sends.
    Mix,
}

/// One thing in the project that is audible or readable, and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The side of the song it belongs to.
    pub aspect: Aspect,
    /// How much of that side it is, against the other evidence of the same aspect.
    pub weight: f64,
    /// Who made it and who changed it, the maker first.
    pub authors: Vec<ContributionId>,
}

/// One contributor's part of one aspect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Which kind of contributor.
    pub kind: ContributorKind,
    /// The name to credit; empty for a person who has not said theirs.
    pub name: String,
    /// The part, above 0 and up to 1.
    pub share: f64,
}

/// Whose one aspect is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AspectShares {
    /// The aspect.
    pub aspect: Aspect,
    /// Everyone who has a part in it, the largest first. Shares add up to 1.
    pub shares: Vec<Share>,
}

/// How much of the song a trained model made: the values of DDEX `ContainsAI` (ERN 4.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContainsAi {
    /// Nothing.
    None,
    /// Something.
    Partly,
    /// Everything.
    All,
}

/// What tags must say, derived from the ledger and what is in the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disclosure {
    /// Whose each aspect is; aspects with nothing in them are left out.
    pub aspects: Vec<AspectShares>,
}

impl Disclosure {
    /// The disclosure of a ledger and the evidence that points into it.
    pub fn of(_ledger: &Ledger, _evidence: &[Evidence]) -> Self {
        Self { aspects: Vec::new() }
    }

    /// How much a trained model made.
    pub fn contains_ai(&self) -> ContainsAi {
        ContainsAi::None
    }

    /// The IPTC digital source type of the whole.
    pub fn source_type(&self) -> SourceType {
        SourceType::DigitalCreation
    }

    /// The sentence for people.
    pub fn sentence(&self, _locale: Locale) -> String {
        String::new()
    }

    /// One line of JSON for machines.
    pub fn json(&self) -> String {
        String::new()
    }
}
