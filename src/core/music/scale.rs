//! Keys and their scales.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::music::PitchClass;

/// Which steps a scale takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Ionian.
    Major,
    /// Natural minor, Aeolian.
    Minor,
    /// Minor with a raised sixth.
    Dorian,
    /// Major with a lowered seventh.
    Mixolydian,
    /// Minor with a lowered second.
    Phrygian,
    /// Major with a raised fourth.
    Lydian,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 6] = [Self::Major, Self::Minor, Self::Dorian, Self::Mixolydian, Self::Phrygian, Self::Lydian];

    /// Semitones of the seven degrees above the tonic.
    pub const fn steps(self) -> [u8; 7] {
        match self {
            Self::Major => [0, 2, 4, 5, 7, 9, 11],
            Self::Minor => [0, 2, 3, 5, 7, 8, 10],
            Self::Dorian => [0, 2, 3, 5, 7, 9, 10],
            Self::Mixolydian => [0, 2, 4, 5, 7, 9, 10],
            Self::Phrygian => [0, 1, 3, 5, 7, 8, 10],
            Self::Lydian => [0, 2, 4, 6, 7, 9, 11],
        }
    }

    /// Whether the third is minor.
    pub const fn is_minor(self) -> bool {
        self.steps()[2] == 3
    }
}

/// A tonic and a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The tonic, in semitones above C.
    #[serde(with = "tonic")]
    pub tonic: PitchClass,
    /// The mode.
    pub mode: Mode,
}

impl Key {
    /// C major.
    pub fn c_major() -> Self {
        Self { tonic: PitchClass::of(0), mode: Mode::Major }
    }

    /// The pitch class of a degree counted from zero; degrees past the seventh wrap round.
    pub fn degree(self, degree: i32) -> PitchClass {
        let index = usize::try_from(degree.rem_euclid(7)).unwrap_or(0);
        self.tonic.transposed(i32::from(self.mode.steps()[index]))
    }

    /// Whether a pitch class belongs to the scale.
    pub fn contains(self, class: PitchClass) -> bool {
        let above = class.transposed(-i32::from(self.tonic.semitones())).semitones();
        self.mode.steps().contains(&above)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = match self.mode {
            Mode::Major => "",
            Mode::Minor => "m",
            Mode::Dorian => " dorian",
            Mode::Mixolydian => " mixolydian",
            Mode::Phrygian => " phrygian",
            Mode::Lydian => " lydian",
        };
        write!(out, "{}{mode}", self.tonic)
    }
}

mod tonic {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::music::PitchClass;

    pub fn serialize<S: Serializer>(class: &PitchClass, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_u8(class.semitones())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<PitchClass, D::Error> {
        match u8::deserialize(input)? {
            semitones @ 0..=11 => Ok(PitchClass::of(i32::from(semitones))),
            other => Err(D::Error::custom(format!("{other} is no tonic: 0 to 11 are"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minor_has_the_white_keys() {
        let key = Key { tonic: PitchClass::of(9), mode: Mode::Minor };
        for class in [0, 2, 4, 5, 7, 9, 11] {
            assert!(key.contains(PitchClass::of(class)));
        }
        assert!(!key.contains(PitchClass::of(1)));
        assert_eq!(key.degree(2), PitchClass::of(0));
        assert_eq!(key.degree(-1), PitchClass::of(7));
        assert_eq!(key.to_string(), "Am");
    }
}
