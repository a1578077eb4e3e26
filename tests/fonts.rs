//! SoundFonts: read, taken apart and heard, beside another player of them; and whatever is broken is refused in words.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use proptest::prelude::*;
use rustysynth::{SoundFont, Synthesizer, SynthesizerSettings};
use studio::decode::font::{FontSound, is_font, read, take};
use studio::decode::{DecodeError, decode, resample};
use studio::engine::{Engine, EngineMessage, GraphSpec, StripSpec, TrackSpec, ZoneSpec};
use studio::music::{Pitch, Velocity};
use studio::sound::{Params, PatchKind, Play};

#[path = "fonts/maker.rs"]
mod maker;

use maker::{Sample, font};

const RATE: u32 = 48_000;
/// Generators, by their numbers in the specification.
const ATTACK: u16 = 34;
const DECAY: u16 = 36;
const SUSTAIN: u16 = 37;
const RELEASE: u16 = 38;
const CUTOFF: u16 = 8;
const PAN: u16 = 17;
const INSTRUMENT: u16 = 41;
const KEYS: u16 = 43;
const ATTENUATION: u16 = 48;
const COARSE: u16 = 51;
const FINE: u16 = 52;
const SAMPLE: u16 = 53;
const MODE: u16 = 54;
const CHOKE: u16 = 57;
const ROOT: u16 = 58;

/// A tone of a hundred frames a cycle, recorded on A3 or so, that goes round.
fn tone(rate: u32) -> Sample {
    let sine = |frame: usize| libm::sin(core::f64::consts::TAU * frame as f64 / 100.0);
    let sound = (0..5_000).map(|frame| (sine(frame) * 16_000.0) as i16).collect();
    Sample { sound, looped: [1_000, 4_000], rate, key: 69, correction: 0 }
}

fn keys(low: u8, high: u8) -> (u16, i16) {
    (KEYS, i16::from_le_bytes([low, high]))
}

/// A font of one looped tone with more said in its only zone.
fn one(said: &[(u16, i16)]) -> Vec<u8> {
    let zone = [said, &[(MODE, 1), (SAMPLE, 0)]].concat();
    font(&[tone(44_100)], &[vec![zone]], &[vec![(INSTRUMENT, 0)]])
}

/// What the studio plays of a font's preset: keys pressed at once and lifted after so many frames.
fn ours(sound: &FontSound, pressed: &[u8], held: usize, frames: usize) -> Vec<f32> {
    let decoded = decode(sound.wav.clone()).unwrap().audio;
    let rate = decoded.sample_rate;
    let audio = resample(decoded, RATE);
    let mut engine = Engine::new(RATE as f32);
    let kind = PatchKind::Sampler;
    let values = Params::defaults(kind.specs()).values().to_vec();
    let tracks = vec![TrackSpec { key: 1, patch: kind, values, strip: StripSpec::default() }];
    engine.message(EngineMessage::Graph(GraphSpec { tracks, ..GraphSpec::default() }));
    let zones = sound.zones.iter().map(|zone| ZoneSpec { recording: 7, rate, zone: zone.clone() }).collect();
    engine.message(EngineMessage::Zones { slot: 0, zones });
    engine.recordings().reserve(7, 1, audio.frames()).unwrap().copy_from_slice(&audio.channels[0]);
    for key in pressed {
        let pitch = Pitch::new(*key).unwrap();
        engine.message(EngineMessage::Press { slot: 0, pitch, velocity: Velocity::new(100).unwrap() });
    }
    let mut left = vec![0.0; frames + engine.latency()];
    let mut right = left.clone();
    let held = held + engine.latency();
    engine.render(&mut left[..held], &mut right[..held]);
    for key in pressed {
        engine.message(EngineMessage::Lift { slot: 0, pitch: Pitch::new(*key).unwrap() });
    }
    engine.render(&mut left[held..], &mut right[held..]);
    left.split_off(engine.latency())
}

/// What another player makes of the same.
fn theirs(bytes: &[u8], pressed: &[u8], held: usize, frames: usize) -> Vec<f32> {
    let font = Arc::new(SoundFont::new(&mut &bytes[..]).unwrap());
    let mut settings = SynthesizerSettings::new(RATE as i32);
    settings.enable_reverb_and_chorus = false;
    let mut player = Synthesizer::new(&font, &settings).unwrap();
    player.process_midi_message(0, 0xc0, 3, 0);
    pressed.iter().for_each(|key| player.note_on(0, i32::from(*key), 100));
    let (mut left, mut right) = (vec![0.0; frames], vec![0.0; frames]);
    player.render(&mut left[..held], &mut right[..held]);
    pressed.iter().for_each(|key| player.note_off(0, i32::from(*key)));
    player.render(&mut left[held..], &mut right[held..]);
    left
}

fn both(said: &[(u16, i16)], pressed: &[u8], held: usize, frames: usize) -> [Vec<f32>; 2] {
    let bytes = one(said);
    [ours(&take(&bytes, 0).unwrap(), pressed, held, frames), theirs(&bytes, pressed, held, frames)]
}

