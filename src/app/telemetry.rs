//! The side door for what moves 30 times a second: playhead and meters must not re-render the tree.

use std::cell::RefCell;
use std::rc::Rc;

use studio::engine::Telemetry;

/// The latest word of the engine. The runtime writes it; whoever draws reads it in its own animation frame.
#[derive(Clone, Default)]
pub struct TelemetryCell(Rc<RefCell<Telemetry>>);

impl TelemetryCell {
    /// Reads the latest word.
    pub fn read<R>(&self, reader: impl FnOnce(&Telemetry) -> R) -> R {
        reader(&self.0.borrow())
    }

    /// Replaces it.
    pub fn write(&self, telemetry: Telemetry) {
        *self.0.borrow_mut() = telemetry;
    }
}

impl PartialEq for TelemetryCell {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
