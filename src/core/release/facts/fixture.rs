//! Songs for tests: each side made by whom a test says.

use std::rc::Rc;

use crate::music::{Pitch, Velocity};
use crate::project::{
    AssetKind, AssetRef, AudioClip, ChordSpan, Clip, ClipContent, LyricLine, Note, Pattern, Project, ProjectId,
    Section, SectionKind, Strip, Track, TrackRole,
};
use crate::provenance::{Aspect, AuthorsId, Contributor, Digest, PromptRecord};
use crate::sound::{Patch, PatchKind};
use crate::time::{Tick, TickRange};

/// A bar of 4/4.
pub const BAR: Tick = Tick(3840);

/// A person.
pub fn ada() -> Contributor {
    Contributor::Person { name: "Ada".to_owned() }
}

/// A trained model.
pub fn model(name: &str, terms: &str) -> Contributor {
    Contributor::Model { provider: name.to_owned(), model: "v1".to_owned(), terms: terms.to_owned() }
}

/// Material brought in.
pub fn import(rights: &str) -> Contributor {
    Contributor::Import { source: "a friend".to_owned(), rights: rights.to_owned() }
}

/// A song under way.
#[derive(Debug)]
pub struct Song(pub Project);

impl Default for Song {
    fn default() -> Self {
        Self(Project::empty(ProjectId(1)))
    }
}

impl Song {
    /// The author set of contributors, the maker first.
    pub fn authors(&mut self, by: &[Contributor]) -> AuthorsId {
        let mut set = AuthorsId::default();
        for (index, contributor) in by.iter().enumerate() {
            let prompt = PromptRecord::with_text(&format!("{contributor:?}"), None);
            let id = Rc::make_mut(&mut self.0.ledger).attribute(contributor, Some(&prompt), 1).unwrap();
            let table = Rc::make_mut(&mut self.0.authors);
            set = if index == 0 { table.made_by(id) } else { table.edited_by(set, id) };
        }
        set
    }

    /// Adds something to one side of the song, of bars counted from 0.
    #[must_use]
    pub fn with(mut self, aspect: Aspect, by: &[Contributor], first: u32, bars: u32) -> Self {
        let authors = self.authors(by);
        let range = TickRange::new(Tick(BAR.0 * first), Tick(BAR.0 * (first + bars)));
        match aspect {
            Aspect::Arrangement => {
                let section = Section { name: "Verse".to_owned(), kind: SectionKind::Verse, range, authors };
                Rc::make_mut(&mut self.0.sections).push(section);
            }
            Aspect::Lyrics => {
                let text = "the last train home".to_owned();
                Rc::make_mut(&mut self.0.lyrics).push(LyricLine {
                    range,
                    text,
                    placeholder: false,
                    notes: Vec::new(),
                    authors,
                });
            }
            Aspect::Composition => {
                let chord = ChordSpan { range, chord: "C".parse().unwrap(), authors };
                Rc::make_mut(&mut self.0.chords).push(chord);
            }
            Aspect::Performance => self.add_notes(range, authors, AuthorsId::default(), Strip::default()),
            Aspect::Sound => {
                let silent = self.authors(by);
                self.add_notes(range, AuthorsId::default(), silent, Strip::default());
            }
            Aspect::Mix => {
                let strip = Strip { authors, ..Strip::default() };
                self.add_notes(range, AuthorsId::default(), AuthorsId::default(), strip);
            }
            Aspect::Vocals => self.add_recording(range, authors, true),
            Aspect::Master => Rc::make_mut(&mut self.0.master).authors = authors,
            Aspect::Artwork => self.set_cover(authors, 3000, 3000, "image/png"),
        }
        self
    }

    /// Puts a picture on the cover.
    pub fn set_cover(&mut self, authors: AuthorsId, width: u32, height: u32, media_type: &str) {
        let digest = Digest::of(b"cover");
        let kind = AssetKind::Image { width, height };
        self.add_asset(digest, kind, media_type, authors);
        self.0.metadata.cover = Some(digest);
    }

    fn add_asset(&mut self, digest: Digest, kind: AssetKind, media_type: &str, authors: AuthorsId) {
        let asset = AssetRef {
            digest,
            name: "file".to_owned(),
            media_type: media_type.to_owned(),
            bytes: 9_000,
            kind,
            authors,
        };
        Rc::make_mut(&mut self.0.assets).push(asset);
    }

    /// A track with one note at the beginning of each bar of a span.
    pub fn add_notes(&mut self, range: TickRange, authors: AuthorsId, patch_authors: AuthorsId, strip: Strip) {
        let (pitch, velocity) = (Pitch::new(60).unwrap(), Velocity::DEFAULT);
        let note = Note { start: Tick(0), length: Tick(240), pitch, velocity, authors, muted: false };
        let ids = &mut self.0.ids;
        let pattern = Pattern { id: ids.pattern(), length: BAR, notes: vec![note] };
        let content = ClipContent::Pattern(pattern.id);
        self.add_track(range, content, vec![Rc::new(pattern)], patch_authors, strip);
    }

    /// A track with a recording over a span.
    pub fn add_recording(&mut self, range: TickRange, authors: AuthorsId, words: bool) {
        let digest = Digest::of(format!("{range:?}{}", self.0.tracks.len()).as_bytes());
        let kind = AssetKind::Audio { frames: 9_600_000, rate: 48_000, channels: 2, words, voice: words };
        self.add_asset(digest, kind, "audio/mpeg", authors);
        let content = ClipContent::Audio(AudioClip::whole(digest));
        self.add_track(range, content, Vec::new(), AuthorsId::default(), Strip::default());
    }

    fn add_track(
        &mut self,
        range: TickRange,
        content: ClipContent,
        patterns: Vec<Rc<Pattern>>,
        patch_authors: AuthorsId,
        strip: Strip,
    ) {
        let ids = &mut self.0.ids;
        let authors = AuthorsId::default();
        let clip = Clip { id: ids.clip(), content, at: range.start, length: range.length(), offset: Tick(0), authors };
        self.0.tracks.push(Rc::new(Track {
            id: ids.track(),
            name: format!("Track {}", self.0.tracks.len() + 1),
            role: TrackRole::Keys,
            colour: 0,
            locked: false,
            patch: Patch::new(PatchKind::Fm),
            patch_authors,
            zones: Rc::default(),
            patterns,
            clips: vec![clip],
            strip,
        }));
    }
}
