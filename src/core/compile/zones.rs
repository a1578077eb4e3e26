//! What a sampler plays.

use crate::engine::ZoneSpec;
use crate::project::{AssetRef, Project, SampleZone, Track};

/// The zones of a track; none for an instrument that plays no recordings. Those whose recording the project does not list
/// are left out.
pub fn zones(project: &Project, track: &Track) -> Vec<ZoneSpec> {
    let spec = |zone: &SampleZone| {
        let (_, rate) = project.asset(zone.asset).and_then(AssetRef::recording)?;
        Some(ZoneSpec { recording: zone.asset.short(), rate, zone: zone.zone.clone() })
    };
    track.sampled().iter().filter_map(spec).collect()
}
