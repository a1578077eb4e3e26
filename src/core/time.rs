//! Musical time: ticks, tempo, meter and the grid, and the one place where ticks become sample frames. And the calendar.

mod calendar;
mod grid;
mod meter;
mod position;
mod tempo;
mod tick;

pub use calendar::Civil;
pub use grid::Grid;
pub use meter::{Meter, MeterChange, MeterError, MeterMap};
pub use position::Position;
pub use tempo::{Bpm, TempoChange, TempoError, TempoMap};
pub use tick::{TICKS_PER_QUARTER, Tick, TickRange};
