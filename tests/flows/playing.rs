//! Playing by hand: keys sound, and what is recorded is the person's.

use proptest::prelude::*;
use studio::draft;
use studio::edit::{Command, Edit, History};
use studio::engine::EngineMessage;
use studio::music::{Pitch, Velocity};
use studio::project::{Note, Project, TrackId};
use studio::provenance::{Contributor, ContributorKind};
use studio::session::{Action, Effect, Midi, Moment, Settings};
use studio::time::{Grid, Tick, TickRange};
use studio::view::{Laid, lay_notes};

use crate::tab::Tab;

fn running(tick: f64) -> Moment {
    Moment { tick, running: true, age: 0.0 }
}

fn key(key: i32) -> Pitch {
    Pitch::clamped(key)
}

/// A composed song, its engine running, with no latency to be taken off.
fn tab() -> Tab {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let mut settings: Settings = tab.session.settings().clone();
    settings.input.latency = 0;
    settings.input.count_in = false;
    tab.act(Action::SetSettings { settings });
    tab.act(Action::TogglePlay);
    tab.act(Action::EngineReady { sample_rate: 48_000.0 });
    tab.act(Action::Stop);
    tab
}

fn play(tab: &mut Tab, pitch: i32, from: f64, to: f64) {
    let velocity = Velocity::clamped(3);
    tab.act(Action::PressKey { pitch: key(pitch), velocity, at: running(from) });
    tab.act(Action::LiftKey { pitch: key(pitch), at: running(to) });
}

/// Notes of the first track on the timeline that nobody but this test would strike so softly.
fn played(project: &Project) -> Vec<(u32, u32, Note)> {
    let track = &project.tracks[0];
    let mut found = Vec::new();
    for clip in &track.clips {
        let pattern = track.pattern_of(clip).unwrap();
        let mine = pattern.notes.iter().filter(|note| note.velocity.get() == 3);
        found.extend(mine.map(|note| (clip.at.0 + note.start.0, clip.at.0 + note.end().0, *note)));
    }
    found
}

#[test]
fn keys_sound_while_they_are_down_and_are_not_written() {
    let mut tab = tab();
    let before = tab.project().clone();
    tab.act(Action::PressKey { pitch: key(61), velocity: Velocity::DEFAULT, at: Moment::default() });
    let pressed = EngineMessage::Press { slot: 0, pitch: key(61), velocity: Velocity::DEFAULT };
    assert_eq!(tab.engine_messages(), [&pressed]);
    tab.act(Action::LiftKey { pitch: key(61), at: Moment::default() });
    assert_eq!(tab.engine_messages(), [&EngineMessage::Lift { slot: 0, pitch: key(61) }]);
    assert_eq!(*tab.project(), before);
}

#[test]
fn what_is_recorded_is_one_step_of_the_person() {
    let mut tab = tab();
    let end = tab.project().end();
    tab.act(Action::ToggleRecord { at: Moment::default() });
    assert_eq!(tab.engine_messages(), [&EngineMessage::End(None), &EngineMessage::Play]);
    play(&mut tab, 60, 970.0, 1_450.0);
    play(&mut tab, 64, 1_930.0, 2_400.0);
    assert_eq!(played(tab.project()), [], "nothing is written before it is over");
    tab.act(Action::ToggleRecord { at: running(3_000.0) });
    assert!(tab.session.playing() && tab.session.performance().is_none());
    assert!(tab.engine_messages().contains(&&EngineMessage::End(Some(end))));
    let found = played(tab.project());
    assert_eq!(found.iter().map(|(from, to, _)| (*from, *to)).collect::<Vec<_>>(), [(970, 1_450), (1_930, 2_400)]);
    let authors = tab.project().authors.get(found[0].2.authors).to_vec();
    let kinds: Vec<_> = authors.iter().map(|id| tab.project().ledger.get(*id).unwrap().contributor.kind()).collect();
    assert_eq!(kinds, [ContributorKind::Person]);
    tab.act(Action::Undo);
    assert_eq!(played(tab.project()), []);
}

