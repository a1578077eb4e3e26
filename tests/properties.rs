//! Whatever is done can be undone and done again, alone or across a reload, and never leaves a broken project.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use studio::edit::{Checkpoint, Command, Edit, History, JournalEntry, NewTrack, NoteEdit};
use studio::music::{Chord, Pitch, Velocity};
use studio::pcm::{Decibels, Pan};
use studio::project::{
    AssetKind, AssetRef, AudioClip, BusId, ChordSpan, Clip, ClipContent, ClipId, Credit, LyricLine, Marker, Metadata,
    Note, NoteKey, Pattern, PatternId, Point, Project, ProjectId, ReleaseInfo, SampleZone, Section, SectionKind, Send,
    StripId, StripSound, Target, TrackId, TrackRole,
};
use studio::provenance::{AuthorsId, ContributionId, Contributor, Digest};
use studio::sound::{Insert, InsertKind, Patch, PatchKind, Segment, Zone};
use studio::time::{Bpm, Meter, MeterMap, TempoMap, Tick, TickRange};

fn tick() -> impl Strategy<Value = Tick> {
    (0u32..16).prop_map(|step| Tick(step * 240))
}

fn length() -> impl Strategy<Value = Tick> {
    (1u32..8).prop_map(|step| Tick(step * 240))
}

fn range() -> impl Strategy<Value = TickRange> {
    (tick(), length()).prop_map(|(start, length)| TickRange::new(start, start + length))
}

fn note() -> impl Strategy<Value = Note> {
    (tick(), length(), 60u8..66, 1u8..=127).prop_map(|(start, length, key, velocity)| Note {
        start,
        length,
        pitch: Pitch::new(key).unwrap(),
        velocity: Velocity::new(velocity).unwrap(),
        authors: AuthorsId::default(),
        muted: false,
    })
}

fn key() -> impl Strategy<Value = NoteKey> {
    (tick(), 60u8..66).prop_map(|(start, key)| NoteKey { start, pitch: Pitch::new(key).unwrap() })
}

fn track() -> impl Strategy<Value = TrackId> {
    (2u32..8).prop_map(TrackId)
}

fn strip() -> impl Strategy<Value = StripId> {
    prop_oneof![
        track().prop_map(StripId::Track),
        (0u32..3).prop_map(|id| StripId::Bus(BusId(id))),
        Just(StripId::Master)
    ]
}

fn clip() -> impl Strategy<Value = Clip> {
    (2u32..14, 2u32..12, tick(), length(), tick()).prop_map(|(id, pattern, at, length, offset)| Clip {
        id: ClipId(id),
        content: ClipContent::Pattern(PatternId(pattern)),
        at,
        length,
        offset,
        authors: AuthorsId::default(),
    })
}

fn new_track(id: TrackId) -> NewTrack {
    NewTrack {
        id,
        name: "Keys".to_owned(),
        role: TrackRole::Keys,
        colour: 3,
        patch: Patch::new(PatchKind::Fm),
        gain: Decibels(-6.0),
        pan: Pan(0.25),
        inserts: vec![Insert::new(InsertKind::Eq)],
        sends: Vec::new(),
    }
}

fn timeline_command() -> impl Strategy<Value = Command> {
    let authors = AuthorsId::default();
    prop_oneof![
        "[a-z]{0,9}".prop_map(|title| Command::SetMetadata { metadata: Metadata { title, ..Metadata::default() } }),
        prop::option::of(2u8..4).prop_map(|index| Command::SetCover { cover: index.map(|index| Digest::of(&[index])) }),
        (".{0,8}", 0u16..12_000).prop_map(|(isrc, master)| Command::SetRelease {
            release: Box::new(ReleaseInfo {
                credits: vec![Credit { name: isrc.clone(), master, ..Credit::default() }],
                isrc,
                ..ReleaseInfo::default()
            }),
        }),
        (0u16..4, ".{0,8}").prop_map(|(material, ground)| Command::ClearMaterial {
            material: ContributionId(material),
            ground,
            at: 9
        }),
        (0u16..4).prop_map(|material| Command::UnclearMaterial { material: ContributionId(material) }),
        (20.0f64..400.0).prop_map(|bpm| Command::SetTempo { tempo: TempoMap::constant(Bpm::clamped(bpm)) }),
        (1u8..9).prop_map(|beats| Command::SetMeter { meter: MeterMap::constant(Meter::new(beats, 4).unwrap()) }),
        (range(), "[a-z]{1,6}").prop_map(move |(range, name)| Command::ReplaceSections {
            range,
            sections: vec![Section { name, kind: SectionKind::Verse, range, authors }],
        }),
        (range(), 0i32..12).prop_map(move |(range, by)| Command::ReplaceChords {
            range,
            chords: vec![ChordSpan { range, chord: "Am7".parse::<Chord>().unwrap().transposed(by), authors }],
        }),
        prop::collection::vec(range(), 0..4).prop_map(|pieces| Command::Rearrange { pieces }),
        prop::collection::vec((0u32..40_000, "[a-z]{0,4}"), 0..4).prop_map(move |markers| Command::SetMarkers {
            markers: markers.into_iter().map(|(at, name)| Marker { at: Tick(at), name, authors }).collect(),
        }),
        (range(), ".{0,12}", prop::collection::vec(0u16..4, 0..4)).prop_map(move |(range, text, notes)| {
            let lines = vec![LyricLine { range, text, placeholder: false, notes, authors }];
            Command::ReplaceLyrics { range, lines }
        }),
    ]
}

