//! A desk at which people, models and imports work on one song, in steps a session is told in.

use studio::edit::{Command, Edit, History, NewTrack, NoteEdit};
use studio::music::{Pitch, Velocity};
use studio::pcm::{Decibels, Pan};
use studio::project::evidence::disclosure;
use studio::project::{
    AssetKind, AssetRef, AudioClip, ChordSpan, Clip, ClipContent, LyricLine, Note, Pattern, Point, Project, ProjectId,
    Section, SectionKind, StripId, Target, Track, TrackRole, check, link,
};
use studio::provenance::{Aspect, AuthorsId, ContainsAi, Contributor, Digest};
use studio::sound::{Patch, PatchKind, Segment};
use studio::time::{Tick, TickRange};

/// A bar of 4/4.
const BAR: Tick = Tick(3840);
/// A sixteenth note.
const SIXTEENTH: u32 = 240;

pub fn ada() -> Contributor {
    Contributor::Person { name: "Ada".to_owned() }
}

pub fn bo() -> Contributor {
    Contributor::Person { name: "Bo".to_owned() }
}

pub fn model() -> Contributor {
    Contributor::Model { provider: "Suno".to_owned(), model: "v5".to_owned(), terms: String::new() }
}

pub fn other_model() -> Contributor {
    Contributor::Model { provider: "Udio".to_owned(), model: "2".to_owned(), terms: String::new() }
}

pub fn loops() -> Contributor {
    Contributor::Import { source: "a sample pack".to_owned(), rights: "royalty free".to_owned() }
}

/// A song and whoever works on it now.
pub struct Desk {
    history: History,
    by: Contributor,
    at: u64,
}

impl Desk {
    pub fn new() -> Self {
        Self { history: History::new(Project::empty(ProjectId(1))), by: ada(), at: 0 }
    }

    pub fn project(&self) -> &Project {
        self.history.project()
    }

    /// Somebody else goes on.
    pub fn by(&mut self, by: Contributor) -> &mut Self {
        self.by = by;
        self
    }

    fn run(&mut self, commands: Vec<Command>) -> &mut Self {
        self.at += 1;
        self.history.run(Edit::new("edit-notes", commands, self.by.clone(), self.at)).expect("an edit");
        check::check(self.project()).expect("a sound project");
        assert_eq!(self.project().ledger.verify(), Ok(()));
        self
    }

    pub fn undo(&mut self) -> &mut Self {
        self.at += 1;
        self.history.undo(&self.by, self.at).expect("a step");
        self
    }

    pub fn redo(&mut self) -> &mut Self {
        self.at += 1;
        self.history.redo(&self.by, self.at).expect("a step");
        self
    }

    fn named(&self, name: &str) -> &Track {
        self.project().tracks.iter().find(|track| track.name == name).expect("the track")
    }

    pub fn sections(&mut self, count: u32) -> &mut Self {
        let section = |bar: u32| Section {
            name: "Verse".to_owned(),
            kind: SectionKind::Verse,
            range: bars(bar, 1),
            authors: AuthorsId::default(),
        };
        self.run(vec![Command::ReplaceSections { range: bars(0, count), sections: (0..count).map(section).collect() }])
    }

    /// So many chords in a bar.
    pub fn chords(&mut self, bar: u32, count: u32) -> &mut Self {
        let length = BAR.0 / count;
        let chord = |place: u32| ChordSpan {
            range: TickRange::new(Tick(bar * BAR.0 + place * length), Tick(bar * BAR.0 + (place + 1) * length)),
            chord: "Am7".parse().unwrap(),
            authors: AuthorsId::default(),
        };
        self.run(vec![Command::ReplaceChords { range: bars(bar, 1), chords: (0..count).map(chord).collect() }])
    }

    /// A line over a bar, in place of the one that is there.
    pub fn line(&mut self, bar: u32, text: &str) -> &mut Self {
        let range = bars(bar, 1);
        let line = LyricLine {
            range,
            text: text.to_owned(),
            placeholder: false,
            notes: Vec::new(),
            authors: AuthorsId::default(),
        };
        self.run(vec![Command::ReplaceLyrics { range, lines: vec![line] }])
    }

    pub fn no_line(&mut self, bar: u32) -> &mut Self {
        self.run(vec![Command::ReplaceLyrics { range: bars(bar, 1), lines: Vec::new() }])
    }

