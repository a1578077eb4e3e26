//! Aliasing and harmonics, against fundsp's saw as the oracle.

use fundsp::prelude32::{An, pass, saw_hz};

use super::*;
use crate::engine::patch::{BankNode, subtractive};

pub const LENGTH: usize = 4096;

/// Power in every bin under a Blackman-Harris window.
pub fn spectrum(samples: &[f32]) -> Vec<f64> {
    let turn = core::f64::consts::TAU / LENGTH as f64;
    let windowed: Vec<f64> = (0..LENGTH)
        .map(|place| {
            let angle = turn * place as f64;
            let window = 0.35875 - 0.48829 * libm::cos(angle) + 0.14128 * libm::cos(2.0 * angle)
                - 0.01168 * libm::cos(3.0 * angle);
            window * f64::from(samples[place])
        })
        .collect();
    let power = |bin: usize| {
        // Goertzel's algorithm.
        let factor = 2.0 * libm::cos(turn * bin as f64);
        let (mut before, mut last) = (0.0, 0.0);
        for sample in &windowed {
            (before, last) = (last, sample + factor * last - before);
        }
        last * last + before * before - factor * last * before
    };
    (0..LENGTH / 2).map(power).collect()
}

/// Decibels of each harmonic below the first, and of everything off the harmonics.
pub fn harmonics(samples: &[f32], hertz: f64) -> (Vec<f64>, f64) {
    let spectrum = spectrum(samples);
    let bins_apart = hertz * LENGTH as f64 / f64::from(RATE);
    let count = (LENGTH as f64 / 2.0 / bins_apart) as usize;
    let mut on = vec![0.0; count + 1];
    let mut off = 0.0;
    for (bin, power) in spectrum.iter().enumerate() {
        let nearest = libm::round(bin as f64 / bins_apart);
        if (bin as f64 - nearest * bins_apart).abs() <= 5.0 {
            on[nearest as usize] += power;
        } else {
            off += power;
        }
    }
    let total: f64 = on.iter().sum();
    let levels = on[1..].iter().map(|power| 10.0 * libm::log10(power / on[1])).collect();
    (levels, 10.0 * libm::log10(off / total))
}

#[test]
fn the_saw_has_the_harmonics_of_the_oracle_and_no_aliases() {
    let key = 88;
    let hertz = 440.0 * libm::exp2((f64::from(key) - 69.0) / 12.0);
    let values = [
        ("detune", 0.0),
        ("cutoff", 18_000.0),
        ("resonance", 0.0),
        ("filter_envelope", 24.0),
        ("filter_sustain", 1.0),
        ("sustain", 1.0),
    ];
    let params = Params::from_named(PatchKind::Subtractive.specs(), values).unwrap();
    let mut node = BankNode { bank: subtractive::bank(RATE, params.values()) };
    node.bank.note_on(Pitch::new(key).unwrap(), Velocity::new(100).unwrap());
    // In a graph, as any other unit of fundsp.
    let mut graph = An(node) >> (pass() | pass());
    let mut oracle = saw_hz(hertz as f32);
    oracle.set_sample_rate(f64::from(RATE));
    for _ in 0..9600 {
        graph.get_stereo();
        oracle.get_mono();
    }
    let ours: Vec<f32> = (0..LENGTH).map(|_| graph.get_stereo().0).collect();
    let theirs: Vec<f32> = (0..LENGTH).map(|_| oracle.get_mono()).collect();
    let (our_levels, our_aliases) = harmonics(&ours, hertz);
    let (their_levels, their_aliases) = harmonics(&theirs, hertz);
    assert!(our_aliases < -80.0 && their_aliases < -80.0, "aliases at {our_aliases} dB, theirs {their_aliases} dB");
    for (place, (ours, theirs)) in our_levels.iter().zip(&their_levels).take(7).enumerate() {
        assert!((ours - theirs).abs() < 1.0, "harmonic {}: {ours} dB, oracle {theirs} dB", place + 1);
    }
}

#[test]
fn nothing_of_a_saw_is_heard_above_half_the_sample_rate_folded_down() {
    // A naive saw on this key measures about -14 dB.
    let mut bank = bank_with(PatchKind::Pad, &[("detune", 0.0), ("cutoff", 12_000.0), ("attack", 0.001), ("air", 0.0)]);
    let [left, _] = play(bank.as_mut(), &[(0, Event::On(96, 127))], 4800 + LENGTH);
    let (_, aliases) = harmonics(&left[4800..], 440.0 * libm::exp2(27.0 / 12.0));
    assert!(aliases < -70.0, "{aliases} dB");
}