#[test]
fn a_bar_is_counted_first_where_that_is_wanted_and_early_notes_are_meant_for_the_first_beat() {
    let mut tab = tab();
    let mut settings = tab.session.settings().clone();
    settings.input.count_in = true;
    settings.input.quantise = true;
    tab.act(Action::SetSettings { settings });
    tab.act(Action::SetGrid { grid: Grid::Quarter });
    tab.act(Action::ToggleRecord { at: Moment::default() });
    assert!(tab.engine_messages().contains(&&EngineMessage::CountIn { beats: 4 }));
    // Pressed before the song runs, held over its beginning.
    tab.act(Action::PressKey { pitch: key(60), velocity: Velocity::clamped(3), at: Moment::default() });
    tab.act(Action::LiftKey { pitch: key(60), at: running(800.0) });
    play(&mut tab, 62, 1_100.0, 1_400.0);
    tab.act(Action::TogglePlay);
    assert!(!tab.session.playing());
    let found = played(tab.project());
    assert_eq!(found.iter().map(|(from, to, _)| (*from, *to)).collect::<Vec<_>>(), [(0, 800), (960, 1_260)]);
}

#[test]
fn a_loop_is_recorded_round_after_round_and_replaces_where_that_is_wanted() {
    let mut tab = tab();
    let range = TickRange::new(Tick(0), Tick(3_840));
    tab.act(Action::SetLoop { range: Some(range) });
    tab.act(Action::ToggleRecord { at: Moment::default() });
    play(&mut tab, 60, 3_600.0, 100.0);
    play(&mut tab, 67, 240.0, 480.0);
    tab.act(Action::Stop);
    let found = played(tab.project());
    assert_eq!(found.iter().map(|(from, to, _)| (*from, *to)).collect::<Vec<_>>(), [(240, 480), (3_600, 3_840)]);
    let mut settings = tab.session.settings().clone();
    settings.input.replace = true;
    tab.act(Action::SetSettings { settings });
    tab.act(Action::ToggleRecord { at: Moment::default() });
    play(&mut tab, 72, 2_880.0, 3_360.0);
    play(&mut tab, 74, 480.0, 960.0);
    tab.act(Action::Stop);
    let track = &tab.project().tracks[0];
    let clip = track.clips.iter().find(|clip| clip.range().contains(Tick(480))).unwrap();
    let inside = |note: &&Note| range.contains(clip.at + note.start);
    let first: Vec<_> = track.pattern_of(clip).unwrap().notes.iter().filter(inside).map(|note| note.start.0).collect();
    assert_eq!(first, [480, 2_880].map(|at| at - clip.at.0), "of the loop only what was played last is left");
}

#[test]
fn a_locked_track_and_a_song_without_tracks_take_no_recording() {
    let mut tab = tab();
    let track = tab.project().tracks[0].id;
    let lock = Command::LockTrack { track, locked: true };
    tab.act(Action::Edit { label: "verb-lock-track", commands: vec![lock] });
    tab.act(Action::ToggleRecord { at: Moment::default() });
    assert!(tab.session.performance().is_none());
    assert_eq!(tab.session.notices().last().unwrap().message.id(), "record-locked");
    let mut empty = Tab::open(None, None);
    empty.act(Action::ToggleRecord { at: Moment::default() });
    assert_eq!(empty.session.notices().last().unwrap().message.id(), "record-no-track");
}

#[test]
fn instruments_are_asked_for_once_and_told_by_name() {
    let mut tab = Tab::open(None, None);
    let effects = tab.session.update(Action::ListenMidi, 0);
    assert_eq!((effects, tab.session.midi()), (vec![Effect::ListenMidi], &Midi::Asking));
    let midi = Midi::On(vec!["Keystation".to_owned()]);
    tab.act(Action::MidiChanged { midi: midi.clone() });
    assert_eq!(*tab.session.midi(), midi);
}

fn laid(start: u32, end: u32, key: i32) -> Laid {
    (TickRange::new(Tick(start), Tick(end)), Pitch::clamped(key), Velocity::clamped(99))
}

/// The song after the commands, where they are taken.
fn after(song: &Project, commands: Vec<Command>) -> Project {
    let mut history = History::new(song.clone());
    let person = Contributor::Person { name: String::new() };
    history.run(Edit::new("step-record", commands, person, 1)).unwrap();
    Project::clone(history.project())
}

