//! The notes that a clip sounds, on the timeline, cut to what is on screen.

use crate::project::{Clip, Note, Pattern};
use crate::time::{Tick, TickRange};

/// The longest note, which bounds how far before a span a note that reaches into it can start.
pub fn longest_note(notes: &[Note]) -> Tick {
    notes.iter().map(|note| note.length).max().unwrap_or(Tick::ZERO)
}

/// The notes that may reach into a span of pattern time, by binary search. `longest` is from [`longest_note`].
pub fn notes_between(notes: &[Note], range: TickRange, longest: Tick) -> &[Note] {
    let first = notes.partition_point(|note| note.start + longest <= range.start);
    let last = notes.partition_point(|note| note.start < range.end);
    notes.get(first..last).unwrap_or(&[])
}

/// Walks over a clip's notes on the timeline, its pattern repeated as often as it fits.
#[derive(Clone, Copy, Debug)]
pub struct ClipNotes<'a> {
    clip: Clip,
    pattern: &'a Pattern,
}

impl<'a> ClipNotes<'a> {
    /// The notes of a clip that plays `pattern`.
    pub fn new(clip: Clip, pattern: &'a Pattern) -> Self {
        Self { clip, pattern }
    }

    /// The notes that sound inside a span of the timeline, with where they sound; cut at the clip's edges.
    pub fn inside(&self, visible: TickRange) -> Vec<(TickRange, &'a Note)> {
        let clip = self.clip.range();
        let wanted = TickRange::new(clip.start.max(visible.start), clip.end.min(visible.end));
        let length = self.pattern.length.0.max(1);
        let mut found = Vec::new();
        if wanted.is_empty() {
            return found;
        }
        let longest = longest_note(&self.pattern.notes);
        let offset = i64::from(self.clip.offset.0 % length);
        let from = i64::from(wanted.start.0) - i64::from(clip.start.0) + offset;
        // A note of the round before may still sound.
        let mut round = ((from - i64::from(longest.0)) / i64::from(length)).max(0);
        loop {
            let origin = i64::from(clip.start.0) - offset + round * i64::from(length);
            if origin >= i64::from(wanted.end.0) {
                return found;
            }
            let local = TickRange::new(
                Tick::ZERO.shifted(i64::from(wanted.start.0) - origin),
                Tick::ZERO.shifted(i64::from(wanted.end.0) - origin),
            );
            for note in notes_between(&self.pattern.notes, local, longest) {
                let start = origin + i64::from(note.start.0);
                // What starts before the clip or past the pattern's end is not played.
                if start < i64::from(clip.start.0) || note.start.0 >= length {
                    continue;
                }
                let start = Tick::ZERO.shifted(start);
                let range = TickRange::new(start, (start + note.length).min(clip.end));
                if range.overlaps(wanted) {
                    found.push((range, note));
                }
            }
            round += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::music::{Pitch, Velocity};
    use crate::project::{ClipContent, ClipId, PatternId};
    use crate::provenance::AuthorsId;

    fn note(start: u32, length: u32) -> Note {
        let velocity = Velocity::DEFAULT;
        Note {
            start: Tick(start),
            length: Tick(length),
            pitch: Pitch::clamped(60),
            velocity,
            authors: AuthorsId(0),
            muted: false,
        }
    }

    fn clip(at: u32, length: u32, offset: u32) -> Clip {
        let (id, pattern, authors) = (ClipId(0), PatternId(0), AuthorsId(0));
        Clip {
            id,
            content: ClipContent::Pattern(pattern),
            at: Tick(at),
            length: Tick(length),
            offset: Tick(offset),
            authors,
        }
    }

    fn pattern(length: u32, notes: Vec<Note>) -> Pattern {
        Pattern { id: PatternId(0), length: Tick(length), notes }
    }

    proptest! {
        #[test]
        fn binary_search_finds_what_looking_at_every_note_finds(
            mut rows in prop::collection::vec((0u32..5000, 1u32..900), 0..60), from in 0u32..5000, span in 1u32..2000,
        ) {
            rows.sort_unstable();
            rows.dedup_by_key(|row| row.0);
            let notes: Vec<Note> = rows.into_iter().map(|(start, length)| note(start, length)).collect();
            let range = TickRange::new(Tick(from), Tick(from + span));
            let touches = |note: &&Note| TickRange::new(note.start, note.end()).overlaps(range);
            let slow: Vec<&Note> = notes.iter().filter(touches).collect();
            let fast: Vec<&Note> = notes_between(&notes, range, longest_note(&notes)).iter().filter(touches).collect();
            prop_assert_eq!(slow, fast);
        }
    }

    #[test]
    fn a_long_clip_plays_its_pattern_again() {
        let pattern = pattern(960, vec![note(0, 240), note(480, 240)]);
        let clip = clip(1000, 2160, 0);
        let starts: Vec<u32> = ClipNotes::new(clip, &pattern)
            .inside(TickRange::new(Tick::ZERO, Tick(9999)))
            .iter()
            .map(|(range, _)| range.start.0)
            .collect();
        assert_eq!(starts, [1000, 1480, 1960, 2440, 2920]);
    }

    #[test]
    fn an_offset_skips_the_beginning_and_the_end_cuts() {
        let pattern = pattern(960, vec![note(0, 240), note(480, 480)]);
        let found = ClipNotes::new(clip(0, 400, 480), &pattern).inside(TickRange::new(Tick::ZERO, Tick(9999)));
        let ranges: Vec<TickRange> = found.iter().map(|(range, _)| *range).collect();
        assert_eq!(ranges, [TickRange::new(Tick(0), Tick(400))]);
    }
}
