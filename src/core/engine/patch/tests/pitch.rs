//! Tuning, by the advance of the fundamental's phase between two windows.

use super::*;

/// The phase in cycles of a partial near `hertz`, under a Hann window that starts at `from`.
pub fn phase(samples: &[f32], from: usize, length: usize, hertz: f64) -> f64 {
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (place, sample) in samples[from..from + length].iter().enumerate() {
        let window = 0.5 - 0.5 * libm::cos(core::f64::consts::TAU * place as f64 / length as f64);
        let angle = core::f64::consts::TAU * hertz * place as f64 / f64::from(RATE);
        real += f64::from(*sample) * window * libm::cos(angle);
        imaginary -= f64::from(*sample) * window * libm::sin(angle);
    }
    libm::atan2(imaginary, real) / core::f64::consts::TAU
}

/// How far the note is from its key, in cents.
fn cents_off(kind: PatchKind, values: &[(&str, f32)], key: u8) -> f64 {
    let hertz = 440.0 * libm::exp2((f64::from(key) - 69.0) / 12.0);
    let hop = 2048;
    let length = match key {
        ..36 => 16_384,
        36..48 => 8_192,
        _ => 4_096,
    };
    let start = 1200;
    let mut bank = bank_with(kind, values);
    let [left, _] = play(bank.as_mut(), &[(0, Event::On(key, 100))], start + hop + length);
    let expected = hertz * hop as f64 / f64::from(RATE);
    let advance = phase(&left, start + hop, length, hertz) - phase(&left, start, length, hertz) - expected;
    let drift = advance - libm::round(advance);
    let found = hertz + drift * f64::from(RATE) / hop as f64;
    1200.0 * libm::log2(found / hertz)
}

pub fn in_tune(kind: PatchKind, values: &[(&str, f32)], keys: &[u8]) {
    for key in keys {
        let off = cents_off(kind, values, *key);
        assert!(off.abs() < 1.0, "{kind:?} key {key} is {off:.2} cents off");
    }
}

#[test]
fn the_synthesiser_is_in_tune() {
    in_tune(PatchKind::Subtractive, &[("detune", 0.0)], &[28, 45, 60, 69, 84, 103]);
}

#[test]
fn the_keyboard_is_in_tune() {
    in_tune(PatchKind::Fm, &[("detune", 0.0), ("tremolo", 0.0)], &[28, 45, 60, 81, 100]);
}

#[test]
fn strings_are_in_tune() {
    in_tune(PatchKind::Pluck, &[("noise", 0.0)], &[28, 40, 52, 64, 76, 88, 100]);
    in_tune(PatchKind::Pluck, &[("damping", 1.0), ("brightness", 1.0)], &[40, 61, 79, 97]);
}

#[test]
fn the_bass_is_in_tune() {
    in_tune(PatchKind::Bass, &[("sub", 0.0), ("cutoff", 2000.0), ("filter_envelope", 0.0)], &[28, 36, 43, 60]);
}

#[test]
fn the_pad_is_in_tune() {
    in_tune(PatchKind::Pad, &[("detune", 0.0), ("attack", 0.01), ("air", 0.0)], &[36, 60, 84]);
}

#[test]
fn strings_ring_as_long_at_any_pitch() {
    let fall = |key: u8| {
        let mut bank = bank_with(PatchKind::Pluck, &[("decay", 1.0), ("body", 0.0)]);
        let [left, _] = play(bank.as_mut(), &[(0, Event::On(key, 100))], 30_000);
        let power = |from: usize| libm::sqrtf(left[from..from + 2400].iter().map(|sample| sample * sample).sum());
        decibels_of(power(27_000) / power(14_600))
    };
    // 60 dB in a second is 15.5 dB in these 12,400 frames; partials that fade sooner add a little.
    for key in [40, 52, 64, 76] {
        let fallen = fall(key);
        assert!((-19.5..-14.5).contains(&fallen), "key {key}: {fallen} dB");
    }
}

#[test]
fn the_bass_glides_only_between_tied_notes() {
    let values = [("glide", 0.1), ("sub", 0.0), ("cutoff", 80.0), ("resonance", 0.0), ("filter_envelope", 0.0)];
    let mut bank = bank_with(PatchKind::Bass, &values);
    let events = [(0, Event::On(36, 100)), (9600, Event::On(48, 100)), (9632, Event::Off(36))];
    let [left, _] = play(bank.as_mut(), &events, 24_000);
    let crossings =
        |from: usize, to: usize| left[from..to].windows(2).filter(|pair| pair[0] <= 0.0 && pair[1] > 0.0).count();
    assert!((crossings(4800, 9600) as i32 - 6).abs() <= 1);
    assert!((crossings(19_200, 24_000) as i32 - 13).abs() <= 1);
    let gliding = crossings(9600, 14_400);
    assert!((8..13).contains(&gliding), "{gliding} cycles in the glide");
}
