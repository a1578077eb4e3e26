//! Recordings as clips play them, each made once for all clips that play it so.

use crate::pcm::Warp;
use crate::project::{AssetRef, Project};
use crate::provenance::Digest;

/// A recording as clips play it.
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
    /// What clips play of recordings, each once, in the order of the project's list.
    pub fn renditions(&self) -> Vec<Rendition> {
        if self.assets.is_empty() {
            return Vec::new();
        }
        let mut played: Vec<(Digest, Warp)> = Vec::new();
        let mut play = |recording| {
            if !played.contains(&recording) {
                played.push(recording);
            }
        };
        for track in &self.tracks {
            let sampled = track.sampled().iter().map(|zone| (zone.asset, Warp::NONE));
            let clips = track.clips.iter().filter_map(|clip| Some((clip.audio()?.asset, clip.warp(&self.tempo))));
            sampled.chain(clips).for_each(&mut play);
        }
        let made = |asset: &AssetRef| {
            let of_it = played.iter().filter(|(digest, _)| *digest == asset.digest);
            of_it.map(|(_, warp)| Rendition { asset: asset.clone(), warp: *warp }).collect::<Vec<_>>()
        };
        self.assets.iter().filter(|asset| asset.recording().is_some()).flat_map(made).collect()
    }
}
