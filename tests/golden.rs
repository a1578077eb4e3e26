//! Every preset of an instrument and every effect gives the samples that it gave before, bit for bit: a change of sound is
//! meant, or found here. `UPDATE_GOLDEN=1` writes down what sounds now.
//!
//! Vectors of other processors may round in other ways, so this holds where it was written down.

#![cfg(all(not(target_arch = "wasm32"), target_arch = "x86_64"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::path::Path;

use studio::engine::{Engine, EngineMessage, GraphSpec, InsertSpec, Lane, LaneNote, StripSpec, TrackSpec};
use studio::music::{Pitch, Velocity};
use studio::provenance::Digest;
use studio::sound::{InsertKind, PRESETS, Patch, PatchKind};
use studio::time::{Bpm, TempoMap, Tick};

const RATE: f32 = 48_000.0;
/// Half a second that plays, and a quarter that rings.
const FRAMES: usize = 36_000;

/// A chord, or a few pieces of a kit, and a note after it.
fn lane(kind: PatchKind) -> Lane {
    let keys: [u8; 4] = match kind {
        PatchKind::Drums => [36, 42, 46, 38],
        PatchKind::Bass => [36, 36, 36, 43],
        _ => [60, 64, 67, 72],
    };
    let note = |(place, key): (usize, u8)| LaneNote {
        start: Tick(if place == 3 { 480 } else { place as u32 }),
        pitch: Pitch::new(key).unwrap(),
        end: Tick(if place == 3 { 900 } else { 460 }),
        velocity: Velocity::clamped(70 + 15 * place as i32),
    };
    Lane { notes: keys.into_iter().enumerate().map(note).collect() }
}

/// What an instrument with effects plays, as a short name of its samples.
fn sound(patch: &Patch, inserts: Vec<InsertSpec>) -> String {
    let mut engine = Engine::new(RATE);
    let strip = StripSpec { inserts, gain: -6.0, ..StripSpec::default() };
    let track = TrackSpec { key: 1, patch: patch.kind, values: patch.params.values().to_vec(), strip };
    let graph = GraphSpec { tracks: vec![track], ..GraphSpec::default() };
    let messages = [
        EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(120.0))),
        EngineMessage::Graph(graph),
        EngineMessage::Lane { slot: 0, lane: lane(patch.kind) },
        EngineMessage::Play,
    ];
    messages.into_iter().for_each(|message| engine.message(message));
    let (mut left, mut right) = (vec![0.0; FRAMES], vec![0.0; FRAMES]);
    engine.render(&mut left, &mut right);
    let bytes: Vec<u8> = left.iter().chain(&right).flat_map(|sample| sample.to_le_bytes()).collect();
    Digest::of(&bytes).to_string().chars().take(16).collect()
}

/// A line for each preset, and two for each effect: with every setting at a third of its way, and at two thirds.
fn sounds() -> String {
    let mut lines = String::new();
    for preset in PRESETS.iter().filter(|preset| preset.kind != PatchKind::Sampler) {
        writeln!(lines, "{} {}: {}", preset.kind.id(), preset.name, sound(&preset.patch(), Vec::new())).unwrap();
    }
    let played = Patch::new(PatchKind::Fm);
    for kind in InsertKind::ALL {
        // Some change nothing as they come.
        for travel in [0.35, 0.7] {
            let values = kind.specs().iter().map(|spec| spec.at_travel(travel)).collect();
            let insert = InsertSpec { kind, values, bypassed: false, key: None };
            writeln!(lines, "{} {travel}: {}", kind.id(), sound(&played, vec![insert])).unwrap();
        }
    }
    lines
}

#[test]
fn every_sound_is_what_it_was() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sounds.txt");
    let now = sounds();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let before = std::fs::read_to_string(&file).unwrap();
    let other: Vec<&str> = now.lines().filter(|line| !before.lines().any(|known| known == *line)).collect();
    assert!(other.is_empty(), "these sound other than they did; UPDATE_GOLDEN=1 if that is meant: {other:#?}");
    assert_eq!(now.lines().count(), before.lines().count(), "a sound went");
}
