//! Calls that write: what the person asked for, carried through to a song or to words.

mod words;

pub use words::WordsCall;
