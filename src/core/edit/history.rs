//! Undo, redo and the journal of one project.
//!
//! Undo keeps the documents themselves. The ledger, the author table and the id source only ever grow: they go on from
//! where they are when an older document comes back, so that taking a step back is itself on record.

use std::rc::Rc;

use crate::edit::{Act, Command, EditError, JournalEntry, Share, apply};
use crate::project::check::check;
use crate::project::{IdSource, Project};
use crate::provenance::{Contributor, PromptRecord, Seal};

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
    /// What others send with it, after it.
    pub with: Vec<Share>,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

impl Edit {
    /// An edit by one contributor, who was not asked for it.
    pub fn new(label: impl Into<String>, commands: Vec<Command>, by: Contributor, at: u64) -> Self {
        Self { label: label.into(), commands, by, prompt: None, with: Vec::new(), at }
    }
}

/// A step that can be taken back or done again.
#[derive(Clone, Debug)]
struct Step {
    label: String,
    before: Rc<Project>,
    after: Rc<Project>,
}

/// An act with the project as it was before it and how many steps could be undone then.
#[derive(Clone, Debug)]
struct Logged {
    before: Rc<Project>,
    depth: usize,
    entry: JournalEntry,
}

/// What a checkpoint saves.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The project that the journal goes on from.
    pub base: Rc<Project>,
    /// The entries that rebuild the history after it.
    pub journal: Vec<JournalEntry>,
    /// Entries that are part of `base` now, oldest first: evidence, and nothing that undo needs.
    pub forgotten: Vec<JournalEntry>,
}

/// A project with the steps that led to it.
#[derive(Clone, Debug)]
pub struct History {
    project: Rc<Project>,
    past: Vec<Step>,
    future: Vec<Step>,
    log: Vec<Logged>,
}

impl History {
    /// A history that begins with a project.
    pub fn new(project: Project) -> Self {
        Self { project: Rc::new(project), past: Vec::new(), future: Vec::new(), log: Vec::new() }
    }

    /// A history from a saved project and the journal entries after it, and how many of them could be replayed. Replay
    /// stops at the first that cannot; what came before it is kept.
    pub fn replay(base: Project, journal: &[JournalEntry]) -> (Self, usize) {
        let mut history = Self::new(base);
        for (index, entry) in journal.iter().enumerate() {
            if !history.again(entry) {
                return (history, index);
            }
        }
        (history, journal.len())
    }

    /// Does what a journal entry tells; whether it could be done.
    pub fn again(&mut self, entry: &JournalEntry) -> bool {
        match &entry.act {
            Act::Apply { .. } => self.run_entry(entry.clone()).is_ok(),
            Act::Undo => self.undo(&entry.by, entry.at).is_some(),
            Act::Redo => self.redo(&entry.by, entry.at).is_some(),
            Act::Seal { seal } => self.seal(Seal::clone(seal), &entry.by, entry.at).is_some(),
        }
    }

    /// The project as it is.
    pub fn project(&self) -> &Rc<Project> {
        &self.project
    }

    /// Applies an edit as one step, or refuses it whole. Returns the journal entry to save.
    ///
    /// # Errors
    /// Why the edit was refused; the project is as it was.
    pub fn run(&mut self, edit: Edit) -> Result<JournalEntry, EditError> {
        let Edit { label, commands, by, prompt, with, at } = edit;
        let entry = JournalEntry { at, by, prompt, act: Act::Apply { label, commands, with } };
        self.run_entry(entry.clone())?;
        Ok(entry)
    }

    /// The project as an edit would leave it; nothing is kept.
    ///
    /// # Errors
    /// Why the edit would be refused.
    pub fn preview(&self, edit: &Edit) -> Result<Rc<Project>, EditError> {
        let mut project = Project::clone(&self.project);
        applied(&mut project, &edit.commands, &edit.by, edit.prompt.as_ref(), edit.at)?;
        for share in &edit.with {
            applied(&mut project, &share.commands, &share.by, share.prompt.as_ref(), edit.at)?;
        }
        Ok(Rc::new(project))
    }

