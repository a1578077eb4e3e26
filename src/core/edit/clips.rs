//! Edits of clips on their track. Clips never overlap: what a clip is put over is trimmed.

use crate::edit::EditError;
use crate::edit::stamp::{changed, made};
use crate::edit::tracks::claim;
use crate::project::check::plays;
use crate::project::limits::{MAX_CLIPS, MAX_TICK};
use crate::project::{Clip, ClipContent, ClipId, PatternId, Project, Track, TrackId};
use crate::provenance::ContributionId;
use crate::time::{Tick, TickRange};

/// Places a pattern on its track.
pub fn add(project: &mut Project, track: TrackId, clip: Clip, by: ContributionId) -> Result<(), EditError> {
    let taken = project.tracks.iter().any(|track| track.clip(clip.id).is_some());
    claim(project, clip.id.0, taken)?;
    check(project, track, clip)?;
    let covered = trim(project, track, clip.range(), by)?;
    let authors = made(project, clip.authors, by);
    put(project, track, Clip { authors, ..clip })?;
    drop_unused(project, track, &covered)
}

/// Moves, trims or re-points a clip.
pub fn set(project: &mut Project, track: TrackId, clip: Clip, by: ContributionId) -> Result<(), EditError> {
    check(project, track, clip)?;
    let target = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    let index = target.clips.iter().position(|known| known.id == clip.id).ok_or(EditError::NoSuchClip)?;
    let before = target.clips.remove(index);
    let mut covered = trim(project, track, clip.range(), by)?;
    covered.extend(before.pattern());
    let authors = changed(project, before.authors, by);
    put(project, track, Clip { authors, ..clip })?;
    drop_unused(project, track, &covered)
}

/// Removes a clip, and its pattern where no other clip plays it.
pub fn remove(project: &mut Project, track: TrackId, clip: ClipId) -> Result<(), EditError> {
    let target = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    let index = target.clips.iter().position(|known| known.id == clip).ok_or(EditError::NoSuchClip)?;
    let removed = target.clips.remove(index);
    drop_unused(project, track, &Vec::from_iter(removed.pattern()))
}

/// Empties a span of a track. A clip across the whole span is split in two.
pub fn clear(project: &mut Project, track: TrackId, range: TickRange, by: ContributionId) -> Result<(), EditError> {
    let covered = trim(project, track, range, by)?;
    drop_unused(project, track, &covered)
}

/// Takes a span out of a track's clips. Returns the patterns of the clips it touched.
fn trim(
    project: &mut Project,
    track: TrackId,
    range: TickRange,
    by: ContributionId,
) -> Result<Vec<PatternId>, EditError> {
    let clips = project.track(track).ok_or(EditError::NoSuchTrack)?.clips.clone();
    let covered: Vec<_> = clips.iter().filter(|clip| clip.range().overlaps(range)).collect();
    if covered.is_empty() {
        return Ok(Vec::new());
    }
    let covered = covered.into_iter().filter_map(Clip::pattern).collect();
    let mut kept = Vec::with_capacity(clips.len() + 1);
    for clip in clips {
        if !clip.range().overlaps(range) {
            kept.push(clip);
            continue;
        }
        let authors = changed(project, clip.authors, by);
        let before = range.start.saturating_sub(clip.at);
        if before > Tick::ZERO {
            kept.push(Clip { authors, ..clip.to_tick(range.start) });
        }
        let after = clip.end().saturating_sub(range.end);
        if after > Tick::ZERO {
            let id = if before > Tick::ZERO { project.ids.clip() } else { clip.id };
            let rate =
                clip.audio().and_then(|audio| project.asset(audio.asset)?.recording()).map_or(0, |(_, rate)| rate);
            kept.push(Clip { id, authors, ..clip.from_tick(range.end, &project.tempo, rate) });
        }
    }
    let track = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    track.clips = kept;
    Ok(covered)
}

fn check(project: &Project, track: TrackId, clip: Clip) -> Result<(), EditError> {
    let track = project.track(track).ok_or(EditError::NoSuchTrack)?;
    match clip.content {
        ClipContent::Pattern(pattern) => track.pattern(pattern).map(drop).ok_or(EditError::NoSuchPattern)?,
        ClipContent::Audio(audio) => plays(project, &audio).then_some(()).ok_or(EditError::NoSuchRecording)?,
    }
    if clip.length == Tick::ZERO || clip.end() > MAX_TICK || clip.offset > MAX_TICK {
        return Err(EditError::Time);
    }
    Ok(())
}

fn put(project: &mut Project, track: TrackId, clip: Clip) -> Result<(), EditError> {
    let track = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    if track.clips.len() >= MAX_CLIPS {
        return Err(EditError::TooMany { what: "error-edit-many-clips", limit: MAX_CLIPS });
    }
    let index = track.clips.partition_point(|known| known.at < clip.at);
    track.clips.insert(index, clip);
    Ok(())
}

/// Drops those of some patterns that no clip plays any more.
pub(super) fn drop_unused(project: &mut Project, track: TrackId, patterns: &[PatternId]) -> Result<(), EditError> {
    let track = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    let Track { patterns: known, clips, .. } = track;
    known.retain(|pattern| {
        !patterns.contains(&pattern.id) || clips.iter().any(|clip| clip.pattern() == Some(pattern.id))
    });
    Ok(())
}
