//! Chance that repeats itself: the same seed gives the same numbers on every machine.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). The default is the generator as the
/// paper starts it, at zero.
#[derive(Clone, Debug, Default)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// Numbers of a seed. Seeds that are alike give numbers that are not.
    pub fn new(seed: u64) -> Self {
        let mut chance = Self { state: seed };
        chance.state = chance.next();
        chance
    }

    /// Numbers of a seed for one concern, so that more of them for one leave the others alone.
    pub fn of(seed: u64, concern: u64) -> Self {
        Self::new(seed ^ concern.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// Numbers of its own for one concern.
    pub fn fork(&self, concern: u64) -> Self {
        Self::of(self.state, concern)
    }

    /// The next number.
    #[allow(clippy::should_implement_trait, reason = "it never ends, so it is no iterator")]
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from zero up to, not including, `limit`; zero where `limit` is zero.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from((u128::from(self.next()) * limit as u128) >> 64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_papers_generator() {
        // The first numbers of seed 0, as every implementation gives them.
        let mut chance = SplitMix64::default();
        assert_eq!([chance.next(), chance.next()], [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
        assert_eq!(chance.below(0), 0);
        assert!((0..100).all(|_| chance.below(7) < 7));
        assert_ne!(SplitMix64::of(1, 1).next(), SplitMix64::of(1, 2).next());
    }
}
