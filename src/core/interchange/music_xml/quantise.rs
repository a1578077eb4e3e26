//! Times rounded to what musicians read. Each quarter of a measure gets the coarsest grid that its notes agree with:
//! sixteenths, then triplets of eighths, then thirty-seconds and triplets of sixteenths.

use crate::engine::LaneNote;
use crate::music::{Pitch, Velocity};
use crate::time::{TICKS_PER_QUARTER, Tick};

/// Divisions of a quarter: whole numbers for thirty-seconds and for triplets of sixteenths.
pub const DIVISIONS: u32 = 24;
/// Ticks of a division.
const TICKS: u32 = TICKS_PER_QUARTER / DIVISIONS;
/// Sixteenths.
pub const STRAIGHT: u32 = 6;
/// The grids as divisions of a step, and by how many ticks, on average, a note must agree better with one than with an earlier.
const GRIDS: [(u32, u32); 4] = [(STRAIGHT, 0), (8, 20), (3, 45), (4, 45)];

/// A measure: where it begins, in divisions from the start of the song, and the grid of each of its quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its first division.
    pub start: u32,
    /// How many divisions it has.
    pub length: u32,
    /// The step of each quarter, in divisions.
    pub grids: Vec<u32>,
}

/// A note in notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its first division, counted from the start of the song.
    pub start: u32,
    /// Its first division after it.
    pub end: u32,
    /// Its key.
    pub pitch: Pitch,
    /// How hard it is struck.
    pub velocity: Velocity,
    /// Where it starts in truth, which words are laid by.
    pub at: Tick,
}

/// A tick as the nearest division.
pub fn division(tick: Tick) -> u32 {
    (tick.0 + TICKS / 2) / TICKS
}

/// The notes of a part in notation, and the grids of its measures. `bars` are the first divisions of all measures and of
/// what follows them.
pub fn quantise(notes: &[LaneNote], bars: &[u32]) -> (Vec<Measure>, Vec<Written>) {
    let mut measures: Vec<Measure> = bars
        .windows(2)
        .map(|pair| {
            let length = pair[1] - pair[0];
            Measure { start: pair[0], length, grids: vec![STRAIGHT; length.div_ceil(DIVISIONS) as usize] }
        })
        .collect();
    choose_grids(notes, bars, &mut measures);
    let mut written: Vec<Written> = Vec::with_capacity(notes.len());
    for note in notes {
        let Some((start, step)) = snapped(note.start, bars, &measures) else { continue };
        let end = snapped(note.end, bars, &measures).map_or(start, |(end, _)| end);
        let last = bars.last().copied().unwrap_or(0);
        let end = end.max(start + step).min(last);
        if end > start {
            written.push(Written { start, end, pitch: note.pitch, velocity: note.velocity, at: note.start });
        }
    }
    written.sort_by_key(|note| (note.start, note.pitch, note.end));
    written.dedup_by_key(|note| (note.start, note.pitch));
    end_chords_together(&mut written);
    end_where_the_next_begins(&mut written);
    (measures, written)
}

fn measure_of(tick: Tick, bars: &[u32]) -> Option<usize> {
    let place = bars.partition_point(|bar| bar * TICKS <= tick.0);
    place.checked_sub(1).filter(|measure| measure + 1 < bars.len())
}

fn choose_grids(notes: &[LaneNote], bars: &[u32], measures: &mut [Measure]) {
    let mut at = 0;
    while at < notes.len() {
        let Some(place) = measure_of(notes[at].start, bars) else { break };
        let quarter = |note: &LaneNote| (note.start.0 - bars[place] * TICKS) / TICKS_PER_QUARTER;
        let here = quarter(&notes[at]);
        let same = |note: &&LaneNote| measure_of(note.start, bars) == Some(place) && quarter(note) == here;
        let together = notes[at..].iter().take_while(same).count().max(1);
        let inside: Vec<u32> = notes[at..at + together]
            .iter()
            .map(|note| (note.start.0 - bars[place] * TICKS) % TICKS_PER_QUARTER)
            .collect();
        if let Some(grid) = measures[place].grids.get_mut(here as usize) {
            *grid = best_grid(&inside);
        }
        at += together;
    }
}

