//! The side door for what moves 30 times a second: playhead and meters must not re-render the tree.

use std::cell::RefCell;
use std::rc::Rc;

use studio::engine::Telemetry;
use studio::session::Moment;
use studio::view::LoudnessHistory;

/// The latest word of the engine, and what was heard of loudness since the song began to play. The runtime writes it;
/// whoever draws reads it in its own animation frame.
#[derive(Clone, Default)]
pub struct TelemetryCell(Rc<RefCell<Heard>>);

#[derive(Default)]
struct Heard {
    latest: Telemetry,
    /// When it was heard, on the page's clock.
    at: f64,
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
        heard.at = now();
    }

    /// Where the song is, for what happens at `time` on the page's clock, in milliseconds.
    pub fn moment(&self, time: f64) -> Moment {
        let heard = self.0.borrow();
        Moment { tick: heard.latest.tick, running: heard.latest.playing, age: time - heard.at }
    }

    /// Where the song is now.
    pub fn moment_now(&self) -> Moment {
        self.moment(now())
    }
}

/// Now on the page's clock, in milliseconds; events tell their time by it.
fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

impl PartialEq for TelemetryCell {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
