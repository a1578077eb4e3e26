//! The exchange form a co-writer speaks, and its way into a project as a proposal of hunks.

mod check;
mod hunk;
mod lower;
mod model;
mod proposal;

pub(crate) use check::tidy;
pub use check::{Repair, check};
pub use hunk::{Hunk, HunkKind, HunkState};
pub use lower::lower;
pub use model::{Part, Score, ScoreChord, ScoreInsert, ScoreLyric, ScoreNote, ScoreSection};
pub use proposal::Proposal;