    /// A track of one clip that plays a pattern of a bar so many times.
    pub fn track(&mut self, name: &str, notes: u32, times: u32) -> &mut Self {
        let note = |place: u32| Note {
            start: Tick(place % 16 * SIXTEENTH),
            length: Tick(SIXTEENTH / 2),
            pitch: Pitch::new(60 + (place / 16 * 2) as u8).unwrap(),
            velocity: Velocity::DEFAULT,
            authors: AuthorsId::default(),
            muted: false,
        };
        let mut notes: Vec<Note> = (0..notes).map(note).collect();
        notes.sort_by_key(Note::key);
        self.track_of(name, notes, times)
    }

    fn track_of(&mut self, name: &str, notes: Vec<Note>, times: u32) -> &mut Self {
        let mut ids = self.project().ids;
        let (track, pattern, clip) = (ids.track(), ids.pattern(), ids.clip());
        let (length, content) = (Tick(BAR.0 * times), ClipContent::Pattern(pattern));
        let authors = AuthorsId::default();
        self.run(vec![
            Command::AddTrack { index: 99, track: new_track(track, name, TrackRole::Keys) },
            Command::AddPattern { track, pattern: Pattern { id: pattern, length: BAR, notes } },
            Command::AddClip {
                track,
                clip: Clip { id: clip, content, at: Tick::ZERO, length, offset: Tick::ZERO, authors },
            },
        ])
    }

    /// A track with the notes of another, copied with their authors.
    pub fn copy_track(&mut self, from: &str, name: &str) -> &mut Self {
        let notes = self.named(from).patterns[0].notes.clone();
        self.track_of(name, notes, 1)
    }

    pub fn remove_track(&mut self, name: &str) -> &mut Self {
        let track = self.named(name).id;
        self.run(vec![Command::RemoveTrack { track }])
    }

    fn change_notes(&mut self, name: &str, count: usize, change: impl Fn(Note) -> Note) -> &mut Self {
        let track = self.named(name);
        let (id, pattern) = (track.id, &track.patterns[0]);
        let edits = pattern.notes.iter().take(count).map(|note| NoteEdit::change(note.key(), change(*note))).collect();
        let pattern = pattern.id;
        self.run(vec![Command::EditNotes { track: id, pattern, edits }])
    }

    /// Moves the first notes up by an octave, and down again the next time.
    pub fn move_notes(&mut self, name: &str, count: usize) -> &mut Self {
        self.change_notes(name, count, |note| {
            let number = note.pitch.key();
            let pitch = if number < 72 { number + 12 } else { number - 12 };
            Note { pitch: Pitch::new(pitch).unwrap(), ..note }
        })
    }

    pub fn strike_harder(&mut self, name: &str, count: usize) -> &mut Self {
        self.change_notes(name, count, |note| Note {
            velocity: Velocity::new(note.velocity.get() + 1).unwrap(),
            ..note
        })
    }

    /// Lets a track's clip play so many bars.
    pub fn stretch_clip(&mut self, name: &str, bars: u32) -> &mut Self {
        let track = self.named(name);
        let (id, clip) = (track.id, Clip { length: Tick(BAR.0 * bars), ..track.clips[0] });
        self.run(vec![Command::SetClip { track: id, clip }])
    }

    /// Empties a track from a bar up to another.
    pub fn clear(&mut self, name: &str, from: u32, to: u32) -> &mut Self {
        let track = self.named(name).id;
        self.run(vec![Command::ClearRange { track, range: bars(from, to - from) }])
    }

    pub fn gain(&mut self, name: &str, gain: f32) -> &mut Self {
        let strip = StripId::Track(self.named(name).id);
        self.run(vec![Command::SetGain { strip, gain: Decibels(gain) }])
    }

    pub fn master_gain(&mut self, gain: f32) -> &mut Self {
        self.run(vec![Command::SetGain { strip: StripId::Master, gain: Decibels(gain) }])
    }

    /// A lane of points a bar apart, over the one that was there: points in the same place with the same value stay.
    pub fn automate(&mut self, name: &str, target: Target, values: &[f32]) -> &mut Self {
        let strip = StripId::Track(self.named(name).id);
        self.run(vec![lane(strip, target, values)])
    }

