//! Why an edit was refused.

use crate::text::{Message, describe};

/// Why an edit was refused. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// It names a track that is not there.
    NoSuchTrack,
}

impl EditError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::NoSuchTrack => Message::new("error-edit-no-track"),
        }
    }
}
describe!(EditError);
