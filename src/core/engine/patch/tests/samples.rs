//! The sampler: what was recorded comes out, in tune, without seams, and never from a recording that is not there.

use super::behaviour::mess;
use super::level::loudness;
use super::pitch::phase;
use super::spectrum::{LENGTH, spectrum};
use super::*;
use crate::engine::ZoneSpec;
use crate::sound::{Contour, PRESETS, Play, Zone};

const KEY: u64 = 5;
/// What a strike of full velocity is played at.
const FULL: f32 = 0.104;

/// Recordings of one channel, made of a sample for each frame.
fn recorded(frames: usize, sample: impl Fn(f64) -> f64) -> Recordings {
    let mut recordings = Recordings::default();
    let room = recordings.reserve(KEY, 1, frames).unwrap();
    room.iter_mut().enumerate().for_each(|(frame, out)| *out = sample(frame as f64) as f32);
    recordings
}

fn sine(cycles: f64) -> impl Fn(f64) -> f64 {
    move |frame| libm::sin(core::f64::consts::TAU * cycles * frame)
}

fn sampler(rate: u32, zones: &[Zone], values: &[(&str, f32)]) -> Box<dyn Bank> {
    let mut bank = bank_with(PatchKind::Sampler, values);
    bank.lay(zones.iter().map(|zone| ZoneSpec { recording: KEY, rate, zone: zone.clone() }).collect());
    bank
}

#[test]
fn a_recording_on_its_own_key_comes_out_bit_for_bit() {
    let recordings = recorded(5_000, sine(0.0371));
    let mut bank = sampler(48_000, &[Zone::whole(5_000)], &[]);
    let [left, right] = heard(bank.as_mut(), &recordings, &[(7, Event::On(60, 127))], 6_000);
    let (plane, _) = recordings.planes(KEY).unwrap();
    // The last 3 ms are led out.
    for (frame, sample) in plane.iter().enumerate().take(4_800) {
        assert_eq!(left[7 + frame], sample * FULL, "frame {frame}");
    }
    assert_eq!(left, right);
    assert!(left[..7].iter().chain(&left[5_007..]).all(|sample| *sample == 0.0));
    assert_eq!(bank.voices(), 0);
}

#[test]
fn a_recording_that_is_not_there_is_silent() {
    let mut bank = sampler(48_000, &[Zone::whole(5_000)], &[]);
    let [left, _] = heard(bank.as_mut(), &Recordings::default(), &[(0, Event::On(60, 127))], 100);
    assert!(peak(&left) == 0.0 && bank.voices() == 0);
    // Shorter than its zone says: silent from its end on, and over at the zone's.
    let short = recorded(100, |_| 0.5);
    let [left, _] = heard(bank.as_mut(), &short, &[(0, Event::On(60, 127))], 6_000);
    assert!(left[50] == 0.5 * FULL && peak(&left[100..]) == 0.0 && bank.voices() == 0);
}

/// How far a looped cycle is from a key's pitch, in cents.
fn cents_off(rate: u32, cycle: f64, key: u8) -> f64 {
    // The recording is already at the engine's rate: the cycle of 64 frames of the file is so many here.
    let recordings = recorded(48_000, sine(1.0 / cycle));
    let file = |frame: f64| (frame * f64::from(rate) / f64::from(RATE)) as u64;
    let looped = Some([0, file(cycle * 100.0)]);
    // Half of a semitone off, and put right by the zone.
    let base = f64::from(RATE) / cycle;
    let cents = 1_200.0 * libm::log2(440.0 / base);
    let zone = Zone { root: 69, cents: cents as f32, looped, ..Zone::whole(file(47_999.0)) };
    let hertz = 440.0 * libm::exp2((f64::from(key) - 69.0) / 12.0);
    let mut bank = sampler(rate, &[zone], &[]);
    let hop = 8_192;
    let [left, _] = heard(bank.as_mut(), &recordings, &[(0, Event::On(key, 100))], 2_000 + hop + 16_384);
    let turned = phase(&left, 2_000 + hop, 16_384, hertz) - phase(&left, 2_000, 16_384, hertz);
    let advance = turned - hertz * hop as f64 / f64::from(RATE);
    let found = hertz + (advance - libm::round(advance)) * f64::from(RATE) / hop as f64;
    1_200.0 * libm::log2(found / hertz)
}

