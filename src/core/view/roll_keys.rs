//! What the keyboard does in the piano roll.

use std::collections::BTreeSet;

use crate::edit::NoteEdit;
use crate::music::{Pitch, Velocity};
use crate::project::NoteKey;
use crate::time::{Grid, Tick};
use crate::view::{
    Modifiers, NoteChange, RollScene, Snap, add_note, move_notes, note_at, resize_notes, shift_velocities,
};

/// Where the keyboard writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The tick in the pattern.
    pub tick: Tick,
    /// The key.
    pub pitch: Pitch,
}

/// What a key press wants.
#[derive(Clone, Debug, PartialEq)]
pub struct RollKeyOutcome {
    /// Edits with the name of their undo step; `None` where it edits nothing.
    pub edits: Option<(&'static str, Vec<NoteEdit>)>,
    /// The notes that shall be selected.
    pub selection: BTreeSet<NoteKey>,
    /// Where the keyboard writes next.
    pub cursor: Cursor,
    /// A note to be heard.
    pub sound: Option<(Pitch, Velocity)>,
}

/// Steps of an arrow that leaves the grid, in ticks: a 96th of a quarter note.
const FINE: i64 = 10;

/// What a key press does; `key` is named as browsers name it. `None` where it does nothing here.
pub fn press_key(scene: RollScene<'_>, cursor: Cursor, key: &str, modifiers: Modifiers) -> Option<RollKeyOutcome> {
    let keys = scene.selection;
    let done = |label: &'static str, change: NoteChange| {
        let selection = change.selection;
        let sound = None;
        Some(RollKeyOutcome { edits: Some((label, change.edits)), selection, cursor, sound })
    };
    let select = |selection| Some(RollKeyOutcome { edits: None, selection, cursor, sound: None });
    match (key, modifiers.control) {
        ("Escape", _) if !keys.is_empty() => select(BTreeSet::new()),
        ("Enter", _) => enter(scene, cursor),
        ("ArrowUp" | "ArrowDown", true) if !keys.is_empty() => {
            let by = if key == "ArrowUp" { 8 } else { -8 };
            done("step-note-velocity", shift_velocities(scene.pattern, keys, by))
        }
        ("ArrowLeft" | "ArrowRight", true) if !keys.is_empty() => {
            let step = Snap::new(scene.grid, modifiers.alt).step();
            let by = if key == "ArrowRight" { i64::from(step.0) } else { -i64::from(step.0) };
            done("step-resize-notes", resize_notes(scene.pattern, keys, by, step))
        }
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => arrow(scene, cursor, key, modifiers),
        _ => None,
    }
}

fn arrow(scene: RollScene<'_>, cursor: Cursor, key: &str, modifiers: Modifiers) -> Option<RollKeyOutcome> {
    let step = match (modifiers.alt, modifiers.shift, scene.grid) {
        (true, _, _) => FINE,
        (false, true, _) => i64::from(Tick::quarters(4).0),
        (false, false, Grid::Off) => FINE,
        (false, false, grid) => i64::from(grid.step().0),
    };
    let octave = scene.rows.pitches().len() == 128 && modifiers.shift;
    let rows = if octave { 12 } else { 1 };
    let by = match key {
        "ArrowLeft" => (-step, 0),
        "ArrowRight" => (step, 0),
        "ArrowUp" => (0, -rows),
        _ => (0, rows),
    };
    if scene.selection.is_empty() {
        let pitch = scene.rows.moved(cursor.pitch, by.1).unwrap_or(cursor.pitch);
        let last = scene.pattern.length - Tick(1);
        let cursor = Cursor { tick: cursor.tick.shifted(by.0).min(last), pitch };
        let sound = (by.1 != 0).then_some((pitch, Velocity::DEFAULT));
        return Some(RollKeyOutcome { edits: None, selection: BTreeSet::new(), cursor, sound });
    }
    let change = move_notes(scene.pattern, scene.selection, by, scene.rows, false);
    let first = change.selection.first().copied();
    let sound = first.filter(|_| by.1 != 0).map(|key| (key.pitch, Velocity::DEFAULT));
    let cursor = first.map_or(cursor, |key| Cursor { tick: key.start, pitch: key.pitch });
    Some(RollKeyOutcome { edits: Some(("step-move-notes", change.edits)), selection: change.selection, cursor, sound })
}

