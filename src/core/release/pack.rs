//! The release pack: one archive with everything that a distributor, a buyer or a reviewer asks for.
//!
//! [`plan`] lists the entries, each saying who makes it: the exporter renders sound, the cover is at hand or drawn, and
//! [`paper`] writes everything else. The command line and the studio carry the same plan out, in its order, and there is none
//! where the song may not be sold and the pack is for sale; [`closing`]
//! then makes what needs to know all others: the contents and the sums. [`check`] reads a finished pack and tells what is
//! missing from it.

mod answers;
mod check;
mod contents;
mod disclosures;
mod licences;
mod page;
mod papers;
mod plan;
mod versions;

pub use check::{Checked, Flaw, check};
pub use contents::{Summed, Written, closing};
pub use licences::Licence;
pub use plan::{Choices, Entry, LeftOut, MASTERS, Maker, Paper, Plan, plan};
pub use versions::{Version, excerpt, sound_job, version_of};

use crate::bundle::Assets;
use crate::interchange::{Sheet, cue_sheet, plain_words};
use crate::project::{Project, file};
use crate::provenance::Disclosure;
use crate::release::disclosure;
use crate::release::ern::Ern;
use crate::release::facts::Facts;
use crate::text::Locale;
use crate::verify::PAGE;

/// What the papers of a pack are written from.
pub struct Desk<'a> {
    sheet: Sheet<'a>,
    facts: Facts,
    evidence: &'a [u8],
    recordings: &'a Assets,
    master: String,
    locale: Locale,
}

impl<'a> Desk<'a> {
    /// A project, its evidence, its recordings as far as they are at hand, and the language of what is written in one.
    pub fn new(project: &'a Project, plan: &Plan, evidence: &'a [u8], recordings: &'a Assets, locale: Locale) -> Self {
        let master =
            plan.entries.iter().find(|entry| matches!(entry.maker, Maker::Sound { version: Version::Master, .. }));
        let master = master.map_or(String::new(), |entry| entry.path.rsplit('/').next().unwrap_or_default().to_owned());
        let facts = Facts::of(project);
        Self { sheet: Sheet::new(project, disclosure(project)), facts, evidence, recordings, master, locale }
    }

    fn project(&self) -> &'a Project {
        self.sheet.project
    }

    fn disclosure(&self) -> &Disclosure {
        &self.sheet.disclosure
    }
}

/// A paper of the pack.
pub fn paper(desk: &Desk<'_>, paper: Paper) -> Vec<u8> {
    match paper {
        Paper::Score(kind) => kind.write(&desk.sheet, desk.recordings),
        Paper::Words => plain_words(&desk.sheet).into_bytes(),
        Paper::CueSheet => {
            let isrc = desk.project().metadata.release.isrc().ok().flatten();
            cue_sheet(&desk.sheet, &desk.master, isrc.as_ref().map_or("", |code| code.as_str()))
        }
        Paper::SplitTable => papers::split_table(desk.project()),
        Paper::SplitSheet => papers::split_sheet(desk.project(), desk.locale),
        Paper::Credits => papers::credits(desk),
        Paper::Material => answers::material(desk),
        Paper::Answers(locale) => answers::page(desk, locale),
        Paper::Ern => Ern::of(desk.project(), &desk.facts).xml().into_bytes(),
        Paper::Disclosure(locale) => disclosures::page(desk, locale),
        Paper::DisclosureData => disclosures::data(desk),
        Paper::Licence(licence) => licences::page(desk, licence),
        Paper::Evidence => desk.evidence.to_vec(),
        Paper::Verifier => PAGE.to_vec(),
        Paper::Project => file::encode(desk.project()),
    }
}

#[cfg(test)]
mod tests;