#[test]
fn it_is_in_tune_over_seven_octaves_whatever_the_files_rate() {
    // 64 frames at 48 kHz, and as many at 44.1 kHz, whose loop does not end on a frame of the engine.
    for (rate, cycle) in [(48_000, 64.0), (44_100, 64.0 * 48_000.0 / 44_100.0)] {
        for key in [33, 45, 57, 69, 81, 93, 105] {
            let off = cents_off(rate, cycle, key);
            assert!(off.abs() < 1.0, "{rate} Hz, key {key}: {off:.2} cents off");
        }
    }
}

/// What is not a sine of so many cycles a frame in the middle of a note, in decibels below it.
fn dirt(samples: &[f32], cycles: f64) -> f64 {
    let powers = spectrum(samples);
    let bin = cycles * LENGTH as f64;
    let near = |place: usize| (place as f64 - bin).abs() <= 6.0;
    let clean: f64 = powers.iter().enumerate().filter(|(place, _)| near(*place)).map(|(_, power)| power).sum();
    let rest: f64 = powers.iter().enumerate().filter(|(place, _)| !near(*place)).map(|(_, power)| power).sum();
    10.0 * libm::log10(rest / clean)
}

#[test]
fn a_loop_has_no_seam_however_short_and_wherever_it_ends() {
    // One cycle from the first frame on; many; and one that ends between two frames.
    let cases = [
        (48_000, 64.0, [0.0, 64.0]),
        (48_000, 64.0, [640.0, 6_400.0]),
        (44_100, 32.0 * 48_000.0 / 44_100.0, [0.0, 32.0]),
    ];
    for (rate, cycle, looped) in cases {
        let recordings = recorded(7_000, sine(1.0 / cycle));
        let looped = Some(looped.map(|frame| frame as u64));
        let zone = Zone { looped, ..Zone::whole(6_400) };
        for key in [48, 60, 67, 79, 96] {
            let mut bank = sampler(rate, std::slice::from_ref(&zone), &[]);
            let [left, _] = heard(bank.as_mut(), &recordings, &[(0, Event::On(key, 100))], 20_000 + LENGTH);
            let cycles = libm::exp2((f64::from(key) - 60.0) / 12.0) / cycle;
            let dirt = dirt(&left[20_000..], cycles);
            assert!(dirt < -60.0, "{rate} Hz, {cycle} frames, key {key}: {dirt:.1} dB");
        }
    }
}

#[test]
fn upward_nothing_folds_down() {
    // Twelve harmonics up to 11 kHz; an octave and a half up, those above 8.5 kHz would fold.
    let rich = |frame: f64| (1..=12).map(|harmonic| sine(f64::from(harmonic) * 0.0193)(frame) / 12.0).sum::<f64>();
    let recordings = recorded(60_000, rich);
    for key in [72, 79, 90] {
        let mut bank = sampler(48_000, &[Zone::whole(60_000)], &[]);
        let [left, _] = heard(bank.as_mut(), &recordings, &[(0, Event::On(key, 100))], 5_000 + LENGTH);
        let base = 0.0193 * libm::exp2((f64::from(key) - 60.0) / 12.0) * LENGTH as f64;
        let powers = spectrum(&left[5_000..]);
        let total: f64 = powers.iter().sum();
        // Below 16 kHz; above, the slope of the kernel lets a little through that nobody hears.
        let audible = LENGTH / 3;
        let on = |place: usize| {
            let near = libm::round(place as f64 / base) * base;
            (place as f64 - near).abs() <= 6.0
        };
        let off: f64 =
            powers[..audible].iter().enumerate().filter(|(place, _)| !on(*place)).map(|(_, power)| power).sum();
        let aliases = 10.0 * libm::log10(off / total);
        assert!(aliases < -60.0, "key {key}: aliases at {aliases:.1} dB");
    }
}

#[test]
fn zones_answer_to_their_keys_and_velocities_and_slices_to_one() {
    let recordings = recorded(9_000, |frame| {
        if frame < 3_000.0 {
            0.25
        } else if frame < 6_000.0 {
            0.5
        } else {
            1.0
        }
    });
    let slice = |key: u8, start: u64| Zone {
        keys: [key, key],
        start,
        tracking: 0.0,
        play: Play::OneShot,
        ..Zone::whole(start + 3_000)
    };
    let soft = Zone { velocities: [1, 63], ..slice(72, 0) };
    let hard = Zone { velocities: [64, 127], pan: -1.0, ..slice(72, 6_000) };
    let mut bank = sampler(48_000, &[slice(36, 0), slice(37, 3_000), slice(38, 6_000), soft, hard], &[("touch", 0.0)]);
    let mut middle = |key: u8, velocity: u8| {
        bank.reset();
        let events = [(0, Event::On(key, velocity)), (10, Event::Off(key))];
        let [left, right] = heard(bank.as_mut(), &recordings, &events, 4_000);
        assert!(peak(&left[3_001..]) == 0.0 && bank.voices() == 0);
        [left[1_500] / FULL, right[1_500] / FULL]
    };
    let near = |found: [f32; 2], wanted: [f32; 2]| {
        assert!(found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 1e-4), "{found:?} {wanted:?}");
    };
    near(middle(36, 100), [0.25; 2]);
    near(middle(37, 100), [0.5; 2]);
    near(middle(38, 100), [1.0; 2]);
    near(middle(35, 100), [0.0; 2]);
    near(middle(72, 20), [0.25; 2]);
    near(middle(72, 100), [1.0, 0.0]);
}

