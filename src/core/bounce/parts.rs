//! Sharing a song's tracks out among renderers that work at once.

use crate::bounce::Song;
use crate::engine::{EngineMessage, GraphSpec, TrackSpec};
use crate::sound::PatchKind;

/// Songs shorter than this are rendered alone, in seconds: it takes a part of a second to set a renderer up.
const SHORTEST: u64 = 10;
// What work costs, in voices of the cheapest instrument that sound as long as the song does. Measured with composed songs
// in WebAssembly; it has to be right by half only.

/// Everything after the faders, encoding among it.
const MIX_COST: u64 = 50;
/// A track that plays at all.
const TRACK_COST: u64 = 3;
/// An insert of such a track.
const INSERT_COST: u64 = 4;
/// How much longer than it is written a note sounds, in ticks.
const TAIL: u64 = 2_400;

/// A track's effort, and whom it has to be with.
struct Load {
    slot: u8,
    cost: u64,
    /// The lowest slot of those that listen to one another.
    group: u8,
    /// Whether it has to stay where the song is mixed.
    stays: bool,
}

/// The slots of the tracks that each of so many renderers plays up to their faders, while one more mixes and plays the
/// rest. Tracks that listen to one another stay together. Those that play recordings stay where the song is mixed, so that
/// recordings are in memory once. Renderers that would have nothing to do are left out.
pub fn parts(song: &Song, renderers: usize) -> Vec<Vec<u8>> {
    let length = u64::from(song.end.0);
    let mut groups = groups(&loads(song));
    groups.sort_by_key(|(cost, slots)| (std::cmp::Reverse(*cost), slots.clone()));
    // The last one mixes.
    let mut bins = vec![(0, Vec::new()); renderers];
    bins.push((MIX_COST * length, Vec::new()));
    for (cost, slots) in groups {
        if let Some((load, kept)) = bins.iter_mut().min_by_key(|(load, _)| *load) {
            *load += cost;
            kept.extend(slots);
        }
    }
    bins.pop();
    bins.into_iter().map(|(_, slots)| slots).filter(|slots| !slots.is_empty()).collect()
}

/// Whether a song is long enough for several renderers, at a sample rate in hertz.
pub fn is_worth_parting(song: &Song, sample_rate: u32) -> bool {
    song.music_frames(sample_rate) >= SHORTEST * u64::from(sample_rate)
}

/// The groups that can be played elsewhere, each with what it costs.
fn groups(loads: &[Load]) -> Vec<(u64, Vec<u8>)> {
    let mut groups = Vec::new();
    for head in loads.iter().filter(|load| load.group == load.slot) {
        let members = || loads.iter().filter(|load| load.group == head.group);
        let cost = members().map(|load| load.cost).sum();
        if cost > 0 && !members().any(|load| load.stays) {
            groups.push((cost, members().map(|load| load.slot).collect()));
        }
    }
    groups
}

fn loads(song: &Song) -> Vec<Load> {
    let graph = song.messages.iter().rev().find_map(|message| match message {
        EngineMessage::Graph(graph) => Some(graph),
        _ => None,
    });
    let Some(graph) = graph else { return Vec::new() };
    let heads = heads(graph);
    let loads = graph.tracks.iter().zip(heads).zip(0u8..);
    let mut loads: Vec<Load> = loads.map(|((_, group), slot)| Load { slot, cost: 0, group, stays: false }).collect();
    for message in &song.messages {
        match message {
            EngineMessage::Lane { slot, lane } => {
                let place = usize::from(*slot);
                if let Some((load, track)) = loads.get_mut(place).zip(graph.tracks.get(place)) {
                    let ticks = lane.notes.iter().map(|note| u64::from(note.end.0.saturating_sub(note.start.0)) + TAIL);
                    let notes: u64 = ticks.sum();
                    let steady = TRACK_COST + INSERT_COST * track.strip.inserts.len() as u64;
                    load.cost = if notes == 0 { 0 } else { notes * weight(track) + steady * u64::from(song.end.0) };
                }
            }
            EngineMessage::AudioLane { slot, spans } if !spans.is_empty() => stay(&mut loads, *slot),
            EngineMessage::Zones { slot, zones } if !zones.is_empty() => stay(&mut loads, *slot),
            _ => {}
        }
    }
    loads
}

fn stay(loads: &mut [Load], slot: u8) {
    if let Some(load) = loads.get_mut(usize::from(slot)) {
        load.stays = true;
    }
}

