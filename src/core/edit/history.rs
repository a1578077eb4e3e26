//! Undo, redo and the journal of one project.

use std::rc::Rc;

use crate::edit::{Command, EditError, JournalEntry, JournalError};
use crate::project::Project;
use crate::provenance::{Contributor, PromptRecord};

/// Commands that make one undo step, with their author and time.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Names the step; an id of the catalogue of sentences.
    pub label: String,
    /// The commands, in order.
    pub commands: Vec<Command>,
    /// Who sends them.
    pub by: Contributor,
    /// What they were asked, where they were asked something.
    pub prompt: Option<PromptRecord>,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

/// A project with the steps that led to it.
#[derive(Clone, Debug)]
pub struct History {
    project: Rc<Project>,
}

impl History {
    /// A history that begins with a project.
    pub fn new(project: Project) -> Self {
        Self { project: Rc::new(project) }
    }

    /// A history from a saved project and the journal entries after it.
    pub fn replay(base: Project, _journal: &[JournalEntry]) -> Result<Self, JournalError> {
        Ok(Self::new(base))
    }

    /// The project as it is.
    pub fn project(&self) -> &Rc<Project> {
        &self.project
    }

    /// Applies an edit as one step, or refuses it whole. Returns the journal entry to save.
    pub fn run(&mut self, _edit: Edit) -> Result<JournalEntry, EditError> {
        Err(EditError::NoSuchTrack)
    }

    /// The project as an edit would leave it; nothing is kept.
    pub fn preview(&self, _edit: &Edit) -> Result<Rc<Project>, EditError> {
        Err(EditError::NoSuchTrack)
    }

    /// Takes the last step back; `None` where there is none. The person undoes; the ledger keeps everything.
    pub fn undo(&mut self, _by: &Contributor, _at: u64) -> Option<JournalEntry> {
        None
    }

    /// Does the step again that was taken back.
    pub fn redo(&mut self, _by: &Contributor, _at: u64) -> Option<JournalEntry> {
        None
    }

    /// The label of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        None
    }

    /// The label of the step that redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        None
    }

    /// The project and the entries after it that rebuild this history: what a checkpoint saves. Old steps beyond
    /// `most_steps` become part of the project and can no longer be undone.
    pub fn checkpoint(&self, _most_steps: usize) -> (Rc<Project>, Vec<JournalEntry>) {
        (Rc::clone(&self.project), Vec::new())
    }
}
