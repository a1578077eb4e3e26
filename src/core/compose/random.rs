//! The composer's own source of chance: the same prompt and seed give the same numbers on every machine.

use crate::chance::SplitMix64;

/// A source of numbers for a prompt and a seed.
#[derive(Clone, Debug)]
pub struct Random(SplitMix64);

impl Random {
    /// Numbers for a prompt and a seed. The text is folded in by FNV-1a.
    pub fn new(prompt: &str, seed: u64) -> Self {
        let folded = prompt
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(SplitMix64::new(folded ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// A source of its own for one concern, so that a change in one part of a song leaves the others alone.
    pub fn fork(&self, concern: u64) -> Self {
        Self(self.0.fork(concern))
    }

    /// A number from zero up to, not including, `limit`; zero where `limit` is zero.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = usize::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(0);
        low + i32::try_from(self.below(span)).unwrap_or(0)
    }

    /// Whether something that happens so many times in a hundred does.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    /// One of several. There must be at least one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A place in a list of weights, the heavier the likelier.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut left = self.below(total as usize);
        for (index, weight) in weights.iter().enumerate() {
            match left.checked_sub(*weight as usize) {
                Some(rest) => left = rest,
                None => return index,
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_repeats_itself_and_depends_on_everything() {
        let numbers = |prompt, seed| {
            let mut random = Random::new(prompt, seed);
            (0..8).map(|_| random.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(numbers("a song", 1), numbers("a song", 1));
        assert_ne!(numbers("a song", 1), numbers("a song", 2));
        assert_ne!(numbers("a song", 1), numbers("a sonh", 1));
        let mut random = Random::new("", 0);
        assert!((0..1000).all(|_| (3..=5).contains(&random.between(3, 5))));
        assert_eq!(random.weighted(&[0, 5, 0]), 1);
        assert_eq!(random.below(0), 0);
    }
}
