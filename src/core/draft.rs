//! A whole song from a prompt in one go: composed by the built-in composer, and accepted as it is.

use sha2::{Digest as _, Sha256};

use crate::compose::{ComposeError, compose};
use crate::edit::{EditError, History};
use crate::project::{Project, ProjectId};
use crate::provenance::{Contributor, PromptRecord};
use crate::score::{HunkKind, Proposal};
use crate::text::{Message, describe};

/// Why there is no song.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftError {
    /// The prompt could not be answered.
    Compose(ComposeError),
    /// The answer could not be brought into a project.
    Edit(EditError),
}

impl DraftError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Compose(error) => error.message(),
            Self::Edit(error) => error.message(),
        }
    }
}
describe!(DraftError);

/// Composes a song and accepts all of it. The same prompt, seed and time (`at`, in milliseconds since 1970-01-01 UTC)
/// make the same project, its id included.
///
/// # Errors
/// [`DraftError`], which says what is wrong with the prompt.
pub fn song(prompt: &str, seed: u64, at: u64) -> Result<Project, DraftError> {
    let prompt = prompt.trim();
    let score = compose(prompt, seed).map_err(DraftError::Compose)?;
    let record = PromptRecord::with_text(prompt, Some(seed));
    let proposal = Proposal::new(score, Contributor::built_in_composer(), record);
    let mut history = History::new(Project::empty(id_of(prompt, seed)));
    let hunks: Vec<HunkKind> = proposal.open().collect();
    let edit = proposal.edit("edit-accept-proposal", &hunks, history.project(), at);
    history.run(edit).map_err(DraftError::Edit)?;
    Ok(Project::clone(history.project()))
}

/// The id of the song of a prompt: the first half of a SHA-256 digest of the seed and the prompt.
fn id_of(prompt: &str, seed: u64) -> ProjectId {
    let mut hasher = Sha256::new();
    hasher.update(seed.to_be_bytes());
    hasher.update(prompt.as_bytes());
    let digest = hasher.finalize();
    ProjectId(digest.iter().take(16).fold(0, |id, byte| id << 8 | u128::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_prompts_and_seeds_apart() {
        assert_eq!(id_of("a", 1), id_of("a", 1));
        assert_ne!(id_of("a", 1), id_of("a", 2));
        assert_ne!(id_of("a", 1), id_of("b", 1));
    }

    #[test]
    fn an_empty_prompt_is_refused_in_the_composer_s_words() {
        assert_eq!(song("  ", 1, 0), Err(DraftError::Compose(ComposeError::EmptyPrompt)));
    }
}