fn track_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (track(), 0usize..5).prop_map(|(id, index)| Command::AddTrack { index, track: new_track(id) }),
        1 => track().prop_map(|track| Command::RemoveTrack { track }),
        1 => (track(), track()).prop_map(|(track, copy)| Command::CopyTrack { track, copy, name: "Keys 2".to_owned() }),
        1 => (track(), 0usize..5).prop_map(|(track, index)| Command::MoveTrack { track, index }),
        1 => (track(), "[a-z]{0,5}").prop_map(|(track, name)| Command::RenameTrack { track, name }),
        1 => (track(), any::<bool>()).prop_map(|(track, locked)| Command::LockTrack { track, locked }),
        1 => (track(), any::<bool>()).prop_map(|(track, sampler)| {
            let kind = if sampler { PatchKind::Sampler } else { PatchKind::Pad };
            Command::SetPatch { track, patch: Patch::new(kind) }
        }),
        1 => (track(), 0u8..4, 0u64..120_000, 0u8..130).prop_map(|(track, index, end, key)| {
            let zone = SampleZone { asset: asset(index).digest, zone: Zone { keys: [0, key], ..Zone::whole(end) } };
            Command::SetZones { track, zones: vec![zone] }
        }),
        1 => (track(), -30.0f32..20.0).prop_map(|(track, value)| Command::SetPatchParam { track, key: "level".to_owned(), value }),
    ]
}

fn asset(index: u8) -> AssetRef {
    AssetRef {
        digest: Digest::of(&[index]),
        name: "song.mp3".to_owned(),
        media_type: "audio/mpeg".to_owned(),
        bytes: 9_000,
        kind: match index {
            3 => AssetKind::Image { width: 640, height: 480 },
            _ => AssetKind::Audio { frames: 96_000, rate: 44_100, channels: 2, words: index == 0, voice: index < 2 },
        },
        authors: AuthorsId::default(),
    }
}

fn audio_clip() -> impl Strategy<Value = Clip> {
    (clip(), 0u8..3, 0u64..99_000).prop_map(|(clip, index, offset)| {
        let audio = AudioClip { offset, ..AudioClip::whole(Digest::of(&[index])) };
        Clip { content: ClipContent::Audio(audio), offset: Tick::ZERO, ..clip }
    })
}

fn clip_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => (track(), 2u32..12, prop::collection::vec(note(), 0..6)).prop_map(|(track, id, mut notes)| {
            notes.sort_by_key(Note::key);
            notes.dedup_by_key(|note| note.key());
            Command::AddPattern { track, pattern: Pattern { id: PatternId(id), length: Tick(1920), notes } }
        }),
        3 => (track(), clip()).prop_map(|(track, clip)| Command::AddClip { track, clip }),
        2 => (0u8..4).prop_map(|index| Command::AddAsset { asset: asset(index) }),
        2 => (track(), audio_clip()).prop_map(|(track, clip)| Command::AddClip { track, clip }),
        1 => (track(), audio_clip()).prop_map(|(track, clip)| Command::SetClip { track, clip }),
        1 => (track(), clip()).prop_map(|(track, clip)| Command::SetClip { track, clip }),
        1 => (track(), 2u32..14).prop_map(|(track, id)| Command::RemoveClip { track, clip: ClipId(id) }),
        1 => (track(), range()).prop_map(|(track, range)| Command::ClearRange { track, range }),
        4 => (track(), 2u32..12, prop::option::of(key()), prop::option::of(note())).prop_map(|(track, id, from, to)| {
            Command::EditNotes { track, pattern: PatternId(id), edits: vec![NoteEdit { from, to }] }
        }),
    ]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        Just(Target::Volume),
        Just(Target::Pan),
        (0u32..3).prop_map(|bus| Target::Send(BusId(bus))),
        Just(Target::Patch("level".to_owned())),
        (0u8..4).prop_map(|place| Target::Insert(place, "mix".to_owned())),
    ]
}

