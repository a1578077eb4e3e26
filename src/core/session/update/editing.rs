//! Edits, drags, undo and redo.

use std::rc::Rc;

use crate::edit::{Act, Edit, JournalEntry};
use crate::project::{ClipId, Project, StripId};
use crate::score::HunkState;
use crate::session::state::Drag;
use crate::session::{Action, Effect, SaveState, Session, Severity};

/// After so many journal entries a checkpoint is due.
const ENTRIES_TO_A_CHECKPOINT: usize = 100;

impl Session {
    pub(super) fn update_editing(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Edit { label, commands } => {
                self.drag = None;
                let edit = Edit::new(label, commands, self.person(), now);
                self.run(edit)
            }
            Action::Drag { gesture, label, commands } => {
                let edit = Edit::new(label, commands, self.person(), now);
                // While a drag passes over a place where it cannot land, the last good one stays on show.
                if let Ok(shown) = self.history.preview(&edit) {
                    self.drag = Some(Drag { gesture, edit, shown });
                }
                Vec::new()
            }
            Action::EndDrag { gesture } => match self.drag.take_if(|drag| drag.gesture == gesture) {
                Some(drag) => self.run(Edit { at: now, ..drag.edit }),
                None => Vec::new(),
            },
            Action::AbortDrag { gesture } => {
                self.drag.take_if(|drag| drag.gesture == gesture);
                Vec::new()
            }
            Action::Undo => self.undo(now),
            Action::Redo => self.redo(now),
            Action::Travel { steps } => self.travel(steps, now),
            Action::TurnSides { strip } => self.turn_sides(strip, now),
            _ => Vec::new(),
        }
    }

    /// Runs an edit as one undo step, or says why not.
    pub(super) fn run(&mut self, edit: Edit) -> Vec<Effect> {
        if self.elsewhere {
            // Work that began before another tab went on with the song.
            self.explain_elsewhere();
            return Vec::new();
        }
        match self.history.run(edit) {
            Ok(entry) => {
                self.taken_back.clear();
                self.after_change(entry)
            }
            Err(error) => {
                self.say(Severity::Warning, error.message());
                Vec::new()
            }
        }
    }

    /// Turns a strip over to its other setting.
    fn turn_sides(&mut self, strip: StripId, now: u64) -> Vec<Effect> {
        self.drag = None;
        let before = Rc::clone(self.history.project());
        let Some((label, commands)) = self.sides.turn(&before, strip) else { return Vec::new() };
        if commands.is_empty() {
            return Vec::new();
        }
        let effects = self.run(Edit::new(label, commands, self.person(), now));
        let after = self.history.project();
        self.sides.turned(after, strip, !Rc::ptr_eq(&before, after));
        effects
    }

    fn undo(&mut self, now: u64) -> Vec<Effect> {
        self.drag = None;
        let accepting = self.history.undo_label() == Some(super::compose::ACCEPT_LABEL);
        let Some(entry) = self.history.undo(&self.person(), now) else { return Vec::new() };
        if accepting && let Some(step) = self.accepted.pop() {
            self.decide(step.take, &step.hunks, HunkState::Open);
            self.taken_back.push(step);
        }
        self.after_change(entry)
    }

    fn redo(&mut self, now: u64) -> Vec<Effect> {
        self.drag = None;
        let accepting = self.history.redo_label() == Some(super::compose::ACCEPT_LABEL);
        let Some(entry) = self.history.redo(&self.person(), now) else { return Vec::new() };
        if accepting && let Some(step) = self.taken_back.pop() {
            self.decide(step.take, &step.hunks, HunkState::Accepted);
            self.accepted.push(step);
        }
        self.after_change(entry)
    }

    /// Goes through the history step by step, so that each is on record; stops where it ends.
    fn travel(&mut self, steps: i32, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        for _ in 0..steps.unsigned_abs() {
            let done = if steps < 0 { self.undo(now) } else { self.redo(now) };
            if done.is_empty() {
                break;
            }
            effects.extend(done);
        }
        effects
    }

    /// Saves what was done, and keeps selection and audition true to the project.
    pub(super) fn after_change(&mut self, entry: JournalEntry) -> Vec<Effect> {
        self.mend_selection();
        if matches!(entry.act, Act::Undo | Act::Redo) {
            self.sides.follow(self.history.project());
        }
        self.refresh_audition(entry.at);
        self.save = SaveState::Saving;
        let project = self.history.project().id;
        match &mut self.checkpoint {
            Some(entries) => {
                *entries += 1;
                let due = *entries >= ENTRIES_TO_A_CHECKPOINT;
                let append = Effect::AppendJournal { project, entry: Box::new(entry) };
                if due { vec![append, Effect::ScheduleCheckpoint] } else { vec![append] }
            }
            None => vec![self.save_checkpoint()],
        }
    }

    fn mend_selection(&mut self) {
        let project: &Project = self.history.project();
        let track = self.selection.track.and_then(|id| project.track(id));
        let clip = track.zip(self.selection.clip).and_then(|(track, id)| track.clip(id));
        let pattern = track.zip(clip).and_then(|(track, clip)| track.pattern_of(clip));
        self.selection.notes.retain(|key| pattern.is_some_and(|pattern| pattern.find(*key).is_ok()));
        if clip.is_none() {
            self.selection.clip = None;
        }
        let lies = |id: &ClipId| project.tracks.iter().any(|track| track.clip(*id).is_some());
        self.selection.others.retain(lies);
        let is_there = track.is_some();
        self.selection.beside.retain(|id| project.track(*id).is_some());
        if !is_there {
            self.selection.track = self.selection.beside.pop_first();
        }
    }
}
