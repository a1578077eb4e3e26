//! Chorus: two moving taps on each channel, a quarter of a turn apart between left and right.

use crate::engine::insert::Process;
use crate::engine::insert::line::Line;
use crate::engine::limits::BLOCK;
use crate::engine::smooth::{Ramp, Smooth};

/// The taps' middle places, in seconds.
const TAPS: [f32; 2] = [0.009, 0.017];
/// How far a tap moves at full depth, in seconds.
const SWING: f32 = 0.004;

/// The chorus.
#[derive(Clone)]
pub struct Chorus {
    lines: [Line; 2],
    rate: f32,
    depth: Smooth,
    mix: Smooth,
    /// The turn of the movement, 0 to 1.
    phase: f32,
    sample_rate: f32,
}

impl Chorus {
    /// A chorus with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let line = Line::new((sample_rate * 0.03) as usize + BLOCK);
        let mut chorus = Self {
            lines: [line.clone(), line],
            rate: 1.0,
            depth: Smooth::new(0.0, sample_rate),
            mix: Smooth::new(0.0, sample_rate),
            phase: 0.0,
            sample_rate,
        };
        chorus.set(values);
        chorus
    }

    /// Where a tap is at a turn, in frames.
    fn delay(&self, channel: usize, tap: usize, turn: f32, depth: f32) -> f32 {
        let turn = turn + 0.25 * channel as f32 + 0.5 * tap as f32;
        let swing = libm::sinf(std::f32::consts::TAU * (turn - libm::floorf(turn)));
        (TAPS[tap] + SWING * depth * swing) * self.sample_rate
    }
}

impl Chorus {
    /// Adds what a moving tap reads. The block is already in the line: a frame lies the rest of the block further back.
    fn read(&self, channel: usize, delay: Ramp, wet: &mut [f32]) {
        let (line, frames) = (&self.lines[channel], wet.len());
        if (delay.to - delay.from).abs() < 0.9 {
            let mut tap = [0.0; BLOCK];
            line.sweep(frames, delay, &mut tap[..frames]);
            wet.iter_mut().zip(tap).for_each(|(wet, tap)| *wet += 0.5 * tap);
            return;
        }
        for ((frame, wet), delay) in wet.iter_mut().enumerate().zip(delay.values(frames)) {
            *wet += 0.5 * line.at(delay + (frames - frame) as f32);
        }
    }
}

impl Process for Chorus {
    fn set(&mut self, values: &[f32]) {
        let &[rate, depth, mix] = values else {
            return;
        };
        self.rate = rate;
        self.depth.set(depth);
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        self.depth.snap();
        self.mix.snap();
    }

    fn reset(&mut self) {
        self.snap();
        self.lines.iter_mut().for_each(Line::clear);
        self.phase = 0.0;
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        let turn = self.phase + self.rate * frames as f32 / self.sample_rate;
        let (depth, mix) = (self.depth.advance(), self.mix.advance());
        for (channel, samples) in [left, right].into_iter().enumerate() {
            let mut wet = [0.0; BLOCK];
            self.lines[channel].write(samples);
            for tap in 0..TAPS.len() {
                let from = self.delay(channel, tap, self.phase, depth.from);
                let to = self.delay(channel, tap, turn, depth.to);
                self.read(channel, Ramp { from, to }, &mut wet[..frames]);
            }
            for ((sample, wet), mix) in samples.iter_mut().zip(wet).zip(mix.values(frames)) {
                *sample += (wet - *sample) * mix;
            }
        }
        self.phase = turn - libm::floorf(turn);
    }

    fn memory(&self) -> usize {
        self.lines[0].frames()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::run;

    #[test]
    fn an_impulse_comes_back_at_the_taps() {
        let mut input = vec![0.0; 2_048];
        input[0] = 1.0;
        let (left, right) = run(&mut Chorus::new(&[0.05, 0.0, 1.0], 48_000.0), &input);
        let heard: Vec<usize> = (0..2_048).filter(|frame| left[*frame].abs() > 0.1).collect();
        assert_eq!(heard, [432, 816]);
        assert_eq!(left, right);
    }

    #[test]
    fn depth_spreads_the_channels() {
        let input: Vec<f32> = (0..9_600).map(|frame| libm::sinf(frame as f32 * 0.05)).collect();
        let (left, right) = run(&mut Chorus::new(&[1.0, 1.0, 0.5], 48_000.0), &input);
        assert!(left.iter().zip(&right).any(|(left, right)| (left - right).abs() > 0.05));
        assert!(left.iter().all(|sample| sample.abs() <= 1.01));
    }
}