#[test]
fn a_zones_own_contour_is_kept() {
    let recordings = recorded(200_000, |_| 1.0);
    let contour = Contour { attack: 0.1, hold: 0.2, decay: 0.4, sustain: 0.5, release: 0.3 };
    let zone = Zone { contour: Some(contour), ..Zone::whole(200_000) };
    let mut bank = sampler(48_000, &[zone], &[("touch", 0.0)]);
    let events = [(0, Event::On(60, 100)), (48_000, Event::Off(60))];
    let [left, _] = heard(bank.as_mut(), &recordings, &events, 80_000);
    let level = |seconds: f32| left[(seconds * RATE) as usize] / FULL;
    assert!((level(0.05) - 0.5).abs() < 0.01 && (level(0.2) - 1.0).abs() < 0.01 && (level(0.29) - 1.0).abs() < 0.01);
    // A hundredth of the way is left after the decay, and of the level after the release.
    assert!((level(0.7) - 0.505).abs() < 0.01, "{}", level(0.7));
    assert!((decibels_of(level(1.3) / 0.5) + 40.0).abs() < 1.0, "{}", decibels_of(level(1.3) / 0.5));
}

#[test]
fn what_chokes_silences_the_others_and_stealing_does_not_click() {
    let recordings = recorded(100_000, sine(0.002));
    let open = Zone { keys: [46, 46], choke: 1, play: Play::OneShot, ..Zone::whole(100_000) };
    let closed = Zone { keys: [42, 42], choke: 1, gain: -90.0, ..open.clone() };
    let mut bank = sampler(48_000, &[open, closed], &[]);
    let [left, _] = heard(bank.as_mut(), &recordings, &[(0, Event::On(46, 100)), (9_600, Event::On(42, 100))], 24_000);
    assert!(peak(&left[..9_600]) > 0.05 && peak(&left[12_000..]) < 1e-4);
    let jump = |samples: &[f32]| samples.windows(2).fold(0.0f32, |jump, pair| jump.max((pair[1] - pair[0]).abs()));
    let step = left[..9_600].windows(2).fold(0.0f32, |jump, pair| jump.max((pair[1] - pair[0]).abs()));
    assert!(jump(&left[9_590..9_800]) < 3.0 * step);
    // More keys than voices.
    let mut bank = sampler(48_000, &[Zone::whole(100_000)], &[("attack", 0.05)]);
    let mut events: Vec<_> = (0..32).map(|index| (0, Event::On(36 + index, 127))).collect();
    events.extend((0..16).map(|index| (12_005 + 40 * usize::from(index), Event::On(37 + index, 127))));
    let [left, _] = heard(bank.as_mut(), &recordings, &events, 14_400);
    assert_eq!(bank.voices(), 32);
    assert!(jump(&left[12_000..]) < 2.0 * jump(&left[6_000..12_000]));
}

#[test]
fn the_filter_follows_the_key_and_open_it_is_not_there() {
    let noise = |frame: f64| {
        let turned = libm::sin(frame * 12.9898) * 43_758.547;
        turned - libm::floor(turned) - 0.5
    };
    let recordings = recorded(40_000, noise);
    let bright = |values: &[(&str, f32)], key: u8| {
        let zone = Zone { tracking: 0.0, ..Zone::whole(40_000) };
        let mut bank = sampler(48_000, &[zone], values);
        let [left, _] = heard(bank.as_mut(), &recordings, &[(0, Event::On(key, 100))], 2_000 + LENGTH);
        let powers = spectrum(&left[2_000..]);
        powers[400..].iter().sum::<f64>() / powers[..40].iter().sum::<f64>()
    };
    let open = bright(&[], 60);
    assert!(bright(&[("cutoff", 500.0)], 60) < open / 1e4);
    let tracked = [("cutoff", 500.0), ("key_tracking", 1.0)];
    assert!(bright(&tracked, 96) > 30.0 * bright(&tracked, 60));
    assert_eq!(bright(&[("resonance", 0.9)], 60), open);
}

