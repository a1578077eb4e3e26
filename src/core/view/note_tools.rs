//! Tools that shape selected notes together: timing, pitch, length and velocity.

use std::collections::BTreeSet;

use crate::music::{Key, Pitch, Velocity};
use crate::project::limits::MAX_TICK;
use crate::project::{Note, NoteKey, Pattern};
use crate::time::{Grid, Tick};
use crate::view::NoteChange;
use crate::view::note_edits::{replace, selected};

/// The most pieces that one note is cut into.
const MOST_PIECES: u32 = 512;

/// Notes that start within this of one another are one chord, however loosely it is played.
const TOGETHER: Tick = Tick(60);

/// Something that is done to selected notes together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteTool {
    /// Moves starts towards the lines of the grid.
    Quantise {
        /// How much of the way they go, 0 to 100 per cent.
        strength: u8,
        /// Where every second line lies between its neighbours: 50 per cent is even, 67 a triplet.
        swing: u8,
    },
    /// Moves starts and velocities a little, as hands do. The same seed gives the same feel.
    Humanise {
        /// What the feel grows from.
        seed: u64,
        /// How far a start moves at most, in ticks.
        timing: u16,
        /// How far a velocity moves at most.
        velocity: u8,
    },
    /// Moves notes up by semitones, or down.
    Transpose(i8),
    /// Moves notes up by steps of the key's scale, or down; what is out of the scale enters it.
    Step(i8),
    /// Moves notes that are out of the key's scale to the nearest key in it, the lower one of two.
    IntoScale,
    /// Lets every note sound until the next one starts.
    Legato,
    /// Gives every note the length of a step of the grid.
    StepLength,
    /// Cuts notes at the lines of the grid.
    Split,
    /// Makes one note of all that are on one key.
    Glue,
    /// Plays them backwards.
    Reverse,
    /// Turns them upside down around the middle between the highest and the lowest.
    Mirror,
    /// Takes twice as long, or half as long.
    Stretch {
        /// Twice as long, or half.
        longer: bool,
    },
    /// Lets them be silent, or sound again where all of them are silent.
    Mute,
    /// Lets velocities rise or fall evenly from the first note's to the last one's.
    Ramp,
}

/// Uses a tool on the notes of a pattern that `keys` names.
pub fn use_note_tool(pattern: &Pattern, keys: &BTreeSet<NoteKey>, tool: NoteTool, grid: Grid, key: Key) -> NoteChange {
    let notes: Vec<Note> = selected(pattern, keys).copied().collect();
    let (Some(first), Some(end)) = (notes.first().copied(), notes.iter().map(Note::end).max()) else {
        return NoteChange::default();
    };
    let each = |change: &dyn Fn(&Note) -> Note| {
        replace(pattern, notes.iter().map(|note| (Some(note.key()), change(note))).collect())
    };
    match tool {
        NoteTool::Quantise { strength, swing } => {
            each(&|note| Note { start: towards(note.start, swung(note.start, grid, swing), strength), ..*note })
        }
        NoteTool::Humanise { seed, timing, velocity } => {
            each(&|note| humanised(note, seed, timing, velocity, pattern.length))
        }
        NoteTool::Transpose(semitones) => {
            let by = held(&notes, i32::from(semitones));
            each(&|note| Note { pitch: note.pitch.transposed(by).unwrap_or(note.pitch), ..*note })
        }
        NoteTool::Step(steps) => each(&|note| Note { pitch: stepped(note.pitch, key, steps), ..*note }),
        NoteTool::IntoScale => each(&|note| Note { pitch: into_scale(note.pitch, key), ..*note }),
        NoteTool::Legato => each(&|note| {
            // What starts within a 64th of it is struck with it.
            let next = notes.get(notes.partition_point(|other| other.start < note.start + TOGETHER));
            Note { length: next.map_or(note.length, |next| next.start - note.start), ..*note }
        }),
        NoteTool::StepLength if grid != Grid::Off => each(&|note| Note { length: grid.step(), ..*note }),
        NoteTool::Split if grid != Grid::Off => split(pattern, &notes, grid.step()),
        NoteTool::StepLength | NoteTool::Split => NoteChange { edits: Vec::new(), selection: keys.clone() },
        NoteTool::Glue => glue(pattern, &notes),
        NoteTool::Reverse => each(&|note| Note { start: first.start + (end - note.end()), ..*note }),
        NoteTool::Mirror => {
            let pitches = || notes.iter().map(|note| i32::from(note.pitch.key()));
            let sum = pitches().min().unwrap_or(0) + pitches().max().unwrap_or(0);
            each(&|note| Note { pitch: Pitch::clamped(sum - i32::from(note.pitch.key())), ..*note })
        }
        NoteTool::Mute => {
            let muted = !notes.iter().all(|note| note.muted);
            each(&|note| Note { muted, ..*note })
        }
        NoteTool::Stretch { longer } => each(&|note| stretched(note, first.start, longer)),
        NoteTool::Ramp => {
            let (from, to) = (first.velocity.get(), notes.last().map_or(0, |note| note.velocity.get()));
            let (from, to) = (i64::from(from), i64::from(to));
            let over = notes.last().map_or(1, |last| i64::from((last.start - first.start).0)).max(1);
            each(&|note| {
                let level = from + (to - from) * i64::from((note.start - first.start).0) / over;
                Note { velocity: Velocity::clamped(i32::try_from(level).unwrap_or(0)), ..*note }
            })
        }
    }
}