    pub fn automate_master(&mut self, values: &[f32]) -> &mut Self {
        self.run(vec![lane(StripId::Master, Target::Volume, values)])
    }

    pub fn mute(&mut self, name: &str, mute: bool) -> &mut Self {
        let strip = StripId::Track(self.named(name).id);
        self.run(vec![Command::SetMute { strip, mute }])
    }

    /// Sets a parameter of a track's instrument.
    pub fn shape(&mut self, name: &str) -> &mut Self {
        let track = self.named(name);
        let key = track.patch.params.specs()[0].key.to_owned();
        let (track, value) = (track.id, track.patch.params.specs()[0].max);
        self.run(vec![Command::SetPatchParam { track, key, value }])
    }

    pub fn choose_patch(&mut self, name: &str) -> &mut Self {
        let track = self.named(name).id;
        self.run(vec![Command::SetPatch { track, patch: Patch::new(PatchKind::Fm) }])
    }

    /// A recording of so many bars at 120 beats a minute, on a track of its own.
    pub fn recording(&mut self, name: &str, bars: u32, words: bool, voice: bool) -> &mut Self {
        let mut ids = self.project().ids;
        let (track, clip) = (ids.track(), ids.clip());
        let frames = u64::from(bars) * 96_000;
        let digest = Digest::of(name.as_bytes());
        let authors = AuthorsId::default();
        let asset = AssetRef {
            digest,
            name: name.to_owned(),
            media_type: "audio/flac".to_owned(),
            bytes: 9,
            kind: AssetKind::Audio { frames, rate: 48_000, channels: 2, words, voice },
            authors,
        };
        let (content, length) = (ClipContent::Audio(AudioClip::whole(digest)), Tick(BAR.0 * bars));
        self.run(vec![
            Command::AddAsset { asset },
            Command::AddTrack { index: 99, track: new_track(track, name, TrackRole::Audio) },
            Command::AddClip {
                track,
                clip: Clip { id: clip, content, at: Tick::ZERO, length, offset: Tick::ZERO, authors },
            },
        ])
    }

    /// The song as somebody opens it from its link.
    pub fn remixed(&self) -> Self {
        let mut project = link::unpack(&link::pack(self.project())).expect("a link");
        project.lineage.push(project.id);
        project.id = ProjectId(project.id.0 + 1);
        Self { history: History::new(project), by: ada(), at: self.at }
    }

    /// The shares of an aspect, within one per cent; nobody more and nobody less.
    pub fn says(&self, aspect: Aspect, expected: &[(&str, f64)]) -> &Self {
        let found = disclosure(self.project());
        let shares = found.aspects.iter().find(|found| found.aspect == aspect);
        let shares: Vec<(&str, f64)> =
            shares.iter().flat_map(|found| &found.shares).map(|share| (share.name.as_str(), share.share)).collect();
        let near = |(name, share): &(&str, f64)| {
            shares.iter().any(|(found, part)| found == name && (part - share).abs() < 0.01)
        };
        assert!(
            shares.len() == expected.len() && expected.iter().all(near),
            "{aspect:?}: {shares:?}, not {expected:?}"
        );
        self
    }

    pub fn verdict(&self, expected: ContainsAi) -> &Self {
        assert_eq!(disclosure(self.project()).contains_ai(), expected);
        self
    }
}

fn lane(strip: StripId, target: Target, values: &[f32]) -> Command {
    let point = |(bar, value): (u32, &f32)| Point {
        at: Tick(bar * BAR.0),
        value: *value,
        segment: Segment::LINE,
        authors: AuthorsId::default(),
    };
    Command::SetAutomation { strip, target, points: (0..).zip(values).map(point).collect() }
}

fn bars(first: u32, count: u32) -> TickRange {
    TickRange::new(Tick(first * BAR.0), Tick((first + count) * BAR.0))
}

fn new_track(id: studio::project::TrackId, name: &str, role: TrackRole) -> NewTrack {
    NewTrack {
        id,
        name: name.to_owned(),
        role,
        colour: 0,
        patch: Patch::new(PatchKind::Fm),
        gain: Decibels(0.0),
        pan: Pan(0.0),
        inserts: Vec::new(),
        sends: Vec::new(),
    }
}
