//! Musical time: ticks, tempo, meter and the grid, and the one place where ticks become sample frames.

mod grid;
mod meter;
mod position;
mod tempo;
mod tick;

pub use grid::Grid;
pub use meter::{Meter, MeterChange, MeterError, MeterMap};
pub use position::Position;
pub use tempo::{Bpm, TempoChange, TempoError, TempoMap};
pub use tick::{TICKS_PER_QUARTER, Tick, TickRange};
