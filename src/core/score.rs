//! The exchange form a co-writer speaks, and its way into a project as a proposal of hunks.

mod hunk;
mod lower;
mod model;
mod proposal;

pub use hunk::{Hunk, HunkKind, HunkState};
pub use lower::lower;
pub use model::{Part, Score, ScoreChord, ScoreInsert, ScoreLyric, ScoreNote, ScoreSection};
pub use proposal::Proposal;
