//! Lists that forms ask for: the closed set of them, each made of the facts.

use serde::Deserialize;

use crate::project::{Project, Role, WHOLE};
use crate::provenance::{Aspect, ContributorKind};
use crate::release::facts::words::{models_in, who};
use crate::release::facts::{Facts, Side};
use crate::release::forms::office;
use crate::text::{Locale, Message};

/// A list that a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Each side with a trained model's part: who, how much, where.
    Parts,
    /// Each role with its AI credit and its people, credited apart.
    RoleCredits,
    /// The trained models, with the terms they were used under.
    Tools,
    /// The sentence for people, in English and in Chinese.
    Sentence,
    /// The IPTC digital source type.
    SourceType,
    /// The people who wrote it, with their IPI and their part; never a machine.
    Writers,
    /// What people created, as a registration words it.
    AuthorCreated,
    /// What a registration leaves out.
    MaterialExcluded,
    /// The note that goes with a registration.
    NoteToOffice,
}

impl ListKind {
    /// Its lines; none where there is nothing to tell.
    pub fn lines(self, project: &Project, facts: &Facts, about: &[Aspect], locale: Locale) -> Vec<String> {
        match self {
            Self::Parts => facts.sides_of(about).filter_map(|side| models_in(side, locale)).collect(),
            Self::RoleCredits => facts.sides_of(about).flat_map(|side| role_credits(side, project, locale)).collect(),
            Self::Tools => tools(facts, about, locale),
            Self::Sentence => Locale::ALL.into_iter().map(|language| facts.disclosure.sentence(language)).collect(),
            Self::SourceType => vec![facts.source_type().iri()],
            Self::Writers => writers(project, locale),
            Self::AuthorCreated => office::author_created(facts),
            Self::MaterialExcluded => office::material_excluded(facts),
            Self::NoteToOffice => office::note(facts),
        }
    }
}

/// The role of DDEX that makes a side of a song; the picture on the cover has none.
pub fn role_of(aspect: Aspect) -> Option<&'static str> {
    match aspect {
        Aspect::Composition => Some("Composer"),
        Aspect::Lyrics => Some("Lyricist"),
        Aspect::Arrangement => Some("Arranger"),
        Aspect::Performance => Some("Musician"),
        Aspect::Vocals => Some("LeadVocalist"),
        Aspect::Sound => Some("Programmer"),
        Aspect::Mix => Some("MixingEngineer"),
        Aspect::Master => Some("MasteringEngineer"),
        Aspect::Artwork => None,
    }
}

/// A person's name as it is printed: one who has not said theirs stands for the artist.
pub fn printed<'a>(project: &'a Project, name: &'a str) -> &'a str {
    if name.trim().is_empty() { project.metadata.artist.trim() } else { name.trim() }
}

/// One line for the trained models in a role and one for each person.
fn role_credits(side: &Side, project: &Project, locale: Locale) -> Vec<String> {
    let role = role_of(side.aspect).map_or_else(|| side.aspect.name().text(locale), str::to_owned);
    let credit = |who: String| Message::new("form-credit").with("role", &role).with("who", who).print(locale);
    let models: Vec<&str> = side.of_kind(ContributorKind::Model).map(|party| party.share.name.as_str()).collect();
    let generated = Message::new("form-generated").with("names", models.join(", ")).print(locale);
    let machines = (!models.is_empty()).then(|| credit(generated));
    let people = side.of_kind(ContributorKind::Person).map(|party| match printed(project, &party.share.name) {
        "" => who(party, locale),
        name => name.to_owned(),
    });
    machines.into_iter().chain(people.map(credit)).collect()
}

fn tools(facts: &Facts, about: &[Aspect], locale: Locale) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for party in facts.sides_of(about).flat_map(|side| side.of_kind(ContributorKind::Model)) {
        let terms = if party.terms.is_empty() {
            Message::new("form-terms-unsaid").print(locale)
        } else {
            party.terms.join("; ")
        };
        let line = Message::new("form-tool").with("name", &party.share.name).with("terms", terms).print(locale);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// The people who are credited as writers, with what they are known by and their part.
fn writers(project: &Project, locale: Locale) -> Vec<String> {
    let writes = |role: &Role| matches!(role, Role::Composer | Role::Lyricist | Role::Arranger);
    let credits = &project.metadata.release.credits;
    let writers = credits.iter().filter(|credit| credit.publishing > 0 || credit.roles.iter().any(writes));
    let line = |credit: &crate::project::Credit| {
        let message = match credit.ipi() {
            Ok(Some(ipi)) => Message::new("form-writer-ipi").with("ipi", ipi.as_str()),
            _ => Message::new("form-writer"),
        };
        message.with("name", &credit.name).with("part", hundredths(credit.publishing)).print(locale)
    };
    writers.map(line).collect()
}

/// Hundredths of a percent as people write them: `33.34%`.
pub fn hundredths(part: u16) -> String {
    let (whole, rest) = (part / (WHOLE / 100), part % (WHOLE / 100));
    match rest {
        0 => format!("{whole}%"),
        rest if rest % 10 == 0 => format!("{whole}.{}%", rest / 10),
        rest => format!("{whole}.{rest:02}%"),
    }
}
