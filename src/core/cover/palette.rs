//! The colours of a song.

use crate::cover::brief::{CoverBrief, CoverChord};
use crate::cover::chance::Chance;
use crate::cover::colour::Oklch;

/// The colours of a cover.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What everything lies on.
    pub ground: Oklch,
    /// What stands out from it most.
    pub ink: Oklch,
    /// The song's own hue, full.
    pub main: Oklch,
    /// Its neighbours and its opposite, from calm to loud.
    pub accents: [Oklch; 4],
    /// Whether the ground is dark.
    pub dark: bool,
}

impl Palette {
    /// Of a song: hues stand in the order of fifths, so that songs in related keys look related.
    pub fn of(brief: &CoverBrief) -> Self {
        let mut chance = Chance::new(brief.seed, 1);
        let energy = brief.energy();
        let dark = brief.key.mode.is_minor();
        let hue = hue_of(brief.key.tonic.semitones()) + chance.between(-9.0, 9.0) + if dark { 14.0 } else { 0.0 };
        let lively = 0.10 + 0.06 * energy;
        let spread = chance.between(28.0, 48.0);
        let opposite = hue + chance.between(165.0, 200.0);
        if dark {
            Self {
                ground: Oklch::new(0.17, 0.035, hue + 8.0),
                ink: Oklch::new(0.94, 0.025, opposite),
                main: Oklch::new(0.58, lively + 0.02, hue),
                accents: [
                    Oklch::new(0.36, lively * 0.8, hue - spread),
                    Oklch::new(0.50, lively, hue + spread),
                    Oklch::new(0.72, lively, hue - spread * 0.5),
                    Oklch::new(0.80, lively + 0.03, opposite),
                ],
                dark,
            }
        } else {
            Self {
                ground: Oklch::new(0.955, 0.018, hue + 30.0),
                ink: Oklch::new(0.25, 0.05, hue - 10.0),
                main: Oklch::new(0.66, lively + 0.04, hue),
                accents: [
                    Oklch::new(0.86, lively * 0.6, hue + spread),
                    Oklch::new(0.76, lively, hue - spread),
                    Oklch::new(0.45, lively, hue - spread * 0.4),
                    Oklch::new(0.70, lively + 0.06, opposite),
                ],
                dark,
            }
        }
    }

    /// The colour of a chord: close to the key's own where its root is, and deeper where it is minor.
    pub fn chord(&self, chord: CoverChord, tonic: u8) -> Oklch {
        let steps = fifths_between(tonic, chord.root);
        let known = match steps {
            0 => self.main,
            1 | 11 => self.accents[1],
            2 | 10 => self.accents[2],
            3 | 9 => self.accents[3],
            _ => self.accents[0],
        };
        if chord.minor == self.dark { known } else { known.lit(if chord.minor { -0.09 } else { 0.07 }) }
    }
}

/// The place of a pitch in the circle of fifths, as a hue in degrees.
fn hue_of(semitones: u8) -> f32 {
    // C is blue and each fifth turns by thirty degrees: the olive hues, which are dull on a dark ground, fall to keys that
    // few songs are in.
    230.0 + f32::from(u16::from(semitones % 12) * 7 % 12) * 30.0
}

/// How many fifths up from one pitch to another.
fn fifths_between(from: u8, to: u8) -> u8 {
    let semitones = (12 + to % 12 - from % 12) % 12;
    semitones * 7 % 12
}
