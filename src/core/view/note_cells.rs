//! Notes as the rows of a table: what is changed when the value in a column goes up or down.

use std::collections::BTreeSet;

use crate::project::{NoteKey, Pattern};
use crate::time::Grid;
use crate::view::{NoteChange, PitchRows, Snap, move_notes, resize_notes, shift_velocities};

/// How far a velocity goes in one step.
const VELOCITY_STEP: i32 = 8;

/// A column of the table of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteColumn {
    /// The key, or the piece of a drum kit.
    #[default]
    Key,
    /// Where it starts.
    Place,
    /// How long it is.
    Length,
    /// How hard it is struck.
    Velocity,
    /// Who made and changed it, which nobody can edit.
    Authors,
}

impl NoteColumn {
    /// Every column, from the first.
    pub const ALL: [Self; 5] = [Self::Key, Self::Place, Self::Length, Self::Velocity, Self::Authors];

    /// Its name in the catalogue of sentences.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Key => "note-column-key",
            Self::Place => "note-column-place",
            Self::Length => "note-column-length",
            Self::Velocity => "note-column-velocity",
            Self::Authors => "note-column-authors",
        }
    }

    /// The undo step of changing it, in the catalogue of sentences.
    pub const fn step(self) -> &'static str {
        match self {
            Self::Length => "step-resize-notes",
            Self::Velocity => "step-note-velocity",
            _ => "step-move-notes",
        }
    }

    /// Changes its value of one note by a step, up or down.
    pub fn change(self, pattern: &Pattern, note: NoteKey, up: bool, grid: Grid, rows: &PitchRows) -> NoteChange {
        let keys = BTreeSet::from([note]);
        let step = Snap::new(grid, false).step();
        let ticks = if up { i64::from(step.0) } else { -i64::from(step.0) };
        match self {
            Self::Key => move_notes(pattern, &keys, (0, if up { -1 } else { 1 }), rows, false),
            Self::Place => move_notes(pattern, &keys, (ticks, 0), rows, false),
            Self::Length => resize_notes(pattern, &keys, ticks, step),
            Self::Velocity => shift_velocities(pattern, &keys, if up { VELOCITY_STEP } else { -VELOCITY_STEP }),
            Self::Authors => NoteChange { edits: Vec::new(), selection: keys },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::music::{Pitch, Velocity};
    use crate::project::{Note, PatternId};
    use crate::time::Tick;

    #[test]
    fn each_column_changes_its_own_value_and_no_other() {
        let note = Note {
            start: Tick(960),
            length: Tick(480),
            pitch: Pitch::clamped(60),
            velocity: Velocity::clamped(64),
            authors: Default::default(),
            muted: false,
        };
        let pattern = Pattern { id: PatternId(0), length: Tick(3840), notes: vec![note] };
        let changed = |column: NoteColumn, up| {
            let change = column.change(&pattern, note.key(), up, Grid::Eighth, &PitchRows::keys(1.0));
            change.edits.first().and_then(|edit| edit.to)
        };
        let up = |column| changed(column, true);
        assert_eq!(up(NoteColumn::Key), Some(Note { pitch: Pitch::clamped(61), ..note }));
        assert_eq!(up(NoteColumn::Place), Some(Note { start: Tick(1440), ..note }));
        assert_eq!(up(NoteColumn::Length), Some(Note { length: Tick(960), ..note }));
        assert_eq!(up(NoteColumn::Velocity), Some(Note { velocity: Velocity::clamped(72), ..note }));
        assert_eq!(up(NoteColumn::Authors), None);
        assert_eq!(changed(NoteColumn::Place, false), Some(Note { start: Tick(480), ..note }));
        assert_eq!(changed(NoteColumn::Length, false), None, "it is as short as the grid lets it be");
    }
}