    fn run_entry(&mut self, entry: JournalEntry) -> Result<(), EditError> {
        let Act::Apply { label, commands, with } = &entry.act else { return Ok(()) };
        let mut project = Project::clone(&self.project);
        let payload = entry.payload();
        applied(&mut project, commands, &entry.by, entry.prompt.as_ref(), entry.at)?;
        Rc::make_mut(&mut project.ledger).cover(&payload, entry.at);
        // Everybody's entry covers the whole act, so that none can be told without the others.
        for share in with {
            applied(&mut project, &share.commands, &share.by, share.prompt.as_ref(), entry.at)?;
            Rc::make_mut(&mut project.ledger).cover(&payload, entry.at);
        }
        check(&project).map_err(EditError::Unsound)?;
        let after = Rc::new(project);
        let step = Step { label: label.clone(), before: Rc::clone(&self.project), after: Rc::clone(&after) };
        self.record(entry, after);
        self.past.push(step);
        self.future.clear();
        Ok(())
    }

    /// Takes the last step back; `None` where there is none. Returns the journal entry to save.
    pub fn undo(&mut self, by: &Contributor, at: u64) -> Option<JournalEntry> {
        let target = Rc::clone(&self.past.last()?.before);
        let entry = self.go_to(&target, by, at, Act::Undo)?;
        self.future.extend(self.past.pop());
        Some(entry)
    }

    /// Does the step again that was taken back; `None` where there is none. Returns the journal entry to save.
    pub fn redo(&mut self, by: &Contributor, at: u64) -> Option<JournalEntry> {
        let target = Rc::clone(&self.future.last()?.after);
        let entry = self.go_to(&target, by, at, Act::Redo)?;
        self.past.extend(self.future.pop());
        Some(entry)
    }

    /// Puts a device's signature at the ledger's last entry. `None` where there is none or it has one. Returns the
    /// journal entry to save.
    pub fn seal(&mut self, seal: Seal, by: &Contributor, at: u64) -> Option<JournalEntry> {
        let mut project = Project::clone(&self.project);
        if !Rc::make_mut(&mut project.ledger).seal(seal.clone()) {
            return None;
        }
        let entry = JournalEntry { at, by: by.clone(), prompt: None, act: Act::Seal { seal: Box::new(seal) } };
        self.record(entry.clone(), Rc::new(project));
        Some(entry)
    }

    /// Brings an older or newer document back, with the ledger going on from here. `None` where the ledger is full.
    fn go_to(&mut self, target: &Project, by: &Contributor, at: u64, act: Act) -> Option<JournalEntry> {
        let entry = JournalEntry { at, by: by.clone(), prompt: None, act };
        let mut project = Project {
            ledger: Rc::clone(&self.project.ledger),
            authors: Rc::clone(&self.project.authors),
            ids: IdSource::starting_at(self.project.ids.peek().max(target.ids.peek())),
            ..target.clone()
        };
        let ledger = Rc::make_mut(&mut project.ledger);
        ledger.attribute(by, None, at).ok()?;
        ledger.cover(&entry.payload(), at);
        self.record(entry.clone(), Rc::new(project));
        Some(entry)
    }

    fn record(&mut self, entry: JournalEntry, after: Rc<Project>) {
        let before = std::mem::replace(&mut self.project, after);
        self.log.push(Logged { before, depth: self.past.len(), entry });
    }

