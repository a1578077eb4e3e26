//! What the later instruments promise one by one: tuning over seven octaves, no aliases, and times that are kept.

use super::pitch::in_tune;
use super::spectrum::{LENGTH, harmonics, spectrum};
use super::*;

/// C1 to C8.
const OCTAVES: [u8; 8] = [24, 36, 48, 60, 72, 84, 96, 108];
/// The unison drawbar alone, nothing turning.
const PLAIN_ORGAN: &[(&str, f32)] =
    &[("drawbar_1", 0.0), ("drawbar_2", 0.0), ("strike", 0.0), ("click", 0.0), ("vibrato", 0.0), ("rotary", 0.0)];
const PLAIN_CHOIR: &[(&str, f32)] =
    &[("detune", 0.0), ("vibrato", 0.0), ("motion", 0.0), ("air", 0.0), ("attack", 0.01)];
const PLAIN_STRINGS: &[(&str, f32)] =
    &[("players", 0.0), ("vibrato", 0.0), ("bow", 0.0), ("attack", 0.01), ("sustain", 1.0)];

fn held(kind: PatchKind, values: &[(&str, f32)], key: u8, frames: usize) -> Vec<f32> {
    let [left, _] = play(bank_with(kind, values).as_mut(), &[(0, Event::On(key, 100))], frames);
    left
}

#[test]
fn they_are_in_tune_over_seven_octaves() {
    in_tune(PatchKind::Organ, PLAIN_ORGAN, &OCTAVES);
    in_tune(PatchKind::Mallet, &[("noise", 0.0), ("decay", 12.0)], &OCTAVES);
    in_tune(PatchKind::Choir, PLAIN_CHOIR, &OCTAVES);
    in_tune(PatchKind::Strings, PLAIN_STRINGS, &OCTAVES);
}

#[test]
fn nothing_folds_down_from_half_the_sample_rate() {
    for (kind, values) in [(PatchKind::Choir, PLAIN_CHOIR), (PatchKind::Strings, PLAIN_STRINGS)] {
        for (key, hertz) in [(84, 1_046.502), (108, 4_186.009)] {
            let (_, aliases) = harmonics(&held(kind, values, key, 9_600 + LENGTH)[9_600..], hertz);
            assert!(aliases < -60.0, "{kind:?} key {key}: aliases at {aliases} dB");
        }
    }
    // An organ has harmonics of the octave below, and no wheel above the last.
    let all: Vec<(&str, f32)> = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
        .iter()
        .zip(PatchKind::Organ.specs())
        .map(|(_, spec)| (spec.key, 8.0))
        .chain(PLAIN_ORGAN[2..].iter().copied())
        .collect();
    for (key, hertz) in [(84, 523.251), (108, 2_093.005)] {
        let samples = held(PatchKind::Organ, &all, key, 9_600 + LENGTH);
        let (_, aliases) = harmonics(&samples[9_600..], hertz);
        assert!(aliases < -60.0, "organ key {key}: aliases at {aliases} dB");
        let high: f64 = spectrum(&samples[9_600..])[580..].iter().sum();
        let all: f64 = spectrum(&samples[9_600..]).iter().sum();
        assert!(high < all * 1e-6, "organ key {key} is heard above its last wheel");
    }
    // What a bell folded down would lie below its own note.
    let samples = held(PatchKind::Mallet, &[("bars", 2.0), ("noise", 0.0), ("hardness", 1.0)], 108, 480 + LENGTH);
    let powers = spectrum(&samples[480..]);
    let (below, all) = (powers[..330].iter().sum::<f64>(), powers.iter().sum::<f64>());
    assert!(below < all * 1e-6, "a bell sounds below its note: {below} of {all}");
}

fn loud(samples: &[f32], at: usize) -> f32 {
    libm::sqrtf(samples[at - 960..at + 960].iter().map(|sample| sample * sample).sum::<f32>() / 1_920.0)
}

#[test]
fn attack_and_release_last_as_long_as_they_say() {
    for (kind, plain) in
        [(PatchKind::Organ, PLAIN_ORGAN), (PatchKind::Choir, PLAIN_CHOIR), (PatchKind::Strings, PLAIN_STRINGS)]
    {
        let mut values = plain.to_vec();
        values.extend([("attack", 0.4), ("release", 0.5)]);
        let events = [(0, Event::On(60, 100)), (48_000, Event::Off(60))];
        let [left, _] = play(bank_with(kind, &values).as_mut(), &events, 96_000);
        let full = loud(&left, 40_000);
        let half = loud(&left, 9_600) / full;
        assert!((0.4..0.6).contains(&half), "{kind:?} is at {half} after half its attack");
        let fallen = decibels_of(loud(&left, 48_000 + 12_000) / full);
        assert!((-24.0..-17.0).contains(&fallen), "{kind:?} fell {fallen} dB in half its release");
    }
}

#[test]
fn bars_ring_as_long_as_they_say_and_are_damped_when_let_go() {
    let values = [("decay", 1.0), ("noise", 0.0), ("release", 0.2)];
    let [left, _] = play(bank_with(PatchKind::Mallet, &values).as_mut(), &[(0, Event::On(60, 100))], 48_000);
    let fallen = decibels_of(loud(&left, 38_400) / loud(&left, 9_600));
    assert!((-26.0..-22.0).contains(&fallen), "40 dB a second are 24 in 0.6 s, not {fallen}");
    let events = [(0, Event::On(60, 100)), (9_600, Event::Off(60))];
    let [damped, _] = play(bank_with(PatchKind::Mallet, &values).as_mut(), &events, 48_000);
    assert!(loud(&damped, 20_000) < 0.1 * loud(&left, 20_000));
}

#[test]
fn only_the_first_key_of_a_phrase_is_struck() {
    let plain = [PLAIN_ORGAN, &[("strike", 1.0), ("drawbar_3", 0.0), ("strike_decay", 0.1)]].concat();
    let mut bank = bank_with(PatchKind::Organ, &plain);
    let [first, _] = play(bank.as_mut(), &[(0, Event::On(60, 100))], 24_000);
    let [second, _] = play(bank.as_mut(), &[(0, Event::On(64, 100))], 24_000);
    assert!(peak(&first) > 0.005 && peak(&second) < 0.001 * peak(&first).max(0.01));
    play(bank.as_mut(), &[(0, Event::ReleaseAll)], 24_000);
    let [third, _] = play(bank.as_mut(), &[(0, Event::On(64, 100))], 24_000);
    assert!(peak(&third) > 0.005);
}

#[test]
fn vowels_differ_and_voices_too() {
    let bright = |vowel: f32, voices: f32| {
        let values = [PLAIN_CHOIR, &[("vowel", vowel), ("voices", voices)]].concat();
        let powers = spectrum(&held(PatchKind::Choir, &values, 48, 9_600 + LENGTH)[9_600..]);
        // 1.4 to 2.2 kHz, where the second resonance of e and i lies, against what lies below.
        powers[120..190].iter().sum::<f64>() / powers[..120].iter().sum::<f64>()
    };
    for voices in [0.0, 1.0] {
        assert!(bright(1.0, voices) > 6.0 * bright(0.25, voices), "i and o");
        assert!(bright(0.75, voices) > 6.0 * bright(0.0, voices), "e and u");
    }
}
