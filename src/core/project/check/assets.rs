//! Recordings and pictures, and the clips that play them.

use std::collections::BTreeSet;

use crate::pcm::Decibels;
use crate::project::check::{CheckError, Counted, at_most, check_authors, ensure};
use crate::project::limits::{MAX_ASSET_BYTES, MAX_ASSETS, MAX_FADE, MAX_RECORDING_RATE, MAX_RECORDING_SECONDS};
use crate::project::{AssetKind, AssetRef, AudioClip, Project, SampleZone};

/// The largest picture, in pixels along one side.
const MAX_SIDE: u32 = 16_384;

/// The list of recordings and pictures: each once, and each something that can be.
pub fn check_assets(project: &Project) -> Result<(), CheckError> {
    at_most(Counted::Assets, project.assets.len(), MAX_ASSETS)?;
    let mut seen = BTreeSet::new();
    for asset in project.assets.iter() {
        check_authors(project, asset.authors)?;
        let sound = is_sound(asset) && seen.insert(asset.digest);
        ensure(sound, || CheckError::Asset { name: asset.name.clone() })?;
    }
    ensure(project.metadata.cover.is_none() || project.cover().is_some(), || CheckError::Cover)
}

/// Whether an asset says of itself what can be.
pub fn is_sound(asset: &AssetRef) -> bool {
    let holds = match asset.kind {
        AssetKind::Audio { frames, rate, channels, .. } => {
            let longest = u64::from(rate) * MAX_RECORDING_SECONDS;
            (1..=MAX_RECORDING_RATE).contains(&rate) && (1..=longest).contains(&frames) && matches!(channels, 1 | 2)
        }
        AssetKind::Image { width, height } => (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height),
    };
    holds && (1..=MAX_ASSET_BYTES).contains(&asset.bytes)
}

/// Whether a clip plays a recording that the project lists, in a way that can be played.
pub fn plays(project: &Project, clip: &AudioClip) -> bool {
    let recording = project.asset(clip.asset).and_then(AssetRef::recording);
    recording.is_some_and(|(frames, _)| clip.offset <= frames)
        && (Decibels::SILENCE..=Decibels::MAX).contains(&clip.gain)
        && clip.fade_in.max(clip.fade_out) <= MAX_FADE
        && clip.warp.is_possible()
}

/// Whether a zone plays a recording that the project lists, in a way that can be played.
pub fn can_play(project: &Project, zone: &SampleZone) -> bool {
    let recording = project.asset(zone.asset).and_then(AssetRef::recording);
    recording.is_some_and(|(frames, _)| zone.zone.is_sound(frames))
}
