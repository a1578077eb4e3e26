//! Convolution with built-in impulses: rooms, a plate, springs, a swell and a loudspeaker.
//!
//! An impulse is built a part in each block, while nothing of it is heard: a long one takes a hundred times as long as a
//! block may. It is built at once only where nothing at all sounds.

use crate::engine::insert::Process;
use crate::engine::insert::line::{Line, flush};
use crate::engine::limits::BLOCK;
use crate::engine::smooth::{Ramp, Smooth};

mod impulse;
mod kernel;
mod spectra;

use impulse::Impulse;
use kernel::Kernel;

/// The convolution.
#[derive(Clone)]
pub struct Convolution {
    kernel: Kernel,
    shape: Shape,
    wanted: Shape,
    impulse: Impulse,
    /// The step of building that comes next, until the last one is done.
    step: Option<usize>,
    /// Frames that pass before nothing is left of the impulse before.
    settling: usize,
    predelays: [Line; 2],
    lows: [f32; 2],
    highs: [f32; 2],
    low_pole: f32,
    high_pole: f32,
    open: Smooth,
    level: Smooth,
    width: Smooth,
    mix: Smooth,
    sample_rate: f32,
}

/// What another impulse has to be built for.
#[derive(Clone, Copy, PartialEq)]
struct Shape {
    kind: usize,
    decay: f32,
    predelay: usize,
}

impl Shape {
    fn frames(self, sample_rate: f32) -> usize {
        Impulse::frames(self.kind, self.decay, sample_rate)
    }

    fn same_impulse(self, other: Self) -> bool {
        (self.kind, self.decay) == (other.kind, other.decay)
    }
}

impl Convolution {
    /// A convolution with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(1.0, sample_rate);
        let line = Line::new((0.25 * sample_rate) as usize + 2 * BLOCK);
        // None of the list, so that the first one is built.
        let shape = Shape { kind: usize::MAX, decay: 0.0, predelay: 0 };
        let mut convolution = Self {
            kernel: Kernel::new(),
            shape,
            wanted: shape,
            impulse: Impulse::new(sample_rate),
            step: None,
            settling: 0,
            predelays: [line.clone(), line],
            lows: [0.0; 2],
            highs: [0.0; 2],
            low_pole: 0.0,
            high_pole: 1.0,
            open: smooth(),
            level: smooth(),
            width: smooth(),
            mix: smooth(),
            sample_rate,
        };
        convolution.set(values);
        convolution.snap();
        convolution
    }

    /// Takes the wanted shape; the impulse has to be built if it is another one.
    fn begin(&mut self) {
        if !self.wanted.same_impulse(self.shape) {
            self.impulse.begin(self.wanted.kind, self.wanted.decay);
            self.step = Some(0);
        }
        self.shape = self.wanted;
    }

    /// Builds a step; says whether there is more to build.
    fn build(&mut self) -> bool {
        let Some(step) = self.step else {
            return false;
        };
        let frames = self.shape.frames(self.sample_rate);
        self.kernel.build(step, frames, &mut self.impulse);
        self.step = Some(step + 1).filter(|step| *step < Kernel::steps(frames));
        if self.step.is_none() {
            self.level.set(self.impulse.level());
            self.settling = Kernel::SETTLES;
        }
        self.step.is_some()
    }

    /// Goes on towards the wanted shape, which is not heard before it is whole.
    fn follow_shape(&mut self, frames: usize) {
        if self.shape != self.wanted {
            self.open.set(0.0);
            if self.open.rests_at(0.0) {
                self.begin();
            }
        } else if self.step.is_some() {
            self.build();
        } else if self.settling > 0 {
            self.settling = self.settling.saturating_sub(frames);
        } else {
            self.open.set(1.0);
        }
    }

    /// Cuts the lows and highs of a channel.
    fn cut(&mut self, channel: usize, samples: &mut [f32]) {
        let (low_pole, high_pole) = (self.low_pole, self.high_pole);
        let (mut low, mut high) = (self.lows[channel], self.highs[channel]);
        for sample in samples {
            low += (*sample - low) * low_pole;
            high += (*sample - low - high) * high_pole;
            *sample = high;
        }
        (self.lows[channel], self.highs[channel]) = (flush(low), flush(high));
    }
}

