//! Asking a co-writer, and taking or leaving what comes back.

use std::rc::Rc;

use crate::compose::compose;
use crate::edit::Edit;
use crate::provenance::{Contributor, PromptRecord};
use crate::score::{HunkKind, HunkState, Proposal, locked_hunks};
use crate::session::import::line_of;
use crate::session::state::AcceptedStep;
use crate::session::{Action, Effect, Session, Severity, Take};
use crate::text::Message;

/// Names the undo step that accepting hunks makes.
pub(super) const ACCEPT_LABEL: &str = "edit-accept-proposal";
/// The most takes that are kept side by side.
const MAX_TAKES: usize = 12;

impl Session {
    pub(super) fn update_compose(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Compose { prompt, seed } => {
                self.compose(prompt, seed);
                self.refresh_audition(now);
                Vec::new()
            }
            Action::ShowTake { take } => {
                self.take = take.min(self.takes.len().saturating_sub(1));
                self.refresh_audition(now);
                Vec::new()
            }
            Action::NameTake { take, name } => {
                if let Some(take) = self.takes.get_mut(take) {
                    take.name = line_of(&name);
                }
                Vec::new()
            }
            Action::AuditionProposal { on } => {
                self.stop_listening();
                self.auditioning = on.then(|| Rc::clone(self.history.project()));
                self.refresh_audition(now);
                // Whoever asks to hear it hears it at once.
                if on && !self.playing() { self.update_transport(Action::TogglePlay) } else { Vec::new() }
            }
            Action::Accept { hunks } => self.accept(hunks, now),
            Action::Reject { hunks } => {
                self.decide(self.take, &hunks, HunkState::Rejected);
                self.refresh_audition(now);
                Vec::new()
            }
            Action::DismissProposal => {
                self.auditioning = None;
                self.forget_takes();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn compose(&mut self, prompt: String, seed: u64) {
        let score = match compose(&prompt, seed) {
            Ok(score) => score,
            Err(error) => return self.say(Severity::Warning, error.message()),
        };
        let record = PromptRecord::with_text(prompt.trim(), Some(seed));
        let proposal = Rc::new(Proposal::new(score, Contributor::built_in_composer(), record));
        self.add_take(Take { seed: Some(seed), ..Take::new(prompt, proposal) });
    }

    /// Puts a take beside the others and looks at it. Where there are too many the oldest goes.
    pub(super) fn add_take(&mut self, take: Take) {
        if self.takes.len() >= MAX_TAKES {
            self.takes.remove(0);
            for steps in [&mut self.accepted, &mut self.taken_back] {
                // What was accepted of the one that goes stays a step, of a take that is there no more.
                steps.iter_mut().for_each(|step| step.take = step.take.checked_sub(1).unwrap_or(usize::MAX));
            }
        }
        self.takes.push(take);
        self.take = self.takes.len() - 1;
    }

    fn accept(&mut self, hunks: Vec<HunkKind>, now: u64) -> Vec<Effect> {
        let written = self.takes.get(self.take).is_some_and(|take| take.writing.is_none());
        let Some(proposal) = self.proposal().map(Rc::clone).filter(|_| written) else { return Vec::new() };
        let mut open: Vec<HunkKind> = proposal.open().filter(|kind| hunks.contains(kind)).collect();
        let kept = locked_hunks(&proposal.score, &open, self.history.project());
        if !kept.is_empty() {
            open.retain(|hunk| !kept.contains(hunk));
            self.say(Severity::Info, Message::new("notice-locked-kept").with("count", kept.len()));
        }
        if open.is_empty() {
            return Vec::new();
        }
        let first_song = self.history.project().is_blank();
        let edit = self.edit_of(&proposal, &open, now);
        self.decide(self.take, &open, HunkState::Accepted);
        let effects = self.run(edit);
        if effects.is_empty() {
            self.decide(self.take, &open, HunkState::Open);
            return effects;
        }
        self.accepted.push(AcceptedStep { take: self.take, hunks: open });
        if self.proposal().is_some_and(|proposal| proposal.open().next().is_none()) {
            self.auditioning = None;
        }
        if first_song {
            self.select_first_clip();
        }
        effects
    }

    fn edit_of(&self, proposal: &Proposal, hunks: &[HunkKind], now: u64) -> Edit {
        proposal.edit(ACCEPT_LABEL, hunks, self.history.project(), now)
    }

    /// Marks hunks of a take as decided.
    pub(super) fn decide(&mut self, take: usize, hunks: &[HunkKind], state: HunkState) {
        if let Some(take) = self.takes.get_mut(take) {
            Rc::make_mut(&mut take.proposal).decide(hunks, state);
        }
    }

    /// While the proposal is auditioned: the project as its open hunks would leave it.
    pub(super) fn refresh_audition(&mut self, now: u64) {
        if let Some(listening) = &self.listening {
            self.auditioning = listening.over(self.history.project(), &self.person(), now);
            return;
        }
        if self.auditioning.is_none() {
            return;
        }
        let proposal = self.proposal().map(Rc::clone);
        self.auditioning = proposal.and_then(|proposal| {
            let hunks: Vec<HunkKind> = proposal.open().collect();
            self.history.preview(&self.edit_of(&proposal, &hunks, now)).ok()
        });
    }

    /// Puts every take away. What was accepted of them stays in the project.
    pub(super) fn forget_takes(&mut self) {
        self.takes.clear();
        self.take = 0;
        self.accepted.clear();
        self.taken_back.clear();
    }

    /// Opens the first clip of the first track, so that the piano roll has something to show.
    fn select_first_clip(&mut self) {
        let first = self.history.project().tracks.first();
        if let Some(track) = first {
            self.selection.track = Some(track.id);
            self.selection.clip = track.clips.first().map(|clip| clip.id);
        }
    }
}
