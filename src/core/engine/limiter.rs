//! The limiter at the end: looks ahead 1.5 ms and lets neither a sample nor what lies between samples past its ceiling
//! of -1 dBTP, the most that streaming services want (EBU R 128, AES TD1008).
//!
//! The gain that each frame needs is held for the look-ahead time, recovers slowly, and is averaged over the same
//! time, while the sound waits for it. An average of gains that are all low enough is low enough, so no sample
//! overshoots; and where nothing has to be limited, the gain is exactly one.

use crate::engine::limits::BLOCK;
use crate::engine::true_peak::{LATENCY, TruePeak};

/// What loud sound is brought to: 0.25 dB less than -1 dBFS (0.89125). The standard's short filter reads sounds of the
/// highest octave too low, and the gain is not quite the same for all samples that lie around a peak between them: a song
/// driven 10 dB into the limiter was read 0.2 dB above the target by another meter.
const TARGET: f32 = 0.866;
/// Gains are summed as whole numbers, so that the running sum never drifts.
const ONE: f32 = 16_777_216.0;

/// Holds stereo sound under the ceiling.
#[derive(Clone, Debug)]
pub struct Limiter {
    peaks: TruePeak,
    delay: [Vec<f32>; 2],
    gains: Vec<i64>,
    /// Which of the gains is the next to go.
    oldest: usize,
    sum: i64,
    place: usize,
    held: Minimum,
    envelope: f32,
    recovery: f32,
    calm: usize,
}

impl Limiter {
    /// At rest.
    pub fn new(sample_rate: f32) -> Self {
        let frames = ((sample_rate * 0.0015) as usize).max(2);
        Self {
            peaks: TruePeak::new(),
            delay: [vec![0.0; frames - 1 + LATENCY], vec![0.0; frames - 1 + LATENCY]],
            gains: vec![ONE as i64; frames],
            oldest: 0,
            sum: ONE as i64 * frames as i64,
            place: 0,
            held: Minimum::new(frames),
            envelope: 1.0,
            recovery: 1.0 - libm::expf(-1.0 / (0.08 * sample_rate)),
            calm: frames,
        }
    }

    /// How many frames later the sound comes out.
    pub fn latency(&self) -> usize {
        self.delay[0].len()
    }

    /// Limits samples in place; both channels by the same gain.
    pub fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        for (left, right) in left.chunks_mut(BLOCK).zip(right.chunks_mut(BLOCK)) {
            self.block(left, right);
        }
    }

    fn block(&mut self, left: &mut [f32], right: &mut [f32]) {
        let mut peaks = [0.0; BLOCK];
        let loud = self.peaks.follow(left, right, TARGET, &mut peaks);
        if !loud && self.is_calm() {
            self.wait(left, right);
            return;
        }
        for ((left, right), peak) in left.iter_mut().zip(right.iter_mut()).zip(peaks) {
            let gain = self.gain(peak);
            let delayed = self.exchange(*left, *right);
            *left = delayed[0] * gain;
            *right = delayed[1] * gain;
        }
    }

    /// Whether every gain in the window is one: the sound only waits.
    pub fn is_calm(&self) -> bool {
        self.calm >= self.gains.len() && self.envelope == 1.0
    }

    /// Passes sound through the delay alone.
    fn wait(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = self.delay[0].len();
        let mut at = 0;
        while at < left.len() {
            let run = (left.len() - at).min(frames - self.place);
            let waiting = self.place..self.place + run;
            self.delay[0][waiting.clone()].swap_with_slice(&mut left[at..at + run]);
            self.delay[1][waiting].swap_with_slice(&mut right[at..at + run]);
            self.place = (self.place + run) % frames;
            at += run;
        }
    }

    fn exchange(&mut self, left: f32, right: f32) -> [f32; 2] {
        let place = self.place;
        self.place = if place + 1 < self.delay[0].len() { place + 1 } else { 0 };
        [std::mem::replace(&mut self.delay[0][place], left), std::mem::replace(&mut self.delay[1][place], right)]
    }

    fn gain(&mut self, peak: f32) -> f32 {
        let needed = if peak > TARGET { TARGET / peak } else { 1.0 };
        let held = self.held.push(needed);
        if held < self.envelope {
            self.envelope = held;
        } else {
            self.envelope += (held - self.envelope) * self.recovery;
            if held - self.envelope < 1e-6 {
                self.envelope = held;
            }
        }
        self.calm = if self.envelope == 1.0 { self.calm.saturating_add(1) } else { 0 };
        // Rounded down: never more gain than allowed.
        let gain = (self.envelope * ONE) as i64;
        let frames = self.gains.len();
        self.oldest = if self.oldest + 1 < frames { self.oldest + 1 } else { 0 };
        self.sum += gain - std::mem::replace(&mut self.gains[self.oldest], gain);
        (self.sum / frames as i64) as f32 / ONE
    }
}

