//! Time signatures over bars.

use serde::{Deserialize, Serialize};

use crate::text::{Message, describe};
use crate::time::{Position, TICKS_PER_QUARTER, Tick};

/// A time signature such as 4/4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct Meter {
    beats: u8,
    unit: u8,
}

/// Why a time signature could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeterError {
    /// Beats outside 1 to 16, or a unit that is not 2, 4, 8 or 16.
    NotAMeter(u8, u8),
    /// The first change is not at bar zero, or two changes are out of order.
    Unordered,
}

impl MeterError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::NotAMeter(beats, unit) => Message::new("error-meter").with("beats", beats).with("unit", unit),
            Self::Unordered => Message::new("error-meter-order"),
        }
    }
}
describe!(MeterError);

impl Meter {
    /// Four quarter notes to the bar.
    pub const COMMON: Self = Self { beats: 4, unit: 4 };

    /// A time signature of `beats` notes of `1/unit` to the bar.
    pub fn new(beats: u8, unit: u8) -> Result<Self, MeterError> {
        if (1..=16).contains(&beats) && matches!(unit, 2 | 4 | 8 | 16) {
            Ok(Self { beats, unit })
        } else {
            Err(MeterError::NotAMeter(beats, unit))
        }
    }

    /// Beats to the bar.
    pub fn beats(self) -> u8 {
        self.beats
    }

    /// The note value of a beat: 4 is a quarter note.
    pub fn unit(self) -> u8 {
        self.unit
    }

    /// The length of a beat.
    pub fn beat(self) -> Tick {
        Tick(TICKS_PER_QUARTER * 4 / u32::from(self.unit))
    }

    /// The length of a bar.
    pub fn bar(self) -> Tick {
        Tick(self.beat().0 * u32::from(self.beats))
    }
}

impl TryFrom<(u8, u8)> for Meter {
    type Error = MeterError;
    fn try_from((beats, unit): (u8, u8)) -> Result<Self, MeterError> {
        Self::new(beats, unit)
    }
}

impl From<Meter> for (u8, u8) {
    fn from(meter: Meter) -> Self {
        (meter.beats, meter.unit)
    }
}

/// From the bar numbered `bar` (counted from zero) on, the song is in `meter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterChange {
    /// The first bar in this meter, counted from zero.
    pub bar: u32,
    /// The time signature.
    pub meter: Meter,
}

/// Time signatures over bars: at least one, the first at bar zero, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<MeterChange>", into = "Vec<MeterChange>")]
pub struct MeterMap {
    changes: Vec<MeterChange>,
}

impl MeterMap {
    /// One time signature from beginning to end.
    pub fn constant(meter: Meter) -> Self {
        Self { changes: vec![MeterChange { bar: 0, meter }] }
    }

    /// A map from changes that begin at bar zero and rise.
    pub fn new(changes: Vec<MeterChange>) -> Result<Self, MeterError> {
        let starts_at_zero = changes.first().is_some_and(|change| change.bar == 0);
        let rises = changes.windows(2).all(|pair| pair[0].bar < pair[1].bar);
        if starts_at_zero && rises { Ok(Self { changes }) } else { Err(MeterError::Unordered) }
    }

    /// The changes, in order.
    pub fn changes(&self) -> &[MeterChange] {
        &self.changes
    }

    /// The first tick of a bar counted from zero.
    pub fn bar_start(&self, bar: u32) -> Tick {
        let mut at = Tick::ZERO;
        for (change, next) in self.spans() {
            let bars = bar.min(next).saturating_sub(change.bar);
            at = at + Tick(change.meter.bar().0.saturating_mul(bars));
            if bar < next {
                break;
            }
        }
        at
    }

    /// Where a tick lies, in bars, beats and ticks.
    pub fn position(&self, tick: Tick) -> Position {
        let mut start = Tick::ZERO;
        for (change, next) in self.spans() {
            let bar_length = change.meter.bar().0;
            let into = tick.0 - start.0;
            let bars = into / bar_length;
            if next == u32::MAX || bars < next - change.bar {
                let rest = into % bar_length;
                let beat = change.meter.beat().0;
                return Position { bar: change.bar.saturating_add(bars), beat: rest / beat, tick: rest % beat };
            }
            start = start + Tick(bar_length.saturating_mul(next - change.bar));
        }
        Position::default()
    }

    /// The time signature at a tick.
    pub fn meter_at(&self, tick: Tick) -> Meter {
        let bar = self.position(tick).bar;
        self.changes.iter().rev().find(|change| change.bar <= bar).map_or(Meter::COMMON, |change| change.meter)
    }

    /// Every change with the bar at which the next one begins.
    fn spans(&self) -> impl Iterator<Item = (MeterChange, u32)> + '_ {
        self.changes
            .iter()
            .enumerate()
            .map(|(index, change)| (*change, self.changes.get(index + 1).map_or(u32::MAX, |next| next.bar)))
    }
}

impl TryFrom<Vec<MeterChange>> for MeterMap {
    type Error = MeterError;
    fn try_from(changes: Vec<MeterChange>) -> Result<Self, MeterError> {
        Self::new(changes)
    }
}

impl From<MeterMap> for Vec<MeterChange> {
    fn from(map: MeterMap) -> Self {
        map.changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_found_across_a_change() {
        let waltz = Meter::new(3, 4).unwrap();
        let map =
            MeterMap::new(vec![MeterChange { bar: 0, meter: Meter::COMMON }, MeterChange { bar: 2, meter: waltz }])
                .unwrap();
        assert_eq!(map.bar_start(2), Tick::quarters(8));
        assert_eq!(map.bar_start(4), Tick::quarters(14));
        assert_eq!(map.position(Tick::quarters(12)), Position { bar: 3, beat: 1, tick: 0 });
        assert_eq!(map.position(Tick::quarters(7)), Position { bar: 1, beat: 3, tick: 0 });
        assert_eq!(map.meter_at(Tick::quarters(8)), waltz);
        assert_eq!(map.meter_at(Tick(8 * 960 - 1)), Meter::COMMON);
    }
}
