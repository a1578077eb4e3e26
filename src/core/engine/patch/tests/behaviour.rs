//! Silence, repetition, stealing, and the kit's pieces.

use super::*;
use crate::music::DrumPiece;
use crate::sound::PRESETS;

/// The instruments that sound without a recording.
const BUILT: [PatchKind; 13] = {
    let [built @ .., PatchKind::Sampler] = PatchKind::ALL else { panic!("the sampler is the last") };
    built
};

/// Notes that a bad player might play, the same every time.
pub fn mess(notes: usize) -> Vec<(usize, Event)> {
    let mut seed = 12_345_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    let mut events = Vec::new();
    let mut at = 0;
    for _ in 0..notes {
        at += next(700) as usize;
        let key = next(128) as u8;
        events.push((at, Event::On(key, 1 + next(127) as u8)));
        events.push((at + 1 + next(6000) as usize, Event::Off(key)));
    }
    events.sort_by_key(|(frame, _)| *frame);
    events
}

#[test]
fn instruments_are_silent_before_the_first_note_and_after_the_last_has_rung_out() {
    for kind in BUILT {
        let rings = kind.specs().iter().any(|spec| spec.key == "release");
        let mut bank = bank_with(kind, if rings { &[("release", 0.3)] } else { &[] });
        assert_eq!(peak(&play(bank.as_mut(), &[], 100)[0]), 0.0);
        let [left, _] = play(bank.as_mut(), &[(10, Event::On(42, 100)), (9600, Event::ReleaseAll)], 48_000);
        assert_eq!(peak(&left[..10]), 0.0, "{kind:?}");
        assert!(peak(&left[10..9600]) > 0.003, "{kind:?}");
        assert_eq!(bank.voices(), 0, "{kind:?}");
        assert_eq!(peak(&left[47_000..]), 0.0, "{kind:?}");
    }
}

#[test]
fn any_notes_give_finite_samples_the_same_each_time_and_after_a_reset() {
    let events = mess(60);
    for kind in BUILT {
        let specs = kind.specs();
        for ends in [specs.iter().map(|spec| spec.min).collect::<Vec<_>>(), specs.iter().map(|spec| spec.max).collect()]
        {
            let mut bank = build(kind, RATE, &ends);
            let [left, right] = play(bank.as_mut(), &events[..40], 6000);
            let all_finite = left.iter().chain(&right).all(|sample| sample.is_finite() && sample.abs() < 8.0);
            assert!(all_finite, "{kind:?} {ends:?}: {}", peak(&left));
        }
        let mut first = bank_with(kind, &[]);
        let heard = play(first.as_mut(), &events, 24_000);
        assert_eq!(heard, play(bank_with(kind, &[]).as_mut(), &events, 24_000), "{kind:?}");
        first.reset();
        assert_eq!(first.voices(), 0);
        assert_eq!(heard, play(first.as_mut(), &events, 24_000), "{kind:?} after a reset");
    }
}

/// The largest jump between neighbouring samples.
fn jump(samples: &[f32]) -> f32 {
    samples.windows(2).fold(0.0, |jump, pair| jump.max((pair[1] - pair[0]).abs()))
}

#[test]
fn stealing_a_voice_does_not_click() {
    // Dull and steady, so that the largest jump of the sound itself is small.
    let sine: &[(&str, f32)] = &[("wave", 3.0), ("attack", 0.05), ("sustain", 1.0), ("filter_envelope", 0.0)];
    let fm: &[(&str, f32)] = &[("brightness", 0.0), ("tine", 0.0), ("attack", 0.05), ("tremolo", 0.0)];
    for (kind, values) in [(PatchKind::Subtractive, sine), (PatchKind::Fm, fm)] {
        let mut events: Vec<_> = (0..16).map(|index| (0, Event::On(36 + index, 127))).collect();
        events.extend((0..16).map(|index| (12_005 + 40 * usize::from(index), Event::On(37 + index, 127))));
        let mut bank = bank_with(kind, values);
        let [left, _] = play(bank.as_mut(), &events, 14_400);
        assert_eq!(bank.voices(), 16);
        let (before, during) = (jump(&left[6000..12_000]), jump(&left[12_000..]));
        assert!(during < before * 1.5, "{kind:?}: {during} while stealing, {before} before");
    }
}

