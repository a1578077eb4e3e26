//! The mixer as the engine sets it.

use crate::engine::{BusSpec, GraphSpec, InsertSpec, StripSpec, TrackSpec};
use crate::project::{BusId, Project, Strip, StripId};

/// The graph of a project.
pub fn graph(project: &Project) -> GraphSpec {
    let place = |bus: BusId| project.buses.iter().zip(0u8..).find(|(known, _)| known.id == bus).map(|(_, place)| place);
    let slot =
        |track: u32| project.tracks.iter().zip(0u8..).find(|(known, _)| known.id.0 == track).map(|(_, slot)| slot);
    GraphSpec {
        tracks: project
            .tracks
            .iter()
            .map(|track| TrackSpec {
                key: track.id.0,
                patch: track.patch.kind,
                values: track.patch.params.values().to_vec(),
                strip: strip(&track.strip, project.lets_through(StripId::Track(track.id)), place, slot),
            })
            .collect(),
        buses: project
            .buses
            .iter()
            .map(|bus| {
                let audible = project.lets_through(StripId::Bus(bus.id));
                BusSpec { key: bus.id.0, strip: strip(&bus.strip, audible, |_| None, slot) }
            })
            .collect(),
        master: strip(&project.master, project.lets_through(StripId::Master), |_| None, slot),
    }
}

fn strip(
    strip: &Strip,
    audible: bool,
    place: impl Fn(BusId) -> Option<u8>,
    slot: impl Fn(u32) -> Option<u8>,
) -> StripSpec {
    StripSpec {
        gain: strip.gain.0,
        pan: strip.pan.0,
        audible,
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
        output: strip.output.and_then(place),
    }
}
