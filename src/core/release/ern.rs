//! A DDEX release notification (ERN 4.3.2, NewReleaseMessage) of a song, as a draft for whoever delivers it.
//!
//! Nothing in it is made up: without an ISRC or UPC the project's own number stands in, marked as proprietary; without a
//! DDEX party id the sender is `PADPIDADRAFT` and the message a test message. The AI fields are derived from the facts,
//! and [`check`] holds them to the rules that the standard's schema does not enforce.

use crate::project::codes::Code;
use crate::project::{Credit, Explicit, Project, ReleaseInfo, Role, is_language};
use crate::provenance::{Aspect, ContainsAi, ContributorKind};
use crate::release::facts::{Facts, Side};
use crate::release::forms::lists::{printed, role_of};

mod check;
mod xml;

pub use check::{Broken, check};

/// What a message says.
#[derive(Clone, Debug, PartialEq)]
pub struct Ern {
    /// The message's own number.
    pub message: String,
    /// When the last contribution ended, in milliseconds since 1970-01-01 UTC.
    pub created: u64,
    /// The song's title.
    pub title: String,
    /// The people and bodies it speaks of; the artist first, the label second.
    pub parties: Vec<Named>,
    /// The guests among the artists, by their place among the parties.
    pub guests: Vec<usize>,
    /// The recording.
    pub recording: Recording,
    /// How much of the picture on the front trained models made.
    pub image: ContainsAi,
    /// How much of the whole release they made.
    pub release: ContainsAi,
    /// The song's own number, where a code is missing.
    pub own: String,
    /// UPC or EAN.
    pub upc: Option<Code>,
    /// The genre.
    pub genre: String,
    /// The day it appears, ISO 8601.
    pub date: Option<String>,
    /// The lines after ℗ and ©.
    pub lines: [String; 2],
    /// What is said of explicit words.
    pub explicit: Explicit,
}

/// A person or body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// ISNI.
    pub isni: Option<Code>,
}

/// The recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// ISRC.
    pub isrc: Option<Code>,
    /// ISWC of the work.
    pub iswc: Option<Code>,
    /// Who made it.
    pub contributors: Vec<Contributed>,
    /// Who finished this edition of it: mastering.
    pub edition: Vec<Contributed>,
    /// Whole seconds.
    pub seconds: u64,
    /// How much of it trained models made.
    pub contains_ai: ContainsAi,
    /// Whether somebody sings or speaks.
    pub has_vocals: bool,
    /// The language that is sung.
    pub language: Option<String>,
}

/// A contribution in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributed {
    /// Who.
    pub by: By,
    /// A role of the DDEX set of contributor roles.
    pub role: &'static str,
    /// How much of it generative AI made; none is not said.
    pub ai: Option<ContainsAi>,
}

/// Who made a contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The party of this place.
    Party(usize),
    /// Generative AI, with the names of the models.
    GenerativeAi(Vec<String>),
}

impl Ern {
    /// The message of a project.
    pub fn of(project: &Project, facts: &Facts) -> Self {
        let release = &project.metadata.release;
        let artist = named_or(&project.metadata.artist, "(artist not stated)");
        let label = named_or(&release.label, &artist);
        let mut parties = vec![Named { name: artist.clone(), isni: None }, Named { name: label, isni: None }];
        for credit in release.credits.iter().filter(|credit| !credit.name.is_empty()) {
            let place = party(&mut parties, &credit.name);
            parties[place].isni = credit.isni().ok().flatten();
        }
        let contains_ai = level(facts.sides.iter().filter(|side| side.aspect != Aspect::Artwork));
        let image = level(facts.side(Aspect::Artwork).into_iter());
        let (contributors, edition) = contributors(project, facts, contains_ai, &mut parties);
        let guests = release.credits.iter().filter(|credit| credit.roles.contains(&Role::FeaturedArtist));
        let guests = guests.filter_map(|credit| parties.iter().position(|known| known.name == credit.name)).collect();
        let own = format!("cowrite:{}", project.id);
        let year_of = |line: &str| named_or(line, &artist);
        Self {
            message: format!("{own}:{}", project.ledger.head().short()),
            created: project.ledger.entries().last().map_or(0, |entry| entry.contribution.ended),
            title: named_or(&project.metadata.title, "(untitled)"),
            guests,
            recording: Recording {
                isrc: release.isrc().ok().flatten(),
                iswc: release.iswc().ok().flatten(),
                contributors,
                edition,
                seconds: facts.seconds.round().max(1.0) as u64,
                contains_ai,
                has_vocals: facts.side(Aspect::Vocals).is_some(),
                language: language(release),
            },
            image,
            release: whole(contains_ai, image),
            own,
            upc: release.upc().ok().flatten(),
            genre: named_or(&release.genre, "(genre not stated)"),
            date: release.day().map(|_| release.date.trim().to_owned()),
            lines: [year_of(&release.p_line), year_of(&release.c_line)],
            explicit: release.explicit,
            parties,
        }
    }

    /// The message as XML.
    pub fn xml(&self) -> String {
        xml::of(self)
    }
}

/// How much trained models made of several sides together.
fn level<'a>(sides: impl Iterator<Item = &'a Side>) -> ContainsAi {
    let levels: Vec<ContainsAi> = sides.map(Side::level).collect();
    if levels.iter().all(|level| *level == ContainsAi::None) {
        ContainsAi::None
    } else if levels.iter().all(|level| *level == ContainsAi::All) {
        ContainsAi::All
    } else {
        ContainsAi::Partly
    }
}

