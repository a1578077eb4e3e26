//! Levels: the peak since the last reading, and the root mean square over about 300 ms.

use wide::f32x4;

use crate::engine::MeterReading;
use crate::engine::limits::BLOCK;

/// Follows the level of a strip.
#[derive(Clone, Debug)]
pub struct Meter {
    peak: [f32; 2],
    mean_square: [f32; 2],
    weight: f32,
}

impl Meter {
    /// At rest.
    pub fn new(sample_rate: f32) -> Self {
        let weight = 1.0 - libm::expf(-(BLOCK as f32) / (0.3 * sample_rate));
        Self { peak: [0.0; 2], mean_square: [0.0; 2], weight }
    }

    /// Takes a block.
    pub fn follow(&mut self, left: &[f32], right: &[f32]) {
        for (channel, samples) in [left, right].into_iter().enumerate() {
            let (peak, square) = measure(samples);
            self.peak[channel] = peak.max(self.peak[channel]);
            self.mean_square[channel] += (square - self.mean_square[channel]) * self.weight;
        }
    }

    /// Takes a block of silence.
    pub fn rest(&mut self) {
        for mean in &mut self.mean_square {
            *mean = if *mean < 1e-12 { 0.0 } else { *mean * (1.0 - self.weight) };
        }
    }

    /// The levels; the peak begins anew.
    pub fn read(&mut self) -> MeterReading {
        let peak = std::mem::take(&mut self.peak);
        MeterReading { peak, rms: self.mean_square.map(libm::sqrtf) }
    }
}

/// The largest magnitude and the mean square of samples that are numbers. Four sums side by side, so that it
/// vectorises without changing the order of additions between builds.
fn measure(samples: &[f32]) -> (f32, f32) {
    let mut peaks = [0.0_f32; 4];
    let mut squares = [0.0_f32; 4];
    let (fours, rest) = samples.as_chunks::<4>();
    for four in fours {
        for lane in 0..4 {
            let magnitude = four[lane].abs();
            peaks[lane] = if magnitude > peaks[lane] { magnitude } else { peaks[lane] };
            squares[lane] += four[lane] * four[lane];
        }
    }
    for sample in rest {
        peaks[0] = if sample.abs() > peaks[0] { sample.abs() } else { peaks[0] };
        squares[0] += sample * sample;
    }
    let peak = largest(peaks);
    let square = (squares[0] + squares[1]) + (squares[2] + squares[3]);
    (peak, square / samples.len().max(1) as f32)
}

/// The largest magnitude of both channels; infinite when a sample is no number.
pub fn magnitude(left: &[f32], right: &[f32]) -> f32 {
    let (mut peaks, mut nothing) = (f32x4::ZERO, f32x4::ZERO);
    let mut take = |samples: f32x4| {
        peaks = peaks.fast_max(samples.abs());
        // Zero for every number; what is none stays in the sum, whatever the line above made of it.
        nothing += samples * f32x4::ZERO;
    };
    for samples in [left, right] {
        let (fours, rest) = samples.as_chunks::<4>();
        fours.iter().for_each(|four| take(f32x4::new(*four)));
        rest.iter().for_each(|sample| take(f32x4::splat(*sample)));
    }
    if nothing.to_array() == [0.0; 4] { largest(peaks.to_array()) } else { f32::INFINITY }
}

fn largest(values: [f32; 4]) -> f32 {
    values.into_iter().fold(0.0, |most, value| if value > most { value } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_level_is_read_after_a_while() {
        let mut meter = Meter::new(48_000.0);
        for _ in 0..2_000 {
            meter.follow(&[0.5; BLOCK], &[-0.25; BLOCK]);
        }
        let reading = meter.read();
        assert_eq!(reading.peak, [0.5, 0.25]);
        assert!((reading.rms[0] - 0.5).abs() < 1e-3 && (reading.rms[1] - 0.25).abs() < 1e-3);
        assert_eq!(meter.read().peak, [0.0, 0.0]);
    }

    #[test]
    fn what_is_no_number_is_noticed_wherever_it_stands() {
        for place in 0..7 {
            let mut samples = [0.5; 7];
            samples[place] = f32::NAN;
            assert_eq!(magnitude(&[0.1; 7], &samples), f32::INFINITY);
        }
        assert_eq!(magnitude(&[0.1, -0.7], &[0.2, 0.3]), 0.7);
    }
}
