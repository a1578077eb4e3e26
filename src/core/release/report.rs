//! What is to be known before a song is released, in words.

use serde::{Deserialize, Serialize};

use crate::project::Project;
use crate::project::codes::{Code, CodeError};
use crate::text::Locale;

/// What is to be known before a song is released.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What stands in the way, and what should be looked at, the gravest first.
    pub findings: Vec<Finding>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gravity {
    /// It stands in the way.
    Blocking,
    /// It should be looked at.
    Advisory,
}

/// The field a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// The ISRC.
    Isrc,
    /// The ISWC.
    Iswc,
    /// The UPC or EAN.
    Upc,
    /// The credit of this place, counted from 0.
    Credit(usize),
}

/// Something that was found wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How grave it is.
    pub gravity: Gravity,
    /// Where.
    pub place: Place,
    /// What, and what to do about it.
    pub text: String,
}

/// The report on a project. `cover` is the picture that was chosen, where it is at hand.
pub fn report(project: &Project, _cover: Option<&[u8]>, locale: Locale) -> Report {
    let release = &project.metadata.release;
    let mut findings = Vec::new();
    let mut look = |place, code: Result<Option<Code>, CodeError>| {
        if let Err(error) = code {
            findings.push(Finding { gravity: Gravity::Blocking, place, text: error.message().print(locale) });
        }
    };
    look(Place::Isrc, release.isrc());
    look(Place::Iswc, release.iswc());
    look(Place::Upc, release.upc());
    for (place, credit) in release.credits.iter().enumerate() {
        look(Place::Credit(place), credit.isni());
        look(Place::Credit(place), credit.ipi());
    }
    Report { findings }
}
