//! How a recording is made to last longer or shorter and to sound higher or lower before it is played.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// How long and how high a recording is beside how it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warp {
    /// How long it lasts, in millionths of what was recorded.
    pub stretch: u32,
    /// How much higher it sounds, in hundredths of a semitone.
    pub cents: i16,
}

impl Warp {
    /// As it was recorded.
    pub const NONE: Self = Self { stretch: 1_000_000, cents: 0 };
    /// How long a recording may be made.
    pub const STRETCHES: RangeInclusive<u32> = 500_000..=2_000_000;
    /// How high a recording may be made.
    pub const CENTS: RangeInclusive<i16> = -1_200..=1_200;

    /// Whether a recording can be made so.
    pub fn is_possible(self) -> bool {
        Self::STRETCHES.contains(&self.stretch) && Self::CENTS.contains(&self.cents)
    }

    /// How long it lasts; 1 is as it was recorded.
    pub fn ratio(self) -> f64 {
        f64::from(self.stretch) / f64::from(Self::NONE.stretch)
    }

    /// The stretch nearest to a ratio that is possible.
    pub fn nearest(ratio: f64) -> u32 {
        // A cast of what is negative or no number is 0.
        ((ratio * f64::from(Self::NONE.stretch) + 0.5) as u32).clamp(*Self::STRETCHES.start(), *Self::STRETCHES.end())
    }
}

impl Default for Warp {
    fn default() -> Self {
        Self::NONE
    }
}
