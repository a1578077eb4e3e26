//! Edits of what a sampler plays.

use std::rc::Rc;

use crate::edit::EditError;
use crate::edit::stamp::changed;
use crate::project::check::can_play;
use crate::project::limits::MAX_ZONES;
use crate::project::{Project, SampleZone, TrackId};
use crate::provenance::ContributionId;
use crate::sound::PatchKind;

/// Replaces the zones of a sampler.
pub fn lay(project: &mut Project, id: TrackId, zones: &[SampleZone], by: ContributionId) -> Result<(), EditError> {
    let before = project.track(id).ok_or(EditError::NoSuchTrack)?;
    if before.patch.kind != PatchKind::Sampler {
        return Err(EditError::NoSampler(before.name.clone()));
    }
    if zones.len() > MAX_ZONES {
        return Err(EditError::TooMany { what: "error-edit-many-zones", limit: MAX_ZONES });
    }
    if !zones.iter().all(|zone| can_play(project, zone)) {
        return Err(EditError::NoSuchRecording);
    }
    let known = before.patch_authors;
    let authors = changed(project, known, by);
    let track = project.track_mut(id).ok_or(EditError::NoSuchTrack)?;
    (track.zones, track.patch_authors) = (Rc::new(zones.to_vec()), authors);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, Edit, History};
    use crate::project::check::check;
    use crate::project::{AssetKind, AssetRef, ProjectId, Strip, Track, TrackRole};
    use crate::provenance::{AuthorsId, Contributor, Digest};
    use crate::sound::{Patch, Zone};

    fn person(name: &str) -> Contributor {
        Contributor::Person { name: name.to_owned() }
    }

    /// A sampler track of Ada's, and a recording.
    fn history() -> (History, TrackId, Digest) {
        let mut project = Project::empty(ProjectId(1));
        let id = project.ids.track();
        project.tracks.push(Rc::new(Track {
            id,
            name: "Keys".to_owned(),
            role: TrackRole::Keys,
            colour: 0,
            locked: false,
            patch: Patch::new(PatchKind::Fm),
            patch_authors: AuthorsId::default(),
            zones: Rc::default(),
            patterns: Vec::new(),
            clips: Vec::new(),
            strip: Strip::default(),
        }));
        let digest = Digest::of(b"hit");
        let asset = AssetRef {
            digest,
            name: "hit.wav".to_owned(),
            media_type: "audio/wav".to_owned(),
            bytes: 9,
            kind: AssetKind::Audio { frames: 1_000, rate: 48_000, channels: 1, words: false, voice: false },
            authors: AuthorsId::default(),
        };
        let mut history = History::new(project);
        let patch = Command::SetPatch { track: id, patch: Patch::new(PatchKind::Sampler) };
        run(&mut history, "Ada", vec![Command::AddAsset { asset }, patch]).unwrap();
        (history, id, digest)
    }

    fn run(history: &mut History, name: &str, commands: Vec<Command>) -> Result<(), EditError> {
        history.run(Edit::new("edit", commands, person(name), 1)).map(|_| ())
    }

    fn zone(asset: Digest, frames: u64) -> SampleZone {
        SampleZone { asset, zone: Zone::whole(frames) }
    }

    #[test]
    fn zones_are_laid_signed_and_undone() {
        let (mut history, track, digest) = history();
        let zones = vec![zone(digest, 1_000), zone(digest, 500)];
        run(&mut history, "Bo", vec![Command::SetZones { track, zones: zones.clone() }]).unwrap();
        let project = history.project();
        let laid = project.track(track).unwrap();
        assert_eq!(laid.sampled(), zones);
        // Ada chose the sampler, and Bo what it plays.
        assert_eq!(project.authors.get(laid.patch_authors).len(), 2);
        assert_eq!((check(project), project.recordings().len()), (Ok(()), 1));
        history.undo(&person("Bo"), 2);
        assert!(history.project().track(track).unwrap().sampled().is_empty());
    }

    #[test]
    fn another_setting_keeps_the_zones_and_another_instrument_does_not() {
        let (mut history, track, digest) = history();
        run(&mut history, "Bo", vec![Command::SetZones { track, zones: vec![zone(digest, 9)] }]).unwrap();
        let mut patch = Patch::new(PatchKind::Sampler);
        patch.params.set("tune", 3.0).unwrap();
        run(&mut history, "Cy", vec![Command::SetPatch { track, patch }]).unwrap();
        let kept = history.project().track(track).unwrap();
        assert_eq!((kept.sampled().len(), history.project().authors.get(kept.patch_authors).len()), (1, 3));
        run(&mut history, "Cy", vec![Command::SetPatch { track, patch: Patch::new(PatchKind::Fm) }]).unwrap();
        let gone = history.project().track(track).unwrap();
        assert_eq!((gone.zones.len(), history.project().authors.get(gone.patch_authors).len()), (0, 1));
    }

    #[test]
    fn what_cannot_be_played_is_refused() {
        let (mut history, track, digest) = history();
        let mut refused =
            |zones: Vec<SampleZone>| run(&mut history, "Bo", vec![Command::SetZones { track, zones }]).unwrap_err();
        assert_eq!(refused(vec![zone(Digest::of(b"other"), 9)]), EditError::NoSuchRecording);
        assert_eq!(refused(vec![zone(digest, 1_001)]), EditError::NoSuchRecording);
        assert!(matches!(refused(vec![zone(digest, 9); MAX_ZONES + 1]), EditError::TooMany { .. }));
        run(&mut history, "Bo", vec![Command::SetPatch { track, patch: Patch::new(PatchKind::Fm) }]).unwrap();
        let late = Command::SetZones { track, zones: vec![zone(digest, 9)] };
        assert_eq!(run(&mut history, "Bo", vec![late]), Err(EditError::NoSampler("Keys".to_owned())));
    }
}