/// Selects the note under the cursor, or writes one there and steps on.
fn enter(scene: RollScene<'_>, cursor: Cursor) -> Option<RollKeyOutcome> {
    scene.rows.place(cursor.pitch)?;
    let here = note_at(&scene.pattern.notes, f64::from(cursor.tick.0), cursor.pitch, 0.0);
    if let Some((note, _)) = here {
        let selection = BTreeSet::from([note.key()]);
        let sound = Some((note.pitch, note.velocity));
        return Some(RollKeyOutcome { edits: None, selection, cursor, sound });
    }
    let step = Snap::new(scene.grid, false).step();
    let change = add_note(scene.pattern, cursor.tick, step, cursor.pitch);
    let last = scene.pattern.length - Tick(1);
    let next = Cursor { tick: (cursor.tick + step).min(last), ..cursor };
    // Nothing is selected, so that the arrows go on moving the cursor and not the note.
    Some(RollKeyOutcome {
        edits: Some(("step-draw-note", change.edits)),
        selection: BTreeSet::new(),
        cursor: next,
        sound: Some((cursor.pitch, Velocity::DEFAULT)),
    })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{Note, Pattern, PatternId};
    use crate::provenance::AuthorsId;
    use crate::view::PitchRows;

    const PLAIN: Modifiers = Modifiers { shift: false, control: false, alt: false };

    fn press(selected: bool, key: &str, modifiers: Modifiers) -> Option<RollKeyOutcome> {
        let (length, velocity, authors) = (Tick(480), Velocity::DEFAULT, AuthorsId(0));
        let note = Note { start: Tick(960), length, pitch: Pitch::clamped(60), velocity, authors, muted: false };
        let pattern = Rc::new(Pattern { id: PatternId(0), length: Tick(3840), notes: vec![note] });
        let selection = if selected { BTreeSet::from([note.key()]) } else { BTreeSet::new() };
        let rows = PitchRows::keys(10.0);
        let scene = RollScene { pattern: &pattern, selection: &selection, rows: &rows, grid: Grid::Eighth };
        press_key(scene, Cursor { tick: Tick(0), pitch: Pitch::clamped(60) }, key, modifiers)
    }

    fn lands(outcome: Option<RollKeyOutcome>) -> (u32, u8) {
        let (_, edits) = outcome.unwrap().edits.unwrap();
        edits[0].to.map(|note| (note.start.0, note.pitch.key())).unwrap()
    }

    #[test]
    fn arrows_move_selected_notes_by_steps_octaves_and_ticks() {
        let shift = Modifiers { shift: true, ..PLAIN };
        let alt = Modifiers { alt: true, ..PLAIN };
        assert_eq!(lands(press(true, "ArrowRight", PLAIN)), (1440, 60));
        assert_eq!(lands(press(true, "ArrowLeft", alt)), (950, 60));
        assert_eq!(lands(press(true, "ArrowUp", PLAIN)), (960, 61));
        assert_eq!(lands(press(true, "ArrowDown", shift)), (960, 48));
    }

    #[test]
    fn without_a_selection_arrows_move_the_cursor_and_enter_writes() {
        let moved = press(false, "ArrowRight", PLAIN).unwrap();
        assert_eq!((moved.edits, moved.cursor.tick), (None, Tick(480)));
        assert_eq!(lands(press(false, "Enter", PLAIN)), (0, 60));
        assert_eq!(press(false, "Delete", PLAIN), None);
        assert_eq!(press(false, "x", PLAIN), None);
    }
}
