//! Saturator: a soft curve at twice the sample rate, with a tilt of the tone.
//!
//! The half-band filters are two chains of all-passes each (after Regalia, Mitra and Vaidyanathan, "The digital
//! all-pass filter", 1988), 69 dB down in the stop band; the dry part runs through them as well, so that mixing does
//! not comb.

use wide::f32x4;

use crate::engine::insert::Process;
use crate::engine::insert::line::flush;
use crate::engine::smooth::{Ramp, Smooth};
use crate::pcm::Decibels;

/// Coefficients of both chains, stage by stage.
const STAGES: [[f32; 2]; 4] = [
    [0.077_115_08, 0.265_968_53],
    [0.482_070_63, 0.665_104_15],
    [0.796_820_47, 0.884_101_5],
    [0.941_251_4, 0.982_005_4],
];
/// Where the tone tilts, in hertz.
const PIVOT: f32 = 800.0;
/// How far the tone tilts to either side, in decibels.
const TILT: f32 = 6.0;

/// Two chains of all-passes for two channels: lanes are left and right of the first chain, then of the second.
#[derive(Clone, Copy, Default)]
struct HalfBand {
    inputs: [f32x4; 4],
    outputs: [f32x4; 4],
}

impl HalfBand {
    fn pass(&mut self, sound: f32x4) -> f32x4 {
        let mut sound = sound;
        for (([first, second], input), output) in STAGES.iter().zip(&mut self.inputs).zip(&mut self.outputs) {
            let coefficient = f32x4::new([*first, *first, *second, *second]);
            let passed = *input + coefficient * (sound - *output);
            *input = sound;
            *output = passed;
            sound = passed;
        }
        sound
    }

    fn settle(&mut self) {
        for memory in self.inputs.iter_mut().chain(&mut self.outputs) {
            *memory = f32x4::from(memory.to_array().map(flush));
        }
    }
}

/// The saturator.
#[derive(Clone)]
pub struct Saturator {
    drive: Smooth,
    /// The factor that keeps soft sound about as loud.
    makeup: Smooth,
    mix: Smooth,
    output: Smooth,
    low: Smooth,
    high: Smooth,
    up: HalfBand,
    down: HalfBand,
    tone: [f32; 2],
    pole: f32,
}

impl Saturator {
    /// A saturator with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(1.0, sample_rate);
        let mut saturator = Self {
            drive: smooth(),
            makeup: smooth(),
            mix: smooth(),
            output: smooth(),
            low: smooth(),
            high: smooth(),
            up: HalfBand::default(),
            down: HalfBand::default(),
            tone: [0.0; 2],
            pole: 1.0 - libm::expf(-std::f32::consts::TAU * PIVOT / sample_rate),
        };
        saturator.set(values);
        saturator
    }

    fn tilt(&mut self, samples: &mut [f32], channel: usize, low: Ramp, high: Ramp, output: Ramp) {
        let frames = samples.len();
        if low.is_flat() && low.to == 1.0 && high.to == 1.0 {
            output.scale(samples);
            return;
        }
        let gains = low.values(frames).zip(high.values(frames));
        let mut memory = self.tone[channel];
        for (sample, (low, high)) in samples.iter_mut().zip(gains) {
            memory += (*sample - memory) * self.pole;
            *sample = memory * low + (*sample - memory) * high;
        }
        self.tone[channel] = flush(memory);
        output.scale(samples);
    }
}

/// A curve like tanh: unity for soft sound, one from three on.
fn curve(x: f32x4) -> f32x4 {
    let square = x * x;
    let middle = x * (f32x4::splat(27.0) + square) / (f32x4::splat(27.0) + f32x4::splat(9.0) * square);
    let three = f32x4::splat(3.0);
    let high = x.simd_gt(three).select(f32x4::ONE, middle);
    x.simd_lt(-three).select(-f32x4::ONE, high)
}

