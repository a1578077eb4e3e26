//! The project file: JSON with its version first.

use crate::project::Project;
use crate::text::{Message, describe};

/// Why bytes could not be opened as a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Not a project, or damaged; with what was found wrong.
    Malformed(String),
}

impl FileError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Malformed(detail) => Message::new("error-file-malformed").with("detail", detail),
        }
    }
}
describe!(FileError);

/// The file of a project.
pub fn encode(_project: &Project) -> Vec<u8> {
    Vec::new()
}

/// The project of a file.
pub fn decode(_bytes: &[u8]) -> Result<Project, FileError> {
    Err(FileError::Malformed("not yet".to_owned()))
}
