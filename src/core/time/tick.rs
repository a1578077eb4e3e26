//! Positions and spans in musical time.

use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// Ticks in a quarter note: divisible by triplets, quintuplets and 64ths.
pub const TICKS_PER_QUARTER: u32 = 960;

/// A position or span in musical time. 960 ticks make a quarter note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tick(pub u32);

impl Tick {
    /// The start of the song.
    pub const ZERO: Self = Self(0);

    /// A span of whole quarter notes; stops at the largest tick.
    pub const fn quarters(count: u32) -> Self {
        Self(count.saturating_mul(TICKS_PER_QUARTER))
    }

    /// The span from `other` to this one, or zero where `other` is later.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This position moved by a signed number of ticks, held inside what a tick can say.
    pub fn shifted(self, by: i64) -> Self {
        Self(u32::try_from((i64::from(self.0) + by).max(0)).unwrap_or(u32::MAX))
    }
}

impl Add for Tick {
    type Output = Self;
    /// Stops at the largest tick instead of wrapping round.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Tick {
    type Output = Self;
    /// Stops at zero instead of wrapping round.
    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

/// A half-open span: `start` belongs to it, `end` does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TickRange {
    /// First tick inside.
    pub start: Tick,
    /// First tick after it.
    pub end: Tick,
}

impl TickRange {
    /// The span from `start` to `end`; empty when `end` is not later.
    pub fn new(start: Tick, end: Tick) -> Self {
        Self { start, end: end.max(start) }
    }

    /// How long it is.
    pub fn length(self) -> Tick {
        self.end - self.start
    }

    /// Whether no tick is inside.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `tick` is inside.
    pub fn contains(self, tick: Tick) -> bool {
        self.start <= tick && tick < self.end
    }

    /// Whether the two share a tick.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_its_start_and_not_its_end() {
        let range = TickRange::new(Tick(10), Tick(20));
        assert!(range.contains(Tick(10)) && !range.contains(Tick(20)));
        assert!(!range.overlaps(TickRange::new(Tick(20), Tick(30))));
        assert!(TickRange::new(Tick(5), Tick(1)).is_empty());
    }

    #[test]
    fn shifting_stops_at_both_ends_of_time() {
        assert_eq!(Tick(5).shifted(-9), Tick::ZERO);
        assert_eq!(Tick(u32::MAX).shifted(1), Tick(u32::MAX));
    }
}
