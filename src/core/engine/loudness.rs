//! How loud the sound is that is heard now: the power of every tenth of a second, weighted as ITU-R BS.1770-4 says, of
//! which momentary, short-term and integrated loudness are made by whoever shows them.
//!
//! Files are measured by a library (`bounce::loudness`); this one never touches the heap, and a test holds it to that.

use crate::engine::LoudnessReading;
use crate::engine::limits::BLOCK;
use crate::engine::true_peak::TruePeak;

/// Follows the loudness of stereo sound.
#[derive(Clone, Debug)]
pub struct LoudnessMeter {
    peaks: TruePeak,
    weighting: [Section; 2],
    /// What is kept of both channels in both sections.
    memory: [[[f64; 2]; 2]; 2],
    /// The sum of squares of the tenth under way, and how many frames it still has.
    sum: f64,
    left_over: usize,
    tenth: usize,
    reading: LoudnessReading,
}

impl LoudnessMeter {
    /// At rest, at a sample rate in hertz.
    pub fn new(sample_rate: f32) -> Self {
        let tenth = (sample_rate / 10.0) as usize;
        Self {
            peaks: TruePeak::new(),
            weighting: weighting(f64::from(sample_rate)),
            memory: [[[0.0; 2]; 2]; 2],
            sum: 0.0,
            left_over: tenth,
            tenth,
            reading: LoudnessReading::default(),
        }
    }

    /// Takes at most a block.
    pub fn follow(&mut self, left: &[f32], right: &[f32]) {
        let mut peaks = [0.0; BLOCK];
        self.peaks.follow(left, right, 0.0, &mut peaks);
        for peak in peaks.into_iter().take(left.len()) {
            self.reading.true_peak = self.reading.true_peak.max(peak);
        }
        for (left, right) in left.iter().zip(right) {
            for (memory, sample) in self.memory.iter_mut().zip([*left, *right]) {
                let [shelf, high_pass] = &self.weighting;
                let [first, second] = memory;
                let weighted = high_pass.take(second, shelf.take(first, f64::from(sample)));
                self.sum += weighted * weighted;
            }
            self.left_over -= 1;
            if self.left_over == 0 {
                self.end_tenth();
            }
        }
    }

    fn end_tenth(&mut self) {
        let power = std::mem::take(&mut self.sum) / self.tenth as f64;
        self.left_over = self.tenth;
        self.reading.tenths = self.reading.tenths.wrapping_add(1);
        self.reading.powers.rotate_left(1);
        // A broken strip's sound never gets here, but what is no number would stay in the filters.
        let sound = power.is_finite();
        if !sound {
            self.memory = [[[0.0; 2]; 2]; 2];
        }
        self.reading.powers[3] = if sound { power as f32 } else { 0.0 };
    }

    /// The last tenths, and the highest peak since this was asked before.
    pub fn read(&mut self) -> LoudnessReading {
        let reading = self.reading;
        self.reading.true_peak = 0.0;
        reading
    }
}

/// A filter of the second order; its first feedback coefficient is one.
#[derive(Clone, Copy, Debug)]
struct Section {
    forward: [f64; 3],
    back: [f64; 2],
}

impl Section {
    fn take(&self, memory: &mut [f64; 2], sample: f64) -> f64 {
        let Self { forward, back } = self;
        let out = forward[0] * sample + memory[0];
        // What dies away would become a denormal number in the memory, which costs time.
        let out = if out.abs() < 1e-30 { 0.0 } else { out };
        memory[0] = forward[1] * sample - back[0] * out + memory[1];
        memory[1] = forward[2] * sample - back[1] * out;
        out
    }
}

/// The shelf and the high-pass of BS.1770-4, annex 1, at any rate: the analogue filters behind the coefficients that the
/// standard gives at 48 kHz, as libebur128 derives them.
fn weighting(rate: f64) -> [Section; 2] {
    let warped = |hertz: f64| libm::tan(std::f64::consts::PI * hertz / rate);
    let (k, q) = (warped(1_681.974_450_955_533), 0.707_175_236_955_419_6);
    let high = libm::pow(10.0, 3.999_843_853_973_347 / 20.0);
    let band = libm::pow(high, 0.499_666_774_154_541_6);
    let norm = 1.0 + k / q + k * k;
    let shelf = Section {
        forward: [
            (high + band * k / q + k * k) / norm,
            2.0 * (k * k - high) / norm,
            (high - band * k / q + k * k) / norm,
        ],
        back: [2.0 * (k * k - 1.0) / norm, (1.0 - k / q + k * k) / norm],
    };
    let (k, q) = (warped(38.135_470_876_024_44), 0.500_327_037_323_877_3);
    let norm = 1.0 + k / q + k * k;
    let high_pass =
        Section { forward: [1.0, -2.0, 1.0], back: [2.0 * (k * k - 1.0) / norm, (1.0 - k / q + k * k) / norm] };
    [shelf, high_pass]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenth_has_the_power_that_another_meter_finds() {
        for rate in [44_100_u32, 48_000, 96_000] {
            for hertz in [40.0, 997.0, 9_000.0] {
                let wave = |frame: usize| {
                    libm::sin(frame as f64 * hertz / f64::from(rate) * std::f64::consts::TAU) as f32 * 0.25
                };
                let samples: Vec<f32> = (0..rate as usize).map(wave).collect();
                let mut other = ebur128::EbuR128::new(2, rate, ebur128::Mode::M | ebur128::Mode::TRUE_PEAK).unwrap();
                other.add_frames_planar_f32(&[&samples, &samples]).unwrap();
                let mut meter = LoudnessMeter::new(rate as f32);
                samples.chunks(BLOCK).for_each(|chunk| meter.follow(chunk, chunk));
                let reading = meter.read();
                let power: f32 = reading.powers.iter().sum::<f32>() / 4.0;
                let momentary = -0.691 + 10.0 * libm::log10(f64::from(power));
                assert!((momentary - other.loudness_momentary().unwrap()).abs() < 0.01, "{hertz} Hz at {rate}");
                assert!((f64::from(reading.true_peak) - other.true_peak(0).unwrap()).abs() < 0.01);
                assert_eq!((reading.tenths, meter.read().true_peak), (10, 0.0));
            }
        }
    }
}
