//! Another sample rate, by a windowed sinc.
//!
//! Written here and not taken from a crate because the samples must have the same bits on every machine: resamplers
//! that go by way of an FFT choose their instructions, and with them their rounding, as they run.
//!
//! The filter is the ideal low-pass under a Kaiser window (J. F. Kaiser, 1974), one set of taps for each phase between
//! two frames; each set adds up to one, so that a level stays what it is.

use crate::pcm::Audio;

/// Taps on each side of a frame, before a lower rate makes them more.
const HALF: usize = 48;
/// The Kaiser window's shape: about 90 dB of attenuation.
const BETA: f64 = 9.0;
/// Where the filter falls, as a part of the highest frequency that both rates can hold.
const CUTOFF: f64 = 0.95;
/// Most phases. Rates with more between them are read from the nearest.
const MOST_PHASES: u64 = 4_096;
/// Sums that are kept side by side, which the compiler turns into vector instructions.
const LANES: usize = 8;

/// A recording at another sample rate, in hertz; as it is where it has that rate already, or either rate is zero.
pub fn resample(audio: Audio, sample_rate: u32) -> Audio {
    if audio.sample_rate == sample_rate || audio.sample_rate == 0 || sample_rate == 0 {
        return audio;
    }
    let filter = Filter::new(u64::from(audio.sample_rate), u64::from(sample_rate));
    Audio { sample_rate, channels: audio.channels.into_iter().map(|channel| filter.apply(channel)).collect() }
}

struct Filter {
    /// Output frames for `down` input frames, in lowest terms.
    up: u64,
    down: u64,
    phases: u64,
    half: usize,
    /// The taps of each phase, one phase after another.
    taps: Vec<f32>,
}

impl Filter {
    fn new(from: u64, to: u64) -> Self {
        let shared = gcd(from, to);
        let (up, down) = (to / shared, from / shared);
        let ratio = (to as f64 / from as f64).min(1.0);
        // A whole number of lanes on both sides together.
        let half = ((HALF as f64 / ratio) as usize).next_multiple_of(LANES / 2);
        let phases = up.min(MOST_PHASES);
        let taps = (0..phases).flat_map(|phase| phase_taps(phase as f64 / phases as f64, half, ratio * CUTOFF));
        Self { up, down, phases, half, taps: taps.collect() }
    }

    fn apply(&self, channel: Vec<f32>) -> Vec<f32> {
        let frames = (channel.len() as u64 * self.up).div_ceil(self.down);
        // Silence on both sides, so that every window lies inside.
        let mut input = vec![0.0; self.half - 1];
        input.extend(channel);
        input.resize(input.len() + self.half + 1, 0.0);
        let width = self.half * 2;
        let frame = |place: u64| {
            let at = place * self.down;
            // Inside the input, so inside memory.
            let (whole, phase) = ((at / self.up) as usize, (at % self.up * self.phases / self.up) as usize);
            let taps = &self.taps[phase * width..(phase + 1) * width];
            dot(taps, &input[whole..whole + width])
        };
        (0..frames).map(frame).collect()
    }
}

/// The taps for a place between two frames, 0 to 1, which add up to one.
fn phase_taps(place: f64, half: usize, cutoff: f64) -> Vec<f32> {
    let tap = |index: usize| {
        let time = index as f64 - (half as f64 - 1.0) - place;
        let (angle, edge) = (std::f64::consts::PI * time * cutoff, time / half as f64);
        let sinc = if angle == 0.0 { 1.0 } else { libm::sin(angle) / angle };
        let window = if edge.abs() >= 1.0 { 0.0 } else { bessel(BETA * libm::sqrt(1.0 - edge * edge)) };
        sinc * window
    };
    let taps: Vec<f64> = (0..half * 2).map(tap).collect();
    let sum: f64 = taps.iter().sum();
    taps.iter().map(|tap| (tap / sum) as f32).collect()
}

/// The modified Bessel function of the first kind and order zero, by its power series.
fn bessel(x: f64) -> f64 {
    let quarter = x * x / 4.0;
    let (mut term, mut sum, mut step) = (1.0, 1.0, 1.0);
    while term > sum * 1e-17 {
        term *= quarter / (step * step);
        sum += term;
        step += 1.0;
    }
    sum
}

fn dot(taps: &[f32], samples: &[f32]) -> f32 {
    let mut sums = [0.0f32; LANES];
    for (taps, samples) in taps.chunks_exact(LANES).zip(samples.chunks_exact(LANES)) {
        for ((sum, tap), sample) in sums.iter_mut().zip(taps).zip(samples) {
            *sum += tap * sample;
        }
    }
    sums.iter().sum()
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: u32, hertz: f64, frames: usize) -> Audio {
        let sample =
            |frame: usize| libm::sin(std::f64::consts::TAU * hertz * frame as f64 / f64::from(rate)) as f32 * 0.5;
        Audio { sample_rate: rate, channels: vec![(0..frames).map(sample).collect()] }
    }

    #[test]
    fn a_tone_stays_the_same_tone() {
        for (from, to) in [(44_100, 48_000), (48_000, 44_100), (96_000, 48_000), (22_050, 48_000), (44_101, 48_000)] {
            let heard = resample(tone(from, 1_000.0, from as usize / 4), to);
            let wanted = tone(to, 1_000.0, heard.frames());
            assert_eq!(heard.frames(), (from as usize / 4 * to as usize).div_ceil(from as usize));
            let middle = 400..heard.frames() - 400;
            let error = middle.map(|frame| (heard.channels[0][frame] - wanted.channels[0][frame]).abs());
            let worst = error.fold(0.0, f32::max);
            assert!(worst < 1e-3, "{from} to {to}: {worst}");
        }
    }

    #[test]
    fn what_the_lower_rate_cannot_hold_is_gone() {
        let heard = resample(tone(48_000, 20_000.0, 12_000), 22_050);
        assert!(heard.channels[0][200..heard.frames() - 200].iter().all(|sample| sample.abs() < 1e-4));
    }

    #[test]
    fn a_level_stays_what_it_is_and_odd_rates_are_bounded() {
        let level = Audio { sample_rate: 8_000, channels: vec![vec![0.25; 4_000]; 2] };
        for rate in [8_000, 44_100, 47_999, 192_000] {
            let heard = resample(level.clone(), rate);
            assert_eq!(heard.channels.len(), 2);
            assert!(heard.channels[1][1_500..2_000].iter().all(|sample| (sample - 0.25).abs() < 1e-5), "{rate}");
        }
        assert_eq!(resample(Audio::default(), 48_000).frames(), 0);
    }
}
