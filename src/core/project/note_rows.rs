//! Notes in files: rows of `[gap, length, pitch, velocity, authors]`, where `gap` is the distance from the start of the
//! note before. Half the size of named fields once deflated.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serializer};

use crate::music::{Pitch, Velocity};
use crate::project::Note;
use crate::provenance::AuthorsId;
use crate::time::Tick;

/// Writes sorted notes as rows.
pub fn serialize<S: Serializer>(notes: &[Note], out: S) -> Result<S::Ok, S::Error> {
    let mut previous = 0;
    out.collect_seq(notes.iter().map(|note| {
        let gap = note.start.0 - std::mem::replace(&mut previous, note.start.0);
        (gap, note.length.0, note.pitch, note.velocity, note.authors)
    }))
}

/// Reads rows back; refuses notes that are empty, out of order, alike or past the end of time.
pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Note>, D::Error> {
    let rows = Vec::<(u32, u32, Pitch, Velocity, AuthorsId)>::deserialize(input)?;
    let mut notes = Vec::with_capacity(rows.len());
    let mut now = 0u32;
    for (gap, length, pitch, velocity, authors) in rows {
        now = now.checked_add(gap).ok_or_else(|| D::Error::custom("the notes run past the end of time"))?;
        if length == 0 {
            return Err(D::Error::custom("a note has no length"));
        }
        notes.push(Note { start: Tick(now), length: Tick(length), pitch, velocity, authors });
    }
    if notes.windows(2).all(|pair: &[Note]| pair[0].key() < pair[1].key()) {
        Ok(notes)
    } else {
        Err(D::Error::custom("the notes are out of order"))
    }
}
