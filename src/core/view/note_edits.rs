//! Edits of selected notes. One rule of collision holds everywhere: a note that lands where another starts on the same
//! key takes its place. A group moves as a whole, so the limits of the keyboard and of time stop all of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::NoteEdit;
use crate::music::{Pitch, Velocity};
use crate::project::limits::MAX_TICK;
use crate::project::{Note, NoteKey, Pattern};
use crate::time::{Grid, Tick};
use crate::view::PitchRows;

/// What an edit changes, and what is selected after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteChange {
    /// The edits; none where nothing changes.
    pub edits: Vec<NoteEdit>,
    /// The notes that are selected after it.
    pub selection: BTreeSet<NoteKey>,
}

pub(super) fn selected<'a>(pattern: &'a Pattern, keys: &'a BTreeSet<NoteKey>) -> impl Iterator<Item = &'a Note> {
    keys.iter().filter_map(|key| pattern.find(*key).ok().and_then(|index| pattern.notes.get(index)))
}

/// Makes edits of notes that are changed, or of copies that are added. What stands in their way is removed first, so
/// that the edits mean the same in whatever order they are taken.
pub(super) fn replace(pattern: &Pattern, changed: Vec<(Option<NoteKey>, Note)>) -> NoteChange {
    let leaving: BTreeSet<NoteKey> = changed.iter().filter_map(|(from, _)| *from).collect();
    // Of two that land together the later one stays, and the other goes.
    let mut landing = BTreeMap::new();
    let mut crowded_out = Vec::new();
    for (from, note) in changed {
        if let Some((Some(loser), _)) = landing.insert(note.key(), (from, note)) {
            crowded_out.push(loser);
        }
    }
    let in_the_way =
        landing.keys().filter(|key| !leaving.contains(key) && pattern.find(**key).is_ok()).copied().collect::<Vec<_>>();
    let mut edits: Vec<NoteEdit> = in_the_way.into_iter().chain(crowded_out).map(NoteEdit::remove).collect();
    let selection = landing.keys().copied().collect();
    for (from, note) in landing.into_values() {
        let unchanged = from.is_some_and(|key| pattern.find(key).is_ok_and(|index| pattern.notes[index] == note));
        if !unchanged {
            edits.push(NoteEdit { from, to: Some(note) });
        }
    }
    NoteChange { edits, selection }
}

/// Moves notes by ticks and down by rows, or moves copies and leaves the notes.
pub fn move_notes(
    pattern: &Pattern,
    keys: &BTreeSet<NoteKey>,
    (ticks, rows_down): (i64, i32),
    rows: &PitchRows,
    copy: bool,
) -> NoteChange {
    let first = selected(pattern, keys).map(|note| i64::from(note.start.0)).min().unwrap_or(0);
    let last = selected(pattern, keys).map(|note| i64::from(note.end().0)).max().unwrap_or(0);
    let ticks = ticks.min(i64::from(MAX_TICK.0) - last).max(-first);
    let places = || selected(pattern, keys).filter_map(|note| rows.place(note.pitch));
    let lowest = i32::try_from(rows.pitches().len()).unwrap_or(i32::MAX) - 1;
    let (top, bottom) = (places().min().unwrap_or(0), places().max().unwrap_or(0));
    let rows_down = rows_down.min(lowest - bottom).max(-top);
    if ticks == 0 && rows_down == 0 {
        return NoteChange { edits: Vec::new(), selection: keys.clone() };
    }
    let moved = selected(pattern, keys).map(|note| {
        let pitch = rows.moved(note.pitch, rows_down).unwrap_or(note.pitch);
        let from = (!copy).then_some(note.key());
        (from, Note { start: note.start.shifted(ticks), pitch, ..*note })
    });
    replace(pattern, moved.collect())
}

/// Makes notes longer or shorter at their end by ticks; none gets shorter than `least`, or than it is where it is
/// shorter already.
pub fn resize_notes(pattern: &Pattern, keys: &BTreeSet<NoteKey>, ticks: i64, least: Tick) -> NoteChange {
    let resized = selected(pattern, keys).map(|note| {
        let length = note.length.shifted(ticks).max(least.min(note.length)).max(Tick(1)).min(MAX_TICK);
        (Some(note.key()), Note { length, ..*note })
    });
    replace(pattern, resized.collect())
}

/// Moves the start of notes by ticks while their end stays.
pub fn trim_notes(pattern: &Pattern, keys: &BTreeSet<NoteKey>, ticks: i64, least: Tick) -> NoteChange {
    let trimmed = selected(pattern, keys).map(|note| {
        let latest = note.end() - least.min(note.length).max(Tick(1));
        let start = note.start.shifted(ticks).min(latest);
        (Some(note.key()), Note { start, length: note.end() - start, ..*note })
    });
    replace(pattern, trimmed.collect())
}

/// Changes how hard notes are struck by a number of steps.
pub fn shift_velocities(pattern: &Pattern, keys: &BTreeSet<NoteKey>, by: i32) -> NoteChange {
    let shifted = selected(pattern, keys).map(|note| {
        (Some(note.key()), Note { velocity: Velocity::clamped(i32::from(note.velocity.get()) + by), ..*note })
    });
    replace(pattern, shifted.collect())
}

/// Removes notes.
pub fn erase_notes(pattern: &Pattern, keys: &BTreeSet<NoteKey>) -> NoteChange {
    let edits = selected(pattern, keys).map(|note| NoteEdit::remove(note.key())).collect();
    NoteChange { edits, selection: BTreeSet::new() }
}

