//! What lies under a point.

use crate::music::Pitch;
use crate::project::{Clip, Note, Track};
use crate::time::{Tick, TickRange};
use crate::view::{longest_note, notes_between};

/// The part of a clip under a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipZone {
    /// Its left edge: trims its start.
    Start,
    /// Its middle: moves it.
    Body,
    /// Its right edge: makes it longer or shorter.
    End,
}

/// The part of a note under a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteZone {
    /// Its left edge: trims its start.
    Start,
    /// Its middle: moves it.
    Body,
    /// Its right edge: makes it longer or shorter.
    End,
}

/// An edge reaches `reach` ticks inward, but no more than a third of the whole, so that there is always a middle.
fn near(edge: f64, tick: f64, reach: f64, length: Tick) -> bool {
    (tick - edge).abs() <= reach.min(f64::from(length.0) / 3.0)
}

/// The clip of a track under a fractional tick. `reach` is how many ticks wide an edge is.
pub fn clip_at(track: &Track, tick: f64, reach: f64) -> Option<(&Clip, ClipZone)> {
    let inside = |clip: &&Clip| f64::from(clip.at.0) <= tick && tick < f64::from(clip.end().0);
    let clip = track.clips.iter().find(inside)?;
    let zone = if near(f64::from(clip.end().0), tick, reach, clip.length) {
        ClipZone::End
    } else if near(f64::from(clip.at.0), tick, reach, clip.length) {
        ClipZone::Start
    } else {
        ClipZone::Body
    };
    Some((clip, zone))
}

/// The note of sorted notes under a fractional tick on a key; the one that starts last where they overlap.
pub fn note_at(notes: &[Note], tick: f64, pitch: Pitch, reach: f64) -> Option<(&Note, NoteZone)> {
    if tick < 0.0 {
        return None;
    }
    let here = super::viewport::whole(tick);
    let around = notes_between(notes, TickRange::new(here, here + Tick(1)), longest_note(notes));
    let covers =
        |note: &&Note| note.pitch == pitch && f64::from(note.start.0) <= tick && tick < f64::from(note.end().0);
    let note = around.iter().rev().find(covers)?;
    let zone = if near(f64::from(note.end().0), tick, reach, note.length) {
        NoteZone::End
    } else if near(f64::from(note.start.0), tick, reach, note.length) {
        NoteZone::Start
    } else {
        NoteZone::Body
    };
    Some((note, zone))
}

/// The place of the span that holds a tick, among spans in order: sections, chords or lyric lines.
pub fn span_at<T>(spans: &[T], range: impl Fn(&T) -> TickRange, tick: Tick) -> Option<usize> {
    let after = spans.partition_point(|span| range(span).start <= tick);
    let index = after.checked_sub(1)?;
    range(&spans[index]).contains(tick).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::music::Velocity;
    use crate::provenance::AuthorsId;

    fn note(start: u32, length: u32) -> Note {
        let pitch = Pitch::clamped(60);
        Note {
            start: Tick(start),
            length: Tick(length),
            pitch,
            velocity: Velocity::DEFAULT,
            authors: AuthorsId(0),
            muted: false,
        }
    }

    #[test]
    fn a_note_has_two_edges_and_a_middle_however_short_it_is() {
        let notes = [note(960, 60)];
        let pitch = Pitch::clamped(60);
        let zone = |tick| note_at(&notes, tick, pitch, 500.0).map(|(_, zone)| zone);
        assert_eq!(zone(961.0), Some(NoteZone::Start));
        assert_eq!(zone(990.0), Some(NoteZone::Body));
        assert_eq!(zone(1015.0), Some(NoteZone::End));
        assert_eq!(zone(1020.0), None);
        assert_eq!(note_at(&notes, 990.0, Pitch::clamped(61), 500.0), None);
    }

    #[test]
    fn a_span_is_found_and_a_gap_is_not() {
        let spans = [TickRange::new(Tick(0), Tick(10)), TickRange::new(Tick(20), Tick(30))];
        assert_eq!(span_at(&spans, |range| *range, Tick(9)), Some(0));
        assert_eq!(span_at(&spans, |range| *range, Tick(15)), None);
        assert_eq!(span_at(&spans, |range| *range, Tick(20)), Some(1));
    }
}