/// For each track the lowest slot of those that it listens to, that listen to it, and so on.
fn heads(graph: &GraphSpec) -> Vec<u8> {
    let mut heads: Vec<u8> = (0u8..).take(graph.tracks.len()).collect();
    for (track, slot) in graph.tracks.iter().zip(0u8..) {
        for key in track.strip.inserts.iter().filter_map(|insert| insert.key) {
            let Some((one, other)) = heads.get(usize::from(slot)).copied().zip(heads.get(usize::from(key)).copied())
            else {
                continue;
            };
            let (keep, leave) = (one.min(other), one.max(other));
            heads.iter_mut().filter(|head| **head == leave).for_each(|head| *head = keep);
        }
    }
    heads
}

/// What a voice of an instrument costs beside one of the cheapest.
fn weight(track: &TrackSpec) -> u64 {
    match track.patch {
        PatchKind::Choir | PatchKind::Strings | PatchKind::Voice => 8,
        PatchKind::Analog | PatchKind::Pad => 3,
        PatchKind::Operators | PatchKind::Organ => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{AudioSpan, InsertSpec, Lane, LaneNote, StripSpec};
    use crate::music::{Pitch, Velocity};
    use crate::sound::InsertKind;
    use crate::time::{Bpm, TempoMap, Tick};

    const END: Tick = Tick::quarters(64);

    fn note(length: Tick) -> LaneNote {
        LaneNote { start: Tick::ZERO, end: length, pitch: Pitch::clamped(60), velocity: Velocity::DEFAULT }
    }

    /// Tracks with so many notes as long as the song, each listening to the track that is named.
    fn song(tracks: &[(usize, Option<u8>)]) -> Song {
        let insert = |key| InsertSpec { kind: InsertKind::Compressor, values: Vec::new(), bypassed: false, key };
        let strip = |key: Option<u8>| StripSpec {
            inserts: key.into_iter().map(|key| insert(Some(key))).collect(),
            ..StripSpec::default()
        };
        let specs = tracks.iter().zip(1..).map(|((_, key), id)| TrackSpec {
            key: id,
            patch: PatchKind::Pad,
            values: Vec::new(),
            strip: strip(*key),
        });
        let graph = GraphSpec { tracks: specs.collect(), buses: Vec::new(), master: StripSpec::default() };
        let lanes = tracks
            .iter()
            .zip(0u8..)
            .map(|((notes, _), slot)| EngineMessage::Lane { slot, lane: Lane { notes: vec![note(END); *notes] } });
        let tempo = EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(120.0)));
        Song { messages: [tempo, EngineMessage::Graph(graph)].into_iter().chain(lanes).collect(), end: END }
    }

    #[test]
    fn tracks_are_shared_out_by_what_they_cost() {
        let song = song(&[(9, None), (40, None), (0, None), (8, None), (30, None)]);
        assert_eq!(parts(&song, 2), [vec![1], vec![4]], "the small ones stay where there is least to do");
        assert_eq!(parts(&song, 9).len(), 4, "a track without notes costs nothing");
        assert_eq!(parts(&song, 0), Vec::<Vec<u8>>::new());
    }

    #[test]
    fn tracks_that_listen_to_one_another_are_never_parted() {
        let song = song(&[(40, None), (40, Some(3)), (40, None), (40, Some(4)), (40, None)]);
        let parts = parts(&song, 5);
        assert!(parts.contains(&vec![1, 3, 4]), "{parts:?}");
        assert_eq!(parts.len(), 3);
    }

    #[test]
    fn who_plays_a_recording_stays_with_all_that_listen_to_it() {
        let mut song = song(&[(40, Some(1)), (40, None), (40, None)]);
        let span = AudioSpan {
            start: Tick::ZERO,
            end: END,
            recording: 1,
            offset: 0,
            reverse: false,
            rate: 48_000,
            gain: 0.0,
            fade_in: 0,
            fade_out: 0,
        };
        song.messages.push(EngineMessage::AudioLane { slot: 1, spans: vec![span] });
        assert_eq!(parts(&song, 3), [vec![2]]);
    }

    #[test]
    fn slots_that_are_not_there_are_no_matter() {
        let mut song = song(&[(40, Some(9))]);
        song.messages.push(EngineMessage::Lane { slot: 200, lane: Lane { notes: vec![note(END)] } });
        assert_eq!(parts(&song, 1), [vec![0]]);
    }
}
