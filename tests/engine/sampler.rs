//! The sampler in the engine: however calls are cut, whenever recordings come and go, and on its frame.

use studio::engine::ZoneSpec;
use studio::sound::{Contour, Play, Zone};

use super::*;

const KEY: u64 = 11;

fn zones() -> EngineMessage {
    let contour = Contour { attack: 0.01, hold: 0.02, decay: 0.2, sustain: 0.4, release: 0.3 };
    let looped = Zone { looped: Some([500, 3_001]), contour: Some(contour), keys: [48, 71], ..Zone::whole(20_000) };
    let dull = Zone { cutoff: Some(1_200.0), resonance: 0.5, pan: 0.6, ..looped.clone() };
    let slice = Zone { keys: [36, 47], start: 7_000, tracking: 0.0, play: Play::OneShot, ..Zone::whole(9_000) };
    let high = Zone { keys: [72, 127], ..Zone::whole(20_000) };
    let zones = [looped, dull, slice, high].map(|zone| ZoneSpec { recording: KEY, rate: 44_100, zone });
    EngineMessage::Zones { slot: 0, zones: zones.to_vec() }
}

fn record(engine: &mut Engine) {
    let room = engine.recordings().reserve(KEY, 2, 24_000).unwrap();
    let (left, right) = room.split_at_mut(24_000);
    for (frame, (left, right)) in left.iter_mut().zip(right).enumerate() {
        let at = frame as f32;
        (*left, *right) = (0.6 * libm::sinf(at * 0.05), 0.5 * libm::sinf(at * 0.0731));
    }
}

fn sampled() -> Engine {
    let notes: Vec<LaneNote> = (0..24).map(|step| note(step * 201, 40 + (step * 7 % 50) as u8, 350)).collect();
    let graph = GraphSpec { tracks: vec![track(1, PatchKind::Sampler)], ..GraphSpec::default() };
    let mut engine = engine(48_000.0, vec![EngineMessage::Graph(graph), zones(), lane(0, &notes), EngineMessage::Play]);
    record(&mut engine);
    engine
}

#[test]
fn however_the_host_cuts_its_calls_a_sampler_gives_the_same_samples() {
    let expected = render(&mut sampled(), 90_000, 90_000);
    assert!(peak(&expected.0) > 0.02 && peak(&expected.1) > 0.02 && expected.0 != expected.1);
    for cut in [1, 17, 128, 999] {
        assert!(render(&mut sampled(), 90_000, cut) == expected, "{cut}");
    }
}

#[test]
fn a_sampled_note_begins_on_its_frame_with_its_recordings_first() {
    let graph = GraphSpec { tracks: vec![track(1, PatchKind::Sampler)], ..GraphSpec::default() };
    let zone = ZoneSpec { recording: KEY, rate: 48_000, zone: Zone::whole(24_000) };
    let zones = EngineMessage::Zones { slot: 0, zones: vec![zone] };
    let messages = vec![EngineMessage::Graph(graph), zones, lane(0, &[note(333, 60, 960)]), EngineMessage::Play];
    let mut engine = engine(48_000.0, messages);
    engine.recordings().reserve(KEY, 1, 24_000).unwrap().fill(0.5);
    let (left, _) = render(&mut engine, 20_000, 128);
    // 25 frames a tick.
    assert_eq!(first_sound(&left).unwrap() - engine.latency(), 333 * 25);
}

#[test]
fn recordings_that_come_late_or_go_early_silence_only_themselves() {
    let mut engine = sampled();
    render(&mut engine, 10_000, 128);
    engine.message(EngineMessage::KeepRecordings(Vec::new()));
    render(&mut engine, 4_000, 128);
    let (left, _) = render(&mut engine, 4_000, 128);
    assert_eq!(peak(&left), 0.0);
    assert_eq!(engine.telemetry().voices, 0);
    record(&mut engine);
    let (left, _) = render(&mut engine, 20_000, 128);
    assert!(peak(&left) > 0.01 && engine.telemetry().faults.is_empty());
}

#[test]
fn laying_the_same_zones_again_while_they_sound_changes_no_sample() {
    let mut once = sampled();
    let mut twice = sampled();
    for _ in 0..10 {
        assert!(render(&mut once, 3_000, 128) == render(&mut twice, 3_000, 128));
        twice.message(zones());
    }
}
