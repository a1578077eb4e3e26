//! Recordings on the timeline, frame by frame.

use super::*;
use crate::engine::{Engine, EngineMessage, GraphSpec, StripSpec, TrackSpec};
use crate::sound::PatchKind;
use crate::time::{Bpm, TempoMap, Tick, TickRange};

const KEY: u64 = 77;
const FRAMES: usize = 48_000;

/// Noise that is the same every time, well below the limiter.
fn noise(frames: usize) -> Vec<f32> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 * 0.5 - 0.25
    };
    (0..frames).map(|_| next()).collect()
}

fn span(start: u32, end: u32, offset: u64) -> AudioSpan {
    AudioSpan {
        start: Tick(start),
        end: Tick(end),
        recording: KEY,
        offset,
        reverse: false,
        rate: 48_000,
        gain: 0.0,
        fade_in: 0,
        fade_out: 0,
    }
}

/// An engine at 48 kHz and 120 beats a minute, 25 frames a tick, whose one track plays these.
fn engine(spans: Vec<AudioSpan>) -> Engine {
    let mut engine = Engine::new(48_000.0);
    let track = TrackSpec { key: 1, patch: PatchKind::Fm, values: Vec::new(), strip: StripSpec::default() };
    engine.message(EngineMessage::Graph(GraphSpec { tracks: vec![track], ..GraphSpec::default() }));
    engine.message(EngineMessage::AudioLane { slot: 0, spans });
    engine.recordings().reserve(KEY, 1, FRAMES).unwrap().copy_from_slice(&noise(FRAMES));
    engine
}

/// The next frames of the left channel, as the host cuts them.
fn render(engine: &mut Engine, frames: usize, cut: usize) -> Vec<f32> {
    let (mut left, mut right) = (vec![9.0; frames], vec![9.0; frames]);
    for start in (0..frames).step_by(cut) {
        let end = (start + cut).min(frames);
        engine.render(&mut left[start..end], &mut right[start..end]);
    }
    left
}

fn played(engine: &mut Engine, frames: usize) -> Vec<f32> {
    engine.message(EngineMessage::Play);
    let late = engine.latency();
    render(engine, frames + late, 128).split_off(late)
}

#[test]
fn a_recording_plays_bit_for_bit_from_its_first_frame_to_its_last() {
    let mut engine = engine(vec![span(4, 4_000, 0)]);
    let heard = played(&mut engine, FRAMES + 400);
    assert!(heard[..100].iter().all(|sample| *sample == 0.0));
    assert_eq!(heard[100..100 + FRAMES], noise(FRAMES));
    assert!(heard[100 + FRAMES..].iter().all(|sample| *sample == 0.0));
}

#[test]
fn backwards_it_plays_bit_for_bit_from_its_last_frame_to_its_first() {
    let mut engine = engine(vec![AudioSpan { reverse: true, ..span(4, 4_000, 0) }]);
    let heard = played(&mut engine, FRAMES + 400);
    let backwards: Vec<f32> = noise(FRAMES).into_iter().rev().collect();
    assert!(heard[..100].iter().all(|sample| *sample == 0.0));
    assert_eq!(heard[100..100 + FRAMES], backwards);
    assert!(heard[100 + FRAMES..].iter().all(|sample| *sample == 0.0));
}

#[test]
fn clips_cut_from_what_plays_backwards_join_without_a_seam() {
    let reverse = |span: AudioSpan| AudioSpan { reverse: true, ..span };
    let whole = played(&mut engine(vec![reverse(span(0, 1_600, 0))]), 41_000);
    let parts = [span(0, 400, 0), span(400, 801, 10_001), span(801, 1_600, 20_025)].map(reverse);
    assert!(played(&mut engine(parts.to_vec()), 41_000) == whole);
    // Where the direction changes there is a seam, and it is led over.
    let turned = vec![span(0, 400, 0), reverse(span(400, 1_600, 10_000))];
    let heard = played(&mut engine(turned), 41_000);
    assert_eq!((heard[10_000], heard[9_000], heard[11_000]), (0.0, noise(FRAMES)[9_000], whole[11_000]));
}

#[test]
fn the_hosts_cuts_change_nothing() {
    let whole = played(&mut engine(vec![span(4, 400, 100), span(500, 1_000, 9_000)]), 30_000);
    for cut in [1, 63, 64, 100, 1_000] {
        let mut engine = engine(vec![span(4, 400, 100), span(500, 1_000, 9_000)]);
        engine.message(EngineMessage::Play);
        let late = engine.latency();
        assert!(render(&mut engine, 30_000 + late, cut).split_off(late) == whole, "cuts of {cut}");
    }
}

