//! Names of notes as a key spells them, by their places on the line of fifths (C is 0, G is 1, F is -1).

use crate::music::{Key, Mode, Pitch, PitchClass};

/// The letters along the line of fifths.
const LETTERS: [(&str, i32); 7] = [("F", 5), ("C", 0), ("G", 7), ("D", 2), ("A", 9), ("E", 4), ("B", 11)];

/// A written note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// The letter.
    pub step: &'static str,
    /// Semitones that the accidental adds.
    pub alter: i32,
    /// Semitones of the letter above C.
    natural: i32,
}

impl Spelled {
    /// The octave in which a pitch is written, where middle C stands in the fourth. A B sharp belongs to the octave below.
    pub fn octave(self, pitch: Pitch) -> i32 {
        (i32::from(pitch.key()) - self.alter - self.natural).div_euclid(12) - 1
    }
}

/// How many sharps, or below zero flats, a key has: those of the major key with the same notes.
pub fn fifths(key: Key) -> i8 {
    let major = match key.mode {
        Mode::Major => 0,
        Mode::Minor => 3,
        Mode::Dorian => -2,
        Mode::Mixolydian => 5,
        Mode::Phrygian => -4,
        Mode::Lydian => -5,
    };
    let around = i32::from(key.tonic.transposed(major).semitones()) * 7 % 12;
    // Between five flats and six sharps.
    (if around > 6 { around - 12 } else { around }) as i8
}

/// How a key spells a note: the notes of its scale by their own letters, the others with the accidentals that are used most.
pub fn spell(class: PitchClass, key: Key) -> Spelled {
    let lowest = i32::from(fifths(key)) - 3;
    let place = (lowest..lowest + 12).find(|place| PitchClass::of(place * 7) == class).unwrap_or(0);
    let index = usize::try_from((place + 1).rem_euclid(7)).unwrap_or(0);
    let (step, natural) = LETTERS[index];
    Spelled { step, natural, alter: (place + 1).div_euclid(7) }
}

/// The name of a mode in the format.
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Major => "major",
        Mode::Minor => "minor",
        Mode::Dorian => "dorian",
        Mode::Mixolydian => "mixolydian",
        Mode::Phrygian => "phrygian",
        Mode::Lydian => "lydian",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(tonic: i32, mode: Mode) -> Key {
        Key { tonic: PitchClass::of(tonic), mode }
    }

    #[test]
    fn keys_have_their_sharps_and_flats() {
        for (tonic, mode, wanted) in [
            (0, Mode::Major, 0),
            (9, Mode::Minor, 0),
            (7, Mode::Major, 1),
            (10, Mode::Major, -2),
            (6, Mode::Major, 6),
            (1, Mode::Major, -5),
            (2, Mode::Dorian, 0),
            (7, Mode::Mixolydian, 0),
            (4, Mode::Phrygian, 0),
            (5, Mode::Lydian, 0),
            (6, Mode::Minor, 3),
        ] {
            assert_eq!(fifths(key(tonic, mode)), wanted, "{tonic} {mode:?}");
        }
    }

    #[test]
    fn each_degree_of_a_scale_has_a_letter_of_its_own() {
        for tonic in 0..12 {
            for mode in Mode::ALL {
                let key = key(tonic, mode);
                let mut letters: Vec<&str> = (0..7).map(|degree| spell(key.degree(degree), key).step).collect();
                letters.sort_unstable();
                letters.dedup();
                assert_eq!(letters.len(), 7, "{key}");
            }
        }
    }

    #[test]
    fn every_pitch_can_be_computed_back_from_its_name() {
        for tonic in 0..12 {
            for number in 0..=127 {
                let pitch = Pitch::clamped(number);
                let spelled = spell(pitch.class(), key(tonic, Mode::Major));
                let back = (spelled.octave(pitch) + 1) * 12 + spelled.natural + spelled.alter;
                assert!(back == number && spelled.alter.abs() <= 2, "{number} as {spelled:?}");
            }
        }
        let b_sharp = Spelled { step: "B", alter: 1, natural: 11 };
        assert_eq!(b_sharp.octave(Pitch::clamped(60)), 3);
    }
}
