//! Tracks: patterns, notes and clips.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::check::{CheckError, Counted, assets, at_most, check_authors, ensure, strip};
use crate::project::limits::{MAX_CLIPS, MAX_PATTERN_NOTES, MAX_TICK, MAX_ZONES, TRACK_COLOURS};
use crate::project::{ClipContent, Note, Pattern, PatternId, Project, Track};
use crate::time::Tick;

/// The most notes that all clips may play, a pattern counted as often as its clips come to it: a few bytes of a hostile
/// link would otherwise stand for more notes than a page can hold.
const MAX_STRIKES: usize = 8_000_000;

/// A track with all that is in it.
pub fn check_track(project: &Project, track: &Track) -> Result<(), CheckError> {
    ensure(track.colour < TRACK_COLOURS, || CheckError::Colour(track.colour))?;
    check_authors(project, track.patch_authors)?;
    strip::check_strip(project, &track.strip, Some(&track.patch), &track.name)?;
    // A pattern no clip plays is kept for the clip to come, but nobody needs more of those than clips.
    at_most(Counted::Clips, track.clips.len().max(track.patterns.len() / 2), MAX_CLIPS)?;
    at_most(Counted::Zones, track.zones.len(), MAX_ZONES)?;
    let playable = track.zones.iter().all(|zone| assets::can_play(project, zone));
    ensure(playable, || CheckError::Zone { track: track.name.clone() })?;
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
    let patterns: BTreeSet<PatternId> = track.patterns.iter().map(|pattern| pattern.id).collect();
    let mut free_from = Tick::ZERO;
    for clip in &track.clips {
        check_authors(project, clip.authors)?;
        match &clip.content {
            ClipContent::Pattern(pattern) => {
                ensure(patterns.contains(pattern), || CheckError::NoPattern { track: track.name.clone() })?;
            }
            ClipContent::Audio(audio) => {
                ensure(assets::plays(project, audio), || CheckError::NoRecording { track: track.name.clone() })?;
            }
        }
        let in_place = clip.at >= free_from && clip.length > Tick::ZERO;
        ensure(in_place, || CheckError::Clips { track: track.name.clone() })?;
        ensure(clip.end() <= MAX_TICK && clip.offset <= MAX_TICK, || CheckError::PastEnd)?;
        free_from = clip.end();
    }
    Ok(())
}

/// What all tracks play, which their clips can make far more than what they hold.
pub fn check_strikes(project: &Project) -> Result<(), CheckError> {
    let mut strikes = 0usize;
    for track in &project.tracks {
        let patterns: BTreeMap<PatternId, &Pattern> =
            track.patterns.iter().map(|pattern| (pattern.id, pattern.as_ref())).collect();
        for clip in &track.clips {
            let Some(pattern) = clip.pattern().and_then(|id| patterns.get(&id)) else { continue };
            let times = clip.length.0 / pattern.length.0.max(1) + 1;
            strikes = strikes.saturating_add(pattern.notes.len().saturating_mul(times as usize));
        }
    }
    at_most(Counted::Strikes, strikes, MAX_STRIKES)
}