/// The smallest of the last values, in constant time on average: candidates in rising order, in a ring.
#[derive(Clone, Debug)]
struct Minimum {
    ring: Vec<(usize, f32)>,
    first: usize,
    count: usize,
    frame: usize,
}

impl Minimum {
    fn new(window: usize) -> Self {
        Self { ring: vec![(0, 1.0); window], first: 0, count: 0, frame: 0 }
    }

    fn push(&mut self, value: f32) -> f32 {
        let window = self.ring.len();
        self.frame = self.frame.wrapping_add(1);
        if self.count > 0 && self.frame.wrapping_sub(self.ring[self.first].0) >= window {
            self.first = self.place(1);
            self.count -= 1;
        }
        while self.count > 0 && self.ring[self.place(self.count - 1)].1 >= value {
            self.count -= 1;
        }
        let place = self.place(self.count);
        self.ring[place] = (self.frame, value);
        self.count += 1;
        self.ring[self.first].1
    }

    /// Where the candidate stands that comes so many, at most a window, after the first.
    fn place(&self, after: usize) -> usize {
        let place = self.first + after;
        if place < self.ring.len() { place } else { place - self.ring.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CEILING: f32 = 0.891_25;

    fn limited(samples: &[f32], cut: usize) -> Vec<f32> {
        let mut limiter = Limiter::new(48_000.0);
        let mut left = samples.to_vec();
        let mut right = vec![0.0; samples.len()];
        for (left, right) in left.chunks_mut(cut).zip(right.chunks_mut(cut)) {
            limiter.process(left, right);
        }
        left
    }

    proptest! {
        #[test]
        fn nothing_passes_the_ceiling(samples in prop::collection::vec(-40.0_f32..40.0, 1..900), quiet in 0_usize..500) {
            let mut samples = samples;
            samples.extend(vec![0.3; quiet]);
            samples.extend(vec![-7.0; 3]);
            samples.extend(vec![0.0; 100]);
            prop_assert!(limited(&samples, 64).iter().all(|sample| sample.abs() <= CEILING));
        }
    }

    /// The true peak in dBTP, as a meter that others wrote reads it.
    fn true_peak(samples: &[f32]) -> f64 {
        let mut meter = ebur128::EbuR128::new(1, 48_000, ebur128::Mode::TRUE_PEAK).unwrap();
        meter.add_frames_f32(samples).unwrap();
        20.0 * libm::log10(meter.true_peak(0).unwrap())
    }

    /// Noise that is the same every time, -1 to 1.
    fn noise(count: usize) -> Vec<f32> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn nothing_between_the_samples_passes_the_ceiling() {
        // A quarter of the rate, 45 degrees off, where every sample is 3 dB below the top of the wave; tones that beat
        // against the rate; noise without its highest octave, louder and louder.
        let wave = |hertz: f64, turn: f64, gain: f64| -> Vec<f32> {
            let at = |frame: usize| libm::sin((frame as f64 * hertz / 48_000.0 + turn) * std::f64::consts::TAU) * gain;
            (0..24_000).map(|frame| at(frame) as f32).collect()
        };
        let white = noise(24_000);
        let swell = |(frame, pair): (usize, &[f32])| (pair[0] + pair[1]) * (frame as f32 / 8_000.0);
        let sounds = [
            wave(12_000.0, 0.125, 1.0),
            wave(12_000.0, 0.125, 8.0),
            wave(11_987.0, 0.0, 2.0),
            wave(997.0, 0.0, 3.0),
            wave(60.0, 0.0, 20.0),
            white.windows(2).enumerate().map(swell).collect(),
        ];
        for (place, sound) in sounds.iter().enumerate() {
            let peak = true_peak(&limited(sound, 64));
            // Half of what EBU Tech 3341 allows a meter to read too high.
            let tolerance = if place == sounds.len() - 1 { 0.1 } else { 0.0 };
            assert!((-1.45..=-1.0 + tolerance).contains(&peak), "sound {place}: {peak} dBTP");
        }
    }

    #[test]
    fn what_is_quiet_enough_only_waits() {
        let samples: Vec<f32> = (0..500).map(|frame| (frame % 17) as f32 / 40.0).collect();
        let latency = Limiter::new(48_000.0).latency();
        assert_eq!(limited(&samples, 64)[latency..], samples[..500 - latency]);
    }

    #[test]
    fn the_short_way_gives_the_same_samples() {
        let mut samples = vec![0.2; 3_000];
        samples[900] = 3.0;
        samples.extend(vec![0.9; 40_000]);
        samples.extend((0..9_000).map(|frame| (frame % 13) as f32 / 16.0));
        // Other borders send other frames the short way.
        assert_eq!(limited(&samples, 64), limited(&samples, 7));
    }
}
