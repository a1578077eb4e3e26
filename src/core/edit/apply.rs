//! The one door through which a project changes.

use crate::edit::{
    Command, EditError, assets, automation, buses, clips, markers, mixer, notes, rearrange, release, timeline, tracks,
};
use crate::project::Project;
use crate::project::check::is_line;
use crate::project::limits::MAX_NAME;
use crate::provenance::ContributionId;

/// Applies a command and stamps who sent it.
///
/// # Errors
/// A refused command may leave the project half changed: callers apply to a copy and drop it, as
/// [`History`](super::History) does.
pub fn apply(project: &mut Project, command: &Command, by: ContributionId) -> Result<(), EditError> {
    let locked = command.changes_track().and_then(|id| project.track(id)).filter(|track| track.locked);
    if let Some(track) = locked {
        return Err(EditError::Locked(track.name.clone()));
    }
    match command {
        Command::SetMetadata { .. }
        | Command::SetCover { .. }
        | Command::SetTempo { .. }
        | Command::SetMeter { .. }
        | Command::SetKey { .. }
        | Command::ReplaceSections { .. }
        | Command::ReplaceChords { .. }
        | Command::ReplaceLyrics { .. } => timeline::apply(project, command, by),
        Command::SetRelease { release } => release::set(project, release),
        Command::ClearMaterial { material, ground, at } => release::clear(project, *material, ground, *at, by),
        Command::UnclearMaterial { material } => release::unclear(project, *material),
        Command::AddTrack { .. }
        | Command::RemoveTrack { .. }
        | Command::CopyTrack { .. }
        | Command::MoveTrack { .. }
        | Command::RenameTrack { .. }
        | Command::ColourTrack { .. }
        | Command::LockTrack { .. }
        | Command::SetPatch { .. }
        | Command::SetPatchParam { .. }
        | Command::SetZones { .. } => tracks::apply(project, command, by),
        Command::SetMarkers { markers } => markers::set(project, markers, by),
        Command::Rearrange { pieces } => rearrange::rearrange(project, pieces, by),
        Command::AddAsset { asset } => assets::add(project, asset, by),
        Command::AddPattern { track, pattern } => notes::add_pattern(project, *track, pattern, by),
        Command::EditNotes { track, pattern, edits } => notes::edit(project, *track, *pattern, edits, by),
        Command::AddClip { track, clip } => clips::add(project, *track, *clip, by),
        Command::SetClip { track, clip } => clips::set(project, *track, *clip, by),
        Command::RemoveClip { track, clip } => clips::remove(project, *track, *clip),
        Command::ClearRange { track, range } => clips::clear(project, *track, *range, by),
        Command::SetGain { strip, .. }
        | Command::SetPan { strip, .. }
        | Command::SetMute { strip, .. }
        | Command::SetSolo { strip, .. }
        | Command::SetSafe { strip, .. }
        | Command::SetSound { strip, .. }
        | Command::SetSend { strip, .. }
        | Command::SetOutput { strip, .. }
        | Command::AddInsert { strip, .. }
        | Command::RemoveInsert { strip, .. }
        | Command::MoveInsert { strip, .. }
        | Command::BypassInsert { strip, .. }
        | Command::KeyInsert { strip, .. }
        | Command::SetInsertParam { strip, .. } => mixer::apply(project, *strip, command, by),
        Command::AddBus { bus, name } => buses::add(project, *bus, name, by),
        Command::RemoveBus { bus } => buses::remove(project, *bus),
        Command::RenameBus { bus, name } => buses::rename(project, *bus, name),
        Command::SetAutomation { strip, target, points } => automation::set(project, *strip, target, points, by),
    }
}

/// A name without space around it, if it can be shown.
pub(super) fn checked_name(name: &str) -> Result<String, EditError> {
    let name = name.trim();
    if is_line(name, MAX_NAME) { Ok(name.to_owned()) } else { Err(EditError::Name) }
}
