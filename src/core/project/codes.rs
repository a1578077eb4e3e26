//! The codes that name recordings, works, products and people, read from what a person typed.
//!
//! What was typed is kept in the project as it is; a [`Code`] is made of it where one is needed, so that a slip of the
//! keyboard is shown and never lost. No code is ever made up.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Message;

/// What a code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeKind {
    /// A recording: ISO 3901.
    Isrc,
    /// A musical work: ISO 15707.
    Iswc,
    /// A product: GTIN-12 (UPC) or GTIN-13 (EAN).
    Upc,
    /// A person or body: ISO 27729.
    Isni,
    /// A writer or publisher at a collecting society.
    Ipi,
}

impl CodeKind {
    /// What it is called, in every language alike.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Isrc => "ISRC",
            Self::Iswc => "ISWC",
            Self::Upc => "UPC/EAN",
            Self::Isni => "ISNI",
            Self::Ipi => "IPI",
        }
    }

    /// A code of this kind as it is written.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Isrc => "AA-6Q7-20-00047",
            Self::Iswc => "T-034.524.680-1",
            Self::Upc => "0 36000 29145 2",
            Self::Isni => "0000 0001 2103 2683",
            Self::Ipi => "00014107338",
        }
    }

    /// The fewest and the most characters, separators left out.
    const fn lengths(self) -> (usize, usize) {
        match self {
            Self::Isrc => (12, 12),
            Self::Iswc => (11, 11),
            Self::Upc => (12, 13),
            Self::Isni => (16, 16),
            Self::Ipi => (9, 11),
        }
    }

    /// Whether a character can stand at a place, counted from 0, of so many.
    fn admits(self, place: usize, length: usize, character: char) -> bool {
        match self {
            Self::Isrc if place < 2 => character.is_ascii_uppercase(),
            Self::Isrc if place < 5 => character.is_ascii_uppercase() || character.is_ascii_digit(),
            Self::Iswc if place == 0 => character == 'T',
            Self::Isni if place + 1 == length => character.is_ascii_digit() || character == 'X',
            _ => character.is_ascii_digit(),
        }
    }
}

/// Why a text is no code of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// It has too few or too many characters.
    Length {
        /// What it should be.
        kind: CodeKind,
        /// How many it has, separators left out.
        found: usize,
    },
    /// A character cannot stand where it stands.
    Character {
        /// What it should be.
        kind: CodeKind,
        /// The character.
        character: char,
        /// Its place, counted from one, separators left out.
        place: usize,
    },
    /// The last character does not fit the others: one of them was mistyped.
    CheckDigit {
        /// What it should be.
        kind: CodeKind,
    },
}

impl CodeError {
    /// What the user reads; the sentences are the press's.
    pub fn message(&self) -> Message {
        let named = |id, kind: CodeKind| Message::new(id).with("kind", kind.name()).with("example", kind.example());
        match self {
            Self::Length { kind, found } => {
                let (least, most) = kind.lengths();
                let wanted = if least == most { format!("{least}") } else { format!("{least}–{most}") };
                named("error-code-length", *kind).with("found", found).with("wanted", wanted)
            }
            Self::Character { kind, character, place } => {
                named("error-code-character", *kind).with("character", character).with("place", place)
            }
            Self::CheckDigit { kind } => named("error-code-check", *kind),
        }
    }
}

/// A code whose form and check digit are right. Whether somebody gave it out, no program can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    kind: CodeKind,
    text: String,
}

impl Code {
    /// The code in what a person typed; separators, spaces and small letters are as good as none.
    ///
    /// # Errors
    /// [`CodeError`] with what is wrong with it.
    pub fn parse(kind: CodeKind, typed: &str) -> Result<Self, CodeError> {
        let is_separator = |character: &char| character.is_whitespace() || matches!(character, '-' | '.' | '‐' | '–');
        let text: String =
            typed.chars().filter(|character| !is_separator(character)).flat_map(char::to_uppercase).collect();
        let text = text.strip_prefix(kind.name()).map_or(text.as_str(), |rest| rest.trim_start_matches(':')).to_owned();
        let found = text.chars().count();
        let (least, most) = kind.lengths();
        if !(least..=most).contains(&found) {
            return Err(CodeError::Length { kind, found });
        }
        let misplaced = text.chars().enumerate().find(|(place, character)| !kind.admits(*place, found, *character));
        if let Some((place, character)) = misplaced {
            return Err(CodeError::Character { kind, character, place: place + 1 });
        }
        let code = Self { kind, text };
        if code.checks() { Ok(code) } else { Err(CodeError::CheckDigit { kind }) }
    }