/// The line nearest to a tick on a grid whose every second line is late by its swing.
pub(super) fn swung(tick: Tick, grid: Grid, swing: u8) -> Tick {
    let pair = grid.step().0.saturating_mul(2);
    if grid == Grid::Off {
        return tick;
    }
    let base = tick.0 - tick.0 % pair;
    let off = pair * u32::from(swing.clamp(1, 99)) / 100;
    let lines = [base, base + off, base.saturating_add(pair)];
    let nearest = lines.into_iter().rev().min_by_key(|line| line.abs_diff(tick.0));
    nearest.map_or(tick, Tick)
}

/// A tick moved towards another by per cent of the way.
fn towards(from: Tick, to: Tick, strength: u8) -> Tick {
    let way = i64::from(to.0) - i64::from(from.0);
    from.shifted(way * i64::from(strength.min(100)) / 100)
}

/// A number from -1 to 1 that depends on the seed, the note and what it is for, and on nothing else (SplitMix64).
fn noise(seed: u64, note: &Note, purpose: u64) -> f64 {
    let place = u64::from(note.start.0) << 8 | u64::from(note.pitch.key());
    let mut mixed = (seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(purpose << 56 | 0x9e37_79b9);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / (1u64 << 52) as f64 - 1.0
}

fn humanised(note: &Note, seed: u64, timing: u16, velocity: u8, length: Tick) -> Note {
    let late = (noise(seed, note, 1) * f64::from(timing)).round() as i64;
    let harder = (noise(seed, note, 2) * f64::from(velocity)).round() as i32;
    let last = (length - Tick(1)).max(note.start);
    let start = note.start.shifted(late).min(last);
    Note { start, velocity: Velocity::clamped(i32::from(note.velocity.get()) + harder), ..*note }
}

/// How far a group can move with all of it on the keyboard.
fn held(notes: &[Note], by: i32) -> i32 {
    let pitches = || notes.iter().map(|note| i32::from(note.pitch.key()));
    by.min(127 - pitches().max().unwrap_or(127)).max(-pitches().min().unwrap_or(0))
}

fn stepped(pitch: Pitch, key: Key, steps: i8) -> Pitch {
    let mut now = pitch;
    for _ in 0..steps.unsigned_abs() {
        let up = i32::from(steps.signum());
        // No scale leaves out more than three keys in a row.
        let next = (1..=4).filter_map(|by| now.transposed(by * up)).find(|next| key.contains(next.class()));
        now = next.unwrap_or(now);
    }
    now
}

pub(super) fn into_scale(pitch: Pitch, key: Key) -> Pitch {
    let around = [0, -1, 1, -2, 2, -3, 3];
    let mut near = around.into_iter().filter_map(|by| pitch.transposed(by));
    near.find(|near| key.contains(near.class())).unwrap_or(pitch)
}

fn stretched(note: &Note, origin: Tick, longer: bool) -> Note {
    let into = note.start - origin;
    let (into, length) = match longer {
        true => (Tick(into.0.saturating_mul(2)), Tick(note.length.0.saturating_mul(2))),
        false => (Tick(into.0 / 2), Tick((note.length.0 / 2).max(1))),
    };
    let start = (origin + into).min(MAX_TICK - Tick(1));
    Note { start, length: length.min(MAX_TICK - start), ..*note }
}

/// The first piece is the note, shorter; the others are copies, which keep its authors.
fn split(pattern: &Pattern, notes: &[Note], step: Tick) -> NoteChange {
    let mut pieces = Vec::new();
    for note in notes {
        let lines = note.end().0.div_ceil(step.0) - note.start.0 / step.0;
        if lines > MOST_PIECES {
            pieces.push((Some(note.key()), *note));
            continue;
        }
        let mut at = note.start;
        while at < note.end() {
            let next = Tick((at.0 / step.0 + 1).saturating_mul(step.0)).min(note.end());
            let from = (at == note.start).then_some(note.key());
            pieces.push((from, Note { start: at, length: next - at, ..*note }));
            at = next;
        }
    }
    replace(pattern, pieces)
}

/// The first note of each key goes on to the end of its last one.
fn glue(pattern: &Pattern, notes: &[Note]) -> NoteChange {
    let mut keys = Vec::<Note>::new();
    let mut gone = Vec::new();
    for note in notes {
        match keys.iter_mut().find(|first| first.pitch == note.pitch) {
            Some(first) => {
                first.length = note.end().max(first.end()) - first.start;
                gone.push(note.key());
            }
            None => keys.push(*note),
        }
    }
    let mut change = replace(pattern, keys.into_iter().map(|note| (Some(note.key()), note)).collect());
    let removed = gone.into_iter().map(crate::edit::NoteEdit::remove);
    change.edits = removed.chain(change.edits).collect();
    change
}

#[cfg(test)]
#[path = "note_tools/tests.rs"]
mod tests;
