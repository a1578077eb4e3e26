//! The exchange form a co-writer speaks, and its way into a project as a proposal of hunks.

mod check;
mod hunk;
mod lay_words;
mod lower;
mod model;
mod proposal;
mod raise;
mod repair;
mod unchanged;

/// The vocabulary of scores, for those who must not know projects.
pub use crate::project::{SectionKind, TrackRole};
pub use check::check;
pub(crate) use check::tidy;
pub use hunk::{Hunk, HunkKind, HunkState};
pub use lay_words::{lay_words, section_kind, spread, sung_lines};
pub use lower::{Place, known_tracks, locked_hunks, lower};
pub use model::{Part, Score, ScoreChord, ScoreInsert, ScoreLyric, ScoreNote, ScoreSection};
pub use proposal::Proposal;
pub use raise::raise;
pub use repair::Repair;
pub use unchanged::unchanged;
