//! What a pointer does in the piano roll, as a state machine: positions in, edits and selections out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::edit::NoteEdit;
use crate::music::{Pitch, Velocity};
use crate::project::{Note, NoteKey, Pattern};
use crate::time::{Grid, Tick, TickRange};
use crate::view::{
    Modifiers, NoteChange, NoteZone, PitchRows, Snap, add_note, erase_notes, move_notes, note_at, resize_notes,
    trim_notes,
};

/// What a press on empty ground does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RollTool {
    /// Selects.
    #[default]
    Select,
    /// Draws.
    Pencil,
}

/// What the piano roll shows when a gesture begins.
#[derive(Clone, Copy, Debug)]
pub struct RollScene<'a> {
    /// The pattern.
    pub pattern: &'a Rc<Pattern>,
    /// The selected notes.
    pub selection: &'a BTreeSet<NoteKey>,
    /// The rows.
    pub rows: &'a PitchRows,
    /// The grid.
    pub grid: Grid,
}

/// A place in the piano roll.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RollPoint {
    /// The fractional tick in the pattern; it may be negative.
    pub tick: f64,
    /// The row, counted from the top.
    pub place: i32,
    /// How many ticks wide the edge of a note is.
    pub reach: f64,
}

/// A gesture under way. Every one but the marquee computes its edits from the pattern as it was when it began.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each variant's sentence tells what its fields are")]
pub enum RollGesture {
    /// Selects what a rectangle between two points touches, on top of what was selected.
    Marquee { from: RollPoint, to: RollPoint, kept: BTreeSet<NoteKey>, pattern: Rc<Pattern> },
    /// Moves notes; `grabbed` is the one under the pointer, `place` the row it was heard on last.
    Move { base: Rc<Pattern>, keys: BTreeSet<NoteKey>, from: RollPoint, grabbed: Note, place: i32 },
    /// Moves an edge of notes.
    Resize { base: Rc<Pattern>, keys: BTreeSet<NoteKey>, grabbed: Note, edge: NoteZone },
    /// Draws a note; dragging sets its length.
    Draw { base: Rc<Pattern>, start: Tick, pitch: Pitch },
    /// Removes every note it touches.
    Erase { base: Rc<Pattern>, erased: BTreeSet<NoteKey> },
    /// Sets velocities where it passes; all of `keys` by the same step where it began on one of them.
    Velocity { base: Rc<Pattern>, keys: BTreeSet<NoteKey>, painted: BTreeMap<NoteKey, Velocity>, from: u8 },
}

/// What a gesture wants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollOutcome {
    /// Edits of the pattern as it was when the gesture began; `None` where it edits nothing.
    pub edits: Option<Vec<NoteEdit>>,
    /// The notes that shall be selected, where that changes.
    pub selection: Option<BTreeSet<NoteKey>>,
    /// A note to be heard.
    pub sound: Option<(Pitch, Velocity)>,
}

impl From<NoteChange> for RollOutcome {
    fn from(change: NoteChange) -> Self {
        Self { edits: Some(change.edits), selection: Some(change.selection), sound: None }
    }
}

impl RollGesture {
    /// The gesture that a press begins, with what it wants at once. `erasing` is a press with the second button.
    pub fn begin(
        scene: RollScene<'_>,
        point: RollPoint,
        modifiers: Modifiers,
        tool: RollTool,
        erasing: bool,
    ) -> Option<(Self, RollOutcome)> {
        let base = Rc::clone(scene.pattern);
        let pitch = scene.rows.pitch(point.place)?;
        let hit = note_at(&scene.pattern.notes, point.tick, pitch, point.reach);
        if erasing {
            let mut gesture = Self::Erase { base, erased: BTreeSet::new() };
            let outcome = gesture.moved(scene.rows, point, modifiers, scene.grid);
            return Some((gesture, outcome));
        }
        match (hit, tool) {
            (Some((note, zone)), _) => Some(grab(scene, *note, zone, point, modifiers)),
            (None, RollTool::Pencil) => draw(scene, point, pitch, modifiers),
            (None, RollTool::Select) => {
                let kept = if modifiers.shift { scene.selection.clone() } else { BTreeSet::new() };
                let outcome = RollOutcome { selection: Some(kept.clone()), ..RollOutcome::default() };
                Some((Self::Marquee { from: point, to: point, kept, pattern: base }, outcome))
            }
        }
    }

