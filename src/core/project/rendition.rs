//! Recordings as clips and keys play them, each made once for all that play it so.

use std::collections::BTreeSet;

use crate::pcm::Warp;
use crate::project::{AssetRef, Project};
use crate::provenance::Digest;

/// A recording as it is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// The recording.
    pub asset: AssetRef,
    /// How long and how high it is made.
    pub warp: Warp,
}

impl Rendition {
    /// The number by which it is put into memory.
    pub fn key(&self) -> u64 {
        key(self.asset.digest, self.warp)
    }
}

/// The number by which a recording that is made so is put into memory.
pub fn key(asset: Digest, warp: Warp) -> u64 {
    if warp == Warp::NONE {
        return asset.short();
    }
    let mut words = warp.stretch.to_le_bytes().to_vec();
    words.extend(warp.cents.to_le_bytes());
    asset.chained(&words).short()
}

impl Project {
    /// What clips and the keys of samplers play of recordings, each once, in the order of the project's list.
    pub fn renditions(&self) -> Vec<Rendition> {
        if self.assets.is_empty() {
            return Vec::new();
        }
        let clips = self.tracks.iter().flat_map(|track| &track.clips);
        let in_clips = clips.filter_map(|clip| Some((clip.audio()?.asset, clip.warp(&self.tempo))));
        let zones = self.tracks.iter().flat_map(|track| track.sampled());
        let by_keys = zones.map(|zone| (zone.asset, Warp::NONE));
        let played: BTreeSet<(Digest, Warp)> = in_clips.chain(by_keys).collect();
        let made = |asset: &AssetRef| {
            let digest = asset.digest;
            let of_it = played.range((digest, Warp { stretch: 0, cents: i16::MIN })..);
            let warps: Vec<Warp> = of_it.take_while(|(other, _)| *other == digest).map(|(_, warp)| *warp).collect();
            let asset = asset.clone();
            warps.into_iter().map(move |warp| Rendition { asset: asset.clone(), warp })
        };
        self.assets.iter().filter(|asset| asset.recording().is_some()).flat_map(made).collect()
    }
}
