//! What a cover is drawn from.

use serde::{Deserialize, Serialize};

use crate::music::Key;

/// The most of anything that is drawn.
const MOST: usize = 256;

/// A section of the song.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverSection {
    /// How much of the song it takes, from 0 to 1.
    pub share: f32,
    /// How full it sounds, from 0 to 1.
    pub energy: f32,
}

/// A chord of the song, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverChord {
    /// Its root, in semitones above C.
    pub root: u8,
    /// Whether its third is minor.
    pub minor: bool,
}

/// What a cover is drawn from: plain data of a song.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverBrief {
    /// The song's key.
    pub key: Key,
    /// Its tempo in beats a minute.
    pub bpm: f32,
    /// Its sections in order.
    pub sections: Vec<CoverSection>,
    /// Its chords in order.
    pub chords: Vec<CoverChord>,
    /// How dense the notes are, in equal parts of the song, each from 0 to 1.
    pub density: Vec<f32>,
    /// How high the melody is, in equal parts of the song, each from 0 to 1.
    pub contour: Vec<f32>,
    /// Another one gives another cover of the same song.
    pub seed: u64,
}

impl CoverBrief {
    /// How driving the song is, from 0 to 1: half by its tempo, half by how dense it is.
    pub fn energy(&self) -> f32 {
        let pace = ((self.bpm - 60.0) / 100.0).clamp(0.0, 1.0);
        let density = if self.density.is_empty() {
            0.5
        } else {
            self.density.iter().map(|one| sane(*one)).sum::<f32>() / self.density.len() as f32
        };
        0.5 * pace + 0.5 * density
    }

    /// The same within what can be drawn, and with something in every list.
    pub(super) fn bounded(&self) -> Self {
        let numbers = |list: &[f32]| -> Vec<f32> {
            let kept: Vec<f32> = list.iter().take(MOST).map(|one| sane(*one)).collect();
            if kept.is_empty() { vec![0.5] } else { kept }
        };
        let mut sections: Vec<CoverSection> = self.sections.iter().take(12).copied().collect();
        if sections.is_empty() {
            sections = [0.3, 0.5, 0.9, 0.5, 1.0].map(|energy| CoverSection { share: 0.2, energy }).to_vec();
        }
        for section in &mut sections {
            *section = CoverSection { share: sane(section.share).max(0.02), energy: sane(section.energy) };
        }
        let mut chords: Vec<CoverChord> = self.chords.iter().take(MOST).copied().collect();
        if chords.is_empty() {
            chords = vec![CoverChord { root: self.key.tonic.semitones(), minor: self.key.mode.is_minor() }];
        }
        Self {
            bpm: if self.bpm.is_finite() { self.bpm.clamp(20.0, 400.0) } else { 120.0 },
            sections,
            chords,
            density: numbers(&self.density),
            contour: numbers(&self.contour),
            ..self.clone()
        }
    }

    /// The melody's height at a place in the song, from 0 to 1, without corners.
    pub(super) fn height(&self, at: f32) -> f32 {
        between(&self.contour, at)
    }

    /// The density at a place in the song, from 0 to 1.
    pub(super) fn fullness(&self, at: f32) -> f32 {
        between(&self.density, at)
    }
}

/// A value in a list at a place from 0 to 1, eased between its neighbours.
fn between(list: &[f32], at: f32) -> f32 {
    let last = list.len().saturating_sub(1);
    let place = at.clamp(0.0, 1.0) * last as f32;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the list")]
    let left = (place as usize).min(last);
    let part = place - left as f32;
    let eased = part * part * (3.0 - 2.0 * part);
    let (from, to) =
        (list.get(left).copied().unwrap_or(0.5), list.get(left + 1).or(list.last()).copied().unwrap_or(0.5));
    from + (to - from) * eased
}

fn sane(number: f32) -> f32 {
    if number.is_finite() { number.clamp(0.0, 1.0) } else { 0.5 }
}
