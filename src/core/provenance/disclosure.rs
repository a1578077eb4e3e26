//! What must be disclosed, derived from who made what. It is never typed by hand.
//!
//! # How parts are shared out
//! Each piece of [`Evidence`] has a weight, which is split among its contributors: one who made it alone has all of it;
//! once others changed it, the maker keeps half and those who changed it have the other half in equal parts. What counts
//! is the contributor, not how often they came back: two contributions of one contributor are one. An aspect's parts are
//! then scaled to add up to 1. Nobody's part is ever dropped for being small, and two models, tools or versions stay two.

use serde::{Deserialize, Serialize};

use crate::provenance::{Aspect, ContributionId, ContributorKind, Ledger, SourceType};
use crate::text::Locale;

mod json;
mod sentence;
mod shares;

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
    /// Whether they made nothing of it and only changed what others made.
    pub only_edited: bool,
}

impl Share {
    /// How this contributor's part arose; `None` for imported material, whose origin nobody has stated.
    pub fn source_type(&self) -> Option<SourceType> {
        match self.kind {
            ContributorKind::Person if self.only_edited => Some(SourceType::HumanEdits),
            ContributorKind::Person => Some(SourceType::DigitalCreation),
            ContributorKind::Model => Some(SourceType::TrainedAlgorithmicMedia),
            ContributorKind::Tool => Some(SourceType::AlgorithmicMedia),
            ContributorKind::Import => None,
        }
    }
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ContainsAi {
    /// Nothing.
    None,
    /// Something.
    Partly,
    /// Everything.
    All,
}

impl ContainsAi {
    /// The value as DDEX writes it, which is the same in every language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Partly => "Partly",
            Self::All => "All",
        }
    }
}

/// What tags must say, derived from the ledger and what is in the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disclosure {
    /// Whose each aspect is; aspects with nothing in them are left out.
    pub aspects: Vec<AspectShares>,
}

impl Disclosure {
    /// The disclosure of a ledger and the evidence that points into it, shared out as this module's head says.
    ///
    /// An author the ledger does not know is disclosed as imported material without a name.
    pub fn of(ledger: &Ledger, evidence: &[Evidence]) -> Self {
        let shared = Aspect::ALL.into_iter().map(|aspect| AspectShares {
            aspect,
            shares: shares::of_aspect(ledger, evidence.iter().filter(|piece| piece.aspect == aspect)),
        });
        Self { aspects: shared.filter(|aspect| !aspect.shares.is_empty()).collect() }
    }

    /// How much trained models made; a rule-based tool is no trained model. `All` where every aspect of the song is wholly
    /// theirs. A cover can only add to the verdict: one that a model made is `Partly` at least, and one that somebody else
    /// made takes nothing off a song that models made wholly.
    ///
    /// Imported material, of which nobody knows, is not counted here; [`Self::sentence`] says that it is there.
    pub fn contains_ai(&self) -> ContainsAi {
        match (self.has(ContributorKind::Model), self.only_models_made_the_song()) {
            (false, _) => ContainsAi::None,
            (true, true) => ContainsAi::All,
            (true, false) => ContainsAi::Partly,
        }
    }

    /// The IPTC digital source type of the whole: of the terms that hold, the one that claims the least for people.
    ///
    /// A song a tool composed stays `algorithmicMedia` when a person has worked on it; what the person did is said
    /// beside it, by [`Share::source_type`]. With material of unknown origin and no model it is `composite`, whose parts
    /// "may or may not be generative AI"; where persons did no more than edit that material, `humanEdits` would claim to
    /// know its origin, so it is `composite` as well. A cover counts where a model made it or nobody knows who did; one that
    /// a rule-based tool drew says nothing of a song that a person made.
    pub fn source_type(&self) -> SourceType {
        if self.has(ContributorKind::Model) {
            if self.only_models_made_the_song() {
                SourceType::TrainedAlgorithmicMedia
            } else {
                SourceType::CompositeWithTrainedAlgorithmicMedia
            }
        } else if self.has(ContributorKind::Import) {
            SourceType::Composite
        } else if self.song_shares().any(|share| share.kind == ContributorKind::Tool) {
            SourceType::AlgorithmicMedia
        } else {
            SourceType::DigitalCreation
        }
    }

    /// The sentence for people. It stands alone: whoever reads nothing else still knows who made what.
    pub fn sentence(&self, locale: Locale) -> String {
        sentence::of(self, locale)
    }

    /// One line of ASCII JSON for machines.
    pub fn json(&self) -> String {
        json::of(self)
    }

    fn all_shares(&self) -> impl Iterator<Item = &Share> {
        self.aspects.iter().flat_map(|aspect| &aspect.shares)
    }

    /// The shares of everything but the cover, unless there is nothing else.
    fn song_shares(&self) -> impl Iterator<Item = &Share> {
        let only_artwork = self.aspects.iter().all(|aspect| aspect.aspect == Aspect::Artwork);
        let counts = move |aspect: &&AspectShares| only_artwork || aspect.aspect != Aspect::Artwork;
        self.aspects.iter().filter(counts).flat_map(|aspect| &aspect.shares)
    }

    fn only_models_made_the_song(&self) -> bool {
        self.song_shares().all(|share| share.kind == ContributorKind::Model)
    }

    fn has(&self, kind: ContributorKind) -> bool {
        self.all_shares().any(|share| share.kind == kind)
    }
}

#[cfg(test)]
mod tests;
