//! One song in several tabs: one of them writes and saves it, the others show it until they are asked to go on.

use crate::session::{Action, Effect, Notice, SaveState, Session, Severity};
use crate::text::Message;

/// Whether an action changes the song or saves it. Only one tab may.
pub(super) fn writes(action: &Action) -> bool {
    matches!(
        action,
        Action::Edit { .. }
            | Action::Drag { .. }
            | Action::EndDrag { .. }
            | Action::AbortDrag { .. }
            | Action::Undo
            | Action::Redo
            | Action::Travel { .. }
            | Action::TurnSides { .. }
            | Action::Accept { .. }
            | Action::CheckpointDue
            | Action::ImportAudio { .. }
            | Action::PlaceRecording { .. }
            | Action::DrawCover { .. }
            | Action::UsePicture { .. }
            | Action::ImportPicture { .. }
            | Action::PlacePicture { .. }
            | Action::RemoveCover
            | Action::SignLedger
            | Action::LedgerSigned { .. }
            | Action::MatchLoudness
    )
}

impl Session {
    pub(super) fn update_tabs(&mut self, action: Action) -> Vec<Effect> {
        let open = self.history.project().id;
        match action {
            Action::HeldElsewhere { project } if project == open => {
                self.elsewhere = true;
                self.drag = None;
                // Whatever was done here is saved before a tab lets go, unless saving failed and still does.
                if self.save == SaveState::Saving {
                    self.save = SaveState::Saved;
                }
                Vec::new()
            }
            Action::ContinueHere if self.elsewhere => vec![Effect::TakeSong(open)],
            _ => Vec::new(),
        }
    }

    /// Leaves the song as it is, and says why where the person would wonder.
    pub(super) fn refuse(&mut self, action: &Action) -> Vec<Effect> {
        // A drag asks many times; its end is enough to answer.
        if !matches!(action, Action::Drag { .. } | Action::AbortDrag { .. } | Action::CheckpointDue) {
            self.explain_elsewhere();
        }
        Vec::new()
    }

    /// Says why the song stays as it is, and how it can be changed here.
    pub(super) fn explain_elsewhere(&mut self) {
        let notice = Notice::new(Severity::Warning, Message::new("notice-elsewhere"));
        self.show(notice.with_remedy(Message::new("elsewhere-continue"), Action::ContinueHere));
    }
}