    /// The code without separators, as tags and messages carry it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn checks(&self) -> bool {
        let digits: Vec<u32> =
            self.text.chars().filter_map(|c| if c == 'X' { Some(10) } else { c.to_digit(10) }).collect();
        let Some((last, first)) = digits.split_last() else { return false };
        match self.kind {
            // ISO 15707: 1 and the digits, each by its place, and the check digit add up to tens.
            CodeKind::Iswc => {
                let sum: u32 = (1..).zip(first).map(|(place, digit)| place * digit).sum();
                (1 + sum + last).is_multiple_of(10)
            }
            // GS1: from the right, digits weigh 3 and 1 in turn.
            CodeKind::Upc => {
                let sum: u32 =
                    first.iter().rev().zip([3, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
                (sum + last).is_multiple_of(10)
            }
            // ISO 7064 MOD 11-2.
            CodeKind::Isni => {
                let sum = first.iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
                (sum + last) % 11 == 1
            }
            CodeKind::Isrc | CodeKind::Ipi => true,
        }
    }
}

/// As people write it, with its separators.
impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (cuts, separators): (&[usize], &[&str]) = match self.kind {
            CodeKind::Isrc => (&[2, 5, 7], &["-", "-", "-"]),
            CodeKind::Iswc => (&[1, 4, 7, 10], &["-", ".", ".", "-"]),
            CodeKind::Isni => (&[4, 8, 12], &[" ", " ", " "]),
            CodeKind::Upc | CodeKind::Ipi => (&[], &[]),
        };
        for (place, character) in self.text.chars().enumerate() {
            if let Some(cut) = cuts.iter().position(|cut| *cut == place) {
                out.write_str(separators.get(cut).copied().unwrap_or_default())?;
            }
            write!(out, "{character}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        for (kind, typed, code, written) in [
            (CodeKind::Isrc, "us-rc1-76-07839", "USRC17607839", "US-RC1-76-07839"),
            (CodeKind::Isrc, " ISRC USRC17607839 ", "USRC17607839", "US-RC1-76-07839"),
            (CodeKind::Iswc, "T-034.524.680-1", "T0345246801", "T-034.524.680-1"),
            (CodeKind::Upc, "0 36000 29145 2", "036000291452", "036000291452"),
            (CodeKind::Upc, "4006381333931", "4006381333931", "4006381333931"),
            (CodeKind::Isni, "0000 0001 2103 2683", "0000000121032683", "0000 0001 2103 2683"),
            (CodeKind::Isni, "000000012150090x", "000000012150090X", "0000 0001 2150 090X"),
            (CodeKind::Ipi, "00014107338", "00014107338", "00014107338"),
        ] {
            let read = Code::parse(kind, typed).unwrap();
            assert_eq!((read.as_str(), read.to_string().as_str()), (code, written));
        }
    }

    #[test]
    fn every_example_is_a_code() {
        for kind in [CodeKind::Isrc, CodeKind::Iswc, CodeKind::Upc, CodeKind::Isni, CodeKind::Ipi] {
            assert!(Code::parse(kind, kind.example()).is_ok(), "{kind:?}");
        }
    }

    #[test]
    fn a_slip_is_told_for_what_it_is() {
        let error = |kind, typed| Code::parse(kind, typed).unwrap_err();
        assert_eq!(error(CodeKind::Isrc, "US-RC1-76-0783"), CodeError::Length { kind: CodeKind::Isrc, found: 11 });
        assert_eq!(
            error(CodeKind::Isrc, "1S-RC1-76-07839"),
            CodeError::Character { kind: CodeKind::Isrc, character: '1', place: 1 }
        );
        assert_eq!(error(CodeKind::Iswc, "T-034.524.680-2"), CodeError::CheckDigit { kind: CodeKind::Iswc });
        assert_eq!(error(CodeKind::Upc, "036000291453"), CodeError::CheckDigit { kind: CodeKind::Upc });
        assert_eq!(error(CodeKind::Isni, "0000 0001 2103 2684"), CodeError::CheckDigit { kind: CodeKind::Isni });
        assert_eq!(error(CodeKind::Ipi, "12"), CodeError::Length { kind: CodeKind::Ipi, found: 2 });
        assert!(matches!(error(CodeKind::Upc, "🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵"), CodeError::Character { .. }));
    }
}