    /// The entries since the project that a checkpoint would save, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &JournalEntry> {
        self.log.iter().map(|logged| &logged.entry)
    }

    /// The label of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// The label of the step that redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// The labels of the steps that undo would take back, the latest first, and of those that redo would do again, the
    /// next first.
    pub fn labels(&self) -> (impl Iterator<Item = &str>, impl Iterator<Item = &str>) {
        (
            self.past.iter().rev().map(|step| step.label.as_str()),
            self.future.iter().rev().map(|step| step.label.as_str()),
        )
    }

    /// The project and the entries after it that rebuild this history: what a checkpoint saves. Where there are more
    /// than `most` entries, the oldest become part of the project and can no longer be undone.
    pub fn checkpoint(&mut self, most: usize) -> Checkpoint {
        let cut = self.cut(self.log.len().saturating_sub(most));
        let steps = self.log.get(cut).map_or(self.past.len(), |logged| logged.depth);
        let mut forgotten = Vec::new();
        if cut > 0 {
            forgotten.extend(self.log.drain(..cut).map(|logged| logged.entry));
            self.past.drain(..steps.min(self.past.len()));
            if self.log.is_empty() {
                self.future.clear();
            }
        }
        let base = self.log.first().map_or_else(|| Rc::clone(&self.project), |logged| Rc::clone(&logged.before));
        Checkpoint { base, journal: self.log.iter().map(|logged| logged.entry.clone()).collect(), forgotten }
    }

    /// The first place at or after `from` where the log can begin: no later entry takes back, or does again, a step
    /// from before it.
    fn cut(&self, from: usize) -> usize {
        if from == 0 {
            return 0;
        }
        let lowest_after =
            |index: usize| self.log[index..].iter().map(|logged| logged.depth).chain([self.past.len()]).min();
        let starts_anew = |index: &usize| {
            let logged = &self.log[*index];
            matches!(logged.entry.act, Act::Apply { .. }) && lowest_after(*index) >= Some(logged.depth)
        };
        (from..self.log.len()).find(starts_anew).unwrap_or(self.log.len())
    }
}

/// Applies commands in order as a contributor's.
fn applied(
    project: &mut Project,
    commands: &[Command],
    by: &Contributor,
    prompt: Option<&PromptRecord>,
    at: u64,
) -> Result<(), EditError> {
    let id = Rc::make_mut(&mut project.ledger).attribute(by, prompt, at)?;
    for command in commands {
        apply(project, command, id)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Metadata, ProjectId};

    fn person() -> Contributor {
        Contributor::Person { name: "Ada".to_owned() }
    }

    fn titled(title: &str) -> Edit {
        let metadata = Metadata { title: title.to_owned(), ..Metadata::default() };
        Edit::new("edit-title", vec![Command::SetMetadata { metadata }], person(), 1)
    }

    fn history() -> History {
        History::new(Project::empty(ProjectId(7)))
    }

    #[test]
    fn undo_brings_the_document_back_and_the_ledger_goes_on() {
        let mut history = history();
        history.run(titled("One")).unwrap();
        history.run(titled("Two")).unwrap();
        history.undo(&person(), 2).unwrap();
        assert_eq!(history.project().metadata.title, "One");
        assert_eq!(history.project().ledger.entries()[0].contribution.acts, 3);
        assert_eq!(history.project().ledger.verify(), Ok(()));
        history.redo(&person(), 3).unwrap();
        assert_eq!(history.project().metadata.title, "Two");
        assert!(history.redo(&person(), 3).is_none());
    }

    #[test]
    fn a_refused_edit_leaves_no_trace() {
        let mut history = history();
        let before = Rc::clone(history.project());
        let mut edit = titled("Fine");
        edit.commands.push(Command::RemoveTrack { track: crate::project::TrackId(99) });
        assert_eq!(history.run(edit), Err(EditError::NoSuchTrack));
        assert!(Rc::ptr_eq(&before, history.project()));
        assert_eq!(history.undo_label(), None);
    }

    #[test]
    fn replaying_a_checkpoint_rebuilds_everything_that_can_be_undone() {
        let mut history = history();
        for title in ["One", "Two", "Three"] {
            history.run(titled(title)).unwrap();
        }
        history.undo(&person(), 5);
        history.undo(&person(), 6);
        history.run(titled("Four")).unwrap();
        for most in [100, 2, 1, 0] {
            let Checkpoint { base, journal, forgotten } = history.clone().checkpoint(most);
            assert!(journal.len() <= most && journal.len() + forgotten.len() == 6);
            let (mut again, replayed) = History::replay(Project::clone(&base), &journal);
            assert_eq!(replayed, journal.len());
            assert_eq!(again.project(), history.project(), "{most}");
            assert_eq!(again.undo(&person(), 9).is_some(), most > 0);
        }
    }

    #[test]
    fn a_damaged_journal_keeps_what_came_before_the_damage() {
        let mut history = history();
        let first = history.run(titled("One")).unwrap();
        let broken = JournalEntry { act: Act::Redo, ..first.clone() };
        let (again, replayed) = History::replay(Project::empty(ProjectId(7)), &[first, broken]);
        assert_eq!((replayed, again.project().metadata.title.as_str()), (1, "One"));
    }
}
