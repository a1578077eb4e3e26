//! What a release says of the song beyond title and artist, as the person typed it.
//!
//! Texts are kept as they are, right or wrong: what is wrong with them is a finding beside the field, never a reason to
//! forget what was typed. What the song owes to trained models stands nowhere here: that is derived from the ledger.

use serde::{Deserialize, Serialize};

use crate::project::LoudnessTarget;
use crate::project::codes::{Code, CodeError, CodeKind};
use crate::provenance::ContributionId;

/// What a release says of the song beyond title and artist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReleaseInfo {
    /// The album, EP or single it appears on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub album: String,
    /// The genre.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub genre: String,
    /// The language it is sung in, a BCP 47 tag such as `en` or `zh-Hans`; `zxx` where no words are sung.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Whether the words are explicit.
    #[serde(skip_serializing_if = "Explicit::is_unsaid")]
    pub explicit: Explicit,
    /// The recording's ISRC.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub isrc: String,
    /// The work's ISWC.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub iswc: String,
    /// The product's UPC or EAN.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub upc: String,
    /// The label it appears on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The day it appears, `2026-11-22`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// The line after ℗, who owns the recording: `2026 Ada Example`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub p_line: String,
    /// The line after ©, who owns cover and texts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub c_line: String,
    /// What the person notes of samples and their clearance.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub samples: String,
    /// How loud it shall be.
    #[serde(skip_serializing_if = "LoudnessTarget::is_free")]
    pub loudness: LoudnessTarget,
    /// The people who are credited. Never a machine: those are in the ledger.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// Material that a person has declared free to be sold, and on what ground.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clearances: Vec<Clearance>,
}

impl ReleaseInfo {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The recording's ISRC; none where the field is empty.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn isrc(&self) -> Result<Option<Code>, CodeError> {
        code(CodeKind::Isrc, &self.isrc)
    }

    /// The work's ISWC; none where the field is empty.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn iswc(&self) -> Result<Option<Code>, CodeError> {
        code(CodeKind::Iswc, &self.iswc)
    }

    /// The product's UPC or EAN; none where the field is empty.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn upc(&self) -> Result<Option<Code>, CodeError> {
        code(CodeKind::Upc, &self.upc)
    }

    /// The year, month and day it appears; `None` where the field is empty or holds no day of the calendar.
    pub fn day(&self) -> Option<(u16, u8, u8)> {
        day(&self.date)
    }

    /// Every text of one line.
    pub(super) fn lines(&self) -> impl Iterator<Item = &String> {
        let own = [
            &self.album,
            &self.genre,
            &self.language,
            &self.isrc,
            &self.iswc,
            &self.upc,
            &self.label,
            &self.date,
            &self.p_line,
            &self.c_line,
        ];
        own.into_iter().chain(self.credits.iter().flat_map(|credit| [&credit.name, &credit.isni, &credit.ipi]))
    }
}

/// The code in a field, where it is not empty.
pub(super) fn code(kind: CodeKind, typed: &str) -> Result<Option<Code>, CodeError> {
    if typed.trim().is_empty() { Ok(None) } else { Code::parse(kind, typed).map(Some) }
}

/// A day as ISO 8601 writes it.
fn day(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.trim().split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (year > 0 && (1..=last).contains(&day)).then_some((year, month, day))
}

/// Whether a text has the form of a BCP 47 language tag: `en`, `pt-BR`, `zh-Hans`. Whether anybody speaks it is not
/// looked up.
pub fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether the words of a song are explicit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explicit {
    /// Nobody has said.
    #[default]
    Unsaid,
    /// They are not.
    Clean,
    /// They are.
    Explicit,
}

impl Explicit {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Unsaid, Self::Clean, Self::Explicit];

    const fn is_unsaid(&self) -> bool {
        matches!(self, Self::Unsaid)
    }
}

