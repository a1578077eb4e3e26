//! From what a model wrote to a score: nothing of it is trusted, all that can be kept is kept, and every change is told.
//!
//! `json` reads JSON however it is wrapped or broken off, `song` takes the fields out of it within bounds, `bar` and
//! `drum_bar` read the bars, `mend` makes them last as long as they should, and `assemble` lays the song out.

mod again;
mod assemble;
mod bar;
mod drum_bar;
mod fill;
mod harmony;
mod instruments;
mod json;
mod layout;
mod mend;
mod patterns;
mod sing;
mod song;
mod voice;
mod words;

pub use again::{fits, mend_with};
pub use assemble::{Assembled, Terms, assemble};
pub use bar::{Item, Strike, length as bar_length, read as read_bar, write as write_bar};
pub use drum_bar::{Beat, Drums, nearest as nearest_piece, read as read_drums, write as write_drums};
pub use json::{read, without_thinking};
pub use patterns::Fault;
pub use song::Song;

/// The sixteenths of a bar.
pub fn steps(meter: crate::time::Meter) -> u32 {
    meter.bar().0 / layout::STEP
}
