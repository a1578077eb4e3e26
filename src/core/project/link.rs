//! The share link: a project file, deflated and base64url-coded, in the fragment of an address.

use crate::project::Project;
use crate::text::{Message, describe};

/// Why a share link could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Cut short.
    Truncated,
}

impl LinkError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-link-truncated")
    }
}
describe!(LinkError);

/// The fragment (without `#`) that holds a project.
pub fn pack(_project: &Project) -> String {
    String::new()
}

/// The project of a fragment, with or without `#`.
pub fn unpack(_fragment: &str) -> Result<Project, LinkError> {
    Err(LinkError::Truncated)
}
