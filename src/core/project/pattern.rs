//! Reusable notes of a track.

use serde::{Deserialize, Serialize};

use crate::music::{Pitch, Velocity};
use crate::project::{PatternId, note_rows};
use crate::provenance::AuthorsId;
use crate::time::Tick;

/// Pitch, start, length and velocity inside a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it starts, counted from the start of the pattern.
    pub start: Tick,
    /// How long it is held; never zero.
    pub length: Tick,
    /// Its key.
    pub pitch: Pitch,
    /// How hard it is struck.
    pub velocity: Velocity,
    /// Who made and changed it.
    pub authors: AuthorsId,
    /// Whether it stays silent: it is kept, and neither heard nor written out.
    pub muted: bool,
}

/// What tells a note from the others in its pattern: no two start together on one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NoteKey {
    /// Where it starts.
    pub start: Tick,
    /// Its key.
    pub pitch: Pitch,
}

impl Note {
    /// What tells it from the others in its pattern.
    pub fn key(&self) -> NoteKey {
        NoteKey { start: self.start, pitch: self.pitch }
    }

    /// Where it ends.
    pub fn end(&self) -> Tick {
        self.start + self.length
    }
}

/// Reusable notes of a track, with no place in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Its name in the project.
    pub id: PatternId,
    /// After this long a clip begins it again.
    pub length: Tick,
    /// The notes, sorted by start and then pitch, no two alike in both. The rows of a file and the note commands rely on it.
    #[serde(with = "note_rows")]
    pub notes: Vec<Note>,
}

impl Pattern {
    /// The place of a note, or where it would go.
    pub fn find(&self, key: NoteKey) -> Result<usize, usize> {
        self.notes.binary_search_by_key(&key, Note::key)
    }

    /// The notes that are heard.
    pub fn heard(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| !note.muted)
    }

    /// Puts a note in its place; a note that starts with it on the same key gives way and is returned.
    pub fn put(&mut self, note: Note) -> Option<Note> {
        match self.find(note.key()) {
            Ok(index) => Some(std::mem::replace(&mut self.notes[index], note)),
            Err(index) => {
                self.notes.insert(index, note);
                None
            }
        }
    }

    /// Takes a note out.
    pub fn take(&mut self, key: NoteKey) -> Option<Note> {
        self.find(key).ok().map(|index| self.notes.remove(index))
    }
}
