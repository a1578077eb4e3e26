//! What holds for every insert, and the tools that their own tests share.

use super::*;
use crate::engine::key::Keys;
use crate::sound::{BandsResponse, Figure, Params};
use fundsp::prelude32::*;
use proptest::prelude::*;

/// Runs an effect over the same sound on both channels, block by block.
pub fn run(effect: &mut dyn Process, input: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (mut left, mut right) = (input.to_vec(), input.to_vec());
    for (left, right) in left.chunks_mut(BLOCK).zip(right.chunks_mut(BLOCK)) {
        effect.process(left, right);
    }
    (left, right)
}

/// The level of one frequency in a response, in decibels.
pub fn magnitude_at(response: &[f32], frequency: f64, sample_rate: f64) -> f64 {
    let step = std::f64::consts::TAU * frequency / sample_rate;
    let (mut cosine, mut sine) = (0.0, 0.0);
    for (frame, sample) in response.iter().enumerate() {
        cosine += f64::from(*sample) * (step * frame as f64).cos();
        sine += f64::from(*sample) * (step * frame as f64).sin();
    }
    20.0 * cosine.hypot(sine).log10()
}

fn spec(kind: InsertKind, bypassed: bool) -> InsertSpec {
    InsertSpec { kind, values: Params::defaults(kind.specs()).values().to_vec(), key: None, bypassed }
}

/// A loud burst, then silence.
fn burst(frames: usize) -> Vec<f32> {
    let noise = |frame: usize| ((frame * 7_919 + frame * frame * 31) % 2_001) as f32 / 1_000.0 - 1.0;
    (0..frames).map(|frame| if frame < frames / 8 { noise(frame) } else { 0.0 }).collect()
}

fn play(unit: &mut InsertUnit, input: &[f32]) -> Vec<f32> {
    let (mut left, mut right) = (input.to_vec(), input.to_vec());
    for (left, right) in left.chunks_mut(BLOCK).zip(right.chunks_mut(BLOCK)) {
        unit.process(left, right, Surroundings::default(), &Keys::default());
    }
    left.extend(right);
    left
}

#[test]
fn a_reset_effect_plays_like_a_new_one() {
    for kind in InsertKind::ALL {
        let mut unit = InsertUnit::new(&spec(kind, false), 48_000.0, Surroundings::default());
        let first = play(&mut unit, &burst(8_192));
        unit.reset();
        assert_eq!(play(&mut unit, &burst(8_192)), first, "{kind:?}");
    }
}

#[test]
fn a_bypassed_effect_passes_sound_and_comes_back_the_same() {
    for kind in InsertKind::ALL {
        let fresh = play(&mut InsertUnit::new(&spec(kind, false), 48_000.0, Surroundings::default()), &burst(8_192));
        let mut unit = InsertUnit::new(&spec(kind, true), 48_000.0, Surroundings::default());
        assert_eq!(play(&mut unit, &burst(512))[..512], burst(512));
        unit.set(&spec(kind, false), Surroundings::default());
        unit.snap();
        assert_eq!(play(&mut unit, &burst(8_192)), fresh, "{kind:?}");
    }
}

#[test]
fn bypassing_fades() {
    let mut unit = InsertUnit::new(&spec(InsertKind::Saturator, false), 48_000.0, Surroundings::default());
    let sound = |from: usize| (from..from + 4_800).map(|f| libm::sinf(f as f32 * 0.01)).collect::<Vec<_>>();
    play(&mut unit, &sound(0));
    unit.set(&spec(InsertKind::Saturator, true), Surroundings::default());
    let faded = play(&mut unit, &sound(4_800));
    assert!(faded[..4_800].windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.02));
    assert_eq!(faded[4_000], sound(4_800)[4_000]);
}

