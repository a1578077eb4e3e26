//! A place in the song as musicians say it.

use std::fmt;

/// Bar and beat counted from zero, and ticks into the beat. Shown counted from one: `3.2.480`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The bar, counted from zero.
    pub bar: u32,
    /// The beat in the bar, counted from zero.
    pub beat: u32,
    /// Ticks into the beat.
    pub tick: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{:03}", self.bar + 1, self.beat + 1, self.tick)
    }
}
