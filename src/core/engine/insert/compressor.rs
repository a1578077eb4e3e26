//! Compressor: feed-forward, in decibels, with a soft knee; both channels share one gain.
//!
//! After Giannoulis, Massberg and Reiss, "Digital dynamic range compressor design" (JAES 2012): the level is measured,
//! the reduction worked out and then smoothed. That happens once in eight frames; the gain runs straight in between.

use crate::engine::insert::Process;
use crate::engine::meter::magnitude;
use crate::engine::smooth::Smooth;
use crate::pcm::Decibels;

const GROUP: usize = 8;
/// Decibels in a doubling of the amplitude.
const DOUBLING: f32 = 6.020_6;

/// The compressor.
#[derive(Clone)]
pub struct Compressor {
    threshold: f32,
    ratio: f32,
    knee: f32,
    attack: f32,
    release: f32,
    /// The part of a difference that is made up in a group, rising and falling.
    speeds: [f32; 2],
    /// The magnitude below which nothing is reduced.
    floor: f32,
    makeup: Smooth,
    mix: Smooth,
    /// The reduction now, in decibels.
    reduction: f32,
    gain: f32,
    sample_rate: f32,
}

impl Compressor {
    /// A compressor with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let mut compressor = Self {
            threshold: 0.0,
            ratio: 1.0,
            knee: 0.0,
            attack: 0.01,
            release: 0.1,
            speeds: [1.0; 2],
            floor: 1.0,
            makeup: Smooth::new(1.0, sample_rate),
            mix: Smooth::new(1.0, sample_rate),
            reduction: 0.0,
            gain: f32::NAN,
            sample_rate,
        };
        compressor.set(values);
        compressor
    }

    /// The reduction that a level asks for, both in decibels.
    fn wanted(&self, level: f32) -> f32 {
        let over = level - self.threshold;
        let slope = 1.0 - 1.0 / self.ratio;
        if 2.0 * over >= self.knee {
            slope * over
        } else if 2.0 * over > -self.knee {
            let into = over + self.knee / 2.0;
            slope * into * into / (2.0 * self.knee)
        } else {
            0.0
        }
    }

    fn speed(&self, seconds: f32, frames: usize) -> f32 {
        1.0 - libm::expf(-(frames as f32) / (seconds * self.sample_rate))
    }

    /// The gain after a group of frames of a magnitude.
    fn measure(&mut self, magnitude: f32, frames: usize) -> f32 {
        let wanted = if magnitude > self.floor { self.wanted(DOUBLING * libm::log2f(magnitude)) } else { 0.0 };
        let rises = wanted > self.reduction;
        let speed = match frames {
            GROUP => self.speeds[usize::from(!rises)],
            _ => self.speed(if rises { self.attack } else { self.release }, frames),
        };
        self.reduction += (wanted - self.reduction) * speed;
        if self.reduction < 1e-4 {
            self.reduction = 0.0;
            return 1.0;
        }
        libm::exp2f(-self.reduction / DOUBLING)
    }
}

impl Compressor {
    /// Changes a group, or what is left of one.
    #[inline(always)]
    fn compress(&mut self, left: &mut [f32], right: &mut [f32], level: f32, makeup: f32, mix: f32) {
        let frames = left.len();
        let reduced = self.measure(level, frames);
        // The dry part passes unchanged, so that mixing is a gain as well.
        let to = 1.0 - mix + mix * makeup * reduced;
        let from = if self.gain.is_nan() { to } else { self.gain };
        self.gain = to;
        let step = (to - from) / frames as f32;
        for samples in [left, right] {
            for (place, sample) in samples.iter_mut().enumerate() {
                *sample *= from + step * (place + 1) as f32;
            }
        }
    }
}

impl Process for Compressor {
    fn set(&mut self, values: &[f32]) {
        let &[threshold, ratio, knee, attack, release, makeup, mix] = values else {
            return;
        };
        (self.threshold, self.ratio, self.knee) = (threshold, ratio, knee);
        (self.attack, self.release) = (attack, release);
        self.speeds = [self.speed(attack, GROUP), self.speed(release, GROUP)];
        self.floor = libm::exp2f((threshold - knee / 2.0) / DOUBLING);
        self.makeup.set(Decibels(makeup).to_gain());
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        self.makeup.snap();
        self.mix.snap();
    }

