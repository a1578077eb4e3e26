//! The side door for what moves 30 times a second: playhead and meters must not re-render the tree.

use std::cell::RefCell;
use std::rc::Rc;

use studio::engine::Telemetry;
use studio::session::Moment;

/// The latest word of the engine. The runtime writes it; whoever draws reads it in its own animation frame.
#[derive(Clone, Default)]
pub struct TelemetryCell(Rc<RefCell<(Telemetry, f64)>>);

impl TelemetryCell {
    /// Reads the latest word.
    pub fn read<R>(&self, reader: impl FnOnce(&Telemetry) -> R) -> R {
        reader(&self.0.borrow().0)
    }

    /// Replaces it.
    pub fn write(&self, telemetry: Telemetry) {
        *self.0.borrow_mut() = (telemetry, now());
    }

    /// Where the song is, for what happens at `time` on the page's clock, in milliseconds.
    pub fn moment(&self, time: f64) -> Moment {
        let (telemetry, told_at) = &*self.0.borrow();
        Moment { tick: telemetry.tick, running: telemetry.playing, age: time - told_at }
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
