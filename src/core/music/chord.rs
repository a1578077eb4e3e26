//! Chords as musicians write them: `Dm9`, `G13`, `Fmaj7/A`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::music::PitchClass;
use crate::text::{Message, describe};

/// A chord: its root, its kind, and the bass where that is another note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Chord {
    /// The root.
    pub root: PitchClass,
    /// The kind of chord over it.
    pub quality: ChordQuality,
    /// The lowest note, where it is not the root.
    pub bass: Option<PitchClass>,
}

/// Text that is no chord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChordError {
    text: String,
}

impl ChordError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-chord").with("text", &self.text)
    }
}
describe!(ChordError);

macro_rules! qualities {
    ($($(#[$doc:meta])* $name:ident $tones:expr, $suffix:literal $(| $other:literal)*;)*) => {
        /// What stands over a chord's root.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ChordQuality { $($(#[$doc])* $name,)* }

        impl ChordQuality {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Semitones above the root, lowest first; the ninth and above lie in the second octave.
            pub const fn tones(self) -> &'static [u8] {
                match self { $(Self::$name => &$tones,)* }
            }

            /// What is written after the root.
            pub const fn suffix(self) -> &'static str {
                match self { $(Self::$name => $suffix,)* }
            }

            /// The kind that is written this way, in any of its usual spellings.
            pub fn from_suffix(text: &str) -> Option<Self> {
                match text { $($suffix $(| $other)* => Some(Self::$name),)* _ => None }
            }
        }
    };
}

qualities! {
    /// Major triad.
    Major [0, 4, 7], "" | "maj" | "M";
    /// Minor triad.
    Minor [0, 3, 7], "m" | "min" | "-";
    /// Diminished triad.
    Diminished [0, 3, 6], "dim" | "°";
    /// Augmented triad.
    Augmented [0, 4, 8], "aug" | "+";
    /// Suspended second.
    Sus2 [0, 2, 7], "sus2";
    /// Suspended fourth.
    Sus4 [0, 5, 7], "sus4" | "sus";
    /// Root and fifth.
    Power [0, 7], "5";
    /// Major sixth.
    Sixth [0, 4, 7, 9], "6";
    /// Minor sixth.
    MinorSixth [0, 3, 7, 9], "m6";
    /// Dominant seventh.
    Seventh [0, 4, 7, 10], "7";
    /// Major seventh.
    MajorSeventh [0, 4, 7, 11], "maj7" | "M7" | "Δ" | "Δ7";
    /// Minor seventh.
    MinorSeventh [0, 3, 7, 10], "m7" | "min7" | "-7";
    /// Minor with a major seventh.
    MinorMajorSeventh [0, 3, 7, 11], "mMaj7" | "mM7" | "m(maj7)";
    /// Half-diminished seventh.
    HalfDiminished [0, 3, 6, 10], "m7b5" | "ø" | "ø7";
    /// Diminished seventh.
    DiminishedSeventh [0, 3, 6, 9], "dim7" | "°7";
    /// Dominant seventh with a suspended fourth.
    SeventhSus4 [0, 5, 7, 10], "7sus4" | "7sus";
    /// Dominant seventh with a raised fifth.
    AugmentedSeventh [0, 4, 8, 10], "7#5" | "aug7" | "+7";
    /// Dominant seventh with a lowered ninth.
    SeventhFlatNinth [0, 4, 7, 10, 13], "7b9";
    /// Dominant ninth.
    Ninth [0, 4, 7, 10, 14], "9";
    /// Major ninth.
    MajorNinth [0, 4, 7, 11, 14], "maj9" | "M9";
    /// Minor ninth.
    MinorNinth [0, 3, 7, 10, 14], "m9" | "min9" | "-9";
    /// Major triad with a ninth.
    AddNinth [0, 4, 7, 14], "add9";
    /// Minor triad with a ninth.
    MinorAddNinth [0, 3, 7, 14], "madd9" | "m(add9)";
    /// Sixth with a ninth.
    SixNine [0, 4, 7, 9, 14], "6/9" | "69";
    /// Dominant ninth with a suspended fourth.
    NinthSus4 [0, 5, 7, 10, 14], "9sus4" | "11";
    /// Minor eleventh.
    MinorEleventh [0, 3, 7, 10, 14, 17], "m11" | "min11";
    /// Dominant thirteenth.
    Thirteenth [0, 4, 7, 10, 14, 21], "13";
}

impl Chord {
    /// A chord over its root.
    pub fn new(root: PitchClass, quality: ChordQuality) -> Self {
        Self { root, quality, bass: None }
    }

    /// The chord's pitch classes, the root first.
    pub fn classes(self) -> impl Iterator<Item = PitchClass> {
        self.quality.tones().iter().map(move |tone| self.root.transposed(i32::from(*tone)))
    }

    /// Whether a pitch class is one of its tones.
    pub fn contains(self, class: PitchClass) -> bool {
        self.classes().any(|tone| tone == class)
    }

    /// The note the bass plays.
    pub fn bass(self) -> PitchClass {
        self.bass.unwrap_or(self.root)
    }

    /// Moved by semitones.
    pub fn transposed(self, semitones: i32) -> Self {
        Self {
            root: self.root.transposed(semitones),
            quality: self.quality,
            bass: self.bass.map(|bass| bass.transposed(semitones)),
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.root, self.quality.suffix())?;
        match self.bass {
            Some(bass) => write!(out, "/{bass}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Chord {
    type Err = ChordError;
    fn from_str(text: &str) -> Result<Self, ChordError> {
        let error = || ChordError { text: text.chars().take(32).collect() };
        let (root, rest) = PitchClass::parse_prefix(text.trim()).ok_or_else(error)?;
        if let Some(quality) = ChordQuality::from_suffix(rest) {
            return Ok(Self::new(root, quality));
        }
        let (suffix, bass) = rest.rsplit_once('/').ok_or_else(error)?;
        let quality = ChordQuality::from_suffix(suffix).ok_or_else(error)?;
        match PitchClass::parse_prefix(bass) {
            Some((bass, "")) => Ok(Self { root, quality, bass: (bass != root).then_some(bass) }),
            _ => Err(error()),
        }
    }
}

impl TryFrom<String> for Chord {
    type Error = ChordError;
    fn try_from(text: String) -> Result<Self, ChordError> {
        text.parse()
    }
}

impl From<Chord> for String {
    fn from(chord: Chord) -> Self {
        chord.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chord_reads_back_as_written() {
        for root in 0..12 {
            for quality in ChordQuality::ALL {
                for bass in [None, Some(PitchClass::of(root + 5))] {
                    let chord = Chord { root: PitchClass::of(root), quality: *quality, bass };
                    assert_eq!(chord.to_string().parse(), Ok(chord), "{chord}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_chord_is_refused() {
        for text in ["", "H", "Dmx", "C/", "C/H", "am"] {
            assert!(text.parse::<Chord>().is_err(), "{text}");
        }
        assert_eq!("C6/9".parse::<Chord>().unwrap().quality, ChordQuality::SixNine);
        assert_eq!("Bb-7".parse::<Chord>().unwrap().to_string(), "Bbm7");
    }
}