/// The grid that starts inside a quarter agree with.
fn best_grid(starts: &[u32]) -> u32 {
    let off = |step: u32| -> u32 {
        let step = step * TICKS;
        starts.iter().map(|start| (start % step).min(step - start % step)).sum()
    };
    let count = u32::try_from(starts.len()).unwrap_or(u32::MAX);
    let cost = |(step, more): &(u32, u32)| off(*step).saturating_add(more.saturating_mul(count));
    GRIDS.iter().min_by_key(|grid| cost(grid)).map_or(STRAIGHT, |(step, _)| *step)
}

/// The division nearest to a tick that lies on the grid there, and that grid's step.
fn snapped(tick: Tick, bars: &[u32], measures: &[Measure]) -> Option<(u32, u32)> {
    let Some(place) = measure_of(tick, bars) else {
        return bars.last().map(|last| (*last, STRAIGHT));
    };
    let measure = &measures[place];
    let inside = tick.0 - measure.start * TICKS;
    let quarter = inside / TICKS_PER_QUARTER;
    let step = measure.grids.get(quarter as usize).copied().unwrap_or(STRAIGHT);
    let size = step * TICKS;
    let steps = (inside % TICKS_PER_QUARTER + size / 2) / size;
    Some((measure.start + (quarter * DIVISIONS + steps * step).min(measure.length), step))
}

/// Notes that are struck together and let go nearly together end together.
fn end_chords_together(notes: &mut [Written]) {
    let mut at = 0;
    while at < notes.len() {
        let count = notes[at..].iter().take_while(|note| note.start == notes[at].start).count();
        let chord = &mut notes[at..at + count];
        let mut ends: Vec<u32> = chord.iter().map(|note| note.end).collect();
        ends.sort_unstable();
        let mut settled: Vec<u32> = Vec::new();
        for end in ends {
            if settled.last().is_none_or(|last| end - last > STRAIGHT) {
                settled.push(end);
            }
        }
        for note in chord {
            let near = settled.iter().rev().find(|end| **end <= note.end);
            note.end = near.copied().unwrap_or(note.end);
        }
        at += count;
    }
}

/// A note that is held a little into the next one, as players do, ends where that begins.
fn end_where_the_next_begins(notes: &mut [Written]) {
    let starts: Vec<u32> = notes.iter().map(|note| note.start).collect();
    for note in notes {
        let next = starts.get(starts.partition_point(|start| *start <= note.start));
        let inside = |start: &u32| {
            let last = starts.partition_point(|other| other < &note.end);
            // Only where nothing else is struck while it is held.
            note.end - start <= STRAIGHT && starts.get(last.wrapping_sub(1)) == Some(start)
        };
        if let Some(start) = next.filter(|start| **start < note.end).filter(|start| inside(start)) {
            note.end = *start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(spans: &[(u32, u32)]) -> Vec<LaneNote> {
        let note = |(start, end): &(u32, u32)| LaneNote {
            start: Tick(*start),
            pitch: Pitch::clamped(60),
            end: Tick(*end),
            velocity: Velocity::DEFAULT,
        };
        spans.iter().map(note).collect()
    }

    fn spans(played: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let (_, written) = quantise(&notes(played), &[0, 96, 192]);
        written.iter().map(|note| (note.start, note.end)).collect()
    }

    #[test]
    fn what_a_player_played_is_written_as_it_was_meant() {
        // Eighths, a little late and short.
        assert_eq!(spans(&[(11, 430), (492, 940)]), [(0, 12), (12, 24)]);
        // Triplets of eighths.
        assert_eq!(spans(&[(3, 310), (325, 630), (645, 950)]), [(0, 8), (8, 16), (16, 24)]);
        // Legato into the next note.
        assert_eq!(spans(&[(0, 1150), (960, 1920)]), [(0, 24), (24, 48)]);
        // The shortest still has a length, and nothing lasts longer than the song.
        assert_eq!(spans(&[(0, 1)]), [(0, 6)]);
        assert_eq!(spans(&[(6720, 9000)]), [(168, 192)]);
    }

    #[test]
    fn an_empty_quarter_is_straight_and_a_triplet_is_found() {
        let (measures, _) = quantise(&notes(&[(0, 300), (320, 600), (640, 900)]), &[0, 96]);
        assert_eq!(measures[0].grids, [8, STRAIGHT, STRAIGHT, STRAIGHT]);
    }
}
