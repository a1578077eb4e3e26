//! Tempo over ticks, and the only place where ticks become seconds or sample frames.

use serde::{Deserialize, Serialize};

use crate::text::{Message, describe};
use crate::time::{TICKS_PER_QUARTER, Tick};

/// Quarter notes per minute, between 20 and 400.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Bpm(f64);

/// Why a tempo could not be taken.
#[derive(Clone, Debug, PartialEq)]
pub enum TempoError {
    /// Outside 20 to 400 quarter notes per minute, or not a number.
    OutOfRange(f64),
    /// The first change is not at tick zero, or two changes are out of order.
    Unordered,
}

impl TempoError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::OutOfRange(bpm) => Message::new("error-tempo-range").with("bpm", bpm),
            Self::Unordered => Message::new("error-tempo-order"),
        }
    }
}
describe!(TempoError);

impl Bpm {
    /// The slowest tempo.
    pub const MIN: f64 = 20.0;
    /// The fastest tempo.
    pub const MAX: f64 = 400.0;

    /// A tempo, if it lies in range.
    pub fn new(bpm: f64) -> Result<Self, TempoError> {
        if (Self::MIN..=Self::MAX).contains(&bpm) { Ok(Self(bpm)) } else { Err(TempoError::OutOfRange(bpm)) }
    }

    /// The nearest tempo in range; 120 for what is no number.
    pub fn clamped(bpm: f64) -> Self {
        if bpm.is_nan() { Self(120.0) } else { Self(bpm.clamp(Self::MIN, Self::MAX)) }
    }

    /// Quarter notes per minute.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Bpm {
    type Error = TempoError;
    fn try_from(bpm: f64) -> Result<Self, TempoError> {
        Self::new(bpm)
    }
}

impl From<Bpm> for f64 {
    fn from(bpm: Bpm) -> Self {
        bpm.0
    }
}

/// From `at` on, the song runs at `bpm`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TempoChange {
    /// Where the tempo begins.
    pub at: Tick,
    /// The tempo.
    pub bpm: Bpm,
}

/// Tempo over ticks: at least one change, the first at zero, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<TempoChange>", into = "Vec<TempoChange>")]
pub struct TempoMap {
    changes: Vec<TempoChange>,
}

impl TempoMap {
    /// One tempo from beginning to end.
    pub fn constant(bpm: Bpm) -> Self {
        Self { changes: vec![TempoChange { at: Tick::ZERO, bpm }] }
    }

    /// A map from changes that begin at zero and rise.
    pub fn new(changes: Vec<TempoChange>) -> Result<Self, TempoError> {
        let starts_at_zero = changes.first().is_some_and(|change| change.at == Tick::ZERO);
        let rises = changes.windows(2).all(|pair| pair[0].at < pair[1].at);
        if starts_at_zero && rises { Ok(Self { changes }) } else { Err(TempoError::Unordered) }
    }

    /// The changes, in order.
    pub fn changes(&self) -> &[TempoChange] {
        &self.changes
    }

    /// The tempo at a tick.
    pub fn bpm_at(&self, tick: Tick) -> Bpm {
        self.changes.iter().rev().find(|change| change.at <= tick).map_or(Bpm(120.0), |change| change.bpm)
    }

    /// Seconds from the start of the song to a tick, which may be fractional.
    pub fn seconds_at(&self, tick: f64) -> f64 {
        let mut seconds = 0.0;
        for (index, change) in self.changes.iter().enumerate() {
            let start = f64::from(change.at.0);
            if tick <= start {
                break;
            }
            let end = self.changes.get(index + 1).map_or(tick, |next| f64::from(next.at.0).min(tick));
            seconds += (end - start) * seconds_per_tick(change.bpm);
        }
        seconds
    }

    /// The fractional tick that sounds a number of seconds after the start.
    pub fn tick_at(&self, seconds: f64) -> f64 {
        let mut left = seconds.max(0.0);
        for (index, change) in self.changes.iter().enumerate() {
            let per_tick = seconds_per_tick(change.bpm);
            let ticks = left / per_tick;
            let Some(next) = self.changes.get(index + 1) else {
                return f64::from(change.at.0) + ticks;
            };
            let span = f64::from(next.at.0 - change.at.0);
            if ticks < span {
                return f64::from(change.at.0) + ticks;
            }
            left -= span * per_tick;
        }
        0.0
    }

    /// The sample frame on which a tick falls, at a sample rate in hertz.
    pub fn frame_at(&self, tick: Tick, sample_rate: f64) -> u64 {
        // Never negative, and far below 2^53.
        (self.seconds_at(f64::from(tick.0)) * sample_rate + 0.5) as u64
    }
}

impl TryFrom<Vec<TempoChange>> for TempoMap {
    type Error = TempoError;
    fn try_from(changes: Vec<TempoChange>) -> Result<Self, TempoError> {
        Self::new(changes)
    }
}

impl From<TempoMap> for Vec<TempoChange> {
    fn from(map: TempoMap) -> Self {
        map.changes
    }
}

fn seconds_per_tick(bpm: Bpm) -> f64 {
    60.0 / (bpm.0 * f64::from(TICKS_PER_QUARTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_tempos() -> TempoMap {
        TempoMap::new(vec![
            TempoChange { at: Tick(0), bpm: Bpm(120.0) },
            TempoChange { at: Tick(1920), bpm: Bpm(60.0) },
        ])
        .unwrap()
    }

    #[test]
    fn seconds_add_up_over_a_change() {
        assert!((two_tempos().seconds_at(2880.0) - 2.0).abs() < 1e-12);
        assert_eq!(two_tempos().frame_at(Tick(2880), 48_000.0), 96_000);
    }

    #[test]
    fn ticks_and_seconds_undo_each_other() {
        for tick in [0.0, 1.0, 959.0, 1920.0, 1921.5, 100_000.0] {
            assert!((two_tempos().tick_at(two_tempos().seconds_at(tick)) - tick).abs() < 1e-6);
        }
    }

    #[test]
    fn a_map_must_begin_at_zero_and_rise() {
        assert_eq!(TempoMap::new(vec![]), Err(TempoError::Unordered));
        assert!(serde_json::from_str::<TempoMap>(r#"[{"at":5,"bpm":120}]"#).is_err());
        assert!(serde_json::from_str::<TempoMap>(r#"[{"at":0,"bpm":1e9}]"#).is_err());
    }
}
