//! The engine: plays schedules, not projects. The worklet and the bouncer run the same code.
//!
//! Realtime rules: nothing in `render` allocates, locks, logs, panics or waits; messages are taken between quanta.

mod dsp;
pub mod patch;
mod protocol;

pub use protocol::{
    BusSpec, EngineMessage, GraphSpec, InsertSpec, Lane, LaneNote, MeterReading, StripSpec, Telemetry, TrackSpec,
};

/// Plays a schedule.
pub struct Engine {
    telemetry: Telemetry,
}

impl Engine {
    /// An engine at a sample rate in hertz, with an empty graph.
    pub fn new(_sample_rate: f32) -> Self {
        Self { telemetry: Telemetry::default() }
    }

    /// Takes a message. Called between quanta; may allocate.
    pub fn message(&mut self, _message: EngineMessage) {}

    /// Renders the next frames, as many as fit, overwriting both channels. Never touches the heap.
    pub fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        left.fill(0.0);
        right.fill(0.0);
    }

    /// What there is to tell since the last call. Never touches the heap.
    pub fn telemetry(&mut self) -> &Telemetry {
        &self.telemetry
    }

    /// Where the playhead is, in ticks.
    pub fn tick(&self) -> f64 {
        0.0
    }

    /// Whether nothing sounds any more: no voice, and every tail below -90 dBFS.
    pub fn is_silent(&self) -> bool {
        true
    }
}
