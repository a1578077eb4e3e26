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

/// One operator alone, and one that bends it.
const PLAIN_OPERATORS: &[(&str, f32)] = &[("detune", 0.0), ("level_3", 0.0), ("level_4", 0.0), ("sustain_1", 1.0)];
const PLAIN_ANALOG: &[(&str, f32)] =
    &[("fine", 0.0), ("filter", 1.0), ("cutoff", 18_000.0), ("filter_envelope", 0.0), ("sustain", 1.0)];

#[test]
fn the_larger_synthesisers_are_in_tune_over_seven_octaves() {
    in_tune(PatchKind::Operators, &[PLAIN_OPERATORS, &[("level_2", 0.0)]].concat(), &OCTAVES);
    in_tune(PatchKind::Analog, PLAIN_ANALOG, &OCTAVES);
    let unison = [PLAIN_ANALOG, &[("unison", 2.0), ("blend", 0.0), ("detune", 0.0)]].concat();
    in_tune(PatchKind::Analog, &unison, &OCTAVES);
}

#[test]
fn the_larger_synthesisers_do_not_fold_down() {
    let bright = [PLAIN_OPERATORS, &[("level_2", 1.0), ("sustain_2", 1.0), ("feedback", 1.0)]].concat();
    let deep = [&bright[..], &[("algorithm", 0.0), ("level_3", 1.0), ("level_4", 1.0), ("ratio_4", 3.0)]].concat();
    let ladder = [PLAIN_ANALOG, &[("filter", 0.0), ("resonance", 0.5)]].concat();
    let unison = [PLAIN_ANALOG, &[("unison", 7.0), ("detune", 0.0), ("sub", 0.0)]].concat();
    let cases = [
        (PatchKind::Operators, &bright[..]),
        (PatchKind::Operators, &deep),
        (PatchKind::Analog, PLAIN_ANALOG),
        (PatchKind::Analog, &ladder),
        (PatchKind::Analog, &unison),
    ];
    for (kind, values) in cases {
        for (key, hertz) in [(84, 1_046.502), (108, 4_186.009)] {
            let (_, aliases) = harmonics(&held(kind, values, key, 9_600 + LENGTH)[9_600..], hertz);
            assert!(aliases < -60.0, "{kind:?} {values:?} key {key}: aliases at {aliases} dB");
        }
    }
}

#[test]
fn every_algorithm_is_another_sound() {
    let values = |algorithm: f32| {
        [
            PLAIN_OPERATORS,
            &[("algorithm", algorithm), ("level_3", 0.7), ("level_4", 0.7), ("ratio_4", 3.0), ("ratio_3", 2.0)],
        ]
        .concat()
    };
    let sounds: Vec<Vec<f32>> =
        (0..8).map(|algorithm| held(PatchKind::Operators, &values(algorithm as f32), 60, 4_800)).collect();
    for (place, sound) in sounds.iter().enumerate() {
        let far = |other: &Vec<f32>| sound.iter().zip(other).any(|(a, b)| (a - b).abs() > 0.01);
        assert!(sounds[..place].iter().all(far), "algorithm {}", place + 1);
    }
}

#[test]
fn operators_keep_their_times() {
    let values = [PLAIN_OPERATORS, &[("level_2", 0.0), ("attack_1", 0.4), ("release", 0.5)]].concat();
    let events = [(0, Event::On(60, 100)), (48_000, Event::Off(60))];
    let [left, _] = play(bank_with(PatchKind::Operators, &values).as_mut(), &events, 96_000);
    let full = loud(&left, 40_000);
    assert!((0.4..0.6).contains(&(loud(&left, 9_600) / full)));
    assert!((-24.0..-17.0).contains(&decibels_of(loud(&left, 60_000) / full)));
}

