//! What a file says about itself, whatever its format: the same facts in every one.

use serde::{Deserialize, Serialize};

use crate::export::{AigcLabel, plain_text};
use crate::provenance::{ContainsAi, Disclosure};
use crate::text::{Locale, Message};

/// Names under which tags of every format carry what has no name of its own there.
pub(super) const AI_DISCLOSURE: &str = "AI_DISCLOSURE";
pub(super) const AI_CONTRIBUTIONS: &str = "AI_CONTRIBUTIONS";
pub(super) const DIGITAL_SOURCE_TYPE: &str = "DigitalSourceType";
pub(super) const LEDGER: &str = "COWRITE_LEDGER";
pub(super) const AIGC: &str = "AIGC";

/// A person who is credited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCredit {
    /// What they did: a DDEX contributor role, such as `LeadVocalist`.
    pub role: String,
    /// The name to print.
    pub name: String,
}

/// What is said of a release. Whatever is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseTags {
    /// The album, EP or single it appears on.
    pub album: String,
    /// The genre.
    pub genre: String,
    /// The language it is sung in, a BCP 47 tag.
    pub language: String,
    /// Whether the words are explicit; `None` where nobody has said.
    pub explicit: Option<bool>,
    /// The recording's ISRC: 12 characters.
    pub isrc: String,
    /// The work's ISWC.
    pub iswc: String,
    /// The product's UPC or EAN.
    pub upc: String,
    /// The label it appears on.
    pub label: String,
    /// The day it appears, `2026-11-22`.
    pub date: String,
    /// Who owns the recording: the line after ℗.
    pub p_line: String,
    /// Who owns cover and texts: the line after ©.
    pub c_line: String,
    /// The people who are credited.
    pub credits: Vec<TagCredit>,
}

/// What a file says about itself, whatever its format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackTags {
    /// The title.
    pub title: String,
    /// The artist.
    pub artist: String,
    /// The program that wrote the file, with its version.
    pub software: String,
    /// Beats a minute at the start.
    pub bpm: f64,
    /// The key, as written on a chart.
    pub key: String,
    /// The words, where there are any that are more than placeholders.
    pub lyrics: String,
    /// What is said of the release.
    pub release: ReleaseTags,
    /// What must be disclosed.
    pub disclosure: Disclosure,
    /// The digest of the ledger's last entry.
    pub ledger_head: String,
    /// When the last contribution ended, in milliseconds since 1970-01-01 UTC; 0 where there is none.
    pub made: u64,
    /// The implicit label for China, where it is wanted and the facts call for it.
    pub aigc: Option<AigcLabel>,
}

impl TrackTags {
    /// The title as tags carry it.
    pub(super) fn shown_title(&self) -> String {
        let title = plain_text::line(&self.title);
        if title.is_empty() { Message::new("export-untitled").text(Locale::English) } else { title }
    }

    /// The sentence for people.
    pub(super) fn sentence(&self, locale: Locale) -> String {
        plain_text::sentence(&self.disclosure.sentence(locale))
    }

    /// Names and values of the disclosure for programs, in every format but for the label for China, which has a place of
    /// its own in each.
    pub(super) fn disclosed(&self) -> [(&'static str, String); 4] {
        [
            (AI_DISCLOSURE, self.disclosure.contains_ai().code().to_owned()),
            (AI_CONTRIBUTIONS, self.disclosure.json()),
            (DIGITAL_SOURCE_TYPE, self.disclosure.source_type().iri()),
            (LEDGER, plain_text::line(&self.ledger_head)),
        ]
    }

    /// What the tag `AIGC` holds: nothing where no trained model had a part, whatever was asked for.
    pub(super) fn aigc(&self) -> Option<String> {
        let label = self.aigc.as_ref()?;
        (self.disclosure.contains_ai() != ContainsAi::None).then(|| label.json())
    }

    /// The tempo as tags want it: a whole number.
    pub(super) fn whole_bpm(&self) -> String {
        if self.bpm.is_finite() && self.bpm > 0.0 { format!("{:.0}", self.bpm) } else { String::new() }
    }

    /// The key as tags want it: at most three characters, `C`, `Ebm`. A church mode is written as the major or minor key
    /// with its third.
    pub(super) fn short_key(&self) -> String {
        let (tonic, mode) = self.key.split_once(' ').unwrap_or((&self.key, ""));
        let minor = if matches!(mode, "dorian" | "phrygian") { "m" } else { "" };
        let short = format!("{tonic}{minor}");
        if short.len() <= 3 { short } else { String::new() }
    }

    /// The names of those credited for a role, in order.
    pub(super) fn credited(&self, roles: &[&str]) -> Vec<String> {
        let credits = self.release.credits.iter().filter(|credit| roles.contains(&credit.role.as_str()));
        credits.map(|credit| plain_text::line(&credit.name)).filter(|name| !name.is_empty()).collect()
    }

    /// Both lines of rights in one.
    pub(super) fn rights(&self) -> String {
        let lines = [("℗", &self.release.p_line), ("©", &self.release.c_line)];
        let said =
            lines.into_iter().map(|(sign, line)| (sign, plain_text::line(line))).filter(|(_, line)| !line.is_empty());
        said.map(|(sign, line)| format!("{sign} {line}")).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(bpm: f64, key: &str) -> TrackTags {
        TrackTags {
            title: String::new(),
            artist: String::new(),
            software: String::new(),
            bpm,
            key: key.to_owned(),
            lyrics: String::new(),
            release: ReleaseTags::default(),
            disclosure: Disclosure { aspects: Vec::new() },
            ledger_head: String::new(),
            made: 0,
            aigc: Some(AigcLabel::new("Service", "1")),
        }
    }

    #[test]
    fn tempo_and_key_take_the_form_of_their_frames() {
        for (bpm, text) in [(96.0, "96"), (95.6, "96"), (f64::NAN, ""), (-1.0, "")] {
            assert_eq!(tags(bpm, "C").whole_bpm(), text);
        }
        for (key, short) in [("C", "C"), ("F#m", "F#m"), ("Bb dorian", "Bbm"), ("G mixolydian", "G"), ("what", "")] {
            assert_eq!(tags(96.0, key).short_key(), short);
        }
    }

    #[test]
    fn a_label_that_was_asked_for_is_not_written_where_no_model_had_a_part() {
        assert_eq!(tags(96.0, "C").aigc(), None);
    }
}