    /// Draws a note whatever the tool is: a double click or a long press.
    pub fn draw(scene: RollScene<'_>, point: RollPoint, modifiers: Modifiers) -> Option<(Self, RollOutcome)> {
        draw(scene, point, scene.rows.pitch(point.place)?, modifiers)
    }

    /// Begins to change velocities at a fractional tick; `level` is the velocity under the pointer.
    pub fn velocity(scene: RollScene<'_>, point: RollPoint, level: Velocity) -> (Self, RollOutcome) {
        let near = nearest_starts(scene.pattern, point.tick, point.tick, point.reach);
        let from = near.first().filter(|note| scene.selection.contains(&note.key()));
        let keys = if from.is_some() { scene.selection.clone() } else { BTreeSet::new() };
        let from = from.map_or(level.get(), |note| note.velocity.get());
        let mut gesture = Self::Velocity { base: Rc::clone(scene.pattern), keys, painted: BTreeMap::new(), from };
        let outcome = gesture.paint(point.tick, point.tick, point.reach, level);
        (gesture, outcome)
    }

    /// What it wants with the pointer at a point.
    pub fn moved(&mut self, rows: &PitchRows, point: RollPoint, modifiers: Modifiers, grid: Grid) -> RollOutcome {
        let snap = Snap::new(grid, modifiers.alt);
        match self {
            Self::Marquee { from, to, kept, pattern } => {
                *to = point;
                let mut selection = kept.clone();
                selection.extend(touched(pattern, rows, *from, *to));
                RollOutcome { selection: Some(selection), ..RollOutcome::default() }
            }
            Self::Move { base, keys, from, grabbed, place } => {
                let by = (snap.distance(point.tick - from.tick), point.place - from.place);
                let change = move_notes(base, keys, by, rows, modifiers.control);
                let heard = rows.moved(grabbed.pitch, by.1).filter(|_| *place != point.place);
                *place = point.place;
                RollOutcome { sound: heard.map(|pitch| (pitch, grabbed.velocity)), ..change.into() }
            }
            Self::Resize { base, keys, grabbed, edge } => {
                let least = if modifiers.alt { Tick(1) } else { snap.step() };
                let edge_at = if *edge == NoteZone::Start { grabbed.start } else { grabbed.end() };
                let by = i64::from(snap.round(point.tick).0) - i64::from(edge_at.0);
                match edge {
                    NoteZone::Start => trim_notes(base, keys, by, least).into(),
                    _ => resize_notes(base, keys, by, least).into(),
                }
            }
            Self::Draw { base, start, pitch } => {
                let end = snap.round(point.tick).max(*start + snap.step());
                add_note(base, *start, end - *start, *pitch).into()
            }
            Self::Erase { base, erased } => {
                let pitch = rows.pitch(point.place);
                let hit = pitch.and_then(|pitch| note_at(&base.notes, point.tick, pitch, point.reach));
                erased.extend(hit.map(|(note, _)| note.key()));
                erase_notes(base, erased).into()
            }
            Self::Velocity { .. } => RollOutcome::default(),
        }
    }

    /// Goes on changing velocities: the pointer passed from one fractional tick to another.
    pub fn paint(&mut self, from_tick: f64, to_tick: f64, reach: f64, level: Velocity) -> RollOutcome {
        let Self::Velocity { base, keys, painted, from } = self else { return RollOutcome::default() };
        if keys.is_empty() {
            let passed = nearest_starts(base, from_tick, to_tick, reach);
            painted.extend(passed.iter().map(|note| (note.key(), level)));
        } else {
            let by = i32::from(level.get()) - i32::from(*from);
            let old = |key: &NoteKey| base.find(*key).ok().and_then(|index| base.notes.get(index));
            let shifted =
                keys.iter().filter_map(|key| old(key).map(|note| (*key, i32::from(note.velocity.get()) + by)));
            *painted = shifted.map(|(key, velocity)| (key, Velocity::clamped(velocity))).collect();
        }
        let changed = painted.iter().filter_map(|(key, velocity)| {
            let note = base.notes.get(base.find(*key).ok()?)?;
            (note.velocity != *velocity).then_some(NoteEdit::change(*key, Note { velocity: *velocity, ..*note }))
        });
        RollOutcome { edits: Some(changed.collect()), ..RollOutcome::default() }
    }