fn sounding(project: &Project, track: TrackId) -> Vec<(u32, u32, u8)> {
    let track = project.track(track).unwrap();
    let lane = studio::compile::lane(track).notes.into_iter();
    lane.filter(|note| note.velocity.get() == 99).map(|n| (n.start.0, n.end.0, n.pitch.key())).collect()
}

#[test]
fn notes_go_into_the_clip_that_is_there_and_into_new_ones_of_whole_bars() {
    let song = draft::song("a calm piano piece", 3, 1).unwrap();
    let track = song.tracks[0].id;
    let end = song.tracks[0].clips.last().unwrap().end().0;
    let clips = song.tracks[0].clips.len();
    let notes = [laid(960, 1_440, 60), laid(end + 1_000, end + 5_000, 62), laid(end + 8_000, end + 8_100, 64)];
    let next = after(&song, lay_notes(&song, track, &notes, None));
    let found = sounding(&next, track);
    assert!(found.contains(&(960, 1_440, 60)) || !song.tracks[0].clips[0].range().contains(Tick(960)), "{found:?}");
    assert!(found.contains(&(end + 1_000, end + 5_000, 62)) && found.contains(&(end + 8_000, end + 8_100, 64)));
    assert!(next.track(track).unwrap().clips.len() > clips);
    let fresh = next.track(track).unwrap().clips.last().unwrap();
    assert_eq!(next.meter.position(fresh.end()).beat, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_played_can_be_written_and_starts_where_it_was_played(
        played in prop::collection::vec((0u32..400_000, 1u32..4_000, 30i32..90), 1..40), replace in any::<bool>(),
    ) {
        let song = draft::song("a calm piano piece", 3, 1).unwrap();
        let track = song.tracks[0].id;
        let notes: Vec<Laid> = played.iter().map(|(at, length, key)| laid(*at, at + length, *key)).collect();
        let span = replace.then(|| TickRange::new(Tick(0), Tick(100_000)));
        let next = after(&song, lay_notes(&song, track, &notes, span));
        let found = sounding(&next, track);
        for (range, pitch, _) in &notes {
            let here = |(start, _, key): &&(u32, u32, u8)| *start == range.start.0 && *key == pitch.key();
            prop_assert!(found.iter().find(here).is_some(), "{range:?} is not heard");
        }
    }
}

#[test]
fn a_key_pressed_before_the_engine_is_there_does_not_cancel_the_recording() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::ToggleRecord { at: Moment::default() });
    for pitch in [60, 62] {
        tab.act(Action::PressKey { pitch: key(pitch), velocity: Velocity::DEFAULT, at: Moment::default() });
    }
    tab.act(Action::LiftKey { pitch: key(62), at: Moment::default() });
    tab.act(Action::EngineReady { sample_rate: 48_000.0 });
    let messages = tab.engine_messages();
    assert!(messages.iter().any(|message| matches!(message, EngineMessage::CountIn { .. })));
    let pressed = messages.iter().filter_map(|message| match message {
        EngineMessage::Press { pitch, .. } => Some(*pitch),
        _ => None,
    });
    assert_eq!(pressed.collect::<Vec<_>>(), [key(60)]);
}

#[test]
fn an_edit_while_recording_does_not_end_the_song_and_another_song_gets_nothing() {
    let mut tab = tab();
    tab.act(Action::ToggleRecord { at: Moment::default() });
    let track = tab.project().tracks[0].id;
    let clips = tab.project().tracks[0].clips.iter().map(|clip| Command::RemoveClip { track, clip: clip.id });
    let commands = clips.collect();
    tab.act(Action::Edit { label: "edit-remove-clips", commands });
    assert!(!tab.engine_messages().iter().any(|message| matches!(message, EngineMessage::End(_))));
    play(&mut tab, 60, 970.0, 1_450.0);
    let before = tab.saved.clone().expect("a saved song");
    tab.act(Action::OpenSaved { saved: Box::new(before.clone()) });
    let journal = &tab.saved.expect("a saved song").journal;
    assert!(journal.len() > before.journal.len(), "what was played is in the song that was left");
}