    fn reset(&mut self) {
        self.snap();
        self.reduction = 0.0;
        self.gain = f32::NAN;
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let (makeup, mix) = (self.makeup.advance().to, self.mix.advance().to);
        let (lefts, left_rest) = left.as_chunks_mut::<GROUP>();
        let (rights, right_rest) = right.as_chunks_mut::<GROUP>();
        for (left, right) in lefts.iter_mut().zip(rights) {
            // The number of frames is known here, which makes the group a handful of vectors.
            let level = magnitude(left, right);
            self.compress(left, right, level, makeup, mix);
        }
        if !left_rest.is_empty() {
            let level = magnitude(left_rest, right_rest);
            self.compress(left_rest, right_rest, level, makeup, mix);
        }
    }

    fn process_keyed(&mut self, left: &mut [f32], right: &mut [f32], [key_left, key_right]: [&[f32]; 2]) {
        let (makeup, mix) = (self.makeup.advance().to, self.mix.advance().to);
        let keys = key_left.chunks(GROUP).zip(key_right.chunks(GROUP));
        for ((left, right), (key_left, key_right)) in left.chunks_mut(GROUP).zip(right.chunks_mut(GROUP)).zip(keys) {
            self.compress(left, right, magnitude(key_left, key_right), makeup, mix);
        }
    }

    fn memory(&self) -> usize {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::run;

    fn settled(values: &[f32], level: f32) -> f32 {
        let input = vec![Decibels(level).to_gain(); 96_000];
        let (left, right) = run(&mut Compressor::new(values, 48_000.0), &input);
        assert_eq!(left, right);
        Decibels::from_gain(left[95_999]).0 - level
    }

    #[test]
    fn the_static_curve_is_the_textbook_s() {
        let hard = [-20.0, 4.0, 0.0, 0.01, 0.1, 0.0, 1.0];
        assert!((settled(&hard, -8.0) + 9.0).abs() < 0.01);
        assert_eq!(settled(&hard, -20.5), 0.0);
        let soft = [-20.0, 4.0, 12.0, 0.01, 0.1, 3.0, 1.0];
        assert!((settled(&soft, -20.0) - (3.0 - 0.75 * 36.0 / 24.0)).abs() < 0.01);
    }

    #[test]
    fn attack_takes_its_time() {
        let mut compressor = Compressor::new(&[-20.0, 20.0, 0.0, 0.05, 0.1, 0.0, 1.0], 48_000.0);
        let (left, _) = run(&mut compressor, &vec![1.0; 48_000]);
        let reduction = |frame: usize| -Decibels::from_gain(left[frame]).0;
        assert!((reduction(2_400) / reduction(47_999) - 0.632).abs() < 0.02);
    }

    #[test]
    fn release_takes_its_time() {
        let mut compressor = Compressor::new(&[-20.0, 20.0, 0.0, 0.001, 0.2, 0.0, 1.0], 48_000.0);
        run(&mut compressor, &vec![1.0; 24_000]);
        let full = 19.0;
        // Below the threshold, where nothing is asked for any more.
        let (left, _) = run(&mut compressor, &vec![0.01; 19_200]);
        let reduction = |frame: usize| -40.0 - Decibels::from_gain(left[frame]).0;
        assert!((reduction(9_600) / full - 0.368).abs() < 0.01, "{}", reduction(9_600));
        assert!((reduction(19_199) / full - 0.135).abs() < 0.01, "{}", reduction(19_199));
    }

    #[test]
    fn without_mix_no_bit_changes() {
        let input: Vec<f32> = (0..999).map(|frame| libm::sinf(frame as f32)).collect();
        let mut compressor = Compressor::new(&[-48.0, 20.0, 0.0, 0.001, 0.1, 12.0, 0.0], 48_000.0);
        assert_eq!(run(&mut compressor, &input).0, input);
    }
}
