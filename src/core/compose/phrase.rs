//! A two-bar phrase before it meets its chords: a rhythm, and a line in steps of the scale.

use crate::compose::grid::Hit;
use crate::compose::random::Random;

/// The course a phrase takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Up and back.
    Arch,
    /// Down.
    Fall,
    /// Up.
    Rise,
    /// Down and back.
    Valley,
    /// On one note, then away from it.
    Call,
}

impl Shape {
    /// One of the shapes, arches and falls most often.
    pub fn any(random: &mut Random) -> Self {
        let shapes = [Self::Arch, Self::Fall, Self::Rise, Self::Valley, Self::Call];
        shapes[random.weighted(&[34, 24, 14, 14, 14])]
    }

    /// Its height in scale steps at a part of the way, of 100.
    fn height(self, percent: i32) -> i32 {
        match self {
            Self::Arch => (if percent < 55 { percent * 5 } else { (100 - percent) * 6 }) / 55,
            Self::Fall => 3 - percent * 6 / 100,
            Self::Rise => percent * 5 / 100 - 1,
            Self::Valley => (if percent < 45 { -percent * 4 } else { (percent - 90) * 4 }) / 45,
            Self::Call => {
                if percent < 45 {
                    2
                } else {
                    2 - (percent - 45) * 4 / 55
                }
            }
        }
    }
}

/// A note before it meets its chord.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Where, in sixteenths from the start of the phrase.
    pub step: u32,
    /// How long it is held, in sixteenths.
    pub steps: u32,
    /// Steps of the scale above the phrase's anchor.
    pub line: i32,
}

/// A two-bar phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its notes.
    pub notes: Vec<Drawn>,
    /// The notes of its second bar stand here alone where a section has an odd bar.
    pub second_bar: u32,
    /// Notes before its first bar.
    pub pickup: u32,
    /// Steps of the scale by which it stands above the section.
    pub raise: i32,
    /// Whether it comes to rest.
    pub rests: bool,
}

impl Phrase {
    /// A phrase over an opening and a closing bar, drawn along a shape.
    pub fn new(opening: &[Hit], closing: &[Hit], bar: u32, shape: Shape, random: &mut Random) -> Self {
        let second = closing.iter().map(|hit| Hit { step: hit.step + bar, ..*hit });
        let hits: Vec<Hit> = opening.iter().copied().chain(second).collect();
        let last = i32::try_from(hits.len().max(2) - 1).unwrap_or(1);
        let mut notes: Vec<Drawn> = Vec::with_capacity(hits.len());
        let mut leapt = 0;
        for (index, hit) in hits.iter().enumerate() {
            let aim = shape.height(i32::try_from(index).unwrap_or(0) * 100 / last);
            let line = match notes.last() {
                None => aim,
                Some(before) => {
                    let step = step_towards(aim - before.line, leapt, random);
                    leapt = if step.abs() >= 3 { step } else { 0 };
                    before.line + step
                }
            };
            notes.push(Drawn { step: hit.step, steps: hit.steps, line });
        }
        Self { notes, second_bar: bar, pickup: 0, raise: 0, rests: false }
    }

    /// The same phrase with another end, or a note more or less.
    #[must_use]
    pub fn varied(&self, random: &mut Random) -> Self {
        let mut varied = self.clone();
        match random.below(4) {
            0 | 1 => {
                // The last three notes turn the other way.
                let from = varied.notes.len().saturating_sub(3);
                let pivot = varied.notes.get(from.saturating_sub(1)).map_or(0, |note| note.line);
                for note in varied.notes.iter_mut().skip(from) {
                    note.line = (2 * pivot - note.line).clamp(pivot - 3, pivot + 3);
                }
            }
            2 => {
                // A long note is sung as two, the second a step away.
                if let Some(index) = varied.notes.iter().position(|note| note.steps >= 4 && note.step < self.second_bar)
                {
                    let note = &mut varied.notes[index];
                    let half = note.steps / 2;
                    let second = Drawn {
                        step: note.step + note.steps - half,
                        steps: half,
                        line: note.line + random.between(0, 1) * 2 - 1,
                    };
                    note.steps -= half;
                    varied.notes.insert(index + 1, second);
                }
            }
            _ => {
                // Two short notes are sung as one.
                let mut pairs = varied.notes.windows(2);
                if let Some(index) =
                    pairs.position(|pair| pair[0].steps == 2 && pair[1].step == pair[0].step + 2 && pair[1].steps == 2)
                {
                    varied.notes[index].steps = 4;
                    varied.notes.remove(index + 1);
                }
            }
        }
        varied
    }
}

/// The next step of a line that wants to go somewhere: mostly by single steps, after a leap back.
fn step_towards(distance: i32, leapt: i32, random: &mut Random) -> i32 {
    if leapt != 0 {
        return -leapt.signum() * if random.chance(75) { 1 } else { 2 };
    }
    let way = if distance == 0 { if random.chance(50) { 1 } else { -1 } } else { distance.signum() };
    match distance.abs() {
        0 => [0, way, -way, 2 * way][random.weighted(&[22, 34, 30, 14])],
        1 => [0, way, -way, 2 * way][random.weighted(&[18, 56, 12, 14])],
        2 => [way, 2 * way, 3 * way, 0][random.weighted(&[52, 28, 8, 12])],
        _ => [way, 2 * way, 3 * way, 4 * way][random.weighted(&[38, 34, 16, 12])],
    }
}
