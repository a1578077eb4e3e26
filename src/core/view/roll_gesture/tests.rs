//! Gestures from press to release.

use super::*;
use crate::project::PatternId;
use crate::provenance::AuthorsId;

fn note(start: u32, key: i32) -> Note {
    let (length, velocity) = (Tick(480), Velocity::DEFAULT);
    Note { start: Tick(start), length, pitch: Pitch::clamped(key), velocity, authors: AuthorsId(0), muted: false }
}

struct Stage {
    pattern: Rc<Pattern>,
    selection: BTreeSet<NoteKey>,
    rows: PitchRows,
}

impl Stage {
    fn new() -> Self {
        let notes = vec![note(0, 60), note(960, 64), note(1920, 67)];
        let pattern = Rc::new(Pattern { id: PatternId(0), length: Tick(3840), notes });
        Self { pattern, selection: BTreeSet::new(), rows: PitchRows::keys(10.0) }
    }

    fn scene(&self) -> RollScene<'_> {
        RollScene { pattern: &self.pattern, selection: &self.selection, rows: &self.rows, grid: Grid::Quarter }
    }

    fn point(&self, tick: f64, key: i32) -> RollPoint {
        RollPoint { tick, place: 127 - key, reach: 60.0 }
    }
}

const PLAIN: Modifiers = Modifiers { shift: false, control: false, alt: false };

#[test]
fn dragging_a_note_moves_it_and_sounds_each_new_key_once() {
    let stage = Stage::new();
    let (mut gesture, outcome) =
        RollGesture::begin(stage.scene(), stage.point(200.0, 60), PLAIN, RollTool::Select, false).unwrap();
    assert_eq!(outcome.selection, Some(BTreeSet::from([note(0, 60).key()])));
    let outcome = gesture.moved(&stage.rows, stage.point(1300.0, 62), PLAIN, Grid::Quarter);
    assert_eq!(outcome.edits, Some(vec![NoteEdit::change(note(0, 60).key(), note(960, 62))]));
    assert_eq!(outcome.sound, Some((Pitch::clamped(62), Velocity::DEFAULT)));
    let outcome = gesture.moved(&stage.rows, stage.point(1310.0, 62), PLAIN, Grid::Quarter);
    assert_eq!(outcome.sound, None);
}

#[test]
fn control_drags_a_copy() {
    let stage = Stage::new();
    let copying = Modifiers { control: true, ..PLAIN };
    let (mut gesture, _) =
        RollGesture::begin(stage.scene(), stage.point(200.0, 60), copying, RollTool::Select, false).unwrap();
    let outcome = gesture.moved(&stage.rows, stage.point(1160.0, 60), copying, Grid::Quarter);
    assert_eq!(outcome.edits, Some(vec![NoteEdit::add(note(960, 60))]));
}

#[test]
fn edges_resize_to_the_grid_and_never_to_nothing() {
    let stage = Stage::new();
    let (mut gesture, _) =
        RollGesture::begin(stage.scene(), stage.point(470.0, 60), PLAIN, RollTool::Select, false).unwrap();
    assert_eq!(gesture.label(), "step-resize-notes");
    let longer = Note { length: Tick(1920), ..note(0, 60) };
    let outcome = gesture.moved(&stage.rows, stage.point(1800.0, 60), PLAIN, Grid::Quarter);
    assert_eq!(outcome.edits, Some(vec![NoteEdit::change(note(0, 60).key(), longer)]));
    let outcome = gesture.moved(&stage.rows, stage.point(-900.0, 60), PLAIN, Grid::Quarter);
    assert_eq!(outcome.edits, Some(vec![]));
}

#[test]
fn the_pencil_draws_inside_the_pattern_only() {
    let stage = Stage::new();
    let pencil = |tick| RollGesture::begin(stage.scene(), stage.point(tick, 70), PLAIN, RollTool::Pencil, false);
    let (mut gesture, outcome) = pencil(1000.0).unwrap();
    let drawn = Note { length: Tick(960), ..note(960, 70) };
    assert_eq!(outcome.edits, Some(vec![NoteEdit::add(drawn)]));
    let outcome = gesture.moved(&stage.rows, stage.point(2890.0, 70), PLAIN, Grid::Quarter);
    assert_eq!(outcome.edits, Some(vec![NoteEdit::add(Note { length: Tick(1920), ..drawn })]));
    assert!(pencil(-1.0).is_none() && pencil(3840.0).is_none());
}

#[test]
fn a_marquee_selects_what_it_touches() {
    let stage = Stage::new();
    let (mut gesture, _) =
        RollGesture::begin(stage.scene(), stage.point(700.0, 69), PLAIN, RollTool::Select, false).unwrap();
    let outcome = gesture.moved(&stage.rows, stage.point(2000.0, 62), PLAIN, Grid::Quarter);
    assert_eq!(outcome.selection, Some(BTreeSet::from([note(960, 64).key(), note(1920, 67).key()])));
    assert_eq!(outcome.edits, None);
}

#[test]
fn the_second_button_erases_everything_it_passes() {
    let stage = Stage::new();
    let (mut gesture, outcome) =
        RollGesture::begin(stage.scene(), stage.point(10.0, 60), PLAIN, RollTool::Select, true).unwrap();
    assert_eq!(outcome.edits.map(|edits| edits.len()), Some(1));
    let outcome = gesture.moved(&stage.rows, stage.point(1000.0, 64), PLAIN, Grid::Quarter);
    assert_eq!(outcome.edits.map(|edits| edits.len()), Some(2));
}

#[test]
fn velocities_are_painted_or_shifted_together() {
    let mut stage = Stage::new();
    let low = Velocity::clamped(40);
    let (mut gesture, outcome) = RollGesture::velocity(stage.scene(), stage.point(20.0, 60), low);
    assert_eq!(outcome.edits.map(|edits| edits.len()), Some(1));
    assert_eq!(gesture.paint(20.0, 1000.0, 60.0, low).edits.map(|edits| edits.len()), Some(2));
    stage.selection = stage.pattern.notes.iter().map(Note::key).collect();
    let (mut gesture, _) = RollGesture::velocity(stage.scene(), stage.point(20.0, 60), Velocity::DEFAULT);
    let outcome = gesture.paint(20.0, 20.0, 60.0, Velocity::clamped(86));
    let levels: Vec<u8> =
        outcome.edits.unwrap().iter().filter_map(|edit| edit.to.map(|note| note.velocity.get())).collect();
    assert_eq!(levels, [86, 86, 86]);
}
