//! Edits of patterns and their notes.

use std::rc::Rc;

use crate::edit::stamp::{changed, made};
use crate::edit::tracks::claim;
use crate::edit::{EditError, NoteEdit};
use crate::project::check::CheckError;
use crate::project::limits::{MAX_CLIPS, MAX_PATTERN_NOTES, MAX_TICK};
use crate::project::{Note, Pattern, PatternId, Project, TrackId};
use crate::provenance::{AuthorsId, ContributionId};
use crate::time::Tick;

/// Adds a pattern that no clip plays yet.
pub fn add_pattern(
    project: &mut Project,
    track: TrackId,
    pattern: &Pattern,
    by: ContributionId,
) -> Result<(), EditError> {
    let taken = project.tracks.iter().any(|track| track.pattern(pattern.id).is_some());
    claim(project, pattern.id.0, taken)?;
    if pattern.length == Tick::ZERO || pattern.length > MAX_TICK {
        return Err(EditError::Time);
    }
    if !pattern.notes.windows(2).all(|pair| pair[0].key() < pair[1].key()) {
        return Err(EditError::Unsound(CheckError::Notes { track: String::new() }));
    }
    let mut built = Pattern { id: pattern.id, length: pattern.length, notes: Vec::with_capacity(pattern.notes.len()) };
    for note in &pattern.notes {
        check(note)?;
        let authors = made(project, note.authors, by);
        built.put(Note { authors, ..*note });
    }
    within_limits(&built)?;
    let track = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    if track.patterns.len() >= MAX_CLIPS {
        return Err(EditError::TooMany { what: "error-edit-many-clips", limit: MAX_CLIPS });
    }
    track.patterns.push(Rc::new(built));
    Ok(())
}

/// Adds, changes and removes notes, all at once: first everything named is taken out, then everything new is put in.
/// A note that lands on another's start and key replaces it.
pub fn edit(
    project: &mut Project,
    track: TrackId,
    pattern: PatternId,
    edits: &[NoteEdit],
    by: ContributionId,
) -> Result<(), EditError> {
    let found = project.track(track).ok_or(EditError::NoSuchTrack)?.pattern(pattern).ok_or(EditError::NoSuchPattern)?;
    let mut pattern = Pattern::clone(found);
    let mut landing = Vec::with_capacity(edits.len());
    for edit in edits {
        let before = match edit.from {
            Some(key) => Some(pattern.take(key).ok_or(EditError::NoSuchNote)?),
            None => None,
        };
        if let Some(to) = edit.to {
            landing.push((before, to));
        }
    }
    for (before, to) in landing {
        check(&to)?;
        let authors = match before {
            Some(before) if before.authors != AuthorsId::default() => changed(project, before.authors, by),
            Some(_) => made(project, AuthorsId::default(), by),
            None => made(project, to.authors, by),
        };
        pattern.put(Note { authors, ..to });
    }
    within_limits(&pattern)?;
    let track = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    let place = track.pattern_mut(pattern.id).ok_or(EditError::NoSuchPattern)?;
    *place = pattern;
    Ok(())
}

fn check(note: &Note) -> Result<(), EditError> {
    if note.length == Tick::ZERO || note.end() > MAX_TICK { Err(EditError::Time) } else { Ok(()) }
}

fn within_limits(pattern: &Pattern) -> Result<(), EditError> {
    if pattern.notes.len() > MAX_PATTERN_NOTES {
        return Err(EditError::TooMany { what: "error-edit-many-notes", limit: MAX_PATTERN_NOTES });
    }
    Ok(())
}
