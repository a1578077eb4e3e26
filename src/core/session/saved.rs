//! A project as the browser kept it.

use crate::edit::JournalEntry;
use crate::project::ProjectId;

/// A project as the browser kept it: a file and what was done after it.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedProject {
    /// The project.
    pub id: ProjectId,
    /// The project file.
    pub base: Vec<u8>,
    /// The acts after it, in order.
    pub journal: Vec<JournalEntry>,
}