#[test]
fn any_notes_give_finite_samples_the_same_however_zones_are_laid_again() {
    let mut recordings = recorded(3_000, sine(0.01));
    recordings.reserve(6, 2, 500).unwrap().fill(0.3);
    let zone = |choke: u8, looped: Option<[u64; 2]>, play: Play| Zone { choke, looped, play, ..Zone::whole(2_700) };
    let zones = [
        zone(0, Some([0, 4]), Play::Held),
        zone(3, Some([2_000, 2_700]), Play::Release),
        zone(3, None, Play::OneShot),
        Zone { cutoff: Some(300.0), resonance: 1.0, tracking: 12.0, ..Zone::whole(2_700) },
    ];
    let events = mess(80);
    let all = |values: &[f32]| {
        let mut bank = build(PatchKind::Sampler, RATE, values);
        let mut specs: Vec<ZoneSpec> =
            zones.iter().map(|zone| ZoneSpec { recording: KEY, rate: 44_100, zone: zone.clone() }).collect();
        specs[2].recording = 6;
        specs.push(ZoneSpec { recording: 7, ..specs[0].clone() });
        specs.push(ZoneSpec { rate: 0, ..specs[0].clone() });
        bank.lay(specs.clone());
        let first = heard(bank.as_mut(), &recordings, &events, 24_000);
        bank.lay(specs);
        let sounding = bank.voices();
        bank.lay(Vec::new());
        assert!(bank.voices() <= sounding.min(1));
        first
    };
    for ends in [|travel: &crate::sound::ParamSpec| travel.min, |travel: &crate::sound::ParamSpec| travel.max] {
        let values: Vec<f32> = PatchKind::Sampler.specs().iter().map(ends).collect();
        let first = all(&values);
        assert!(first.iter().flatten().all(|sample| sample.is_finite() && sample.abs() < 100.0));
        assert_eq!(first, all(&values));
    }
}

#[test]
fn a_chord_of_what_was_recorded_is_as_loud_as_other_instruments_make_it() {
    let presets = PRESETS.iter().filter(|preset| matches!(preset.kind, PatchKind::Fm | PatchKind::Mallet)).take(8);
    let levels: Vec<f64> = presets
        .map(|preset| {
            // A note as one samples it: as loud as fits.
            let [left, _] = play(bank_of(preset).as_mut(), &[(0, Event::On(60, 100))], 48_000);
            let loudest = peak(&left);
            let recordings = recorded(left.len(), |frame| f64::from(left[frame as usize] / loudest));
            let mut bank = sampler(48_000, &[Zone::whole(48_000)], &[]);
            let chord: Vec<_> = [60, 64, 67, 72].iter().map(|key| (0, Event::On(*key, 100))).collect();
            let sound = heard(bank.as_mut(), &recordings, &chord, 36_000);
            assert!(decibels_of(peak(&sound[0])) < -3.0, "{}", preset.name);
            loudness(&sound)
        })
        .collect();
    let mean = levels.iter().sum::<f64>() / levels.len() as f64;
    assert!((mean + 19.5).abs() < 1.0, "{mean}: {levels:?}");
}

#[test]
fn slices_of_a_mixed_loop_are_as_loud_as_notes_of_other_instruments() {
    // A tone of -18 LUFS: a sine at 1 kHz in both speakers is as loud as its RMS, but for the weighting's 0.7 dB.
    let sine = sine(1_000.0 / f64::from(RATE));
    let recordings = recorded(48_000, |frame| 0.125_9 * sine(frame));
    let events = [(0, Event::On(60, 100))];
    assert!((loudness(&[0, 1].map(|_| recordings.planes(KEY).unwrap().0.to_vec())) + 18.0).abs() < 0.1);
    let patch = Preset::named("Slices").unwrap().patch();
    let mut bank = build(PatchKind::Sampler, RATE, patch.params.values());
    bank.lay(vec![ZoneSpec { recording: KEY, rate: 48_000, zone: Zone::whole(48_000) }]);
    let slice = loudness(&heard(bank.as_mut(), &recordings, &events, 36_000));
    let keys: Vec<&Preset> = PRESETS.iter().filter(|preset| preset.kind == PatchKind::Fm).collect();
    let notes = keys.iter().map(|preset| loudness(&play(bank_of(preset).as_mut(), &events, 36_000)));
    let mean = notes.sum::<f64>() / keys.len() as f64;
    assert!((slice - mean).abs() < 1.5, "{slice} against {mean}");
}
