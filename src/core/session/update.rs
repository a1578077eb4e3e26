//! From an action to a new state and effects: the one place where a session changes.

mod answers;
mod ask;
pub(super) mod brief;
mod compose;
mod cover;
mod document;
mod editing;
mod export;
mod fonts;
mod import;
mod keep;
mod keys;
mod ledger;
pub(super) mod mastering;
mod record;
pub(super) mod recordings;
mod release;
pub(super) mod renditions;
mod sampling;
mod storage;
mod tabs;
mod transport;

use std::rc::Rc;

use crate::compile;
use crate::engine::EngineMessage;
use crate::project::Project;
use crate::provenance::Contributor;
use crate::session::update::tabs::writes;
use crate::session::{Action, Effect, EngineState, Notice, NoticeId, Session, Severity};
use crate::text::Message;

impl Session {
    /// The one place where state changes. `now` is in milliseconds since 1970-01-01 UTC.
    pub fn update(&mut self, action: Action, now: u64) -> Vec<Effect> {
        let mut effects = self.end_recording_with(&action, now);
        effects.extend(match action {
            Action::HeldElsewhere { .. } | Action::ContinueHere => self.update_tabs(action),
            action if self.elsewhere && writes(&action) => self.refuse(&action),
            action if action.is_about_the_document() => self.update_document(action),
            Action::Edit { .. }
            | Action::Drag { .. }
            | Action::EndDrag { .. }
            | Action::AbortDrag { .. }
            | Action::Undo
            | Action::Redo
            | Action::Travel { .. }
            | Action::TurnSides { .. } => self.update_editing(action, now),
            action if action.is_about_the_transport() => self.update_transport(action),
            action if action.is_about_services() => self.update_asking(action, now),
            action if action.is_question() => self.update_brief(action, now),
            Action::Compose { .. }
            | Action::ShowTake { .. }
            | Action::NameTake { .. }
            | Action::AuditionProposal { .. }
            | Action::Accept { .. }
            | Action::Reject { .. }
            | Action::DismissProposal => self.update_compose(action, now),
            action if action.is_about_the_cover() => self.update_cover(action, now),
            action if action.is_about_the_ledger() => self.update_ledger(action, now),
            action if action.is_about_fonts() => self.update_font(action),
            action if action.is_import() => self.update_import(action, now),
            Action::Export { .. }
            | Action::BounceProgress { .. }
            | Action::BounceFinished { .. }
            | Action::BounceFailed { .. }
            | Action::CancelJob { .. }
            | Action::SignExports { .. }
            | Action::SigningChanged { .. } => self.update_export(action, now),
            Action::MatchLoudness | Action::LoudnessMatched { .. } => self.update_mastering(action, now),
            action if action.is_about_the_release() => self.update_release(action),
            action if action.is_about_storage() => self.update_storage(action),
            action if action.is_about_playing() => self.update_playing(action, now),
            other => self.update_view(other),
        });
        effects.extend(self.tell_engine());
        effects.extend(self.fetch_recordings());
        effects
    }

    /// What is only seen: selection, dock, grid, settings and notices.
    fn update_view(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Select { selection } => self.selection = selection,
            Action::OpenDock { dock } => self.dock = dock,
            Action::SetGrid { grid } => self.grid = grid,
            Action::ToggleAuthorship => self.authorship = !self.authorship,
            Action::ShowAuthor { contributor } => {
                self.author = contributor.map(Rc::new);
                self.authorship = true;
            }
            Action::SetSettings { settings } => {
                self.settings = settings.clone();
                return vec![Effect::SaveSettings(settings)];
            }
            Action::OpenKeymap { bytes } => return self.open_keymap(&bytes),
            Action::SaveKeymap => return vec![self.download_keymap()],
            Action::Notify { notice } => self.show(notice),
            Action::Dismiss { notice } => self.notices.retain(|shown| shown.id != notice),
            Action::UpdateReady => self.update_ready = true,
            Action::ApplyUpdate => return vec![Effect::ActivateUpdate],
            Action::InstallOffered => self.install_offered = true,
            Action::Install => {
                self.install_offered = false;
                return vec![Effect::PromptInstall];
            }
            _ => {}
        }
        Vec::new()
    }

    /// The person at this tab.
    pub(super) fn person(&self) -> Contributor {
        Contributor::Person { name: self.settings.name.clone() }
    }

    /// Shows a sentence; one that is on show already is not shown twice.
    pub(super) fn show(&mut self, notice: Notice) {
        self.notices.retain(|shown| shown.message != notice.message);
        self.next_notice += 1;
        self.notices.push(Notice { id: NoticeId(self.next_notice), ..notice });
    }

    /// Shows a sentence with nothing to do about it.
    pub(super) fn say(&mut self, severity: Severity, message: Message) {
        self.show(Notice::new(severity, message));
    }

    /// The project that shall be heard: as a drag shows it, as the proposal would have it, or as it is.
    fn audible(&self) -> &Rc<Project> {
        match (&self.drag, &self.auditioning) {
            (Some(drag), _) => &drag.shown,
            (None, Some(auditioned)) => auditioned,
            (None, None) => self.history.project(),
        }
    }

    /// Tells a running engine what changed since it was last told.
    fn tell_engine(&mut self) -> Option<Effect> {
        let target = Rc::clone(self.audible());
        if self.engine != EngineState::Ready || Rc::ptr_eq(&target, &self.sounding) {
            return None;
        }
        let mut messages = compile::update(&self.sounding, &target);
        if self.performance.is_some() {
            // What is played goes on where the song ends.
            messages.retain(|message| !matches!(message, EngineMessage::End(_)));
        }
        self.sounding = target;
        (!messages.is_empty()).then_some(Effect::Engine(messages))
    }
}
