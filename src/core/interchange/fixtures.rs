//! A small song for the tests of score files.

use std::rc::Rc;

use crate::music::{Chord, Pitch, Velocity};
use crate::project::{
    ChordSpan, Clip, ClipContent, LyricLine, Marker, Note, Pattern, Project, ProjectId, Section, SectionKind, Strip,
    Track, TrackRole,
};
use crate::provenance::AuthorsId;
use crate::sound::{Patch, PatchKind};
use crate::time::{Bpm, Meter, MeterChange, MeterMap, TempoChange, TempoMap, Tick, TickRange};

/// A line of words over quarters of the song.
pub fn line(from: u32, to: u32, text: &str, placeholder: bool) -> LyricLine {
    let range = TickRange::new(Tick::quarters(from), Tick::quarters(to));
    LyricLine { range, text: text.to_owned(), placeholder, notes: Vec::new(), authors: AuthorsId::default() }
}

/// Adds a track whose notes are given as start and length in ticks, and key.
pub fn add_track(project: &mut Project, name: &str, role: TrackRole, kind: PatchKind, notes: &[(u32, u32, u8)]) {
    let note = |(start, length, key): &(u32, u32, u8)| Note {
        start: Tick(*start),
        length: Tick(*length),
        pitch: Pitch::clamped(i32::from(*key)),
        velocity: Velocity::clamped(100),
        authors: AuthorsId::default(),
        muted: false,
    };
    let mut pattern = Pattern { id: project.ids.pattern(), length: Tick::quarters(11), notes: Vec::new() };
    for note in notes.iter().map(note) {
        pattern.put(note);
    }
    let clip = Clip {
        id: project.ids.clip(),
        content: ClipContent::Pattern(pattern.id),
        at: Tick::ZERO,
        length: pattern.length,
        offset: Tick::ZERO,
        authors: AuthorsId::default(),
    };
    project.tracks.push(Rc::new(Track {
        locked: false,
        id: project.ids.track(),
        name: name.to_owned(),
        role,
        colour: 0,
        patch: Patch::new(kind),
        patch_authors: AuthorsId::default(),
        zones: Rc::default(),
        patterns: vec![Rc::new(pattern)],
        clips: vec![clip],
        strip: Strip::default(),
    }));
}

/// A marker in the middle of the first bar.
pub fn marker() -> Marker {
    Marker { at: Tick(1_440), name: "Drop".to_owned(), authors: AuthorsId::default() }
}

/// Two bars of 4/4 and one of 3/4, with a change of tempo, two sections, a chord in each bar, words, a melody, a bass
/// that is held over a bar line, chords and drums.
pub fn song() -> Project {
    let mut project = Project::empty(ProjectId(1));
    project.metadata.title = "Last <Train> & \"Home\" 回家".to_owned();
    project.metadata.artist = "Ada".to_owned();
    let bpm = |bpm| Bpm::clamped(bpm);
    project.tempo = TempoMap::new(vec![
        TempoChange { at: Tick::ZERO, bpm: bpm(96.0) },
        TempoChange { at: Tick::quarters(8), bpm: bpm(120.0) },
    ])
    .unwrap();
    let waltz = Meter::new(3, 4).unwrap();
    project.meter =
        MeterMap::new(vec![MeterChange { bar: 0, meter: Meter::COMMON }, MeterChange { bar: 2, meter: waltz }])
            .unwrap();
    let span = |from, to| TickRange::new(Tick::quarters(from), Tick::quarters(to));
    let section = |name: &str, kind, from, to| Section {
        name: name.to_owned(),
        kind,
        range: span(from, to),
        authors: AuthorsId::default(),
    };
    project.sections =
        Rc::new(vec![section("Verse 1", SectionKind::Verse, 0, 8), section("Chorus", SectionKind::Chorus, 8, 11)]);
    let chord = |text: &str, from, to| ChordSpan {
        range: span(from, to),
        chord: text.parse::<Chord>().unwrap(),
        authors: AuthorsId::default(),
    };
    project.chords =
        Rc::new(vec![chord("Am7", 0, 4), chord("F#m7b5", 4, 6), chord("G/B", 6, 8), chord("Csus4", 8, 11)]);
    project.lyrics = Rc::new(vec![line(0, 4, "Last city train", false), line(4, 8, "回家回家", false)]);
    let beats = |keys: [u8; 8]| -> Vec<(u32, u32, u8)> {
        keys.iter().zip(0u32..).map(|(key, beat)| (beat * 960, 900, *key)).collect()
    };
    add_track(&mut project, "Lead", TrackRole::Lead, PatchKind::Subtractive, &beats([69, 72, 71, 69, 66, 67, 69, 71]));
    add_track(
        &mut project,
        "Bass",
        TrackRole::Bass,
        PatchKind::Bass,
        &[(0, 2880, 45), (2880, 3840, 42), (7680, 2880, 36)],
    );
    let keys = [(0, 1920, 60), (0, 1920, 64), (0, 3840, 67), (3840, 320, 66), (4160, 320, 67), (4480, 320, 69)];
    add_track(&mut project, "Keys", TrackRole::Keys, PatchKind::Fm, &keys);
    add_track(
        &mut project,
        "Drums",
        TrackRole::Drums,
        PatchKind::Drums,
        &[(0, 240, 36), (0, 240, 42), (480, 240, 42), (960, 240, 38)],
    );
    project
}