impl Process for Convolution {
    fn set(&mut self, values: &[f32]) {
        let &[kind, decay, predelay, low_cut, high_cut, width, mix] = values else {
            return;
        };
        self.wanted = Shape { kind: kind as usize, decay, predelay: (predelay * self.sample_rate) as usize };
        self.kernel.reserve(self.wanted.frames(self.sample_rate));
        let pole = |frequency: f32| 1.0 - libm::expf(-std::f32::consts::TAU * frequency / self.sample_rate);
        (self.low_pole, self.high_pole) = (pole(low_cut), pole(high_cut));
        self.width.set(width);
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        if self.shape != self.wanted {
            self.begin();
        }
        self.settling = 0;
        self.open.set(if self.step.is_some() { 0.0 } else { 1.0 });
        let smooths = [&mut self.open, &mut self.level, &mut self.width, &mut self.mix];
        smooths.into_iter().for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        self.kernel.forget();
        self.predelays.iter_mut().for_each(Line::clear);
        (self.lows, self.highs) = ([0.0; 2], [0.0; 2]);
    }

    fn hurry(&mut self) {
        if self.shape != self.wanted {
            self.begin();
        }
        if self.step.is_some() {
            while self.build() {}
            self.snap();
        }
    }

    fn idle(&mut self) {
        if self.shape != self.wanted {
            self.begin();
        }
        self.build();
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        self.follow_shape(frames);
        let mut wet = [[0.0; BLOCK]; 2];
        for ((line, samples), wet) in self.predelays.iter_mut().zip([&*left, &*right]).zip(&mut wet) {
            line.write(samples);
            wet[..frames].copy_from_slice(line.past(self.shape.predelay + frames, frames));
        }
        let [wet_left, wet_right] = &mut wet;
        self.kernel.process(&mut wet_left[..frames], &mut wet_right[..frames]);
        let (open, level) = (self.open.advance(), self.level.advance());
        let gain = Ramp { from: open.from * level.from, to: open.to * level.to };
        for (channel, wet) in wet.iter_mut().enumerate() {
            self.cut(channel, &mut wet[..frames]);
            gain.scale(&mut wet[..frames]);
        }
        let (width, mix) = (self.width.advance().values(frames), self.mix.advance().values(frames));
        let pairs = left.iter_mut().zip(right).zip(wet[0].iter().zip(&wet[1]));
        for (((left, right), (wet_left, wet_right)), (width, mix)) in pairs.zip(width.zip(mix)) {
            let (middle, side) = (0.5 * (wet_left + wet_right), 0.5 * (wet_left - wet_right) * width);
            *left += (middle + side - *left) * mix;
            *right += (middle - side - *right) * mix;
        }
    }

