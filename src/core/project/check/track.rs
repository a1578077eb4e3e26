//! Tracks: patterns, notes and clips.

use crate::project::check::{CheckError, Counted, at_most, check_authors, ensure, strip};
use crate::project::limits::{MAX_CLIPS, MAX_PATTERN_NOTES, MAX_TICK};
use crate::project::{Note, Pattern, Project, Track};
use crate::time::Tick;

/// How many places the palette of track colours has.
const COLOURS: u8 = 12;

/// A track with all that is in it.
pub fn check_track(project: &Project, track: &Track) -> Result<(), CheckError> {
    ensure(track.colour < COLOURS, || CheckError::Colour(track.colour))?;
    check_authors(project, track.patch_authors)?;
    strip::check_strip(project, &track.strip, &track.name)?;
    // A pattern no clip plays is kept for the clip to come, but nobody needs more of those than clips.
    at_most(Counted::Clips, track.clips.len().max(track.patterns.len() / 2), MAX_CLIPS)?;
    for pattern in &track.patterns {
        check_pattern(project, track, pattern)?;
    }
    check_clips(project, track)
}

fn check_pattern(project: &Project, track: &Track, pattern: &Pattern) -> Result<(), CheckError> {
    at_most(Counted::Notes, pattern.notes.len(), MAX_PATTERN_NOTES)?;
    let rises = pattern.notes.windows(2).all(|pair| pair[0].key() < pair[1].key());
    let has_length = pattern.length > Tick::ZERO && pattern.notes.iter().all(|note| note.length > Tick::ZERO);
    ensure(rises && has_length, || CheckError::Notes { track: track.name.clone() })?;
    let inside = pattern.length <= MAX_TICK && pattern.notes.iter().map(Note::end).all(|end| end <= MAX_TICK);
    ensure(inside, || CheckError::PastEnd)?;
    pattern.notes.iter().try_for_each(|note| check_authors(project, note.authors))
}

fn check_clips(project: &Project, track: &Track) -> Result<(), CheckError> {
    let mut free_from = Tick::ZERO;
    for clip in &track.clips {
        check_authors(project, clip.authors)?;
        ensure(track.pattern(clip.pattern).is_some(), || CheckError::NoPattern { track: track.name.clone() })?;
        let in_place = clip.at >= free_from && clip.length > Tick::ZERO;
        ensure(in_place, || CheckError::Clips { track: track.name.clone() })?;
        ensure(clip.end() <= MAX_TICK && clip.offset <= MAX_TICK, || CheckError::PastEnd)?;
        free_from = clip.end();
    }
    Ok(())
}
