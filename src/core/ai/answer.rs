//! From what a model wrote to a score: nothing of it is trusted, all that can be kept is kept, and every change is told.
//!
//! `json` reads JSON however it is wrapped or broken off, `song` takes the fields out of it within bounds, `bar` and
//! `drum_bar` read the bars, `mend` makes them last as long as they should, and `assemble` lays the song out.

mod json;

pub use json::{Found, read, without_thinking};
