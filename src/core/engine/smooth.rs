//! Values that glide when they are set, so that a moved control does not click.

use crate::engine::limits::BLOCK;

/// A value that reaches a new target in a straight line of about 10 ms, in whole blocks.
#[derive(Clone, Debug)]
pub struct Smooth {
    value: f32,
    target: f32,
    blocks_left: u32,
    blocks: u32,
    heard: bool,
}

/// A value's course over one block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ramp {
    /// The value before the first frame.
    pub from: f32,
    /// The value at the last frame.
    pub to: f32,
}

impl Smooth {
    /// A value at rest.
    pub fn new(value: f32, sample_rate: f32) -> Self {
        let blocks = (sample_rate * 0.01 / BLOCK as f32) as u32 + 1;
        Self { value, target: value, blocks_left: 0, blocks, heard: false }
    }

    /// Sets where the value goes. What has not been heard yet is there at once.
    pub fn set(&mut self, target: f32) {
        if target != self.target {
            self.target = target;
            self.blocks_left = self.blocks;
        }
        if !self.heard {
            self.snap();
        }
    }

    /// Jumps to the target: what sounds next is the first of it.
    pub fn snap(&mut self) {
        self.value = self.target;
        self.blocks_left = 0;
        self.heard = false;
    }

    /// The course over the next block.
    pub fn advance(&mut self) -> Ramp {
        self.heard = true;
        let from = self.value;
        if self.blocks_left > 0 {
            self.value += (self.target - self.value) / self.blocks_left as f32;
            self.blocks_left -= 1;
            if self.blocks_left == 0 {
                self.value = self.target;
            }
        }
        Ramp { from, to: self.value }
    }

    /// Where it stands.
    pub fn now(&self) -> f32 {
        self.value
    }

    /// Stands at a value that was heard, and goes to its target from there.
    pub fn resume(&mut self, value: f32) {
        self.value = value;
        self.heard = true;
        self.blocks_left = if value == self.target { 0 } else { self.blocks };
    }

    /// Whether it stands still at a value.
    pub fn rests_at(&self, value: f32) -> bool {
        self.blocks_left == 0 && self.value == value
    }
}

impl Ramp {
    /// Whether the value is the same over the whole block.
    pub fn is_flat(self) -> bool {
        self.from == self.to
    }

    /// The value at each frame of a block of `frames`.
    pub fn values(self, frames: usize) -> impl Iterator<Item = f32> {
        let step = (self.to - self.from) / frames as f32;
        // Counted from zero, which the compiler can take several of at once.
        (0..frames).map(move |frame| self.from + step * (frame + 1) as f32)
    }

    /// Multiplies samples by the value.
    pub fn scale(self, samples: &mut [f32]) {
        if !self.is_flat() {
            let frames = samples.len();
            samples.iter_mut().zip(self.values(frames)).for_each(|(sample, value)| *sample *= value);
        } else if self.to != 1.0 {
            samples.iter_mut().for_each(|sample| *sample *= self.to);
        }
    }

    /// Adds samples times the value to others.
    pub fn add(self, samples: &[f32], sum: &mut [f32]) {
        if !self.is_flat() {
            let pairs = sum.iter_mut().zip(samples);
            pairs.zip(self.values(samples.len())).for_each(|((sum, sample), value)| *sum += sample * value);
        } else if self.to != 0.0 {
            sum.iter_mut().zip(samples).for_each(|(sum, sample)| *sum += sample * self.to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_glides_once_it_has_been_heard() {
        let mut gain = Smooth::new(1.0, 48_000.0);
        gain.set(0.5);
        assert_eq!(gain.advance(), Ramp { from: 0.5, to: 0.5 });
        gain.set(0.0);
        let first = gain.advance();
        assert!(first.from == 0.5 && first.to < 0.5 && first.to > 0.4);
        for _ in 0..7 {
            gain.advance();
        }
        assert!(gain.rests_at(0.0));
    }

    #[test]
    fn a_ramp_ends_on_its_end() {
        let values: Vec<f32> = Ramp { from: 0.0, to: 1.0 }.values(4).collect();
        assert_eq!(values, [0.25, 0.5, 0.75, 1.0]);
    }
}
