//! The drum grid: a pattern's bars as steps, one lane for each piece of the kit.
//!
//! A note belongs to the step whose line it lies nearest to, with every second line late by the swing, so that what was
//! played loosely is shown where it is heard.

use std::collections::BTreeSet;

use crate::music::{Pitch, Velocity};
use crate::project::{Note, NoteKey, Pattern};
use crate::time::{Grid, Tick};
use crate::view::NoteChange;
use crate::view::note_edits::replace;
use crate::view::note_tools::swung;

/// The most steps that a bar is shown in.
const MOST_STEPS: u32 = 64;

/// How a pattern is cut into bars and steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrumGrid {
    /// The length of a bar; never zero.
    pub bar: Tick,
    /// The step.
    grid: Grid,
    /// Where every second line lies between its neighbours, in per cent; 50 is even.
    pub swing: u8,
}

/// A place on the drum grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DrumCell {
    /// The piece, by its key.
    pub pitch: Pitch,
    /// The bar, from 0.
    pub bar: u32,
    /// The step in the bar, from 0.
    pub step: u32,
}

impl DrumGrid {
    /// A grid; one that is off, or too coarse or too fine for the bar, becomes sixteenths.
    pub fn new(bar: Tick, grid: Grid, swing: u8) -> Self {
        let bar = bar.max(Tick(1));
        let steps = bar.0 / grid.step().0;
        let grid = if grid == Grid::Off || !(2..=MOST_STEPS).contains(&steps) { Grid::Sixteenth } else { grid };
        Self { bar, grid, swing: swing.clamp(50, 75) }
    }

    /// The step in use.
    pub fn grid(self) -> Grid {
        self.grid
    }

    /// How many bars a pattern has, the last of them perhaps cut.
    pub fn bars(self, pattern: &Pattern) -> u32 {
        pattern.length.0.div_ceil(self.bar.0).max(1)
    }

    /// How many steps a bar has.
    pub fn steps(self, bar: u32) -> u32 {
        let step = self.grid.step().0;
        let lines = |bar: u32| bar.saturating_mul(self.bar.0).div_ceil(step);
        (lines(bar.saturating_add(1)) - lines(bar)).min(MOST_STEPS)
    }

    /// Where a step of a bar is struck.
    pub fn at(self, bar: u32, step: u32) -> Tick {
        let grid = self.grid.step().0;
        let line = bar.saturating_mul(self.bar.0).div_ceil(grid).saturating_add(step);
        let even = line.saturating_sub(line % 2).saturating_mul(grid);
        let late = if line % 2 == 1 { grid * 2 * u32::from(self.swing) / 100 } else { 0 };
        Tick(even.saturating_add(late))
    }

    /// The notes of a lane in the steps of a bar, one for each step that has any: the loudest.
    pub fn lane(self, pattern: &Pattern, pitch: Pitch, bar: u32) -> Vec<Option<Note>> {
        let lines: Vec<Tick> = (0..self.steps(bar)).map(|step| self.at(bar, step)).collect();
        let mut lane = vec![None::<Note>; lines.len()];
        for note in self.near(pattern, bar).iter().filter(|note| note.pitch == pitch) {
            let Ok(step) = lines.binary_search(&swung(note.start, self.grid, self.swing)) else { continue };
            if let Some(place) = lane.get_mut(step)
                && place.is_none_or(|known| known.velocity < note.velocity)
            {
                *place = Some(*note);
            }
        }
        lane
    }

    /// The notes that may lie in a bar's steps.
    fn near(self, pattern: &Pattern, bar: u32) -> &[Note] {
        let (start, reach) = (bar.saturating_mul(self.bar.0), self.grid.step().0);
        let first = pattern.notes.partition_point(|note| note.start.0.saturating_add(reach) < start);
        let end = start.saturating_add(self.bar.0).saturating_add(reach);
        let last = pattern.notes.partition_point(|note| note.start.0 < end);
        pattern.notes.get(first..last).unwrap_or(&[])
    }