#[test]
fn clips_cut_from_one_recording_join_without_a_seam() {
    let whole = played(&mut engine(vec![span(0, 1_600, 0)]), 41_000);
    let parts = vec![span(0, 400, 0), span(400, 801, 10_001), span(801, 1_600, 20_025)];
    assert!(played(&mut engine(parts), 41_000) == whole);
}

#[test]
fn what_is_cut_rises_and_falls_in_a_few_milliseconds() {
    let heard = played(&mut engine(vec![span(0, 400, 4_000)]), 10_100);
    let raw = noise(FRAMES);
    assert_eq!(heard[0], 0.0);
    assert!((heard[120] - raw[4_120] * 0.5).abs() < 1e-6);
    assert_eq!(heard[240..9_761], raw[4_240..13_761]);
    assert!((heard[9_880] - raw[13_880] * 0.5).abs() < 1e-6);
    assert!(heard[10_000..].iter().all(|sample| *sample == 0.0));
}

#[test]
fn fades_and_levels_are_those_of_the_clip() {
    let loud = AudioSpan { fade_in: 100, gain: -20.0, ..span(0, 1_600, 0) };
    let (heard, raw) = (played(&mut engine(vec![loud]), 10_000), noise(FRAMES));
    assert!((heard[2_400] - raw[2_400] * 0.05).abs() < 1e-6);
    assert!((heard[6_000] - raw[6_000] * 0.1).abs() < 1e-6);
}

#[test]
fn a_stop_and_a_jump_are_led_out_and_in() {
    let mut engine = engine(vec![span(0, 1_900, 0)]);
    let raw = noise(FRAMES);
    engine.message(EngineMessage::Play);
    let late = engine.latency();
    render(&mut engine, 6_400, 128);
    engine.message(EngineMessage::Stop);
    let after = render(&mut engine, 640, 128);
    // What was played before the stop is still in the limiter.
    assert_eq!(after[..late], raw[6_400 - late..6_400]);
    assert!((after[late + 120] - raw[6_520] * 0.5).abs() < 1e-6);
    assert!(after[late + 240..].iter().all(|sample| *sample == 0.0));
    engine.message(EngineMessage::Locate(Tick(960)));
    engine.message(EngineMessage::Play);
    let again = render(&mut engine, 640, 128);
    assert!((again[late + 120] - raw[24_120] * 0.5).abs() < 1e-6);
    assert_eq!(again[late + 240..], raw[24_240..24_640 - late]);
}

#[test]
fn a_loop_crosses_over_and_a_clip_at_its_start_begins_whole() {
    let mut engine = engine(vec![span(0, 1_900, 0)]);
    engine.message(EngineMessage::Loop(Some(TickRange::new(Tick(0), Tick(40)))));
    let (heard, raw) = (played(&mut engine, 3_000), noise(FRAMES));
    assert_eq!(heard[..1_000], raw[..1_000]);
    // The first frame again at once, over the rest of what was cut.
    let expected = raw[120] + raw[1_120] * 0.5;
    assert!((heard[1_120] - expected).abs() < 1e-6, "{} {expected}", heard[1_120]);
    assert_eq!(heard[1_240..2_000], raw[240..1_000]);
}

#[test]
fn a_change_of_tempo_moves_a_clip_and_never_stretches_it() {
    let mut engine = engine(vec![span(960, 1_900, 0)]);
    engine.message(EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(60.0))));
    let heard = played(&mut engine, 60_000);
    assert_eq!(heard[48_000..60_000], noise(FRAMES)[..12_000]);
}

#[test]
fn replacing_a_lane_with_the_same_sound_leaves_it_as_it_is() {
    let mut engine = engine(vec![span(0, 1_900, 0)]);
    let (first, raw) = (played(&mut engine, 6_400), noise(FRAMES));
    let late = engine.latency();
    engine.message(EngineMessage::AudioLane { slot: 0, spans: vec![span(0, 1_900, 0), span(1_900, 1_910, 0)] });
    let after = render(&mut engine, 6_400, 128);
    assert_eq!(first, raw[..6_400]);
    let wrong = after.iter().zip(&raw[6_400..]).filter(|(heard, raw)| (**heard - **raw).abs() > 1e-6).count();
    assert_eq!((wrong, late < 6_400), (0, true));
}

#[test]
fn a_recording_that_is_not_there_is_silent_and_comes_in_when_it_is() {
    let mut engine = engine(vec![AudioSpan { recording: 5, ..span(0, 1_900, 0) }]);
    assert!(played(&mut engine, 1_000).iter().all(|sample| *sample == 0.0));
    engine.recordings().reserve(5, 2, FRAMES).unwrap().fill(0.25);
    assert!(render(&mut engine, 1_000, 128)[500..].iter().all(|sample| (*sample - 0.25).abs() < 1e-6));
    engine.message(EngineMessage::KeepRecordings(vec![KEY]));
    assert_eq!(render(&mut engine, 1_000, 128)[999], 0.0);
}