fn loud(sound: &[f32], at: usize) -> f32 {
    libm::sqrtf(sound[at - 1_000..at + 1_000].iter().map(|sample| sample * sample).sum::<f32>() / 2_000.0)
}

fn decibels(ratio: f32) -> f32 {
    20.0 * libm::log10f(ratio)
}

/// Hertz by rising crossings of zero, each found between its samples.
fn pitch(sound: &[f32]) -> f64 {
    let crossings: Vec<f64> = sound
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0] <= 0.0 && pair[1] > 0.0)
        .map(|(place, pair)| place as f64 + f64::from(-pair[0]) / f64::from(pair[1] - pair[0]))
        .collect();
    let cycles = (crossings.len() - 1) as f64;
    cycles * f64::from(RATE) / (crossings[crossings.len() - 1] - crossings[0])
}

#[test]
fn a_font_tells_its_presets_and_who_made_it() {
    let font = read(&one(&[])).unwrap();
    assert_eq!((font.name.as_str(), font.author.as_str(), font.copyright.as_str()), ("Test Font", "Ada", "CC0"));
    let presets: Vec<_> = font.presets.iter().map(|preset| (preset.bank, preset.program, &preset.name[..])).collect();
    assert_eq!(presets, [(0, 3, "Tone")]);
}

#[test]
fn it_is_in_tune_as_another_player_has_it_and_by_the_book() {
    for (said, cents) in [(&[][..], 0.0), (&[(COARSE, 2), (FINE, -30)][..], 170.0), (&[(ROOT, 57)][..], 1_200.0)] {
        for key in [45, 60, 69, 76, 93] {
            let [ours, theirs] = both(said, &[key], 40_000, 40_000).map(|sound| pitch(&sound[4_000..]));
            // A hundred frames a cycle at 44.1 kHz are 441 Hz.
            let book = 441.0 * libm::exp2((f64::from(key) - 69.0 + cents / 100.0) / 12.0);
            let off = |found: f64| 1_200.0 * libm::log2(found / book);
            assert!(off(ours).abs() < 1.0, "{said:?}, key {key}: {:.2} cents off", off(ours));
            assert!(off(theirs).abs() < 2.0, "{said:?}, key {key}: the other is {:.2} cents off", off(theirs));
        }
    }
}

#[test]
fn times_and_levels_are_those_of_another_player() {
    // Half a second up; a second down to -12 dB of a hundred; two seconds of release.
    let said = [(ATTACK, -1_200), (DECAY, 3_600), (SUSTAIN, 120), (RELEASE, 1_200)];
    let [ours, theirs] = both(&said, &[69], 120_000, 144_000);
    let level = |sound: &[f32], at: usize| decibels(loud(sound, at) / loud(sound, 24_500));
    for at in [6_000, 12_000, 36_000, 48_000, 90_000, 110_000, 130_000] {
        let [ours, theirs] = [level(&ours, at), level(&theirs, at)];
        // Ours bends where theirs is straight in decibels.
        assert!((ours - theirs).abs() < 3.0, "frame {at}: {ours:.1} dB, theirs {theirs:.1} dB");
    }
    // Where nothing moves they agree.
    let held = [level(&ours, 110_000), level(&theirs, 110_000)];
    assert!(held.iter().all(|level| (level + 12.0).abs() < 0.7), "{held:?}");
}

#[test]
fn zones_keep_their_levels_ranges_places_and_filters() {
    let quiet = vec![keys(0, 59), (ATTENUATION, 250), (MODE, 1), (SAMPLE, 0)];
    let dull = vec![keys(60, 79), (CUTOFF, 6_900), (MODE, 1), (SAMPLE, 0)];
    let aside = vec![keys(80, 127), (PAN, 500), (MODE, 0), (CHOKE, 5), (SAMPLE, 1)];
    let samples = [tone(44_100), tone(22_050)];
    let bytes = font(&samples, &[vec![vec![(FINE, 7)], quiet, dull, aside]], &[vec![(INSTRUMENT, 0)]]);
    let sound = take(&bytes, 0).unwrap();
    let [quiet, dull, aside] = &sound.zones[..] else { panic!("{:?}", sound.zones) };
    assert_eq!((quiet.keys, dull.keys, aside.keys), ([0, 59], [60, 79], [80, 127]));
    assert!((dull.gain - quiet.gain - 10.0).abs() < 0.01, "{} and {}", dull.gain, quiet.gain);
    assert!((dull.cutoff.unwrap() - 440.0).abs() < 1.0 && quiet.cutoff.is_none());
    assert_eq!((aside.pan, aside.choke, aside.looped, aside.play), (1.0, 5, None, Play::Held));
    // The slower sample lies in a recording of the faster rate, an octave too high.
    assert!((aside.cents + 1_193.0).abs() < 0.01 && (quiet.cents - 7.0).abs() < 0.01);
    assert_eq!((quiet.start, quiet.end, quiet.looped), (0, 5_000, Some([1_000, 4_000])));
    assert_eq!((aside.start, aside.end), (5_256, 10_256));
    // As loud as what was recorded as loud as fits: half of full scale was.
    assert!((dull.gain - 6.2).abs() < 0.1, "{}", dull.gain);
    // The filter takes as much of a tone two octaves above where it cuts as another player's.
    let fall =
        |play: fn(&[u8], u8) -> Vec<f32>| decibels(loud(&play(&bytes, 79), 20_000) / loud(&play(&bytes, 60), 20_000));
    let mine = fall(|bytes, key| ours(&take(bytes, 0).unwrap(), &[key], 24_000, 24_000));
    let other = fall(|bytes, key| theirs(bytes, &[key], 24_000, 24_000));
    assert!((mine - other).abs() < 1.5 && mine < -6.0, "{mine:.1} dB, theirs {other:.1} dB");
}