    /// Names the undo step, in the catalogue of sentences.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Draw { .. } => "step-draw-note",
            Self::Resize { .. } => "step-resize-notes",
            Self::Erase { .. } => "step-erase-notes",
            Self::Velocity { .. } => "step-note-velocity",
            Self::Move { .. } | Self::Marquee { .. } => "step-move-notes",
        }
    }
}

fn grab(
    scene: RollScene<'_>,
    note: Note,
    zone: NoteZone,
    point: RollPoint,
    modifiers: Modifiers,
) -> (RollGesture, RollOutcome) {
    let key = note.key();
    let mut keys = scene.selection.clone();
    if modifiers.shift && keys.contains(&key) {
        keys.remove(&key);
    } else if !keys.contains(&key) {
        if !modifiers.shift {
            keys.clear();
        }
        keys.insert(key);
    }
    let outcome = RollOutcome { edits: None, selection: Some(keys.clone()), sound: Some((note.pitch, note.velocity)) };
    let base = Rc::clone(scene.pattern);
    let gesture = match zone {
        NoteZone::Body => RollGesture::Move { base, keys, from: point, grabbed: note, place: point.place },
        edge => RollGesture::Resize { base, keys, grabbed: note, edge },
    };
    (gesture, outcome)
}

fn draw(
    scene: RollScene<'_>,
    point: RollPoint,
    pitch: Pitch,
    modifiers: Modifiers,
) -> Option<(RollGesture, RollOutcome)> {
    let snap = Snap::new(scene.grid, modifiers.alt);
    if point.tick < 0.0 || point.tick >= f64::from(scene.pattern.length.0) {
        return None;
    }
    let (start, pitch) = (snap.floor(point.tick), scene.rows.drawn(pitch));
    let change = add_note(scene.pattern, start, snap.step(), pitch);
    let outcome = RollOutcome { sound: Some((pitch, Velocity::DEFAULT)), ..change.into() };
    Some((RollGesture::Draw { base: Rc::clone(scene.pattern), start, pitch }, outcome))
}

fn touched<'a>(
    pattern: &'a Pattern,
    rows: &'a PitchRows,
    from: RollPoint,
    to: RollPoint,
) -> impl Iterator<Item = NoteKey> + 'a {
    let (early, late) = (from.tick.min(to.tick), from.tick.max(to.tick));
    let places = from.place.min(to.place)..=from.place.max(to.place);
    let in_time = move |note: &&Note| f64::from(note.start.0) < late && f64::from(note.end().0) > early;
    let in_rows = move |note: &&Note| rows.place(note.pitch).is_some_and(|place| places.contains(&place));
    pattern.notes.iter().filter(in_time).filter(in_rows).map(Note::key)
}

/// The notes that start between two fractional ticks, or on the start nearest to them within reach.
fn nearest_starts(pattern: &Pattern, from: f64, to: f64, reach: f64) -> Vec<Note> {
    let whole = super::viewport::whole;
    let range = TickRange::new(whole(from.min(to) - reach), whole(from.max(to) + reach) + Tick(1));
    let first = pattern.notes.partition_point(|note| note.start < range.start);
    let last = pattern.notes.partition_point(|note| note.start < range.end);
    let passed = pattern.notes.get(first..last).unwrap_or(&[]);
    if (from - to).abs() > reach {
        return passed.to_vec();
    }
    let distance = |note: &Note| (f64::from(note.start.0) - to).abs();
    let nearest = passed.iter().map(distance).fold(f64::INFINITY, f64::min);
    passed.iter().filter(|note| distance(note) <= nearest).copied().collect()
}

#[cfg(test)]
#[path = "roll_gesture/tests.rs"]
mod tests;
