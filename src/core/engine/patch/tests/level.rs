//! Presets are equally loud, and leave room.

use ebur128::{EbuR128, Mode};

use super::*;
use crate::sound::PRESETS;

/// The loudest 100 ms in LUFS, and the peak in dBFS, of what is typical for the instrument.
fn measure(preset: &Preset) -> (f64, f32) {
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
    let [left, right] = play(bank.as_mut(), &events, frames);
    let mut meter = EbuR128::new(2, RATE as u32, Mode::M).unwrap();
    let mut loudest = f64::MIN;
    for (left, right) in left.chunks(2400).zip(right.chunks(2400)) {
        meter.add_frames_planar_f32(&[left, right]).unwrap();
        loudest = loudest.max(meter.loudness_window(100).unwrap());
    }
    (loudest, decibels_of(peak(&left).max(peak(&right))))
}

#[test]
fn presets_are_equally_loud_and_leave_room() {
    for preset in PRESETS {
        let (loudness, peak) = measure(preset);
        // A kit is mostly silence between its strikes.
        let wanted = if preset.kind == PatchKind::Drums { -17.8 } else { -19.5 };
        assert!((loudness - wanted).abs() < 1.5, "{}: {loudness:.1} LUFS", preset.name);
        assert!((-18.0..-8.0).contains(&peak), "{} peaks at {peak:.1} dBFS", preset.name);
    }
}
