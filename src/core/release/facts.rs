//! The one fact base of a release: what every form is filled in from, derived from the project and its ledger and never
//! typed.
//!
//! Whose each side of the song is comes from the disclosure, which never understates; where in the song somebody's part
//! lies comes from the notes, clips, lines and chords that point at them. A part that lies nowhere in particular, such as
//! the master's, is in the fact base all the same.

use std::collections::BTreeMap;

use crate::project::Project;
use crate::provenance::{
    Aspect, ContainsAi, Contribution, ContributionId, Contributor, ContributorKind, Disclosure, Share, SourceType,
};
use crate::release::facts::places::Places;

mod places;
pub mod words;

/// Bars from a first to a last, counted from one.
pub type Bars = (u32, u32);

/// What every form is filled in from.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Whose each side of the song is, in the order in which sides are disclosed; sides with nothing in them are left out.
    pub sides: Vec<Side>,
    /// What models and imports brought that is in the song, in the order of the ledger.
    pub material: Vec<Material>,
    /// The disclosure that this agrees with.
    pub disclosure: Disclosure,
    /// Whether words are sung or said in it, or written for it.
    pub has_words: bool,
    /// How long it is, in seconds.
    pub seconds: f64,
}

/// One side of the song.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Which one.
    pub aspect: Aspect,
    /// Everyone who has a part in it, the largest first.
    pub parties: Vec<Party>,
}

/// One contributor's part in one side of the song.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Kind, name and share.
    pub share: Share,
    /// The service behind a trained model; empty for all others.
    pub provider: String,
    /// Plans and terms that a model was used under, or rights that material is used by, each once.
    pub terms: Vec<String>,
    /// Where it lies, where it lies anywhere in particular.
    pub bars: Vec<Bars>,
    /// The tracks it is heard on.
    pub tracks: Vec<String>,
}

/// What one contribution of a model or an import brought that is in the song.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// The contribution.
    pub id: ContributionId,
    /// Who made it, under which terms.
    pub contributor: Contributor,
    /// The sides of the song it is in.
    pub aspects: Vec<Aspect>,
    /// Where it lies.
    pub bars: Vec<Bars>,
    /// The tracks it is heard on.
    pub tracks: Vec<String>,
    /// Whether it is a recording or a picture, and not notes or words.
    pub rendered: bool,
}

impl Facts {
    /// The facts of a project.
    pub fn of(project: &Project) -> Self {
        let disclosure = crate::release::disclosure(project);
        let places = Places::of(project);
        let sides = disclosure.aspects.iter().map(|shares| Side {
            aspect: shares.aspect,
            parties: shares.shares.iter().map(|share| party(project, &places, shares.aspect, share)).collect(),
        });
        Self {
            sides: sides.collect(),
            material: material(project, &places),
            has_words: has_words(project),
            seconds: project.tempo.seconds_at(f64::from(project.end().0)),
            disclosure,
        }
    }

    /// How much trained models made of the whole.
    pub fn verdict(&self) -> ContainsAi {
        self.disclosure.contains_ai()
    }

    /// How the whole arose.
    pub fn source_type(&self) -> SourceType {
        self.disclosure.source_type()
    }

    /// One side, where there is anything in it.
    pub fn side(&self, aspect: Aspect) -> Option<&Side> {
        self.sides.iter().find(|side| side.aspect == aspect)
    }

    /// These sides, as far as there is anything in them.
    pub fn sides_of<'a>(&'a self, aspects: &'a [Aspect]) -> impl Iterator<Item = &'a Side> + 'a {
        self.sides.iter().filter(move |side| aspects.contains(&side.aspect))
    }

    /// Every part of a trained model, with its side.
    pub fn models(&self) -> impl Iterator<Item = (Aspect, &Party)> + '_ {
        self.sides.iter().flat_map(|side| side.of_kind(ContributorKind::Model).map(|party| (side.aspect, party)))
    }

    /// The names of all trained models, each once, in the order in which they are disclosed.
    pub fn model_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (_, party) in self.models() {
            if !names.contains(&party.share.name.as_str()) {
                names.push(&party.share.name);
            }
        }
        names
    }

    /// Whether somebody of a kind has a part in any of these sides.
    pub fn has(&self, kind: ContributorKind, aspects: &[Aspect]) -> bool {
        self.sides_of(aspects).any(|side| side.of_kind(kind).next().is_some())
    }
}

impl Side {
    /// The parts of one kind of contributor.
    pub fn of_kind(&self, kind: ContributorKind) -> impl Iterator<Item = &Party> + '_ {
        self.parties.iter().filter(move |party| party.share.kind == kind)
    }

    /// How much of this side trained models made.
    pub fn level(&self) -> ContainsAi {
        match (self.of_kind(ContributorKind::Model).count(), self.parties.len()) {
            (0, _) => ContainsAi::None,
            (models, all) if models == all => ContainsAi::All,
            _ => ContainsAi::Partly,
        }
    }
}

fn party(project: &Project, places: &Places, aspect: Aspect, share: &Share) -> Party {
    let is_theirs = |contribution: &Contribution| {
        contribution.contributor.kind() == share.kind && contribution.contributor.name() == share.name
    };
    let entries = project.ledger.entries().iter().map(|entry| &entry.contribution);
    let mut party = Party {
        share: share.clone(),
        provider: String::new(),
        terms: Vec::new(),
        bars: places.bars(aspect, |id| project.ledger.get(id).is_some_and(is_theirs)),
        tracks: places.tracks(aspect, |id| project.ledger.get(id).is_some_and(is_theirs)),
    };
    for contribution in entries.filter(|contribution| is_theirs(contribution)) {
        party.provider = contribution.contributor.provider().to_owned();
        let terms = terms_of(&contribution.contributor);
        if !terms.is_empty() && !party.terms.iter().any(|known| known == terms) {
            party.terms.push(terms.to_owned());
        }
    }
    party
}

/// The plan and terms of a model, or the right that imported material is used by.
pub fn terms_of(contributor: &Contributor) -> &str {
    match contributor {
        Contributor::Model { terms, .. } => terms,
        Contributor::Import { rights, .. } => rights,
        Contributor::Person { .. } | Contributor::Tool { .. } => "",
    }
}

fn material(project: &Project, places: &Places) -> Vec<Material> {
    let mut found: BTreeMap<ContributionId, Vec<Aspect>> = BTreeMap::new();
    for piece in crate::project::evidence::evidence(project) {
        for author in piece.authors {
            let aspects = found.entry(author).or_default();
            if !aspects.contains(&piece.aspect) {
                aspects.push(piece.aspect);
            }
        }
    }
    let brought = found.into_iter().filter_map(|(id, aspects)| {
        let contributor = project.ledger.get(id)?.contributor.clone();
        let counts = matches!(contributor.kind(), ContributorKind::Model | ContributorKind::Import);
        counts.then(|| Material {
            id,
            contributor,
            bars: places.all_bars(id),
            tracks: places.all_tracks(id),
            rendered: project.assets.iter().any(|asset| project.authors.get(asset.authors).contains(&id)),
            aspects,
        })
    });
    brought.collect()
}

fn has_words(project: &Project) -> bool {
    let written = project.lyrics.iter().any(|line| !line.placeholder && !line.text.trim().is_empty());
    written || project.recordings().iter().any(|asset| asset.has_voice())
}

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod tests;