/// A bus: one of those that every project begins with, or one that may be added.
fn bus() -> impl Strategy<Value = BusId> {
    prop_oneof![(0u32..2).prop_map(BusId), (100u32..104).prop_map(BusId)]
}

fn mixer_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (strip(), -70.0f32..10.0).prop_map(|(strip, gain)| Command::SetGain { strip, gain: Decibels(gain) }),
        (strip(), -1.2f32..1.2).prop_map(|(strip, pan)| Command::SetPan { strip, pan: Pan(pan) }),
        (strip(), any::<bool>()).prop_map(|(strip, mute)| Command::SetMute { strip, mute }),
        (strip(), any::<bool>()).prop_map(|(strip, solo)| Command::SetSolo { strip, solo }),
        (strip(), any::<bool>()).prop_map(|(strip, safe)| Command::SetSafe { strip, safe }),
        (strip(), prop::option::of(bus())).prop_map(|(strip, bus)| Command::SetOutput { strip, bus }),
        bus().prop_map(|bus| Command::AddBus { bus, name: "Band".to_owned() }),
        bus().prop_map(|bus| Command::RemoveBus { bus }),
        (strip(), -70.0f32..10.0, prop::option::of(bus())).prop_map(|(strip, gain, bus)| {
            let (pan, inserts) = (Pan(0.5), vec![Insert::new(InsertKind::Delay)]);
            let sends = bus.map(|bus| Send { bus, level: Decibels(-6.0) }).into_iter().collect();
            Command::SetSound { strip, sound: Box::new(StripSound { gain: Decibels(gain), pan, inserts, sends }) }
        }),
        bus().prop_map(|bus| Command::RenameBus { bus, name: "Choir".to_owned() }),
        (strip(), 0u32..3, prop::option::of(-60.0f32..6.0)).prop_map(|(strip, bus, level)| Command::SetSend {
            strip,
            bus: BusId(bus),
            level: level.map(Decibels),
        }),
        (strip(), 0usize..4).prop_map(|(strip, index)| Command::AddInsert {
            strip,
            index,
            insert: Insert::new(InsertKind::Chorus),
        }),
        (strip(), 0usize..4).prop_map(|(strip, index)| Command::RemoveInsert { strip, index }),
        (strip(), 0usize..4, 0usize..4).prop_map(|(strip, from, to)| Command::MoveInsert { strip, from, to }),
        (strip(), 0usize..4, any::<bool>()).prop_map(|(strip, index, bypassed)| Command::BypassInsert {
            strip,
            index,
            bypassed
        }),
        (strip(), 0usize..4, prop::option::of(track())).prop_map(|(strip, index, key)| Command::KeyInsert {
            strip,
            index,
            key
        }),
        (strip(), 0usize..4, 0.0f32..2.0).prop_map(|(strip, index, value)| Command::SetInsertParam {
            strip,
            index,
            key: "mix".to_owned(),
            value,
        }),
        (strip(), target(), prop::collection::btree_map(0u32..9_000, (-70.0f32..10.0, -100i8..=100), 0..6)).prop_map(
            |(strip, target, points)| Command::SetAutomation {
                strip,
                target,
                points: points
                    .into_iter()
                    .map(|(at, (value, tension))| Point {
                        at: Tick(at),
                        value,
                        segment: Segment::Bend(tension),
                        authors: AuthorsId::default(),
                    })
                    .collect(),
            }
        ),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![1 => timeline_command(), 2 => track_command(), 3 => clip_command(), 2 => mixer_command()]
}

fn contributor(by_person: bool) -> Contributor {
    if by_person { Contributor::Person { name: "Ada".to_owned() } } else { Contributor::built_in_composer() }
}