impl Process for Saturator {
    fn set(&mut self, values: &[f32]) {
        let &[drive, tone, mix, output] = values else {
            return;
        };
        let drive = Decibels(drive).to_gain();
        self.drive.set(drive);
        let [loud, ..] = curve(f32x4::splat(0.25 * drive)).to_array();
        self.makeup.set(0.25 / loud);
        self.mix.set(mix);
        self.output.set(Decibels(output).to_gain());
        let tilt = (2.0 * tone - 1.0) * TILT;
        self.low.set(Decibels(-tilt).to_gain());
        self.high.set(Decibels(tilt).to_gain());
    }

    fn snap(&mut self) {
        let smooths = [&mut self.drive, &mut self.makeup, &mut self.mix, &mut self.output];
        smooths.into_iter().chain([&mut self.low, &mut self.high]).for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        (self.up, self.down) = (HalfBand::default(), HalfBand::default());
        self.tone = [0.0; 2];
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        let settings = self.drive.advance().values(frames).zip(self.makeup.advance().values(frames));
        let settings = settings.zip(self.mix.advance().values(frames));
        for ((left, right), ((drive, makeup), mix)) in left.iter_mut().zip(right.iter_mut()).zip(settings) {
            let sound = self.up.pass(f32x4::new([*left, *right, *left, *right]));
            let shaped = curve(sound * f32x4::splat(drive)) * f32x4::splat(makeup);
            let mixed = sound + (shaped - sound) * f32x4::splat(mix);
            let [early_left, early_right, late_left, late_right] = mixed.to_array();
            let halves = self.down.pass(f32x4::new([late_left, late_right, early_left, early_right]));
            let [first_left, first_right, second_left, second_right] = halves.to_array();
            *left = 0.5 * (first_left + second_left);
            *right = 0.5 * (first_right + second_right);
        }
        self.up.settle();
        self.down.settle();
        let (low, high, output) = (self.low.advance(), self.high.advance(), self.output.advance());
        self.tilt(left, 0, low, high, output);
        self.tilt(right, 1, low, high, output);
    }

    fn memory(&self) -> usize {
        1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};

    #[test]
    fn without_drive_mixed_in_the_level_is_flat() {
        let mut input = vec![0.0; 8_192];
        input[0] = 1.0;
        let (left, right) = run(&mut Saturator::new(&[12.0, 0.5, 0.0, 0.0], 48_000.0), &input);
        assert_eq!(left, right);
        for frequency in [40.0, 1_000.0, 10_000.0, 19_000.0] {
            assert!(magnitude_at(&left, frequency, 48_000.0).abs() < 0.05, "{frequency} Hz");
        }
    }

    #[test]
    fn overtones_fold_back_far_below_the_sound() {
        let frequency = 9_000.0;
        let step = std::f32::consts::TAU * frequency / 48_000.0;
        let input: Vec<f32> =
            (0..48_000).map(|frame| 0.5 * libm::sinf((frame as f32 * step) % std::f32::consts::TAU)).collect();
        let (left, _) = run(&mut Saturator::new(&[12.0, 0.5, 1.0, 0.0], 48_000.0), &input);
        // The third overtone lies at 27 kHz and would fold to 21 kHz.
        let level = |frequency| magnitude_at(&left[24_000..], frequency, 48_000.0);
        assert!(level(21_000.0) < level(9_000.0) - 45.0, "{} {}", level(21_000.0), level(9_000.0));
    }

    #[test]
    fn drive_bends_and_stays_in_bounds() {
        let input: Vec<f32> = (0..9_600).map(|frame| libm::sinf(frame as f32 * 0.02)).collect();
        let (left, _) = run(&mut Saturator::new(&[36.0, 0.5, 1.0, 0.0], 48_000.0), &input);
        let peak = left.iter().fold(0.0_f32, |peak, sample| sample.abs().max(peak));
        assert!(peak > 0.2 && peak < 0.5, "{peak}");
    }
}
