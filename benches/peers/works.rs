//! What is played: voices, a song, and voices that are held, as messages for the engine.

use studio::engine::{BusSpec, EngineMessage, GraphSpec, InsertSpec, Lane, LaneNote, StripSpec, TrackSpec};
use studio::music::{Pitch, Velocity};
use studio::sound::{InsertKind, Params, PatchKind};
use studio::time::{Bpm, TempoMap, Tick};

/// Voices of a track.
const TRACK_VOICES: u32 = 16;
const HOUR: u32 = 3_600;
/// How many notes each track of the song holds, and whether they are a pad's of four saws.
const SONG: [(u32, bool); 8] =
    [(4, true), (4, true), (2, false), (2, false), (1, false), (1, false), (1, false), (1, false)];

fn key(voice: u32) -> Pitch {
    Pitch::clamped(36 + (voice * 7 % 48) as i32)
}

/// Two detuned saws, a resonant filter with an envelope, and short ends.
fn saws() -> Vec<f32> {
    let mut values = Params::defaults(PatchKind::Subtractive.specs()).values().to_vec();
    for (name, value) in [("resonance", 0.5), ("width", 0.0), ("release", 0.08)] {
        let place = PatchKind::Subtractive.specs().iter().position(|spec| spec.key == name);
        place.into_iter().for_each(|place| values[place] = value);
    }
    values
}

fn track(number: u32, patch: PatchKind, values: Vec<f32>, strip: StripSpec) -> TrackSpec {
    TrackSpec { key: number + 1, patch, values, strip }
}

/// Notes of so many quarters, again and again, at 60 quarters a minute.
fn notes(pitch: Pitch, offset: Tick, period: u32, length: f64, seconds: u32) -> impl Iterator<Item = LaneNote> {
    let quarter = Tick::quarters(1).0;
    (0..seconds / period).map(move |time| {
        let start = Tick(offset.0 + time * period * quarter);
        let end = Tick(start.0 + (length * f64::from(quarter)) as u32);
        LaneNote { start, pitch, end, velocity: Velocity::clamped(100) }
    })
}

fn played(graph: GraphSpec, lanes: Vec<Vec<LaneNote>>) -> Vec<EngineMessage> {
    let mut messages = vec![EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(60.0))), EngineMessage::Graph(graph)];
    let lanes = lanes.into_iter().enumerate();
    messages.extend(lanes.map(|(slot, notes)| EngineMessage::Lane { slot: slot as u8, lane: Lane { notes } }));
    messages.push(EngineMessage::Play);
    messages
}

/// Tracks of sixteen voices each.
fn bare(voices: u32) -> GraphSpec {
    let strip = |track: u32| StripSpec { gain: -6.0, pan: (track % 4) as f32 / 2.0 - 0.75, ..StripSpec::default() };
    let tracks = (0..voices / TRACK_VOICES).map(|number| track(number, PatchKind::Subtractive, saws(), strip(number)));
    GraphSpec { tracks: tracks.collect(), buses: Vec::new(), master: StripSpec::default() }
}

/// So many voices, each struck once a second.
pub fn voices(voices: u32, seconds: u32) -> Vec<EngineMessage> {
    let lane = |track: u32| {
        let voice = move |voice: u32| {
            let offset = Tick(voice * Tick::quarters(1).0 / TRACK_VOICES);
            notes(key(track * TRACK_VOICES + voice), offset, 1, 0.85, seconds)
        };
        (0..TRACK_VOICES).flat_map(voice).collect()
    };
    played(bare(voices), (0..voices / TRACK_VOICES).map(lane).collect())
}

/// So many voices, held for an hour.
pub fn held(voices: u32) -> Vec<EngineMessage> {
    let lane = |track: u32| {
        // A bank holds a key once, so its voices are all on different ones.
        let pitch = move |voice: u32| Pitch::clamped((36 + voice * 3 + track % 3) as i32);
        (0..TRACK_VOICES).flat_map(move |voice| notes(pitch(voice), Tick(0), HOUR, f64::from(HOUR), HOUR)).collect()
    };
    played(bare(voices), (0..voices / TRACK_VOICES).map(lane).collect())
}

fn insert(kind: InsertKind, changes: &[(&str, f32)]) -> InsertSpec {
    let mut values = Params::defaults(kind.specs()).values().to_vec();
    for (name, value) in changes {
        let place = kind.specs().iter().position(|spec| spec.key == *name);
        place.into_iter().for_each(|place| values[place] = *value);
    }
    InsertSpec { kind, values, bypassed: false, key: None }
}

/// Eight tracks of sixteen voices, an equaliser of three bands and a compressor on each, sends to a reverb and a delay.
pub fn song(seconds: u32) -> Vec<EngineMessage> {
    let strip = |number: usize| StripSpec {
        gain: -6.0,
        pan: number as f32 / 4.0 - 0.875,
        inserts: vec![
            insert(InsertKind::Eq, &[("low_gain", 2.0), ("mid_gain", 3.0), ("high_gain", -2.0)]),
            insert(InsertKind::Compressor, &[]),
        ],
        sends: vec![(0, -12.0), (1, -15.0)],
        ..StripSpec::default()
    };
    let tracks = SONG.iter().enumerate().map(|(number, (_, pad))| {
        let patch = if *pad { PatchKind::Pad } else { PatchKind::Subtractive };
        let values = if *pad { Params::defaults(patch.specs()).values().to_vec() } else { saws() };
        track(number as u32, patch, values, strip(number))
    });
    let bus = |key: u32, kind: InsertKind| BusSpec {
        key,
        strip: StripSpec { inserts: vec![insert(kind, &[("mix", 1.0)])], ..StripSpec::default() },
    };
    let buses = vec![bus(101, InsertKind::Reverb), bus(102, InsertKind::Delay)];
    let lane = |(number, (count, pad)): (usize, &(u32, bool))| {
        let (period, length) = if *pad { (4, 3.6) } else { (1, 0.85) };
        let voice = |note: u32| notes(key(4 * number as u32 + note), Tick(0), period, length, seconds);
        (0..*count).flat_map(voice).collect()
    };
    let graph = GraphSpec { tracks: tracks.collect(), buses, master: StripSpec::default() };
    played(graph, SONG.iter().enumerate().map(lane).collect())
}
