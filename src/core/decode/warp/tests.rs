use super::*;

const RATE: u32 = 44_100;

fn tone(hertz: f64, seconds: f64, phase: f64) -> Vec<f32> {
    let turn = |frame: usize| std::f64::consts::TAU * hertz * frame as f64 / f64::from(RATE) + phase;
    (0..(f64::from(RATE) * seconds) as usize).map(|frame| libm::sin(turn(frame)) as f32 * 0.25).collect()
}

fn made(channels: Vec<Vec<f32>>, stretch: u32, cents: i16) -> Audio {
    warp(Audio { sample_rate: RATE, channels }, Warp { stretch, cents }, RATE)
}

/// The level and the phase of a frequency in the middle of some samples, and the level of all the rest.
fn heard(samples: &[f32], hertz: f64) -> (f64, f64, f64) {
    let middle = &samples[samples.len() / 4..samples.len() * 3 / 4];
    let turn = |place: usize| std::f64::consts::TAU * hertz * place as f64 / f64::from(RATE);
    let part = |by: fn(f64) -> f64| {
        let sum: f64 = middle.iter().enumerate().map(|(place, sample)| f64::from(*sample) * by(turn(place))).sum();
        sum * 2.0 / middle.len() as f64
    };
    let (cos, sin) = (part(f64::cos), part(f64::sin));
    let rest = middle.iter().enumerate().map(|(place, sample)| {
        let wanted = cos * turn(place).cos() + sin * turn(place).sin();
        (f64::from(*sample) - wanted).powi(2)
    });
    (cos.hypot(sin), sin.atan2(cos), (rest.sum::<f64>() / middle.len() as f64).sqrt())
}

#[test]
fn a_tone_lasts_longer_or_shorter_and_stays_the_tone_it_is() {
    for stretch in [500_000, 730_000, 1_000_001, 1_370_000, 2_000_000] {
        // A quarter turn lies between the channels.
        let quarter = std::f64::consts::FRAC_PI_2;
        let both = made(vec![tone(441.0, 1.0, 0.0), tone(441.0, 1.0, quarter)], stretch, 0);
        let wanted = f64::from(RATE) * f64::from(stretch) / 1e6;
        assert!((both.frames() as f64 - wanted).abs() <= 1.0, "{stretch}: {}", both.frames());
        let [left, right] = [0, 1].map(|channel| heard(&both.channels[channel], 441.0));
        for (level, _, rest) in [left, right] {
            assert!((level - 0.25).abs() < 0.004 && rest < 0.002, "{stretch}: {level} {rest}");
        }
        let apart = (right.1 - left.1).rem_euclid(std::f64::consts::TAU);
        assert!((apart - quarter).abs() < 0.02 || (apart - 3.0 * quarter).abs() < 0.02, "{stretch}: {apart}");
    }
}

#[test]
fn a_tone_sounds_higher_or_lower_and_lasts_as_long() {
    for (cents, stretch) in [(-1_200, 1_000_000), (-350, 1_000_000), (700, 1_000_000), (1_200, 1_500_000)] {
        let higher = made(vec![tone(441.0, 1.0, 0.0)], stretch, cents);
        assert!(higher.frames().abs_diff(RATE as usize * stretch as usize / 1_000_000) <= 2, "{cents}");
        let hertz = 441.0 * (f64::from(cents) / 1_200.0).exp2();
        let (level, _, rest) = heard(&higher.channels[0], hertz);
        assert!((level - 0.25).abs() < 0.006 && rest < 0.006, "{cents}: {level} {rest}");
    }
}

/// A chord with a stroke on it three times a second.
fn struck() -> (Vec<f32>, Vec<usize>) {
    let mut samples = vec![0.0; RATE as usize];
    for hertz in [220.0, 277.2, 329.6] {
        samples.iter_mut().zip(tone(hertz, 1.0, hertz)).for_each(|(sample, tone)| *sample += tone * 0.3);
    }
    let strokes = vec![9_000, 23_000, 37_000];
    let mut noise = 1u32;
    for stroke in &strokes {
        for frame in 0..2_000 {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let white = f64::from(noise) / f64::from(u32::MAX) - 0.5;
            samples[stroke + frame] += (white * (-(frame as f64) / 300.0).exp()) as f32;
        }
    }
    (samples, strokes)
}

#[test]
fn a_stroke_stays_as_sharp_as_it_is_and_falls_where_it_belongs() {
    let (samples, strokes) = struck();
    for stretch in [600_000u32, 1_300_000, 1_900_000] {
        let longer = made(vec![samples.clone()], stretch, 0).channels.remove(0);
        for stroke in &strokes {
            let to = (*stroke as f64 * f64::from(stretch) / 1e6).round() as usize;
            let power = |from: usize, frames: usize, samples: &[f32]| -> f32 {
                // High sounds alone: the chord goes its own way.
                let high = |place: usize| samples[place + 1] - samples[place];
                (from..from + frames).map(|place| high(place).powi(2)).sum()
            };
            let (before, after) = (power(to - 700, 680, &longer), power(to, 400, &longer));
            assert!(before < after * 0.02, "{stretch}: {before} before {after}");
            let wanted = power(*stroke, 400, &samples);
            assert!((after / wanted - 1.0).abs() < 0.25, "{stretch}: {after} for {wanted}");
        }
    }
}

#[test]
fn what_is_not_warped_is_only_resampled_and_nothing_is_too_odd() {
    let audio = Audio { sample_rate: RATE, channels: vec![struck().0] };
    assert_eq!(warp(audio.clone(), Warp::NONE, 48_000), resample(audio.clone(), 48_000));
    assert_eq!(warp(audio.clone(), Warp { stretch: 0, cents: 9 }, RATE), audio);
    for channels in [vec![], vec![vec![]], vec![vec![0.5]], vec![vec![0.5; 3], vec![0.5; 3]], vec![vec![0.0; 9_000]]] {
        for rate in [8_000, RATE] {
            let odd = warp(
                Audio { sample_rate: rate, channels: channels.clone() },
                Warp { stretch: 1_500_000, cents: -9 },
                RATE,
            );
            assert!(odd.channels.iter().flatten().all(|sample| sample.is_finite()));
        }
    }
}

#[test]
fn the_samples_are_the_same_on_every_machine() {
    let longer = made(vec![struck().0, tone(97.0, 1.0, 0.3)], 1_234_567, 150);
    let sum =
        longer.channels.iter().flatten().fold(0u64, |sum, sample| sum.rotate_left(7) ^ u64::from(sample.to_bits()));
    assert_eq!(format!("{sum:x}"), "d3b8dc85c137f316");
}
