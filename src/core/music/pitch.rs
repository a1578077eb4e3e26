//! Keys of the keyboard, with and without their octave.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Message, describe};

/// A MIDI key number; 60 is middle C (C4), 69 is A4 at 440 Hz. Holding one proves it is in 0 to 127.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Pitch(u8);

/// A number that is no MIDI key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PitchOutOfRange(pub u8);

impl PitchOutOfRange {
    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-pitch").with("key", self.0)
    }
}
describe!(PitchOutOfRange);

impl Pitch {
    /// The highest key.
    pub const MAX: Self = Self(127);

    /// A key, if there is one of that number.
    pub const fn new(key: u8) -> Result<Self, PitchOutOfRange> {
        if key <= 127 { Ok(Self(key)) } else { Err(PitchOutOfRange(key)) }
    }

    /// The nearest key to a number.
    pub fn clamped(key: i32) -> Self {
        Self(u8::try_from(key.clamp(0, 127)).unwrap_or(0))
    }

    /// The MIDI key number.
    pub const fn key(self) -> u8 {
        self.0
    }

    /// The key without its octave.
    pub fn class(self) -> PitchClass {
        PitchClass(self.0 % 12)
    }

    /// The octave in scientific notation: middle C is in octave 4.
    pub fn octave(self) -> i32 {
        i32::from(self.0) / 12 - 1
    }

    /// Moved by semitones; `None` past either end of the keyboard.
    pub fn transposed(self, semitones: i32) -> Option<Self> {
        u8::try_from(i32::from(self.0) + semitones).ok().and_then(|key| Self::new(key).ok())
    }
}

impl TryFrom<u8> for Pitch {
    type Error = PitchOutOfRange;
    fn try_from(key: u8) -> Result<Self, PitchOutOfRange> {
        Self::new(key)
    }
}

impl From<Pitch> for u8 {
    fn from(pitch: Pitch) -> Self {
        pitch.0
    }
}

impl fmt::Display for Pitch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.class(), self.octave())
    }
}

/// A key without its octave; 0 is C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PitchClass(u8);

impl PitchClass {
    /// The usual names, flats where they are the commoner spelling.
    pub const NAMES: [&'static str; 12] = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// The class of any number of semitones above C.
    pub fn of(semitones: i32) -> Self {
        Self(u8::try_from(semitones.rem_euclid(12)).unwrap_or(0))
    }

    /// Semitones above C, 0 to 11.
    pub const fn semitones(self) -> u8 {
        self.0
    }

    /// Moved by semitones, round the octave.
    pub fn transposed(self, semitones: i32) -> Self {
        Self::of(i32::from(self.0) + semitones)
    }

    /// The semitones above C of a letter, `C` to `B`.
    pub const fn natural(letter: char) -> Option<i32> {
        Some(match letter {
            'C' => 0,
            'D' => 2,
            'E' => 4,
            'F' => 5,
            'G' => 7,
            'A' => 9,
            'B' => 11,
            _ => return None,
        })
    }

    /// Reads a letter with its accidentals (`F#`, `Bb`, `E♭`), and returns what follows.
    pub fn parse_prefix(text: &str) -> Option<(Self, &str)> {
        let mut characters = text.chars();
        let mut semitones = Self::natural(characters.next()?)?;
        let mut rest = characters.as_str();
        while let Some(accidental) = rest.chars().next() {
            semitones += match accidental {
                '#' | '♯' => 1,
                'b' | '♭' => -1,
                _ => break,
            };
            rest = &rest[accidental.len_utf8()..];
        }
        Some((Self::of(semitones), rest))
    }
}

impl fmt::Display for PitchClass {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(Self::NAMES[usize::from(self.0)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn middle_c_is_c4() {
        assert_eq!(Pitch::new(60).unwrap().to_string(), "C4");
        assert_eq!(Pitch::new(0).unwrap().to_string(), "C-1");
        assert!(Pitch::new(128).is_err());
        assert_eq!(Pitch::MAX.transposed(1), None);
    }

    #[test]
    fn accidentals_are_read() {
        assert_eq!(PitchClass::parse_prefix("Bbm7"), Some((PitchClass::of(10), "m7")));
        assert_eq!(PitchClass::parse_prefix("E♭"), Some((PitchClass::of(3), "")));
        assert_eq!(PitchClass::parse_prefix("Cb"), Some((PitchClass::of(11), "")));
        assert_eq!(PitchClass::parse_prefix("h"), None);
    }
}