#[test]
fn turning_a_control_does_not_click() {
    let mut bank = bank_with(PatchKind::Subtractive, &[("wave", 3.0), ("detune", 0.0), ("sustain", 1.0)]);
    play(bank.as_mut(), &[(0, Event::On(48, 100))], 9600);
    let before = jump(&play(bank.as_mut(), &[], 4800)[0]);
    let quieter = Params::from_named(
        PatchKind::Subtractive.specs(),
        [("wave", 3.0), ("detune", 0.0), ("sustain", 1.0), ("level", -24.0), ("cutoff", 400.0)],
    );
    bank.set(quieter.unwrap().values());
    let [after, _] = play(bank.as_mut(), &[], 9600);
    assert!(jump(&after) < before * 1.3);
    assert!(peak(&after[9000..]) < peak(&after[..200]) * 0.2);
}

#[test]
fn a_note_off_releases_one_note_of_its_key() {
    let mut bank = bank_with(PatchKind::Subtractive, &[("release", 0.01)]);
    play(bank.as_mut(), &[(0, Event::On(60, 100)), (0, Event::On(60, 100)), (4800, Event::Off(60))], 9600);
    assert_eq!(bank.voices(), 1);
    play(bank.as_mut(), &[(0, Event::Off(60)), (0, Event::Off(61))], 9600);
    assert_eq!(bank.voices(), 0);
}

#[test]
fn harder_strikes_are_louder() {
    // A pad swells long after the strike, an organ's contacts know no strength, and a sampler's presets have nothing to play.
    let struck = |preset: &&Preset| !matches!(preset.kind, PatchKind::Pad | PatchKind::Organ | PatchKind::Sampler);
    for preset in PRESETS.iter().filter(struck) {
        let key = if preset.kind == PatchKind::Drums { 38 } else { 48 };
        let level = |velocity| peak(&play(bank_of(preset).as_mut(), &[(0, Event::On(key, velocity))], 4800)[0]);
        let (soft, hard) = (level(30), level(120));
        assert!(hard > soft * 1.6, "{}: {soft} and {hard}", preset.name);
    }
}

#[test]
fn every_piece_of_every_kit_is_audible_its_own_and_over_within_four_seconds() {
    let mut sounds: Vec<(DrumPiece, f32, f32)> = Vec::new();
    for kit in [0.0, 1.0, 2.0, 3.0] {
        sounds.clear();
        let mut bank = bank_with(PatchKind::Drums, &[("kit", kit)]);
        for piece in DrumPiece::ALL {
            bank.reset();
            let [left, right] = play(bank.as_mut(), &[(0, Event::On(piece.pitch().key(), 100))], 9600);
            let loud = decibels_of(peak(&left).max(peak(&right)));
            assert!((-34.0..-5.0).contains(&loud), "kit {kit}: {piece:?} peaks at {loud} dBFS");
            // Zero crossings tell the colour, the energy's centre the length.
            let crossings = left.windows(2).filter(|pair| pair[0] * pair[1] < 0.0).count() as f32;
            let energy: f32 = left.iter().map(|sample| sample * sample).sum();
            let centre = left.iter().enumerate().map(|(at, sample)| at as f32 * sample * sample).sum::<f32>() / energy;
            for (other, its_crossings, its_centre) in &sounds {
                let apart = (crossings / its_crossings - 1.0).abs() + (centre / its_centre - 1.0).abs();
                assert!(apart > 0.08, "kit {kit}: {piece:?} sounds like {other:?}");
            }
            sounds.push((*piece, crossings, centre));
        }
        for piece in [DrumPiece::Crash, DrumPiece::Kick, DrumPiece::OpenHat] {
            bank.reset();
            play(bank.as_mut(), &[(0, Event::On(piece.pitch().key(), 127))], 4 * 48_000);
            assert_eq!(bank.voices(), 0, "{piece:?}");
        }
    }
}

#[test]
fn a_strike_is_never_quite_the_last_one_again() {
    let mut bank = bank_with(PatchKind::Drums, &[]);
    let first = play(bank.as_mut(), &[(0, Event::On(38, 100))], 4800);
    play(bank.as_mut(), &[], 48_000);
    assert_eq!(bank.voices(), 0);
    assert_ne!(first, play(bank.as_mut(), &[(0, Event::On(38, 100))], 4800));
}

#[test]
fn closing_the_hats_chokes_the_open_one() {
    let tail = |events: &[(usize, Event)]| {
        let [left, _] = play(bank_with(PatchKind::Drums, &[]).as_mut(), events, 16_000);
        peak(&left[14_000..])
    };
    let open = (0, Event::On(46, 100));
    assert!(tail(&[open, (4800, Event::On(44, 20))]) < 0.3 * tail(&[open]));
}
