//! The side door for what moves 30 times a second: playhead and meters must not re-render the tree.

use std::cell::RefCell;
use std::rc::Rc;

use studio::engine::Telemetry;
use studio::view::LoudnessHistory;

/// The latest word of the engine, and what was heard of loudness since the song began to play. The runtime writes it;
/// whoever draws reads it in its own animation frame.
#[derive(Clone, Default)]
pub struct TelemetryCell(Rc<RefCell<Heard>>);

#[derive(Default)]
struct Heard {
    latest: Telemetry,
    loudness: LoudnessHistory,
}

impl TelemetryCell {
    /// Reads the latest word.
    pub fn read<R>(&self, reader: impl FnOnce(&Telemetry) -> R) -> R {
        reader(&self.0.borrow().latest)
    }

    /// Reads how loud the song is since it began to play.
    pub fn loudness<R>(&self, reader: impl FnOnce(&LoudnessHistory) -> R) -> R {
        reader(&self.0.borrow().loudness)
    }

    /// Replaces the latest word.
    pub fn write(&self, telemetry: Telemetry) {
        let heard = &mut *self.0.borrow_mut();
        if telemetry.playing && !heard.latest.playing {
            heard.loudness.clear();
        }
        if let Some(reading) = telemetry.loudness {
            heard.loudness.hear(reading.tenths, &reading.powers, reading.true_peak);
        }
        heard.latest = telemetry;
    }
}

impl PartialEq for TelemetryCell {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