/// A person who is credited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Credit {
    /// The name to print.
    pub name: String,
    /// What they did, each once.
    pub roles: Vec<Role>,
    /// Their ISNI, as it was typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub isni: String,
    /// Their IPI number, as it was typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ipi: String,
    /// Their part of the composition and its words, in hundredths of a percent.
    pub publishing: u16,
    /// Their part of the recording, in hundredths of a percent.
    pub master: u16,
}

impl Credit {
    /// Their ISNI; none where the field is empty.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn isni(&self) -> Result<Option<Code>, CodeError> {
        code(CodeKind::Isni, &self.isni)
    }

    /// Their IPI number; none where the field is empty.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub fn ipi(&self) -> Result<Option<Code>, CodeError> {
        code(CodeKind::Ipi, &self.ipi)
    }
}

/// All of something in hundredths of a percent.
pub const WHOLE: u16 = 10_000;

/// What a person did for a song: values of the DDEX set of contributor roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Performs it under their name.
    MainArtist,
    /// Performs as a guest.
    FeaturedArtist,
    /// Wrote the music.
    Composer,
    /// Wrote the words.
    Lyricist,
    /// Arranged it.
    Arranger,
    /// Sings the lead.
    LeadVocalist,
    /// Sings behind it.
    BackgroundVocalist,
    /// Plays an instrument.
    Musician,
    /// Programmed instruments.
    Programmer,
    /// Produced it.
    Producer,
    /// Remixed it.
    Remixer,
    /// Recorded it.
    RecordingEngineer,
    /// Mixed it.
    MixingEngineer,
    /// Mastered it.
    MasteringEngineer,
    /// Designed its sounds.
    SoundDesigner,
    /// Made its cover.
    CoverArtist,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 16] = [
        Self::MainArtist,
        Self::FeaturedArtist,
        Self::Composer,
        Self::Lyricist,
        Self::Arranger,
        Self::LeadVocalist,
        Self::BackgroundVocalist,
        Self::Musician,
        Self::Programmer,
        Self::Producer,
        Self::Remixer,
        Self::RecordingEngineer,
        Self::MixingEngineer,
        Self::MasteringEngineer,
        Self::SoundDesigner,
        Self::CoverArtist,
    ];
}

/// A person's word that material may be sold all the same: it overrides the rights gate and is on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearance {
    /// The contribution that brought the material.
    pub material: ContributionId,
    /// On what ground, in the person's words.
    pub ground: String,
    /// The contribution in whose course it was declared: who.
    pub by: ContributionId,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_writes_nothing() {
        assert_eq!(serde_json::to_string(&ReleaseInfo::default()).unwrap(), "{}");
        assert!(ReleaseInfo::default().is_empty());
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        let read = |date: &str| ReleaseInfo { date: date.to_owned(), ..ReleaseInfo::default() }.day();
        assert_eq!(read("2026-11-22"), Some((2026, 11, 22)));
        assert_eq!(read("2028-02-29"), Some((2028, 2, 29)));
        for wrong in ["", "2026", "2026-13-01", "2026-02-29", "2100-02-29", "22.11.2026", "2026-1-1", "2026-11-22-1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn language_tags_have_a_form() {
        for tag in ["en", "zh-Hans", "pt-BR", "yue", "zxx", "sr-Latn-RS"] {
            assert!(is_language(tag), "{tag}");
        }
        for text in ["", "English", "e", "en_US", "en-", "中文"] {
            assert!(!is_language(text), "{text}");
        }
    }

    #[test]
    fn codes_are_read_and_an_empty_field_is_no_error() {
        let info = ReleaseInfo { isrc: "us-rc1-76-07839".to_owned(), upc: "1".to_owned(), ..ReleaseInfo::default() };
        assert_eq!(info.isrc().unwrap().unwrap().as_str(), "USRC17607839");
        assert_eq!(info.iswc(), Ok(None));
        assert!(info.upc().is_err());
    }
}
