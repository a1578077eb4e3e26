//! Recordings that are brought in to be played by keys.

use crate::edit::{Command, Edit, NewTrack, Share};
use crate::pcm::{Decibels, Pan};
use crate::project::limits::TRACK_COLOURS;
use crate::project::{AssetRef, Project, SampleZone, TrackId, TrackRole};
use crate::provenance::Contributor;
use crate::session::import::{Credit, ForKeys, line_of};
use crate::session::{Effect, Selection, Session};
use crate::sound::{Patch, PatchKind, Zone};

/// Names the undo step.
const LABEL: &str = "step-import-keys";

impl Session {
    /// Lists a recording and has a sampler play it, as one undo step.
    pub(super) fn put_under_keys(&mut self, asset: AssetRef, credit: Credit, keys: &ForKeys, now: u64) -> Vec<Effect> {
        let (edit, track) = keying(self.history.project(), asset, credit, keys, &self.person(), now);
        let effects = self.run(edit);
        if self.history.project().track(track).is_some() {
            self.selection = Selection { track: Some(track), ..Selection::default() };
        }
        effects
    }
}

/// The edit that lists a recording and has a sampler play it, and that sampler's track. What keys play is the maker's
/// choice where the file says it, and the person's where not.
fn keying(
    project: &Project,
    asset: AssetRef,
    credit: Credit,
    keys: &ForKeys,
    person: &Contributor,
    now: u64,
) -> (Edit, TrackId) {
    let known = keys.track.and_then(|track| project.track(track));
    let patch = Patch::new(PatchKind::Sampler);
    let mut laying = Vec::new();
    let track = match known {
        Some(known) if known.patch.kind == PatchKind::Sampler => known.id,
        Some(known) => {
            laying.push(Command::SetPatch { track: known.id, patch });
            known.id
        }
        None => {
            let track = new_track(project, &asset.name, patch);
            let id = track.id;
            laying.push(Command::AddTrack { index: project.tracks.len(), track });
            id
        }
    };
    let frames = asset.recording().map_or(0, |(frames, _)| frames);
    let zone = |zone: &Zone| SampleZone { asset: asset.digest, zone: zone.clone() };
    let zones = if keys.zones.is_empty() {
        let before = known.map_or(&[][..], |known| known.sampled());
        before.iter().cloned().chain([zone(&Zone::whole(frames))]).collect()
    } else {
        keys.zones.iter().map(zone).collect()
    };
    laying.push(Command::SetZones { track, zones });
    let mut commands = vec![Command::AddAsset { asset }];
    let mut with = Vec::new();
    if keys.zones.is_empty() && credit.by != *person {
        with.push(Share { by: person.clone(), prompt: None, commands: laying });
    } else {
        commands.extend(laying);
    }
    let edit = Edit::new(LABEL, commands, credit.by, now);
    (Edit { prompt: credit.prompt, with, ..edit }, track)
}

fn new_track(project: &Project, file: &str, patch: Patch) -> NewTrack {
    let mut ids = project.ids;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    NewTrack {
        id: ids.track(),
        name: line_of(stem),
        role: TrackRole::Keys,
        // Never more than the palette has.
        colour: (project.tracks.len() % usize::from(TRACK_COLOURS)) as u8,
        patch,
        gain: Decibels(0.0),
        pan: Pan(0.0),
        inserts: Vec::new(),
        sends: Vec::new(),
    }
}
