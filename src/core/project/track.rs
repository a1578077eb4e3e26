//! One instrument's row.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::project::{Clip, ClipId, Note, Pattern, PatternId, SampleZone, Strip, TrackId};
use crate::provenance::{AuthorsId, Digest};
use crate::sound::{Patch, PatchKind};

/// The part a track plays; how a proposal finds the track it is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackRole {
    /// The melody, where the words go.
    Lead,
    /// Chords on a keyboard or a guitar.
    Keys,
    /// Held chords.
    Pad,
    /// Broken chords and counter-lines.
    Arp,
    /// The bass.
    Bass,
    /// The drum kit.
    Drums,
    /// Recordings. No composer writes for it.
    Audio,
}

/// One instrument's row: patterns, clips, patch, strip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Its name in the project.
    pub id: TrackId,
    /// What it is called.
    pub name: String,
    /// The part it plays.
    pub role: TrackRole,
    /// Its place in the palette of track colours, 0 to 11.
    pub colour: u8,
    /// Whether its notes, clips and instrument stay as they are, whoever would change them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
    /// Its instrument.
    pub patch: Patch,
    /// Who chose and changed the instrument.
    pub patch_authors: AuthorsId,
    /// The recordings that its instrument plays, and by which keys; only where it is a sampler.
    #[serde(default, skip_serializing_if = "no_zones")]
    pub zones: Rc<Vec<SampleZone>>,
    /// Its notes, with no place in time.
    pub patterns: Vec<Rc<Pattern>>,
    /// Its patterns and recordings placed in time, sorted by start; they do not overlap.
    pub clips: Vec<Clip>,
    /// Its fader, pan, inserts and sends.
    pub strip: Strip,
}

// As with projects: a track that two projects share is not looked through.
impl Eq for Track {}

impl Track {
    /// The pattern of an id.
    pub fn pattern(&self, id: PatternId) -> Option<&Rc<Pattern>> {
        self.patterns.iter().find(|pattern| pattern.id == id)
    }

    /// The pattern of an id, to change.
    pub fn pattern_mut(&mut self, id: PatternId) -> Option<&mut Pattern> {
        self.patterns.iter_mut().find(|pattern| pattern.id == id).map(Rc::make_mut)
    }

    /// The pattern that a clip plays; `None` where it plays a recording.
    pub fn pattern_of(&self, clip: &Clip) -> Option<&Rc<Pattern>> {
        self.pattern(clip.pattern()?)
    }

    /// The clip of an id.
    pub fn clip(&self, id: ClipId) -> Option<&Clip> {
        self.clips.iter().find(|clip| clip.id == id)
    }

    /// The zones that its keys play: none where its instrument is no sampler.
    pub fn sampled(&self) -> &[SampleZone] {
        if self.patch.kind == PatchKind::Sampler { &self.zones } else { &[] }
    }

    /// The zones that a note plays.
    pub fn struck(&self, note: &Note) -> impl Iterator<Item = &SampleZone> {
        let (key, velocity) = (note.pitch.key(), note.velocity.get());
        self.sampled().iter().filter(move |zone| zone.zone.answers(key, velocity))
    }

    /// The recordings that its clips and its keys may play, as often as they are named.
    pub fn recordings(&self) -> impl Iterator<Item = Digest> {
        let clips = self.clips.iter().filter_map(|clip| Some(clip.audio()?.asset));
        clips.chain(self.sampled().iter().map(|zone| zone.asset))
    }

    /// The recordings that one of its clips plays, itself or by its notes, each once.
    pub fn plays(&self, clip: &Clip) -> BTreeSet<Digest> {
        let notes = self.pattern_of(clip).into_iter().flat_map(|pattern| pattern.heard());
        let sampled = notes.flat_map(|note| self.struck(note)).map(|zone| zone.asset);
        sampled.chain(clip.audio().map(|audio| audio.asset)).collect()
    }
}

fn no_zones(zones: &Rc<Vec<SampleZone>>) -> bool {
    zones.is_empty()
}