    fn memory(&self) -> usize {
        self.wanted.predelay.max(self.shape.predelay) + self.wanted.frames(self.sample_rate) + 2 * BLOCK
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::run;

    const RATE: f32 = 48_000.0;

    fn settings(kind: f32, decay: f32) -> [f32; 7] {
        [kind, decay, 0.0, 20.0, 18_000.0, 1.0, 1.0]
    }

    /// One whose impulse is whole.
    fn whole(values: &[f32]) -> Convolution {
        let mut effect = Convolution::new(values, RATE);
        effect.hurry();
        effect
    }

    fn response(effect: &mut Convolution, seconds: f32) -> (Vec<f32>, Vec<f32>) {
        let mut input = vec![0.0; (seconds * RATE) as usize];
        input[0] = 1.0;
        run(effect, &input)
    }

    fn power(samples: &[f32]) -> f32 {
        samples.iter().map(|sample| sample * sample).sum()
    }

    /// Seconds for 60 dB, from the slope between -5 and -35 dB of the energy that is left (Schroeder 1965).
    fn decay_time(response: &[f32]) -> f32 {
        let mut left: Vec<f32> = response.iter().map(|sample| sample * sample).collect();
        for frame in (0..left.len() - 1).rev() {
            left[frame] += left[frame + 1];
        }
        let time = |decibels: f32| {
            let part = left[0] * libm::powf(10.0, decibels / 10.0);
            left.iter().position(|energy| *energy < part).unwrap() as f32 / RATE
        };
        2.0 * (time(-35.0) - time(-5.0))
    }

    /// The part below about 1 kHz.
    fn lows(response: &[f32]) -> Vec<f32> {
        let mut memory = [0.0; 2];
        let low = |sample: &f32| {
            memory[0] += (sample - memory[0]) * 0.12;
            memory[1] += (memory[0] - memory[1]) * 0.12;
            memory[1]
        };
        response.iter().map(low).collect()
    }

    #[test]
    fn rooms_decay_in_the_time_they_say() {
        for (kind, decay) in [(0.0, 0.5), (1.0, 2.0), (2.0, 1.2), (3.0, 1.5)] {
            let (left, _) = response(&mut whole(&settings(kind, decay)), decay + 0.2);
            let found = decay_time(&lows(&left));
            assert!((found / decay - 1.0).abs() < 0.1, "{kind}: {found} instead of {decay}");
        }
    }

    #[test]
    fn every_impulse_is_about_as_loud_and_no_two_are_alike() {
        let responses: Vec<(Vec<f32>, Vec<f32>)> =
            (0..6).map(|kind| response(&mut whole(&settings(kind as f32, 1.0)), 1.1)).collect();
        for (kind, (left, right)) in responses.iter().enumerate() {
            let loud = 0.5 * (power(left) + power(right));
            assert!((0.6..1.1).contains(&loud), "{kind}: {loud}");
            let alike: f32 = left.iter().zip(right).map(|(left, right)| left * right).sum::<f32>() / loud;
            assert!(if kind == 5 { alike > 0.999 } else { alike < 0.3 }, "{kind}: {alike}");
            let others = responses[..kind].iter();
            let same =
                others.map(|other| left.iter().zip(&other.0).map(|(one, other)| one * other).sum::<f32>() / loud);
            assert!(same.fold(0.0_f32, |most, same| most.max(same.abs())) < 0.9, "{kind}");
        }
    }

    #[test]
    fn a_swell_grows_and_a_hall_answers_after_its_predelay() {
        let (left, _) = response(&mut whole(&settings(4.0, 1.0)), 1.1);
        assert!(power(&left[33_600..47_520]) > 20.0 * power(&left[19_200..33_120]));
        let mut late = settings(2.0, 1.0);
        late[2] = 0.1;
        let (left, _) = response(&mut whole(&late), 0.3);
        let first = left.iter().position(|sample| sample.abs() > 1e-6).unwrap();
        assert!((4_800..4_810).contains(&first), "{first}");
    }

    #[test]
    fn another_impulse_comes_without_a_click_and_is_then_the_new_one() {
        let mut effect = whole(&settings(1.0, 1.0));
        let tone: Vec<f32> = (0..48_000).map(|frame| 0.3 * libm::sinf(frame as f32 * 0.02)).collect();
        let mut sound = run(&mut effect, &tone).0;
        effect.set(&settings(2.0, 0.4));
        sound.extend(run(&mut effect, &tone).0);
        let jump = sound.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(jump < 0.15, "{jump}");
        run(&mut effect, &vec![0.0; 96_000]);
        let expected = response(&mut whole(&settings(2.0, 0.4)), 0.5).0;
        let found = response(&mut effect, 0.5).0;
        assert!(found.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() < 1e-5));
    }

    #[test]
    fn a_new_one_is_silent_until_its_impulse_is_whole() {
        let values = settings(2.0, 0.4);
        let expected = response(&mut whole(&values), 0.5).0;
        let mut effect = Convolution::new(&values, RATE);
        let tone: Vec<f32> = (0..BLOCK).map(|frame| libm::sinf(frame as f32 * 0.1)).collect();
        assert!(run(&mut effect, &tone).0.iter().all(|sample| *sample == 0.0));
        run(&mut effect, &vec![0.0; 48_000]);
        assert!(
            response(&mut effect, 0.5).0.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() < 1e-5)
        );
        let mut idle = Convolution::new(&values, RATE);
        (0..400).for_each(|_| idle.idle());
        idle.snap();
        assert_eq!(response(&mut idle, 0.5).0, expected);
    }
}
