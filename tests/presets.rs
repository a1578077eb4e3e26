//! Every preset over its keys: nothing in it rings where ringing hurts, leans to one side of zero, clips or falls
//! apart in mono, and its keys are about equally loud.
//! `docs/sound.md` says how it is measured and what came out.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::f64::consts::TAU;

use studio::engine::patch::{CONTROL_PERIOD, build};
use studio::music::{DrumPiece, Pitch, Velocity};
use studio::sound::{PRESETS, PatchKind, Preset, Tag};

const RATE: f32 = 48_000.0;
/// Frames of a spectrum; its bins are 12 Hz apart.
const WINDOW: usize = 4_096;
/// Twelfths of an octave from 250 Hz to 16 kHz.
const LOWEST: f64 = 250.0;
const BANDS: usize = 72;
/// Where ringing hurts, from 2 to 8 kHz, as bands.
const PRESENCE: std::ops::Range<usize> = 36..60;
/// How many bands to each side are the neighbours: together an octave.
const NEAR: usize = 6;

/// What is played: when each key goes down and comes up, in frames, how hard, and how long it all is.
struct Phrase {
    keys: Vec<(u8, usize, usize)>,
    velocity: u8,
    frames: usize,
}

impl Phrase {
    /// Every key of an octave in turn, so that each harmonic is everywhere in an octave and only what stays in its place stands
    /// out; or every piece of a kit.
    fn every_key(kind: PatchKind) -> Self {
        let (keys, apart, held): (Vec<u8>, usize, usize) = match kind {
            PatchKind::Drums => (DrumPiece::ALL.iter().map(|piece| piece.pitch().key()).collect(), 12_288, 4_000),
            PatchKind::Bass => ((36..48).collect(), 12_288, 12_000),
            // They swell.
            PatchKind::Pad | PatchKind::Choir | PatchKind::Strings => ((60..72).collect(), 12_288, 36_000),
            _ => ((60..72).collect(), 12_288, 12_000),
        };
        let frames = apart * (keys.len() - 1) + 24_576;
        let keys =
            keys.into_iter().enumerate().map(|(place, key)| (key, place * apart, place * apart + held)).collect();
        Self { keys, velocity: 100, frames }
    }

    /// The loudest that is likely: four notes of a chord, or of a kit, struck together as hard as can be.
    fn hardest(kind: PatchKind) -> Self {
        let keys: &[u8] = match kind {
            PatchKind::Drums => &[36, 38, 42, 49],
            PatchKind::Bass => &[36],
            _ => &[60, 64, 67, 72],
        };
        Self { keys: keys.iter().map(|key| (*key, 0, 40_000)).collect(), velocity: 127, frames: 48_000 }
    }

    /// A key alone.
    fn one(key: u8) -> Self {
        Self { keys: vec![(key, 0, 24_000)], velocity: 100, frames: 24_000 }
    }

    fn play(&self, preset: &Preset) -> [Vec<f32>; 2] {
        let mut bank = build(preset.kind, RATE, preset.patch().params.values());
        let velocity = Velocity::new(self.velocity).unwrap();
        let (mut left, mut right) = (vec![0.0; self.frames], vec![0.0; self.frames]);
        let stretches = left.chunks_mut(CONTROL_PERIOD).zip(right.chunks_mut(CONTROL_PERIOD));
        for (stretch, (left, right)) in stretches.enumerate() {
            let span = stretch * CONTROL_PERIOD..(stretch + 1) * CONTROL_PERIOD;
            self.keys
                .iter()
                .filter(|key| span.contains(&key.2))
                .for_each(|key| bank.note_off(Pitch::new(key.0).unwrap()));
            for key in self.keys.iter().filter(|key| span.contains(&key.1)) {
                bank.note_on(Pitch::new(key.0).unwrap(), velocity);
            }
            bank.render(left, right);
        }
        [left, right]
    }
}