/// How much of a release trained models made, by its recording and its picture.
pub(super) fn whole(recording: ContainsAi, image: ContainsAi) -> ContainsAi {
    match (recording, image) {
        (ContainsAi::None, ContainsAi::None) => ContainsAi::None,
        (ContainsAi::All, ContainsAi::All) => ContainsAi::All,
        _ => ContainsAi::Partly,
    }
}

fn named_or(text: &str, otherwise: &str) -> String {
    let text = text.trim();
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

/// The place of a party, which is added where it is new.
fn party(parties: &mut Vec<Named>, name: &str) -> usize {
    parties.iter().position(|known| known.name == name).unwrap_or_else(|| {
        parties.push(Named { name: name.to_owned(), isni: None });
        parties.len() - 1
    })
}

/// Who made the recording and who finished its edition. People and generative AI in one role are credited apart; a
/// person's part is `Partly` where they only worked on what AI had made.
fn contributors(
    project: &Project,
    facts: &Facts,
    contains_ai: ContainsAi,
    parties: &mut Vec<Named>,
) -> (Vec<Contributed>, Vec<Contributed>) {
    let mut found: Vec<(Aspect, Contributed)> = Vec::new();
    for side in &facts.sides {
        let Some(role) = role_of(side.aspect) else { continue };
        let models: Vec<String> = side.of_kind(ContributorKind::Model).map(|party| party.share.name.clone()).collect();
        let shared = !models.is_empty();
        if shared {
            found.push((side.aspect, Contributed { by: By::GenerativeAi(models), role, ai: Some(ContainsAi::All) }));
        }
        for person in side.of_kind(ContributorKind::Person) {
            let name = named_or(printed(project, &person.share.name), "(artist not stated)");
            let ai = if shared && person.share.only_edited { ContainsAi::Partly } else { ContainsAi::None };
            found.push((side.aspect, Contributed { by: By::Party(party(parties, &name)), role, ai: Some(ai) }));
        }
    }
    // Of a recording that AI made wholly no person is a contributor, whatever somebody typed; a finding tells them.
    if contains_ai != ContainsAi::All {
        for credit in &project.metadata.release.credits {
            add_credit(&mut found, facts, credit, parties);
        }
    }
    let (edition, contributors) = found.into_iter().partition::<Vec<_>, _>(|(aspect, _)| *aspect == Aspect::Master);
    let alone = |list: Vec<(Aspect, Contributed)>| list.into_iter().map(|(_, contributed)| contributed).collect();
    (alone(contributors), alone(edition))
}

/// Adds what a person typed of somebody, where the ledger has not said it already.
fn add_credit(found: &mut Vec<(Aspect, Contributed)>, facts: &Facts, credit: &Credit, parties: &mut Vec<Named>) {
    if credit.name.is_empty() {
        return;
    }
    let by = By::Party(party(parties, &credit.name));
    for typed in &credit.roles {
        let Some((role, aspect)) = ddex_role(*typed) else { continue };
        if found.iter().any(|(_, known)| known.by == by && known.role == role) {
            continue;
        }
        // The ledger says that AI made this side alone: whoever is credited beside it can only have had a part.
        let generated = facts.side(aspect).is_some_and(|side| side.level() == ContainsAi::All);
        let ai = if generated { ContainsAi::Partly } else { ContainsAi::None };
        found.push((aspect, Contributed { by: by.clone(), role, ai: Some(ai) }));
    }
}

/// The DDEX role of what a person is credited with, and the side of the song it belongs to. Artists are named as such,
/// not as contributors, and the makers of covers not on the recording.
fn ddex_role(role: Role) -> Option<(&'static str, Aspect)> {
    Some(match role {
        Role::MainArtist | Role::FeaturedArtist | Role::CoverArtist => return None,
        Role::Composer => ("Composer", Aspect::Composition),
        Role::Lyricist => ("Lyricist", Aspect::Lyrics),
        Role::Arranger => ("Arranger", Aspect::Arrangement),
        Role::LeadVocalist => ("LeadVocalist", Aspect::Vocals),
        Role::BackgroundVocalist => ("BackgroundVocalist", Aspect::Vocals),
        Role::Musician => ("Musician", Aspect::Performance),
        Role::Programmer => ("Programmer", Aspect::Sound),
        Role::Producer => ("StudioProducer", Aspect::Arrangement),
        Role::Remixer => ("Remixer", Aspect::Arrangement),
        Role::RecordingEngineer => ("RecordingEngineer", Aspect::Mix),
        Role::MixingEngineer => ("MixingEngineer", Aspect::Mix),
        Role::MasteringEngineer => ("MasteringEngineer", Aspect::Master),
        Role::SoundDesigner => ("SoundDesigner", Aspect::Sound),
    })
}

/// The language that is sung, as the schema takes it: language and script.
fn language(release: &ReleaseInfo) -> Option<String> {
    let tag = release.language.trim();
    let mut parts = tag.split('-');
    let primary = parts.next().filter(|primary| is_language(tag) && !primary.eq_ignore_ascii_case("zxx"))?;
    let script = parts.next().filter(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    Some(script.map_or_else(|| primary.to_owned(), |script| format!("{primary}-{script}")))
}

#[cfg(test)]
mod tests;