#[test]
fn tails_end_without_denormal_numbers() {
    for kind in InsertKind::ALL {
        let mut unit = InsertUnit::new(&spec(kind, false), 48_000.0, Surroundings::default());
        play(&mut unit, &burst(4_800));
        for _ in 0..40 {
            let tail = play(&mut unit, &vec![0.0; 48_000]);
            assert!(tail.iter().all(|sample| *sample == 0.0 || sample.is_normal()), "{kind:?}");
            if tail.iter().all(|sample| *sample == 0.0) {
                break;
            }
        }
        assert!(play(&mut unit, &[0.0; 64]).iter().all(|sample| *sample == 0.0), "{kind:?}");
    }
}

#[test]
fn an_effect_lives_in_a_fundsp_graph() {
    let node = InsertNode::new(spec(InsertKind::Chorus, false), 48_000.0, 120.0);
    let mut graph = (pass() | pass()) >> An(node) >> (mul(0.5) | mul(0.5));
    graph.set_sample_rate(48_000.0);
    let mut input = BufferVec::new(2);
    let mut output = BufferVec::new(2);
    let mut unit = InsertUnit::new(&spec(InsertKind::Chorus, false), 48_000.0, Surroundings::default());
    let expected = play(&mut unit, &burst(64));
    for (frame, sample) in burst(64).into_iter().enumerate() {
        input.set_f32(0, frame, sample);
        input.set_f32(1, frame, sample);
    }
    graph.process(64, &input.buffer_ref(), &mut output.buffer_mut());
    assert!((0..64).all(|frame| output.at_f32(0, frame) == 0.5 * expected[frame]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_setting_and_no_sound_breaks_an_effect(
        kind in prop::sample::select(InsertKind::ALL.to_vec()),
        travels in prop::collection::vec(prop::collection::vec(0.0_f32..=1.0, 32), 3),
        level in 0.0_f32..4.0,
        rate in prop::sample::select(vec![8_000.0, 44_100.0, 96_000.0]),
    ) {
        let mut spec = spec(kind, false);
        let mut unit = InsertUnit::new(&spec, rate, Surroundings::default());
        for travel in travels {
            spec.values = kind.specs().iter().zip(travel).map(|(param, travel)| param.at_travel(travel)).collect();
            unit.set(&spec, Surroundings::default());
            let input: Vec<f32> = burst(6_400).into_iter().map(|sample| sample * level).collect();
            prop_assert!(play(&mut unit, &input).iter().all(|sample| sample.abs() < 1_000.0));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_equaliser_does_to_frequencies_what_is_drawn_of_it(
        parametric: bool,
        travels in prop::collection::vec(0.0..=1.0_f32, 32),
    ) {
        let kind = if parametric { InsertKind::ParametricEq } else { InsertKind::Eq };
        let named = kind.specs().iter().zip(&travels).map(|(spec, travel)| (spec.key, spec.at_travel(*travel)));
        let params = Params::from_named(kind.specs(), named).unwrap();
        let mut input = vec![0.0; 65_536];
        input[0] = 1.0;
        let mut effect = kind_of(kind, params.values());
        let (heard, _) = run(effect.as_mut(), &input);
        let Some(Figure::Bands(bands)) = kind.figures().first() else { panic!("{kind:?} has no bands") };
        let drawn = BandsResponse::new(bands, &params, 48_000.0);
        for hertz in [30.0, 77.0, 160.0, 400.0, 1_000.0, 2_300.0, 5_000.0, 11_000.0, 19_000.0] {
            let (heard, drawn) = (magnitude_at(&heard, hertz, 48_000.0), f64::from(drawn.decibels(hertz as f32)));
            // Far down, what is heard is what single precision leaves.
            prop_assert!(drawn < -50.0 || (heard - drawn).abs() < 0.5, "{hertz} Hz: {heard} heard, {drawn} drawn");
        }
    }
}

fn kind_of(kind: InsertKind, values: &[f32]) -> Box<dyn Process> {
    match kind {
        InsertKind::ParametricEq => Box::new(parametric_eq::ParametricEq::new(values, 48_000.0)),
        _ => Box::new(eq::Eq::new(values, 48_000.0)),
    }
}
