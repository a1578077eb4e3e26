//! Calls that write: what the person asked for, carried through to a song or to words.

mod drafts;
mod score;
mod words;

pub use score::ScoreCall;
pub use words::WordsCall;
