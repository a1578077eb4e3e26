//! What a composer or a MIDI file says: a whole song in its own words, not yet part of any project.

use serde::{Deserialize, Serialize};

use crate::music::{Chord, Key, Pitch, Velocity};
use crate::pcm::{Decibels, Pan};
use crate::project::{SectionKind, TrackRole};
use crate::sound::{InsertKind, Patch};
use crate::time::{Bpm, Meter, Tick, TickRange};

/// A song as a composer says it. Times are counted from the start of the song.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The title.
    pub title: String,
    /// The tempo.
    pub bpm: Bpm,
    /// The time signature.
    pub meter: Meter,
    /// The key.
    pub key: Key,
    /// The sections, one after another.
    pub sections: Vec<ScoreSection>,
    /// The chords, one after another.
    pub chords: Vec<ScoreChord>,
    /// The words.
    pub lyrics: Vec<ScoreLyric>,
    /// What each instrument plays.
    pub parts: Vec<Part>,
}

/// A named number of bars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSection {
    /// What it is called.
    pub name: String,
    /// The part it plays.
    pub kind: SectionKind,
    /// How many bars it has.
    pub bars: u32,
}

/// A chord in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreChord {
    /// Where it sounds.
    pub range: TickRange,
    /// The chord.
    pub chord: Chord,
}

/// A line of words in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreLyric {
    /// Where it is sung.
    pub range: TickRange,
    /// The words.
    pub text: String,
    /// Whether they only hold the place of words to come.
    pub placeholder: bool,
}

/// What one instrument plays, and how it is set and placed in the mix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// The part it plays.
    pub role: TrackRole,
    /// Its instrument.
    pub patch: Patch,
    /// Its level.
    pub gain: Decibels,
    /// Its place between the speakers.
    pub pan: Pan,
    /// How much of it goes to the reverb bus.
    pub reverb: Decibels,
    /// How much of it goes to the delay bus.
    pub delay: Decibels,
    /// Effects with settings that differ from their defaults.
    pub inserts: Vec<ScoreInsert>,
    /// Its notes, sorted by start and pitch.
    pub notes: Vec<ScoreNote>,
}

/// An effect as a composer asks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreInsert {
    /// The kind.
    pub kind: InsertKind,
    /// Settings by name; unknown names are left out with a repair note.
    pub values: Vec<(String, f32)>,
}

/// A note in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreNote {
    /// Where it starts.
    pub start: Tick,
    /// How long it is held.
    pub length: Tick,
    /// Its key.
    pub pitch: Pitch,
    /// How hard it is struck.
    pub velocity: Velocity,
}

impl Score {
    /// Where each section lies, in order.
    pub fn section_ranges(&self) -> Vec<TickRange> {
        let mut at = Tick::ZERO;
        let ranges = self.sections.iter().map(|section| {
            let start = at;
            at = at + Tick(self.meter.bar().0.saturating_mul(section.bars));
            TickRange::new(start, at)
        });
        ranges.collect()
    }

    /// How many bars it has.
    pub fn bars(&self) -> u32 {
        self.sections.iter().map(|section| section.bars).sum()
    }
}
