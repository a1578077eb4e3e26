//! The loop: effects go to the platform, its answers come back as actions.

use studio::session::{Action, Effect};
use yew::Callback;

use crate::telemetry::TelemetryCell;

/// Carries out effects.
pub struct Runtime {
    telemetry: TelemetryCell,
}

impl Runtime {
    /// Starts the platform. What the browser kept arrives as [`Action::Booted`].
    pub fn start(_dispatch: Callback<Action>) -> Self {
        Self { telemetry: TelemetryCell::default() }
    }

    /// Carries out one effect.
    pub fn carry_out(&self, _effect: Effect) {}

    /// The latest word of the engine.
    pub fn telemetry(&self) -> TelemetryCell {
        self.telemetry.clone()
    }

    /// Now, in milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> u64 {
        js_sys::Date::now() as u64
    }
}
