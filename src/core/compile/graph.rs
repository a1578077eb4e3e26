//! The mixer as the engine sets it.

use crate::engine::{BusSpec, GraphSpec, InsertSpec, StripSpec, TrackSpec};
use crate::project::{BusId, Project, Strip};

/// The graph of a project. Solo among tracks silences the other tracks, solo among buses the other buses; mute wins.
pub fn graph(project: &Project) -> GraphSpec {
    let place = |bus: BusId| project.buses.iter().zip(0u8..).find(|(known, _)| known.id == bus).map(|(_, place)| place);
    let slot =
        |track: u32| project.tracks.iter().zip(0u8..).find(|(known, _)| known.id.0 == track).map(|(_, slot)| slot);
    let track_solo = project.tracks.iter().any(|track| track.strip.solo);
    let bus_solo = project.buses.iter().any(|bus| bus.strip.solo);
    GraphSpec {
        tracks: project
            .tracks
            .iter()
            .map(|track| TrackSpec {
                key: track.id.0,
                patch: track.patch.kind,
                values: track.patch.params.values().to_vec(),
                strip: strip(&track.strip, track_solo, place, slot),
            })
            .collect(),
        buses: project
            .buses
            .iter()
            .map(|bus| BusSpec { key: bus.id.0, strip: strip(&bus.strip, bus_solo, |_| None, slot) })
            .collect(),
        master: strip(&project.master, false, |_| None, slot),
    }
}

fn strip(
    strip: &Strip,
    solo_elsewhere: bool,
    place: impl Fn(BusId) -> Option<u8>,
    slot: impl Fn(u32) -> Option<u8>,
) -> StripSpec {
    StripSpec {
        gain: strip.gain.0,
        pan: strip.pan.0,
        audible: !strip.mute && (strip.solo || !solo_elsewhere),
        inserts: strip
            .inserts
            .iter()
            .map(|insert| InsertSpec {
                kind: insert.kind,
                values: insert.params.values().to_vec(),
                bypassed: insert.bypassed,
                key: insert.key.and_then(&slot),
            })
            .collect(),
        sends: strip.sends.iter().filter_map(|send| Some((place(send.bus)?, send.level.0))).collect(),
    }
}
