//! The engine: plays schedules, not projects. The worklet and the bouncer run the same code.
//!
//! Realtime rules: nothing in `render` allocates, locks, logs, panics or waits; messages are taken between quanta.

mod protocol;

pub use protocol::{
    BusSpec, EngineMessage, GraphSpec, InsertSpec, Lane, LaneNote, MeterReading, StripSpec, Telemetry, TrackSpec,
};
