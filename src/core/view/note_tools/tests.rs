//! Every tool on every selection.

use proptest::prelude::*;

use super::*;
use crate::project::PatternId;
use crate::provenance::AuthorsId;

fn note(start: u32, length: u32, key: i32) -> Note {
    let (velocity, authors) = (Velocity::DEFAULT, AuthorsId(0));
    Note { start: Tick(start), length: Tick(length), pitch: Pitch::clamped(key), velocity, authors, muted: false }
}

fn pattern_of(notes: impl IntoIterator<Item = Note>) -> Pattern {
    let mut pattern = Pattern { id: PatternId(0), length: Tick(3840), notes: Vec::new() };
    for note in notes {
        pattern.put(note);
    }
    pattern
}

fn all(pattern: &Pattern) -> BTreeSet<NoteKey> {
    pattern.notes.iter().map(Note::key).collect()
}

/// What the note command promises: everything named is taken out, then everything new is put in.
fn applied(pattern: &Pattern, change: &NoteChange) -> Pattern {
    let mut next = pattern.clone();
    for from in change.edits.iter().filter_map(|edit| edit.from) {
        assert!(next.take(from).is_some(), "an edit names a note that is not there");
    }
    for to in change.edits.iter().filter_map(|edit| edit.to) {
        assert_eq!(next.put(to), None, "two edits land on one place");
    }
    next
}

fn used(notes: impl IntoIterator<Item = Note>, tool: NoteTool) -> Vec<Note> {
    let pattern = pattern_of(notes);
    let change = use_note_tool(&pattern, &all(&pattern), tool, Grid::Eighth, Key::c_major());
    applied(&pattern, &change).notes
}

fn places(notes: Vec<Note>) -> Vec<(u32, u32, u8)> {
    notes.iter().map(|note| (note.start.0, note.length.0, note.pitch.key())).collect()
}

fn tools() -> impl Strategy<Value = NoteTool> {
    prop_oneof![
        (0u8..=100, 1u8..=99).prop_map(|(strength, swing)| NoteTool::Quantise { strength, swing }),
        (any::<u64>(), 0u16..200, 0u8..60).prop_map(|(seed, timing, velocity)| NoteTool::Humanise {
            seed,
            timing,
            velocity
        }),
        any::<i8>().prop_map(NoteTool::Transpose),
        (-9i8..9).prop_map(NoteTool::Step),
        any::<bool>().prop_map(|longer| NoteTool::Stretch { longer }),
        prop::sample::select(vec![
            NoteTool::IntoScale,
            NoteTool::Legato,
            NoteTool::StepLength,
            NoteTool::Split,
            NoteTool::Glue,
            NoteTool::Reverse,
            NoteTool::Mirror,
            NoteTool::Ramp,
        ]),
    ]
}

fn patterns() -> impl Strategy<Value = (Pattern, BTreeSet<NoteKey>)> {
    let rows = prop::collection::vec((0u32..3840, 1u32..1200, 0i32..128), 1..30);
    (rows, any::<u64>()).prop_map(|(rows, mask)| {
        let pattern = pattern_of(rows.into_iter().map(|(start, length, key)| note(start, length, key)));
        let chosen = pattern.notes.iter().enumerate().filter(|(index, _)| mask >> (index % 64) & 1 == 1);
        let keys = chosen.map(|(_, note)| note.key()).collect();
        (pattern, keys)
    })
}

