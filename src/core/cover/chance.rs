//! Chance for covers: one source for each concern of each cover.

use crate::chance::SplitMix64;

/// A source of numbers for one concern of one cover.
#[derive(Clone, Debug)]
pub struct Chance(SplitMix64);

impl Chance {
    /// Of a seed, for one concern.
    pub fn new(seed: u64, concern: u64) -> Self {
        Self(SplitMix64::of(seed, concern))
    }

    /// A number from zero up to, not including, one.
    pub fn part(&mut self) -> f32 {
        (self.0.next() >> 40) as f32 / (1_u32 << 24) as f32
    }

    /// A number between two.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.part()
    }

    /// A whole number below a limit; zero where it is zero.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }
}
