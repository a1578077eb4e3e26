//! The engine's parts together, where a test has to reach inside.

use super::*;
use crate::engine::patch::Bank;
use crate::music::{Pitch, Velocity};
use crate::sound::PatchKind;
use crate::time::Tick;

/// An instrument that yields no numbers.
struct Broken;

impl Bank for Broken {
    fn set(&mut self, _values: &[f32]) {}
    fn note_on(&mut self, _pitch: Pitch, _velocity: Velocity) {}
    fn note_off(&mut self, _pitch: Pitch) {}
    fn release_all(&mut self) {}
    fn reset(&mut self) {}
    fn voices(&self) -> usize {
        1
    }
    fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        left.fill(f32::NAN);
        right.fill(1e30);
    }
}

fn graph() -> GraphSpec {
    let strip = StripSpec { sends: vec![(0, 0.0)], ..StripSpec::default() };
    let track = |key| TrackSpec { key, patch: PatchKind::Subtractive, values: vec![], strip: strip.clone() };
    let bus = BusSpec { key: 9, strip: StripSpec::default() };
    GraphSpec { tracks: vec![track(1), track(2)], buses: vec![bus], master: StripSpec::default() }
}

fn engine() -> Engine {
    let mut engine = Engine::new(48_000.0);
    engine.message(EngineMessage::Graph(graph()));
    let note = LaneNote { start: Tick(0), pitch: Pitch::clamped(60), end: Tick(1_920), velocity: Velocity::DEFAULT };
    engine.message(EngineMessage::Lane { slot: 1, lane: Lane { notes: vec![note] } });
    engine.message(EngineMessage::Play);
    engine
}

fn render(engine: &mut Engine, frames: usize) -> Vec<f32> {
    let (mut left, mut right) = (vec![0.0; frames], vec![0.0; frames]);
    engine.render(&mut left, &mut right);
    left
}

#[test]
fn a_broken_instrument_is_silenced_alone_and_reported() {
    let expected = render(&mut engine(), 9_600);
    let mut broken = engine();
    broken.graph.tracks[0].bank = Box::new(Broken);
    assert_eq!(render(&mut broken, 9_600), expected);
    assert_eq!(broken.telemetry().faults, [0]);
    // The same graph again changes nothing; another setting mends it.
    broken.message(EngineMessage::Graph(graph()));
    assert_eq!(broken.telemetry().faults, [0]);
    broken.graph.tracks[0].bank = patch::build(PatchKind::Subtractive, 48_000.0, &[]);
    let mut changed = graph();
    changed.tracks[0].strip.pan = 0.5;
    broken.message(EngineMessage::Graph(changed));
    render(&mut broken, 640);
    assert_eq!(broken.telemetry().faults, [0_u8; 0]);
}

#[test]
fn the_song_stops_at_its_end_and_rings_out() {
    let mut engine = engine();
    engine.message(EngineMessage::End(Some(Tick(480)))); // 12,000 frames; the note would last four times as long.
    render(&mut engine, 9_600);
    assert!(engine.telemetry().playing);
    render(&mut engine, 2_432);
    let telemetry = engine.telemetry();
    assert!(!telemetry.playing && telemetry.voices == 1);
    assert_eq!(telemetry.tick, 480.0);
    render(&mut engine, 96_000);
    assert!(engine.is_silent());
    engine.message(EngineMessage::Locate(Tick(0)));
    engine.message(EngineMessage::End(None));
    engine.message(EngineMessage::Play);
    render(&mut engine, 24_000);
    assert!(engine.telemetry().playing);
}

#[test]
fn numbers_that_are_none_reach_no_strip() {
    let mut engine = engine();
    let mut hostile = graph();
    hostile.tracks[0].values = vec![f32::NAN; 90];
    hostile.tracks[0].strip.gain = f32::NAN;
    hostile.tracks[0].strip.pan = f32::INFINITY;
    hostile.tracks[1].strip.sends = vec![(200, 0.0), (0, f32::NAN), (0, f32::INFINITY)];
    hostile.buses[0].strip.gain = f32::NEG_INFINITY;
    for kind in crate::sound::InsertKind::ALL {
        let insert = InsertSpec { kind, values: vec![f32::INFINITY, f32::NAN, -1e30], bypassed: false, key: Some(200) };
        hostile.tracks[0].strip.inserts.push(insert);
    }
    engine.message(EngineMessage::Graph(hostile));
    assert!(render(&mut engine, 48_000).iter().all(|sample| sample.is_finite()));
    assert_eq!(engine.telemetry().faults, [0_u8; 0]);
}

#[test]
fn the_watched_strip_is_handed_out_beside_the_song_and_changes_nothing_of_it() {
    let expected = render(&mut engine(), 9_600);
    let mut apart = vec![Vec::<f32>::new(); 3];
    let mut other = engine();
    for _ in 0..150 {
        let mut heard = [[0.0; BLOCK]; 3];
        other.render_apart(|place, left, _| heard[place].copy_from_slice(left));
        apart.iter_mut().zip(heard).for_each(|(all, block)| all.extend(block));
    }
    assert!(apart[1].iter().any(|sample| *sample != 0.0));
    // Whatever is watched, and however the host cuts its calls.
    for (place, frames) in [(1, 128), (1, 37), (0, 128), (9, 64)] {
        let mut engine = engine();
        engine.message(EngineMessage::Watch(Some(place)));
        let (mut song, mut strip) = (Vec::<f32>::new(), Vec::<f32>::new());
        while song.len() < 9_600 {
            let mut out = [[1.0; 128]; 4];
            engine.render_watched(out.each_mut().map(|channel| &mut channel[..frames]));
            song.extend(&out[0][..frames]);
            strip.extend(&out[2][..frames]);
        }
        assert_eq!(song[..9_600], expected);
        match apart.get(usize::from(place)) {
            Some(apart) => assert_eq!(strip[..9_600], *apart),
            None => assert!(strip.iter().all(|sample| *sample == 0.0)),
        }
    }
}

#[test]
fn a_watched_track_is_handed_out_where_it_leads_to_a_bus_too() {
    let strip = |lead: Option<u8>| {
        let mut graph = graph();
        graph.tracks[1].strip.output = lead;
        let mut engine = engine();
        engine.message(EngineMessage::Graph(graph));
        engine.message(EngineMessage::Watch(Some(1)));
        let mut strip = Vec::<f32>::new();
        while strip.len() < 9_600 {
            let mut out = [[1.0; 128]; 4];
            engine.render_watched(out.each_mut().map(|channel| &mut channel[..]));
            strip.extend(out[2]);
        }
        strip
    };
    let alone = strip(None);
    assert!(alone.iter().any(|sample| *sample != 0.0));
    assert_eq!(strip(Some(0)), alone);
}