/// What a person sees of a project: everything but the records that only grow.
fn document(project: &Project) -> Project {
    let empty = Project::empty(project.id);
    Project { ledger: empty.ledger, authors: empty.authors, ids: empty.ids, ..project.clone() }
}

fn run_all(history: &mut History, commands: Vec<(Command, bool)>) -> Vec<JournalEntry> {
    let mut journal = Vec::new();
    for (at, (command, by_person)) in (0u64..).zip(commands) {
        let edit = Edit::new("edit", vec![command], contributor(by_person), at);
        let before = history.project().clone();
        match history.run(edit) {
            Ok(entry) => journal.push(entry),
            Err(_) => assert!(std::rc::Rc::ptr_eq(&before, history.project()), "a refused edit left a trace"),
        }
        studio::project::check::check(history.project()).expect("an edit broke the project");
    }
    journal
}

#[test]
fn ten_thousand_commands_are_undone_and_done_again_across_a_reload() {
    const COUNT: usize = 10_000;
    let mut runner = TestRunner::deterministic();
    let commands = prop::collection::vec(command(), COUNT);
    let commands = commands.new_tree(&mut runner).expect("commands").current();
    let reload = (0..COUNT).new_tree(&mut runner).expect("a place").current();
    let mut history = History::new(Project::empty(ProjectId(1)));
    let first = document(history.project());
    let mut done = 0;
    for (at, command) in (0u64..).zip(commands) {
        // Hands change now and then: a ledger of thousands of entries would be copied with every step.
        let edit = Edit::new("edit", vec![command], contributor(at / 500 % 2 == 0), at);
        done += usize::from(history.run(edit).is_ok());
        if at == reload as u64 {
            let Checkpoint { base, journal, .. } = history.checkpoint(usize::MAX);
            let (again, replayed) = History::replay(Project::clone(&base), &journal);
            assert_eq!((replayed, again.project()), (journal.len(), history.project()));
            history = again;
        }
    }
    assert!(done > COUNT / 4, "most commands were refused: only {done} of {COUNT} were not");
    studio::project::check::check(history.project()).expect("an edit broke the project");
    let (last, person) = (document(history.project()), contributor(true));
    let undone = std::iter::from_fn(|| history.undo(&person, 9)).count();
    assert_eq!((undone, document(history.project())), (done, first));
    let again = std::iter::from_fn(|| history.redo(&person, 9)).count();
    assert_eq!((again, document(history.project())), (done, last));
    assert!(history.project().ledger.verify().is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_gives_the_first_document_and_redoing_all_the_last(
        commands in prop::collection::vec((command(), any::<bool>()), 1..160),
    ) {
        let mut history = History::new(Project::empty(ProjectId(1)));
        let first = document(history.project());
        run_all(&mut history, commands);
        let last = document(history.project());
        let person = contributor(true);
        while history.undo(&person, 9).is_some() {
            prop_assert!(studio::project::check::check(history.project()).is_ok());
        }
        prop_assert_eq!(document(history.project()), first);
        while history.redo(&person, 9).is_some() {}
        prop_assert_eq!(document(history.project()), last);
        prop_assert!(history.project().ledger.verify().is_ok());
    }

    #[test]
    fn a_reload_at_any_step_loses_neither_the_song_nor_its_undo(
        commands in prop::collection::vec((command(), any::<bool>()), 1..60),
        back in 0usize..40,
        most in 0usize..70,
    ) {
        let mut history = History::new(Project::empty(ProjectId(1)));
        run_all(&mut history, commands);
        for _ in 0..back {
            history.undo(&contributor(true), 7);
        }
        let Checkpoint { base, journal, .. } = history.checkpoint(most);
        let saved: Vec<JournalEntry> = journal
            .iter()
            .map(|entry| serde_json::from_slice(&serde_json::to_vec(entry).unwrap()).unwrap())
            .collect();
        prop_assert_eq!(&saved, &journal);
        let (mut again, replayed) = History::replay(Project::clone(&base), &saved);
        prop_assert_eq!(replayed, saved.len());
        prop_assert_eq!(again.project(), history.project());
        loop {
            let (a, b) = (again.undo(&contributor(true), 8), history.undo(&contributor(true), 8));
            prop_assert_eq!(&a, &b);
            prop_assert_eq!(again.project(), history.project());
            if a.is_none() {
                break;
            }
        }
    }
}
