//! Presets are equally loud, leave room, and are of a sound colour.

use ebur128::{EbuR128, Mode};

use super::*;
use crate::engine::dsp::fft::Fft;
use crate::sound::PRESETS;

/// Presets that sound by themselves: a sampler's play what a song brings.
fn sounding() -> impl Iterator<Item = &'static Preset> {
    PRESETS.iter().filter(|preset| preset.kind != PatchKind::Sampler)
}

/// What is typical for the instrument: a bar of a kit, a low note, or a chord.
fn phrase(preset: &Preset) -> [Vec<f32>; 2] {
    let mut bank = bank_of(preset);
    let chord = |keys: &[u8]| keys.iter().map(|key| (0, Event::On(*key, 100))).collect::<Vec<_>>();
    let (events, frames) = match preset.kind {
        PatchKind::Drums => {
            let bar = [(0, 36), (0, 42), (1, 42), (2, 38), (2, 42), (3, 42), (3, 36)];
            (bar.map(|(eighth, key)| (eighth * 12_000, Event::On(key, 100))).to_vec(), 48_000)
        }
        PatchKind::Bass => (chord(&[36]), 36_000),
        PatchKind::Pad => (chord(&[60, 64, 67, 72]), 76_800),
        _ => (chord(&[60, 64, 67, 72]), 36_000),
    };
    play(bank.as_mut(), &events, frames)
}

/// The loudest 100 ms in LUFS.
pub fn loudness([left, right]: &[Vec<f32>; 2]) -> f64 {
    let mut meter = EbuR128::new(2, RATE as u32, Mode::M).unwrap();
    let mut loudest = f64::MIN;
    for (left, right) in left.chunks(2400).zip(right.chunks(2400)) {
        meter.add_frames_planar_f32(&[left, right]).unwrap();
        loudest = loudest.max(meter.loudness_window(100).unwrap());
    }
    loudest
}

fn power(samples: impl Iterator<Item = f32>) -> f32 {
    samples.map(|sample| sample * sample).sum()
}

/// The middle of the spectrum in hertz, of magnitudes in all windows together.
fn centroid(samples: &[f32]) -> f32 {
    let fft = Fft::new(2_048);
    let (mut weighted, mut total) = (0.0, 1e-9);
    for window in samples.chunks_exact(2_048) {
        let hann = |place: usize| 0.5 - 0.5 * libm::cosf(core::f32::consts::TAU * place as f32 / 2_048.0);
        let mut real: Vec<f32> = window.iter().enumerate().map(|(place, sample)| sample * hann(place)).collect();
        let mut imaginary = vec![0.0; 2_048];
        fft.transform(&mut real, &mut imaginary);
        for bin in 1..1_024 {
            let magnitude = libm::hypotf(real[bin], imaginary[bin]);
            weighted += magnitude * bin as f32 * RATE / 2_048.0;
            total += magnitude;
        }
    }
    weighted / total
}

#[test]
fn presets_are_equally_loud_and_leave_room() {
    let mut wrong = Vec::new();
    for preset in sounding() {
        let sound = phrase(preset);
        let (loudness, peak) = (loudness(&sound), decibels_of(peak(&sound[0]).max(peak(&sound[1]))));
        // A kit is mostly silence between its strikes.
        let wanted = if preset.kind == PatchKind::Drums { -17.8 } else { -19.5 };
        if (loudness - wanted).abs() > 1.0 || !(-18.0..-7.0).contains(&peak) {
            wrong.push(format!("{}: {:+.2} dB, peak {peak:.1}", preset.name, loudness - wanted));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn presets_have_no_offset_hold_together_in_mono_and_are_neither_dull_nor_harsh() {
    let mut wrong = Vec::new();
    for preset in sounding() {
        let [left, right] = phrase(preset);
        let both = 0.5 * (power(left.iter().copied()) + power(right.iter().copied()));
        let middle: Vec<f32> = left.iter().zip(&right).map(|(left, right)| 0.5 * (left + right)).collect();
        let mono = 10.0 * libm::log10f(power(middle.iter().copied()) / both);
        let rms = libm::sqrtf(both / left.len() as f32);
        let offset = libm::fabsf(middle.iter().sum::<f32>() / middle.len() as f32) / rms;
        let crest = decibels_of(peak(&left).max(peak(&right)) / rms);
        let centre = centroid(&middle);
        let range = match preset.kind {
            PatchKind::Bass => 60.0..2_000.0,
            PatchKind::Drums => 1_000.0..9_000.0,
            // Breath is noise.
            PatchKind::Pad => 250.0..9_000.0,
            _ => 250.0..5_000.0,
        };
        let crests = if preset.kind == PatchKind::Drums { 5.0..28.0 } else { 3.0..25.0 };
        if mono < -4.0 || offset > 0.02 || !range.contains(&centre) || !crests.contains(&crest) {
            wrong.push(format!(
                "{}: mono {mono:.1} dB, offset {offset:.4}, crest {crest:.1} dB, centre {centre:.0} Hz",
                preset.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
