//! From strokes on the grid to notes in ticks: swing, lateness and touch.

use crate::compose::grid::{BarGrid, STEP, tick};
use crate::compose::random::Random;
use crate::compose::style::Swing;
use crate::music::{Pitch, Velocity};
use crate::score::{ScoreNote, tidy};
use crate::time::Tick;

/// A note on the grid of sixteenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Where, in sixteenths from the start of the song.
    pub step: u32,
    /// How long it is held, in sixteenths.
    pub steps: u32,
    /// Its MIDI key.
    pub key: i32,
    /// How hard it is struck, before touch.
    pub velocity: i32,
    /// Ticks it comes later, as the strings of a strummed chord do.
    pub delay: u32,
}

/// How strokes become notes.
#[derive(Clone, Copy, Debug)]
pub struct Touch {
    /// The swing of the song.
    pub swing: Swing,
    /// How late notes may fall, in ticks.
    pub late: i32,
    /// How uneven the velocities are, either way.
    pub uneven: i32,
    /// How much of its length a note sounds, in hundredths.
    pub held: u32,
}

/// The notes of a part, sorted, none on top of another.
pub fn play(strokes: &[Stroke], touch: Touch, grid: &BarGrid, end: Tick, random: &mut Random) -> Vec<ScoreNote> {
    let mut notes: Vec<ScoreNote> = Vec::with_capacity(strokes.len());
    // Strokes that fall together are one movement of the hand.
    let mut hand = (u32::MAX, 0);
    for stroke in strokes {
        if hand.0 != stroke.step {
            // What falls on the first of a bar stays there, so that sections begin together.
            let first = stroke.step % grid.steps == 0;
            let late = if first { 0 } else { random.between(0, touch.late) };
            hand = (stroke.step, u32::try_from(late).unwrap_or(0));
        }
        let start = swung(stroke.step, touch.swing, grid) + Tick(hand.1 + stroke.delay);
        let stop = swung(stroke.step + stroke.steps, touch.swing, grid);
        let length = (stop - start).0 * touch.held / 100;
        let velocity = stroke.velocity + random.between(-touch.uneven, touch.uneven);
        notes.push(ScoreNote {
            start,
            length: Tick(length.max(STEP / 4)),
            pitch: Pitch::clamped(stroke.key),
            velocity: Velocity::clamped(velocity.min(124)),
        });
    }
    tidy(&mut notes, end);
    notes
}

/// The tick of a sixteenth with the swing applied.
pub fn swung(step: u32, swing: Swing, grid: &BarGrid) -> Tick {
    let straight = tick(step);
    let (pair, percent) = match swing {
        Swing::Straight => return straight,
        Swing::Eighths(_) if grid.is_compound() => return straight,
        Swing::Eighths(percent) => (4, percent),
        Swing::Sixteenths(percent) => (2, percent),
    };
    let into = step % pair;
    let half = pair / 2;
    let span = pair * STEP;
    let turn = span * percent / 100;
    let moved = if into <= half { turn * into / half } else { turn + (span - turn) * (into - half) / half };
    Tick((step - into) * STEP + moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Meter;

    #[test]
    fn swing_moves_the_off_beat_and_keeps_the_beat() {
        let grid = BarGrid::new(Meter::COMMON);
        assert_eq!(swung(4, Swing::Eighths(66), &grid), Tick(960));
        assert_eq!(swung(2, Swing::Eighths(66), &grid), Tick(960 * 66 / 100));
        assert_eq!(swung(1, Swing::Sixteenths(60), &grid), Tick(480 * 60 / 100));
        let places: Vec<Tick> = (0..32).map(|step| swung(step, Swing::Eighths(64), &grid)).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