#[test]
fn one_note_at_a_time_is_one_voice_that_glides_or_starts_again() {
    for play_as in [1.0, 2.0] {
        let values = [PLAIN_ANALOG, &[("play", play_as), ("decay", 0.1), ("sustain", 0.3), ("release", 0.05)]].concat();
        let mut bank = bank_with(PatchKind::Analog, &values);
        let [left, _] = play(bank.as_mut(), &[(0, Event::On(48, 100)), (24_000, Event::On(60, 100))], 48_000);
        assert_eq!(bank.voices(), 1);
        // Struck again it begins loud, tied it stays where it was.
        let again = loud(&left, 25_200) / loud(&left, 23_000);
        assert_eq!(again > 1.8, play_as < 1.5, "{again}");
        // Letting go of the later key returns to the earlier one, and letting go of that ends.
        play(bank.as_mut(), &[(0, Event::Off(60))], 4_800);
        assert_eq!(bank.voices(), 1);
        play(bank.as_mut(), &[(0, Event::Off(48))], 24_000);
        assert_eq!(bank.voices(), 0);
    }
    let crossings = |samples: &[f32]| samples.windows(2).filter(|pair| pair[0] <= 0.0 && pair[1] > 0.0).count();
    let values = [PLAIN_ANALOG, &[("wave", 3.0), ("blend", 0.0), ("play", 2.0), ("glide", 0.2)]].concat();
    let events = [(0, Event::On(48, 100)), (24_000, Event::On(60, 100))];
    let [left, _] = play(bank_with(PatchKind::Analog, &values).as_mut(), &events, 48_000);
    let (low, gliding, high) =
        (crossings(&left[..4_800]), crossings(&left[24_000..28_800]), crossings(&left[43_200..]));
    assert!((12..=14).contains(&low) && (25..=27).contains(&high), "{low} and {high}");
    assert!(gliding > low + 2 && gliding < high, "{gliding}");
}

#[test]
fn slow_oscillations_move_what_they_are_told_to() {
    let moved = |target: f32| {
        let slow = [("cutoff", 1_200.0), ("lfo_1_target", target), ("lfo_1_depth", 0.8), ("lfo_1_rate", 2.0)];
        let values = [PLAIN_ANALOG, &slow[..]].concat();
        play(bank_with(PatchKind::Analog, &values).as_mut(), &[(0, Event::On(60, 100))], 24_000)
    };
    // A quarter of a turn, and three.
    let [left, _] = moved(2.0);
    assert!(loud(&left, 6_000) > 2.0 * loud(&left, 18_000), "volume");
    let [left, right] = moved(3.0);
    assert!(loud(&right, 6_000) > 2.0 * loud(&left, 6_000), "balance");
    assert!(loud(&left, 18_000) > 2.0 * loud(&right, 18_000), "balance");
    let [left, _] = moved(1.0);
    let bright = |at: usize| left[at - 960..at + 960].windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f32>();
    assert!(bright(6_000) > 2.0 * bright(18_000), "cutoff");
}

/// One tone in tune: neither breath nor vibrato, each key a voice.
const PLAIN_VOICE: &[(&str, f32)] = &[("vibrato", 0.0), ("air", 0.0), ("play", 0.0), ("attack", 0.01)];

#[test]
fn the_singer_is_in_tune_and_keeps_its_times() {
    in_tune(PatchKind::Voice, PLAIN_VOICE, &OCTAVES);
    for (key, hertz) in [(84, 1_046.502), (108, 4_186.009)] {
        let (_, aliases) = harmonics(&held(PatchKind::Voice, PLAIN_VOICE, key, 9_600 + LENGTH)[9_600..], hertz);
        assert!(aliases < -60.0, "key {key}: aliases at {aliases} dB");
    }
    let values = [PLAIN_VOICE, &[("attack", 0.4), ("release", 0.5)]].concat();
    let events = [(0, Event::On(60, 100)), (48_000, Event::Off(60))];
    let [left, _] = play(bank_with(PatchKind::Voice, &values).as_mut(), &events, 96_000);
    let full = loud(&left, 40_000);
    assert!((0.4..0.6).contains(&(loud(&left, 9_600) / full)));
    assert!((-24.0..-17.0).contains(&decibels_of(loud(&left, 60_000) / full)));
}

#[test]
fn the_singer_sings_the_vowel_it_is_told() {
    let mut bank = bank_with(PatchKind::Voice, PLAIN_VOICE);
    let mut bright = |vowel: Option<Vowel>| {
        bank.reset();
        bank.utter(vowel);
        let [left, _] = play(bank.as_mut(), &[(0, Event::On(48, 100))], 9_600 + LENGTH);
        let powers = spectrum(&left[9_600..]);
        powers[120..190].iter().sum::<f64>() / powers[..120].iter().sum::<f64>()
    };
    let (i, u, open) = (bright(Some(Vowel::I)), bright(Some(Vowel::U)), bright(Some(Vowel::A)));
    assert!(i > 6.0 * u);
    // With no words it is the parameter's vowel, which is "a".
    assert!((bright(None) / open - 1.0).abs() < 1e-3);
}