/// Repeats notes right after the last of them ends, on the next line of a grid.
pub fn duplicate_notes(pattern: &Pattern, keys: &BTreeSet<NoteKey>, grid: Grid, rows: &PitchRows) -> NoteChange {
    let Some(first) = selected(pattern, keys).map(|note| note.start).min() else {
        return NoteChange::default();
    };
    let last = selected(pattern, keys).map(Note::end).max().unwrap_or(first);
    let step = grid.step().0;
    let span = (last - first).0.div_ceil(step).saturating_mul(step);
    move_notes(pattern, keys, (i64::from(span), 0), rows, true)
}

/// Adds one note.
pub fn add_note(pattern: &Pattern, start: Tick, length: Tick, pitch: Pitch) -> NoteChange {
    let length = length.max(Tick(1));
    let note = Note {
        start: start.min(MAX_TICK - length),
        length,
        pitch,
        velocity: Velocity::DEFAULT,
        authors: Default::default(),
        muted: false,
    };
    replace(pattern, vec![(None, note)])
}

#[cfg(test)]
impl NoteChange {
    /// What the note command promises: everything named is taken out, then everything new is put in.
    pub fn applied_to(&self, pattern: &Pattern) -> Pattern {
        let mut next = pattern.clone();
        for from in self.edits.iter().filter_map(|edit| edit.from) {
            assert!(next.take(from).is_some(), "an edit names a note that is not there");
        }
        for to in self.edits.iter().filter_map(|edit| edit.to) {
            assert_eq!(next.put(to), None, "two edits land on one place");
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::project::PatternId;
    use crate::provenance::AuthorsId;

    fn pattern_of(rows: Vec<(u32, u32, i32)>) -> Pattern {
        let mut pattern = Pattern { id: PatternId(0), length: Tick(3840), notes: Vec::new() };
        for (start, length, key) in rows {
            let (start, length, pitch) = (Tick(start), Tick(length), Pitch::clamped(key));
            pattern.put(Note {
                start,
                length,
                pitch,
                velocity: Velocity::DEFAULT,
                authors: AuthorsId(0),
                muted: false,
            });
        }
        pattern
    }

    fn patterns() -> impl Strategy<Value = (Pattern, BTreeSet<NoteKey>)> {
        let rows = prop::collection::vec(((0u32..16).prop_map(|step| step * 240), 1u32..800, 50i32..60), 1..30);
        (rows, any::<u64>()).prop_map(|(rows, mask)| {
            let pattern = pattern_of(rows);
            let chosen = pattern.notes.iter().enumerate().filter(|(index, _)| mask >> (index % 64) & 1 == 1);
            let keys = chosen.map(|(_, note)| note.key()).collect();
            (pattern, keys)
        })
    }

    proptest! {
        #[test]
        fn moving_keeps_every_selected_note_and_its_shape(
            (pattern, keys) in patterns(), ticks in -5000i64..5000, rows_down in -130i32..130,
        ) {
            let change = move_notes(&pattern, &keys, (ticks, rows_down), &PitchRows::keys(14.0), false);
            let next = change.applied_to(&pattern);
            prop_assert_eq!(change.selection.len(), keys.len());
            let lengths = |pattern: &Pattern, keys: &BTreeSet<NoteKey>| {
                let mut lengths: Vec<u32> = selected(pattern, keys).map(|note| note.length.0).collect();
                lengths.sort_unstable();
                lengths
            };
            prop_assert_eq!(lengths(&pattern, &keys), lengths(&next, &change.selection));
        }

        #[test]
        fn moving_there_and_back_is_no_change_where_nothing_is_in_the_way(
            (pattern, _) in patterns(), steps in 0i64..40,
        ) {
            let rows = PitchRows::keys(14.0);
            let all: BTreeSet<NoteKey> = pattern.notes.iter().map(Note::key).collect();
            let there = move_notes(&pattern, &all, (steps * 240, -3), &rows, false);
            let moved = there.applied_to(&pattern);
            let back = move_notes(&moved, &there.selection, (-steps * 240, 3), &rows, false);
            prop_assert_eq!(back.applied_to(&moved), pattern);
        }

        #[test]
        fn every_edit_can_be_applied((pattern, keys) in patterns(), ticks in -900i64..900, by in -130i32..130) {
            let rows = PitchRows::keys(14.0);
            for change in [
                resize_notes(&pattern, &keys, ticks, Tick(240)),
                trim_notes(&pattern, &keys, ticks, Tick(240)),
                shift_velocities(&pattern, &keys, by),
                erase_notes(&pattern, &keys),
                duplicate_notes(&pattern, &keys, Grid::Eighth, &rows),
                move_notes(&pattern, &keys, (ticks, 1), &rows, true),
            ] {
                let next = change.applied_to(&pattern);
                prop_assert!(next.notes.iter().all(|note| note.length > Tick::ZERO));
                prop_assert!(change.selection.iter().all(|key| next.find(*key).is_ok()));
            }
        }
    }

    #[test]
    fn a_note_takes_the_place_of_the_one_it_lands_on() {
        let pattern = pattern_of(vec![(0, 240, 60), (240, 120, 60)]);
        let keys = BTreeSet::from([pattern.notes[0].key()]);
        let change = move_notes(&pattern, &keys, (240, 0), &PitchRows::keys(14.0), false);
        let next = change.applied_to(&pattern);
        assert_eq!(next.notes.len(), 1);
        assert_eq!((next.notes[0].start, next.notes[0].length), (Tick(240), Tick(240)));
    }

    #[test]
    fn nothing_changes_when_nothing_moves() {
        let pattern = pattern_of(vec![(0, 240, 60)]);
        let keys = BTreeSet::from([pattern.notes[0].key()]);
        assert!(move_notes(&pattern, &keys, (0, 0), &PitchRows::keys(14.0), false).edits.is_empty());
        assert!(move_notes(&pattern, &keys, (-240, 0), &PitchRows::keys(14.0), false).edits.is_empty());
    }
}