    fn notes_in(self, pattern: &Pattern, cell: DrumCell) -> impl Iterator<Item = Note> + '_ {
        let line = self.at(cell.bar, cell.step);
        let inside = move |note: &&Note| note.pitch == cell.pitch && swung(note.start, self.grid, self.swing) == line;
        self.near(pattern, cell.bar).iter().filter(inside).copied()
    }

    /// The note of a step, if it has one.
    pub fn note(self, pattern: &Pattern, cell: DrumCell) -> Option<Note> {
        self.notes_in(pattern, cell).max_by_key(|note| note.velocity)
    }

    /// Strikes steps with a velocity, those that are struck already as well, or empties them.
    pub fn paint(self, pattern: &Pattern, cells: &[DrumCell], strike: Option<Velocity>) -> NoteChange {
        let cells: BTreeSet<DrumCell> = cells.iter().copied().collect();
        let inside = cells.iter().filter(|cell| self.at(cell.bar, cell.step) < pattern.length);
        let mut struck = Vec::new();
        let mut gone = Vec::new();
        for cell in inside {
            let mut known = self.notes_in(pattern, *cell).peekable();
            match (strike, known.peek()) {
                (Some(velocity), Some(_)) => {
                    struck.extend(known.map(|note| (Some(note.key()), Note { velocity, muted: false, ..note })));
                }
                (Some(velocity), None) => {
                    struck.push((None, self.fresh(cell.pitch, self.at(cell.bar, cell.step), velocity)))
                }
                (None, _) => gone.extend(known.map(|note| note.key())),
            }
        }
        with_removed(replace(pattern, struck), gone)
    }

    fn fresh(self, pitch: Pitch, start: Tick, velocity: Velocity) -> Note {
        Note { start, length: self.grid.step(), pitch, velocity, authors: Default::default(), muted: false }
    }

    /// Copies a bar over the next one; copies keep the authors of what they copy. Nothing where there is no next bar.
    pub fn copy_bar(self, pattern: &Pattern, bar: u32) -> NoteChange {
        let (start, next) = (Tick(bar.saturating_mul(self.bar.0)), Tick((bar + 1).saturating_mul(self.bar.0)));
        if next >= pattern.length {
            return NoteChange::default();
        }
        let after = next + self.bar;
        let of = |from: Tick, to: Tick| pattern.notes.iter().filter(move |note| from <= note.start && note.start < to);
        let copies: Vec<(Option<NoteKey>, Note)> = of(start, next)
            .map(|note| (None, Note { start: note.start + self.bar, ..*note }))
            .filter(|(_, note)| note.start < pattern.length)
            .collect();
        let kept: BTreeSet<NoteKey> = copies.iter().map(|(_, note)| note.key()).collect();
        // What a copy lands on is taken out by the copy itself.
        let gone = of(next, after).map(Note::key).filter(|key| !kept.contains(key)).collect();
        with_removed(replace(pattern, copies), gone)
    }

    /// Fills a lane of a bar with as many strikes as evenly as they go, the first of them `turned` steps late.
    pub fn euclid(
        self,
        pattern: &Pattern,
        lane: (Pitch, u32),
        (pulses, turned): (u32, u32),
        velocity: Velocity,
    ) -> NoteChange {
        let (pitch, bar) = lane;
        let steps = euclid(pulses, self.steps(bar), turned);
        let cells = |wanted: bool| {
            let steps = (0..).zip(&steps).filter(move |(_, struck)| **struck == wanted);
            steps.map(|(step, _)| DrumCell { pitch, bar, step }).collect::<Vec<_>>()
        };
        let empty = |cell: &DrumCell| self.note(pattern, *cell).is_none();
        let mut fresh = cells(true);
        // A strike that is there keeps its own velocity.
        fresh.retain(empty);
        let mut change = self.paint(pattern, &fresh, Some(velocity));
        change.edits.extend(self.paint(pattern, &cells(false), None).edits);
        change
    }
}

fn with_removed(mut change: NoteChange, gone: Vec<NoteKey>) -> NoteChange {
    change.edits.extend(gone.into_iter().map(crate::edit::NoteEdit::remove));
    change
}

