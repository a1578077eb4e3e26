//! Edits of tracks: adding, removing, ordering, naming and their instruments.

use std::rc::Rc;

use crate::edit::apply::checked_name;
use crate::edit::automation::fit_patch;
use crate::edit::mixer::{check_level, check_pan};
use crate::edit::stamp::{changed, made};
use crate::edit::{Command, EditError, NewTrack, zones};
use crate::project::limits::{MAX_INSERTS, MAX_TRACKS, TRACK_COLOURS};
use crate::project::{Clip, ClipContent, IdSource, Pattern, Project, Strip, Track, TrackId};
use crate::provenance::{AuthorsId, ContributionId};
use crate::sound::PatchKind;

/// Applies a command of this file.
pub fn apply(project: &mut Project, command: &Command, by: ContributionId) -> Result<(), EditError> {
    match command {
        Command::AddTrack { index, track } => add(project, *index, track, by),
        Command::CopyTrack { track, copy, name } => duplicate(project, *track, *copy, name),
        Command::RemoveTrack { track } => {
            let index = place(project, *track)?;
            project.tracks.remove(index);
            Ok(())
        }
        Command::MoveTrack { track, index } => {
            let from = place(project, *track)?;
            let track = project.tracks.remove(from);
            project.tracks.insert((*index).min(project.tracks.len()), track);
            Ok(())
        }
        Command::RenameTrack { track, name } => {
            let name = checked_name(name)?;
            project.track_mut(*track).ok_or(EditError::NoSuchTrack)?.name = name;
            Ok(())
        }
        Command::LockTrack { track, locked } => {
            project.track_mut(*track).ok_or(EditError::NoSuchTrack)?.locked = *locked;
            Ok(())
        }
        Command::ColourTrack { colour, .. } if *colour >= TRACK_COLOURS => Err(EditError::Value),
        Command::ColourTrack { track, colour } => {
            project.track_mut(*track).ok_or(EditError::NoSuchTrack)?.colour = *colour;
            Ok(())
        }
        Command::SetPatch { track, patch } => {
            // Another instrument is the sender's own choice and owes nothing to the one before; a sampler that goes on
            // playing its zones does.
            let before = project.track(*track).ok_or(EditError::NoSuchTrack)?;
            let keeps = patch.kind == PatchKind::Sampler && !before.sampled().is_empty();
            let known = before.patch_authors;
            let authors = if keeps { changed(project, known, by) } else { made(project, AuthorsId::default(), by) };
            let track = project.track_mut(*track).ok_or(EditError::NoSuchTrack)?;
            (track.patch, track.patch_authors) = (patch.clone(), authors);
            if !keeps {
                track.zones = Rc::default();
            }
            fit_patch(&mut track.strip, patch);
            Ok(())
        }
        Command::SetZones { track, zones } => zones::lay(project, *track, zones, by),
        Command::SetPatchParam { track, key, value } => {
            let before = project.track(*track).ok_or(EditError::NoSuchTrack)?.patch_authors;
            let authors = changed(project, before, by);
            let track = project.track_mut(*track).ok_or(EditError::NoSuchTrack)?;
            track.patch.params.set(key, *value)?;
            track.patch_authors = authors;
            Ok(())
        }
        _ => Ok(()),
    }
}

fn place(project: &Project, id: TrackId) -> Result<usize, EditError> {
    project.tracks.iter().position(|track| track.id == id).ok_or(EditError::NoSuchTrack)
}

fn add(project: &mut Project, index: usize, new: &NewTrack, by: ContributionId) -> Result<(), EditError> {
    if project.tracks.len() >= MAX_TRACKS {
        return Err(EditError::TooMany { what: "error-edit-many-tracks", limit: MAX_TRACKS });
    }
    if new.inserts.len() > MAX_INSERTS {
        return Err(EditError::TooMany { what: "error-edit-many-inserts", limit: MAX_INSERTS });
    }
    claim(project, new.id.0, project.track(new.id).is_some())?;
    check_level(new.gain)?;
    check_pan(new.pan)?;
    for send in &new.sends {
        check_level(send.level)?;
        project.bus(send.bus).ok_or(EditError::NoSuchBus)?;
    }
    if new.colour >= TRACK_COLOURS {
        return Err(EditError::Value);
    }
    let name = checked_name(&new.name)?;
    let authors = made(project, AuthorsId::default(), by);
    let strip = Strip {
        gain: new.gain,
        pan: new.pan,
        inserts: new.inserts.clone(),
        sends: new.sends.clone(),
        authors,
        ..Strip::default()
    };
    let track = Track {
        locked: false,
        id: new.id,
        name,
        role: new.role,
        colour: new.colour,
        patch: new.patch.clone(),
        patch_authors: authors,
        zones: Rc::default(),
        patterns: Vec::new(),
        clips: Vec::new(),
        strip,
    };
    project.tracks.insert(index.min(project.tracks.len()), Rc::new(track));
    Ok(())
}

/// Puts a copy right below its original. Copying makes nobody an author.
fn duplicate(project: &mut Project, from: TrackId, copy: TrackId, name: &str) -> Result<(), EditError> {
    if project.tracks.len() >= MAX_TRACKS {
        return Err(EditError::TooMany { what: "error-edit-many-tracks", limit: MAX_TRACKS });
    }
    let index = place(project, from)?;
    let source = Rc::clone(project.track(from).ok_or(EditError::NoSuchTrack)?);
    claim(project, copy.0, project.track(copy).is_some())?;
    let name = checked_name(name)?;
    let (mut patterns, mut clips) = (Vec::new(), source.clips.clone());
    for pattern in &source.patterns {
        let id = project.ids.pattern();
        patterns.push(Rc::new(Pattern { id, ..Pattern::clone(pattern) }));
        for (clip, original) in clips.iter_mut().zip(&source.clips) {
            if original.pattern() == Some(pattern.id) {
                clip.content = ClipContent::Pattern(id);
            }
        }
    }
    let clips = clips.into_iter().map(|clip| Clip { id: project.ids.clip(), ..clip }).collect();
    let track = Track { locked: false, id: copy, name, patterns, clips, ..Track::clone(&source) };
    project.tracks.insert(index + 1, Rc::new(track));
    Ok(())
}

/// Takes an id for something new: refused where it is in use, and never given out again.
pub fn claim(project: &mut Project, id: u32, taken: bool) -> Result<(), EditError> {
    if taken || id == u32::MAX {
        return Err(EditError::IdTaken);
    }
    if id >= project.ids.peek() {
        project.ids = IdSource::starting_at(id + 1);
    }
    Ok(())
}
