//! The grid that edits snap to.

use serde::{Deserialize, Serialize};

use crate::time::{TICKS_PER_QUARTER, Tick};

/// The step that edits snap to, as a part of a whole note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grid {
    /// A half note.
    Half,
    /// A quarter note.
    Quarter,
    /// An eighth note.
    Eighth,
    /// A third of a quarter note.
    EighthTriplet,
    /// A sixteenth note.
    #[default]
    Sixteenth,
    /// A thirty-second note.
    ThirtySecond,
    /// No grid: single ticks.
    Off,
}

impl Grid {
    /// Every grid, coarse to fine.
    pub const ALL: [Self; 7] =
        [Self::Half, Self::Quarter, Self::Eighth, Self::EighthTriplet, Self::Sixteenth, Self::ThirtySecond, Self::Off];

    /// The length of a step.
    pub const fn step(self) -> Tick {
        Tick(match self {
            Self::Half => TICKS_PER_QUARTER * 2,
            Self::Quarter => TICKS_PER_QUARTER,
            Self::Eighth => TICKS_PER_QUARTER / 2,
            Self::EighthTriplet => TICKS_PER_QUARTER / 3,
            Self::Sixteenth => TICKS_PER_QUARTER / 4,
            Self::ThirtySecond => TICKS_PER_QUARTER / 8,
            Self::Off => 1,
        })
    }

    /// The short name musicians use; the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Half => "1/2",
            Self::Quarter => "1/4",
            Self::Eighth => "1/8",
            Self::EighthTriplet => "1/8T",
            Self::Sixteenth => "1/16",
            Self::ThirtySecond => "1/32",
            Self::Off => "–",
        }
    }

    /// The step line at or before a tick.
    pub fn floor(self, tick: Tick) -> Tick {
        Tick(tick.0 - tick.0 % self.step().0)
    }

    /// The step line nearest to a tick; the later one when it lies halfway.
    pub fn round(self, tick: Tick) -> Tick {
        self.floor(tick + Tick(self.step().0 / 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_goes_to_the_nearest_step() {
        assert_eq!(Grid::Sixteenth.round(Tick(119)), Tick(0));
        assert_eq!(Grid::Sixteenth.round(Tick(120)), Tick(240));
        assert_eq!(Grid::Off.round(Tick(7)), Tick(7));
    }
}