/// Strikes spread over steps as evenly as they go (Bjorklund's patterns, by the line-drawing rule of Bresenham), the
/// first of them `turned` steps late.
pub fn euclid(pulses: u32, steps: u32, turned: u32) -> Vec<bool> {
    let pulses = pulses.min(steps);
    let struck = |step: u32| {
        let place = (step + steps - turned % steps.max(1)) % steps.max(1);
        u64::from(place) * u64::from(pulses) % u64::from(steps) < u64::from(pulses)
    };
    (0..steps).map(|step| pulses > 0 && struck(step)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::project::PatternId;

    const KICK: i32 = 36;

    fn pattern(starts: &[u32]) -> Pattern {
        let mut pattern = Pattern { id: PatternId(0), length: Tick(7680), notes: Vec::new() };
        let grid = DrumGrid::new(Tick(3840), Grid::Sixteenth, 50);
        for start in starts {
            pattern.put(grid.fresh(Pitch::clamped(KICK), Tick(*start), Velocity::clamped(100)));
        }
        pattern
    }

    fn struck(grid: DrumGrid, pattern: &Pattern, bar: u32) -> Vec<u32> {
        let lane = grid.lane(pattern, Pitch::clamped(KICK), bar);
        (0..).zip(lane).filter(|(_, note)| note.is_some()).map(|(step, _)| step).collect()
    }

    #[test]
    fn pulses_are_spread_as_musicians_know_them() {
        let drawn = |pulses, steps, turned| {
            euclid(pulses, steps, turned).into_iter().map(|on| if on { 'x' } else { '.' }).collect::<String>()
        };
        assert_eq!(drawn(3, 8, 0), "x..x..x.");
        assert_eq!(drawn(4, 16, 0), "x...x...x...x...");
        assert_eq!(drawn(4, 16, 2), "..x...x...x...x.");
        assert_eq!((drawn(0, 4, 1), drawn(9, 4, 1), drawn(3, 0, 2)), ("....".into(), "xxxx".into(), String::new()));
    }

    #[test]
    fn loose_notes_are_shown_on_the_step_they_are_nearest_to() {
        let grid = DrumGrid::new(Tick(3840), Grid::Sixteenth, 50);
        let pattern = pattern(&[12, 950, 1900, 3839]);
        assert_eq!(struck(grid, &pattern, 0), [0, 4, 8]);
        // The last one is played so late that it belongs to the next bar.
        assert_eq!(struck(grid, &pattern, 1), [0]);
        assert_eq!((grid.bars(&pattern), grid.steps(0)), (2, 16));
    }

    #[test]
    fn swing_moves_every_second_line() {
        let grid = DrumGrid::new(Tick(3840), Grid::Eighth, 67);
        assert_eq!((grid.at(0, 0), grid.at(0, 1), grid.at(0, 2)), (Tick(0), Tick(643), Tick(960)));
        let cell = DrumCell { pitch: Pitch::clamped(KICK), bar: 0, step: 1 };
        let next = grid.paint(&pattern(&[]), &[cell], Some(Velocity::DEFAULT)).applied_to(&pattern(&[]));
        assert_eq!(next.notes[0].start, Tick(643));
        assert_eq!(struck(grid, &next, 0), [1]);
    }

    #[test]
    fn a_bar_is_copied_over_the_next_and_not_past_the_end() {
        let grid = DrumGrid::new(Tick(3840), Grid::Sixteenth, 50);
        let before = pattern(&[0, 960, 3840, 4080]);
        let next = grid.copy_bar(&before, 0).applied_to(&before);
        assert_eq!(next.notes.iter().map(|note| note.start.0).collect::<Vec<_>>(), [0, 960, 3840, 4800]);
        assert_eq!(grid.copy_bar(&before, 1), NoteChange::default());
    }

    #[test]
    fn a_fill_keeps_the_strikes_it_finds_and_takes_the_others_out() {
        let grid = DrumGrid::new(Tick(3840), Grid::Sixteenth, 50);
        let before = pattern(&[0, 240]);
        let change = grid.euclid(&before, (Pitch::clamped(KICK), 0), (4, 0), Velocity::clamped(60));
        let next = change.applied_to(&before);
        let found: Vec<(u32, u8)> = next.notes.iter().map(|note| (note.start.0, note.velocity.get())).collect();
        assert_eq!(found, [(0, 100), (960, 60), (1920, 60), (2880, 60)]);
    }

    proptest! {
        #[test]
        fn what_is_painted_is_shown_and_what_is_emptied_is_gone(
            starts in prop::collection::vec(0u32..7680, 0..30), steps in prop::collection::vec(0u32..16, 1..8),
            swing in 50u8..=75, bar in 0u32..2, triplets in any::<bool>(),
        ) {
            let grid = DrumGrid::new(Tick(3840), if triplets { Grid::EighthTriplet } else { Grid::Sixteenth }, swing);
            let pattern = pattern(&starts);
            let count = grid.steps(bar);
            let cells: Vec<DrumCell> =
                steps.iter().map(|step| DrumCell { pitch: Pitch::clamped(KICK), bar, step: step % count }).collect();
            let painted = grid.paint(&pattern, &cells, Some(Velocity::clamped(77))).applied_to(&pattern);
            for cell in &cells {
                prop_assert_eq!(grid.note(&painted, *cell).map(|note| note.velocity.get()), Some(77));
            }
            let emptied = grid.paint(&painted, &cells, None).applied_to(&painted);
            prop_assert!(cells.iter().all(|cell| grid.note(&emptied, *cell).is_none()));
            let filled = grid.euclid(&pattern, (Pitch::clamped(KICK), bar), (5, 1), Velocity::DEFAULT).applied_to(&pattern);
            prop_assert_eq!(struck(grid, &filled, bar).len(), 5);
            grid.copy_bar(&pattern, bar).applied_to(&pattern);
        }
    }
}