proptest! {
    #[test]
    fn every_tool_makes_edits_that_can_be_applied((pattern, keys) in patterns(), tool in tools(), grid in 0usize..7) {
        let change = use_note_tool(&pattern, &keys, tool, Grid::ALL[grid], Key::c_major());
        let next = applied(&pattern, &change);
        prop_assert!(next.notes.iter().all(|note| note.length > Tick::ZERO && note.end() <= MAX_TICK));
        prop_assert!(change.selection.iter().all(|key| next.find(*key).is_ok()));
        let untouched = |note: &&Note| !keys.contains(&note.key()) && !change.selection.contains(&note.key());
        prop_assert!(pattern.notes.iter().filter(untouched).all(|note| next.notes.contains(note)));
    }

    #[test]
    fn what_is_turned_twice_is_as_it_was((pattern, _) in patterns(), mirror in any::<bool>()) {
        let tool = if mirror { NoteTool::Mirror } else { NoteTool::Reverse };
        let use_it = |pattern: &Pattern| {
            let change = use_note_tool(pattern, &all(pattern), tool, Grid::Eighth, Key::c_major());
            applied(pattern, &change)
        };
        let once = use_it(&pattern);
        // Notes of one key that end together land together backwards, and only one of them stays.
        prop_assume!(once.notes.len() == pattern.notes.len());
        prop_assert_eq!(use_it(&once), pattern);
    }

    #[test]
    fn quantising_at_full_strength_again_changes_nothing((pattern, keys) in patterns(), swing in 1u8..=99) {
        let tool = NoteTool::Quantise { strength: 100, swing };
        let change = use_note_tool(&pattern, &keys, tool, Grid::Sixteenth, Key::c_major());
        let next = applied(&pattern, &change);
        let again = use_note_tool(&next, &change.selection, tool, Grid::Sixteenth, Key::c_major());
        prop_assert_eq!(again.edits, vec![]);
    }

    #[test]
    fn a_feel_stays_in_its_bounds_and_follows_from_its_seed((pattern, keys) in patterns(), seed in any::<u64>()) {
        let tool = NoteTool::Humanise { seed, timing: 30, velocity: 12 };
        let change = use_note_tool(&pattern, &keys, tool, Grid::Off, Key::c_major());
        prop_assert_eq!(&change, &use_note_tool(&pattern, &keys, tool, Grid::Off, Key::c_major()));
        for edit in &change.edits {
            let before = edit.from.and_then(|key| pattern.find(key).ok()).map(|index| pattern.notes[index]);
            if let Some((before, after)) = before.zip(edit.to) {
                prop_assert!(before.start.0.abs_diff(after.start.0) <= 30);
                prop_assert!(before.velocity.get().abs_diff(after.velocity.get()) <= 12);
            }
        }
    }

    #[test]
    fn steps_of_the_scale_end_in_the_scale(key in 0i32..128, steps in -9i8..9, tonic in 0i32..12) {
        prop_assume!(steps != 0);
        let scale = Key { tonic: crate::music::PitchClass::of(tonic), ..Key::c_major() };
        let stepped = super::stepped(Pitch::clamped(key), scale, steps);
        let moved = stepped != Pitch::clamped(key);
        prop_assert!(!moved || scale.contains(stepped.class()));
        prop_assert!(scale.contains(super::into_scale(Pitch::clamped(key), scale).class()) || !(3..125).contains(&key));
    }
}

#[test]
fn half_strength_goes_half_the_way_and_swing_is_late() {
    let off = || [note(50, 240, 60), note(520, 240, 62)];
    assert_eq!(places(used(off(), NoteTool::Quantise { strength: 50, swing: 50 }))[0].0, 25);
    let swung = places(used(off(), NoteTool::Quantise { strength: 100, swing: 67 }));
    assert_eq!((swung[0].0, swung[1].0), (0, 643));
}

#[test]
fn legato_closes_gaps_and_cuts_overlaps() {
    let notes = [note(0, 100, 60), note(7, 100, 64), note(480, 900, 60), note(960, 480, 60)];
    let lengths: Vec<u32> = used(notes, NoteTool::Legato).iter().map(|note| note.length.0).collect();
    // A chord is played loosely and still is one chord.
    assert_eq!(lengths, [480, 473, 480, 480]);
}

#[test]
fn what_is_split_is_glued_again() {
    let split = used([note(100, 1000, 60)], NoteTool::Split);
    assert_eq!(places(split.clone()), [(100, 380, 60), (480, 480, 60), (960, 140, 60)]);
    assert_eq!(places(used(split, NoteTool::Glue)), [(100, 1000, 60)]);
}

#[test]
fn a_group_stops_together_at_the_end_of_the_keyboard() {
    let notes = [note(0, 100, 120), note(480, 100, 126)];
    assert_eq!(places(used(notes, NoteTool::Transpose(12)))[0].2, 121);
}

#[test]
fn pitches_enter_the_scale_and_a_ramp_is_even() {
    assert_eq!(places(used([note(0, 100, 61)], NoteTool::IntoScale))[0].2, 60);
    assert_eq!(places(used([note(0, 100, 64)], NoteTool::Step(1)))[0].2, 65);
    let level = |start, velocity| Note { velocity: Velocity::clamped(velocity), ..note(start, 100, 60) };
    let ramp = used([level(0, 20), level(480, 99), level(960, 60)], NoteTool::Ramp);
    assert_eq!(ramp.iter().map(|note| note.velocity.get()).collect::<Vec<_>>(), [20, 40, 60]);
}

#[test]
fn twice_as_long_and_half_as_long() {
    let notes = [note(480, 240, 60), note(960, 480, 62)];
    assert_eq!(places(used(notes, NoteTool::Stretch { longer: true })), [(480, 480, 60), (1440, 960, 62)]);
    assert_eq!(places(used(notes, NoteTool::Stretch { longer: false })), [(480, 120, 60), (720, 240, 62)]);
}
