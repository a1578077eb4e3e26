//! Notes in files, by column: `[[gap, …], [length, …], [pitch, …], [velocity, …], [authors, …]]`, where `gap` is the
//! distance from the start of the note before; where some are muted, a sixth column has their places. Like stands beside like, so that a share link is up to 6 % shorter than
//! with a row for each note, and half as long as with named fields.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::music::{Pitch, Velocity};
use crate::project::Note;
use crate::provenance::AuthorsId;
use crate::time::Tick;

/// Writes sorted notes as columns.
pub fn serialize<S: Serializer>(notes: &[Note], out: S) -> Result<S::Ok, S::Error> {
    let mut previous = Tick::ZERO;
    let gap = |note: &Note| note.start.saturating_sub(std::mem::replace(&mut previous, note.start)).0;
    let mut columns: Vec<Vec<u32>> = vec![
        notes.iter().map(gap).collect(),
        notes.iter().map(|note| note.length.0).collect(),
        notes.iter().map(|note| u32::from(note.pitch.key())).collect(),
        notes.iter().map(|note| u32::from(note.velocity.get())).collect(),
        notes.iter().map(|note| u32::from(note.authors.0)).collect(),
    ];
    let muted: Vec<u32> = (0..).zip(notes).filter(|(_, note)| note.muted).map(|(place, _)| place).collect();
    if !muted.is_empty() {
        columns.push(muted);
    }
    columns.serialize(out)
}

/// Reads columns back; refuses notes that are empty, out of order, alike or past the end of time.
pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Note>, D::Error> {
    let columns = Vec::<Vec<u32>>::deserialize(input)?;
    let ([gaps, lengths, pitches, velocities, authors] | [gaps, lengths, pitches, velocities, authors, _]) =
        columns.as_slice()
    else {
        return Err(D::Error::custom("notes have five columns, or six"));
    };
    if [lengths, pitches, velocities, authors].iter().any(|column| column.len() != gaps.len()) {
        return Err(D::Error::custom("the columns of notes differ in length"));
    }
    let mut notes: Vec<Note> = Vec::with_capacity(gaps.len());
    let mut start = Tick::ZERO;
    let rows = gaps.iter().zip(lengths).zip(pitches).zip(velocities).zip(authors);
    for ((((gap, length), pitch), velocity), authors) in rows {
        start =
            start.0.checked_add(*gap).map(Tick).ok_or_else(|| D::Error::custom("a note lies past the end of time"))?;
        let byte = |value: &u32| u8::try_from(*value).map_err(D::Error::custom);
        let pitch = Pitch::try_from(byte(pitch)?).map_err(D::Error::custom)?;
        let velocity = Velocity::try_from(byte(velocity)?).map_err(D::Error::custom)?;
        let authors = AuthorsId(u16::try_from(*authors).map_err(D::Error::custom)?);
        let length = Tick(*length);
        let note = Note { start, length, pitch, velocity, authors, muted: false };
        if length == Tick::ZERO {
            return Err(D::Error::custom("a note has no length"));
        }
        if notes.last().is_some_and(|last| last.key() >= note.key()) {
            return Err(D::Error::custom("the notes are out of order"));
        }
        notes.push(note);
    }
    for place in columns.get(5).into_iter().flatten() {
        let note = usize::try_from(*place).ok().and_then(|place| notes.get_mut(place));
        note.ok_or_else(|| D::Error::custom("a note that is not there is silent"))?.muted = true;
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use crate::project::Pattern;

    fn read(notes: &str) -> Result<Pattern, serde_json::Error> {
        serde_json::from_str(&format!(r#"{{"id":0,"length":3840,"notes":{notes}}}"#))
    }

    #[test]
    fn columns_are_read_as_they_are_written() {
        let notes = r#"[[0,0,480],[240,240,1],[60,64,60],[96,1,127],[1,2,1]]"#;
        let pattern = read(notes).unwrap();
        assert_eq!(pattern.notes[2].start.0, 480);
        assert!(serde_json::to_string(&pattern).unwrap().contains(notes));
    }

    #[test]
    fn muted_notes_are_named_by_their_places_and_others_cost_nothing() {
        let notes = r#"[[0,0,480],[240,240,1],[60,64,60],[96,1,127],[1,2,1],[0,2]]"#;
        let pattern = read(notes).unwrap();
        assert_eq!(pattern.heard().count(), 1);
        assert!(serde_json::to_string(&pattern).unwrap().contains(notes));
    }

    #[test]
    fn notes_no_pattern_can_hold_are_refused() {
        for notes in [
            r#"[[0],[1],[60],[96],[0],[1]]"#,
            r#"[[0],[1],[60],[96],[0],[0],[]]"#,
            r#"[[0],[0],[60],[96],[0]]"#,
            r#"[[0],[1],[128],[96],[0]]"#,
            r#"[[0,0],[1,1],[60,60],[96,96],[0,0]]"#,
            r#"[[1,4294967295],[1,1],[60,60],[96,96],[0,0]]"#,
            r#"[[0,1],[1],[60],[96],[0]]"#,
        ] {
            assert!(read(notes).is_err(), "{notes}");
        }
    }
}