#[test]
fn loops_go_on_and_end_as_they_are_told() {
    let sounds = |mode: i16, at: usize| {
        let bytes =
            font(&[tone(44_100)], &[vec![vec![(MODE, mode), (RELEASE, 1_200), (SAMPLE, 0)]]], &[vec![(INSTRUMENT, 0)]]);
        let sound = take(&bytes, 0).unwrap();
        (sound.zones[0].play, loud(&ours(&sound, &[69], 30_000, 60_000), at) > 1e-4)
    };
    // Five thousand frames are a tenth of a second.
    assert_eq!(sounds(0, 20_000), (Play::Held, false));
    assert_eq!(sounds(1, 29_000), (Play::Held, true));
    assert_eq!(sounds(3, 29_000), (Play::Release, true));
    assert_eq!((sounds(1, 38_000).1, sounds(3, 38_000).1), (true, false));
}

#[test]
fn whatever_is_broken_is_refused_in_words() {
    let whole = one(&[]);
    assert!(is_font(&whole) && !is_font(b"RIFF....WAVE") && !is_font(b"RIFF"));
    assert_eq!(read(b"RIFF....WAVE"), Err(DecodeError::Unknown));
    let broken = |result: Result<FontSound, DecodeError>| matches!(result, Err(DecodeError::Broken(_)));
    assert!(broken(take(&whole, 1)) && broken(take(&whole, u32::MAX)));
    // Cut short anywhere: refused, or as much as is there.
    for length in (12..whole.len()).step_by(7) {
        if let Ok(sound) = take(&whole[..length], 0) {
            assert!(!sound.zones.is_empty());
        }
    }
    // No frames in a sample, and none in the font.
    let silent = |frames: usize| {
        let sample = Sample { sound: vec![9; frames], looped: [0, 4], ..tone(44_100) };
        font(&[sample], &[vec![vec![(MODE, 1), (SAMPLE, 0)]]], &[vec![(INSTRUMENT, 0)]])
    };
    assert!(broken(take(&silent(0), 0)) && take(&silent(8), 0).is_ok());
    // A loop beyond the end is brought back inside; one without length is none.
    let looped = |looped: [u32; 2]| {
        let sample = Sample { looped, ..tone(44_100) };
        let bytes = font(&[sample], &[vec![vec![(MODE, 1), (SAMPLE, 0)]]], &[vec![(INSTRUMENT, 0)]]);
        take(&bytes, 0).unwrap().zones[0].looped
    };
    assert_eq!(looped([1_000, 90_000]), Some([1_000, 5_000]));
    assert_eq!(looped([4_000, 1_000]), None);
    assert_eq!(looped([90_000, 95_000]), None);
    // Zones that point at what is not there.
    let astray = font(&[tone(44_100)], &[vec![vec![(SAMPLE, 9)]]], &[vec![(INSTRUMENT, 0)], vec![(INSTRUMENT, 7)]]);
    assert!(broken(take(&astray, 0)));
    // More zones than an instrument holds.
    let many = vec![vec![(SAMPLE, 0)]; 600];
    assert!(matches!(
        take(&font(&[tone(44_100)], &[many], &[vec![(INSTRUMENT, 0)]]), 0),
        Err(DecodeError::Unsupported(_))
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic_and_whatever_it_takes_can_be_played(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        tail in 0usize..900,
        said in prop::collection::vec((0u16..62, any::<i16>()), 0..12),
    ) {
        let mut bytes = one(&said);
        let end = bytes.len();
        for (place, value) in flips {
            // Near the end, where the tables lie, or anywhere.
            let place = if tail % 2 == 0 { place.index(end) } else { end - 1 - place.index(tail.max(1).min(end)) };
            bytes[place] = value;
        }
        let known = read(&bytes);
        if let Ok(sound) = take(&bytes, 0) {
            prop_assert!(known.is_ok() || !is_font(&bytes));
            let decoded = decode(sound.wav.clone()).unwrap().audio;
            prop_assert!(sound.zones.iter().all(|zone| zone.is_sound(decoded.frames() as u64)));
        }
    }
}
