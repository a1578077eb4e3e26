//! Bitcrusher: fewer steps of amplitude, and samples held for longer. Its aliases are its sound.

use crate::engine::insert::Process;
use crate::engine::smooth::Smooth;

/// The bitcrusher.
#[derive(Clone)]
pub struct Bitcrusher {
    bits: Smooth,
    mix: Smooth,
    /// How far a frame goes towards the next held sample; a whole one is 2^32.
    stride: u64,
    phase: u64,
    held: [f32; 2],
    sample_rate: f32,
}

const WHOLE: u64 = 1 << 32;

impl Bitcrusher {
    /// A bitcrusher with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(16.0, sample_rate);
        let mut crusher =
            Self { bits: smooth(), mix: smooth(), stride: WHOLE, phase: WHOLE, held: [0.0; 2], sample_rate };
        crusher.set(values);
        crusher.reset();
        crusher
    }
}

impl Process for Bitcrusher {
    fn set(&mut self, values: &[f32]) {
        let &[bits, sampling, mix] = values else {
            return;
        };
        self.bits.set(bits);
        self.mix.set(mix);
        // Rounded up, so that a part of the sample rate holds for whole frames.
        let part = libm::ceil(f64::from(sampling) / f64::from(self.sample_rate) * WHOLE as f64);
        self.stride = (part as u64).min(WHOLE);
    }

    fn snap(&mut self) {
        self.bits.snap();
        self.mix.snap();
    }

    fn reset(&mut self) {
        self.snap();
        (self.phase, self.held) = (WHOLE, [0.0; 2]);
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        let steps = libm::exp2f(self.bits.advance().to - 1.0);
        // Silence is one of the steps.
        let quantised = |sample: f32| libm::floorf(sample * steps + 0.5) / steps;
        let mix = self.mix.advance().values(frames);
        for ((left, right), mix) in left.iter_mut().zip(right).zip(mix) {
            if self.phase >= WHOLE {
                self.phase -= WHOLE;
                self.held = [quantised(*left), quantised(*right)];
            }
            self.phase += self.stride;
            *left += (self.held[0] - *left) * mix;
            *right += (self.held[1] - *right) * mix;
        }
    }

    fn memory(&self) -> usize {
        (WHOLE / self.stride.max(1)) as usize + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};

    fn tone(hertz: f32) -> Vec<f32> {
        let step = hertz / 48_000.0;
        (0..48_000)
            .map(|frame| 0.9 * libm::sinf(core::f32::consts::TAU * libm::fmodf(frame as f32 * step, 1.0)))
            .collect()
    }

    #[test]
    fn every_sample_lies_on_a_step_beside_the_sound() {
        let input = tone(100.0);
        for bits in [2.0, 5.0, 12.0] {
            let step = libm::exp2f(1.0 - bits);
            let (left, _) = run(&mut Bitcrusher::new(&[bits, 48_000.0, 1.0], 48_000.0), &input);
            for (out, sample) in left.iter().zip(&input) {
                assert_eq!(libm::floorf(out / step), out / step);
                assert!((out - sample).abs() <= 0.5001 * step);
            }
        }
    }

    #[test]
    fn samples_are_held_for_the_frames_of_the_lower_rate() {
        let (left, _) = run(&mut Bitcrusher::new(&[16.0, 8_000.0, 1.0], 48_000.0), &tone(1_000.0));
        assert!(left.chunks(6).all(|held| held.iter().all(|sample| *sample == held[0])));
        // The image of 1 kHz about 8 kHz is as loud as the mean of six frames leaves it.
        let held = |hertz: f64| {
            (hertz * std::f64::consts::PI / 8_000.0).sin() / (hertz * std::f64::consts::PI / 48_000.0).sin()
        };
        let level = |frequency| magnitude_at(&left, frequency, 48_000.0);
        assert!((level(1_000.0) - level(7_000.0) - 20.0 * (held(1_000.0) / held(7_000.0)).log10()).abs() < 0.1);
    }

    #[test]
    fn unmixed_it_changes_no_bit() {
        let input = tone(333.0);
        assert_eq!(run(&mut Bitcrusher::new(&[2.0, 500.0, 0.0], 48_000.0), &input).0, input);
    }
}