/// A fast Fourier transform of a power of two: real and imaginary parts.
fn transform(samples: &[(f64, f64)]) -> Vec<(f64, f64)> {
    if samples.len() == 1 {
        return samples.to_vec();
    }
    let half = |odd: usize| transform(&samples.iter().skip(odd).step_by(2).copied().collect::<Vec<_>>());
    let (even, odd) = (half(0), half(1));
    let turned = odd.iter().enumerate().map(|(bin, (real, imaginary))| {
        let (sine, cosine) = (-TAU * bin as f64 / samples.len() as f64).sin_cos();
        (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
    });
    let pairs: Vec<_> = even.iter().zip(turned).collect();
    let sums = pairs.iter().map(|(even, odd)| (even.0 + odd.0, even.1 + odd.1));
    sums.chain(pairs.iter().map(|(even, odd)| (even.0 - odd.0, even.1 - odd.1))).collect()
}

fn decibels(power: f64) -> f64 {
    10.0 * power.max(1e-20).log10()
}

/// The levels of the twelfths of an octave, in dB.
fn twelfths(samples: &[f64]) -> Vec<f64> {
    let mut power = vec![0.0; WINDOW / 2];
    for window in samples.chunks_exact(WINDOW) {
        let hann = |place: usize| 0.5 - 0.5 * (TAU * place as f64 / WINDOW as f64).cos();
        let shaped: Vec<_> = window.iter().enumerate().map(|(place, sample)| (sample * hann(place), 0.0)).collect();
        for (sum, (real, imaginary)) in power.iter_mut().zip(transform(&shaped)) {
            *sum += real * real + imaginary * imaginary;
        }
    }
    let bin = |twelfth: f64| (LOWEST * (twelfth / 12.0).exp2() * WINDOW as f64 / f64::from(RATE)).round() as usize;
    let band = |place: usize| {
        let bins = &power[bin(place as f64 - 0.5)..bin(place as f64 + 0.5)];
        decibels(bins.iter().sum::<f64>() / bins.len() as f64)
    };
    (0..BANDS).map(band).collect()
}

/// What a preset measures.
struct Measured {
    /// How far a twelfth of an octave in the presence stands above its neighbours, in dB, its middle in hertz, and how loud it is
    /// against the loudest of all, in dB.
    ringing: (f64, f64, f64),
    /// The mean, in dBFS.
    offset: f64,
    /// The highest sample of the hardest chord, in dBFS.
    peak: f64,
    /// The mono mix against both sides, in dB.
    mono: f64,
    /// How much louder one key is than another, in dB.
    uneven: f64,
}

/// Between the loudest tenths of a second of the loudest and of the softest key of three octaves, in dB. A kit has no keys.
fn unevenness(preset: &Preset) -> f64 {
    let keys: &[u8] = match preset.kind {
        PatchKind::Drums => return 0.0,
        PatchKind::Bass => &[28, 33, 36, 40, 45, 48],
        _ => &[48, 55, 60, 64, 67, 72, 76, 79],
    };
    let loudest = |key: &u8| {
        let [left, right] = Phrase::one(*key).play(preset);
        let power = |samples: &[f32]| samples.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>();
        let tenths =
            left.chunks(4_800).zip(right.chunks(4_800)).map(|(left, right)| decibels(power(left) + power(right)));
        tenths.fold(f64::MIN, f64::max)
    };
    let levels: Vec<f64> = keys.iter().map(loudest).collect();
    levels.iter().copied().fold(f64::MIN, f64::max) - levels.iter().copied().fold(f64::MAX, f64::min)
}

/// How uneven a preset may be, in dB: filters that sweep, and vowels that move, meet some keys and miss others.
fn allowed(preset: &Preset) -> f64 {
    match preset.kind {
        _ if preset.tags.contains(&Tag::Moving) => 18.0,
        PatchKind::Choir => 12.0,
        _ => 6.5,
    }
}

fn measured(preset: &Preset) -> Measured {
    let [left, right] = Phrase::every_key(preset.kind).play(preset);
    let middle: Vec<f64> = left.iter().zip(&right).map(|(left, right)| f64::from(left + right) / 2.0).collect();
    let power = |samples: &[f32]| samples.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>();
    let mono = middle.iter().map(|sample| sample * sample).sum::<f64>() / (0.5 * (power(&left) + power(&right)));
    let levels = twelfths(&middle);
    let loudest = levels.iter().copied().fold(f64::MIN, f64::max);
    let middle_of = |near: &[f64]| {
        let mut near = near.to_vec();
        near.sort_by(f64::total_cmp);
        (near[NEAR / 2 - 1] + near[NEAR / 2]) / 2.0
    };
    // The louder side counts: where a sound ends at its last overtone, nothing rings.
    let stands_out = |place: usize| {
        let (below, above) = (&levels[place - NEAR..place], &levels[place + 1..=place + NEAR]);
        let over = levels[place] - middle_of(below).max(middle_of(above));
        (over, LOWEST * (place as f64 / 12.0).exp2(), levels[place] - loudest)
    };
    let hardest = Phrase::hardest(preset.kind).play(preset);
    let peak = hardest.iter().flatten().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    Measured {
        ringing: PRESENCE.map(stands_out).max_by(|one, other| one.0.total_cmp(&other.0)).unwrap(),
        offset: decibels((middle.iter().sum::<f64>() / middle.len() as f64).powi(2)),
        peak: decibels(f64::from(peak).powi(2)),
        mono: decibels(mono),
        uneven: unevenness(preset),
    }
}

#[test]
fn no_preset_rings_leans_clips_falls_apart_or_is_uneven() {
    let mut wrong = Vec::new();
    // A sampler's presets play what a song brings.
    for preset in PRESETS.iter().filter(|preset| preset.kind != PatchKind::Sampler) {
        let sound = measured(preset);
        let line = format!(
            "{:?} | {} | {:.1} at {:.0} {:.0} | {:.0} | {:.1} | {:.1} | {:.1}",
            preset.kind,
            preset.name,
            sound.ringing.0,
            sound.ringing.1,
            sound.ringing.2,
            sound.offset,
            sound.peak,
            sound.mono,
            sound.uneven
        );
        println!("{line}");
        // The upper resonances of a voice are what its vowels are; they only have to stay behind.
        let sings = matches!(preset.kind, PatchKind::Choir | PatchKind::Voice);
        let rings = sound.ringing.0 > if sings { 20.0 } else { 6.0 } && sound.ringing.2 > -36.0;
        if rings
            || sings && sound.ringing.2 > -5.0
            || sound.offset > -60.0
            || sound.peak > -3.0
            || sound.mono < -3.0
            || sound.uneven > allowed(preset)
        {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
