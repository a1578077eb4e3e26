//! Saving, and what to do when it fails.

use crate::edit::Checkpoint;
use crate::project::file;
use crate::session::{Action, Effect, Notice, SaveState, Session, Severity};
use crate::text::Message;

/// How many steps can be undone after a reload.
const KEPT_ENTRIES: usize = 400;

impl Session {
    pub(super) fn update_storage(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Saved => {
                self.save = SaveState::Saved;
                Vec::new()
            }
            Action::SaveFailed { reason } => {
                self.save = SaveState::Failed;
                // Nothing is lost: the song is in this tab, and can be had as a file.
                let words = Message::new("notice-save-file");
                self.show(Notice::new(Severity::Error, reason).with_remedy(words, Action::SaveFile));
                self.checkpoint = None;
                Vec::new()
            }
            Action::CheckpointDue => vec![self.save_checkpoint()],
            Action::SongsListed { songs } => {
                self.songs = songs;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Saves the project whole, with the entries that undo needs after a reload.
    pub(super) fn save_checkpoint(&mut self) -> Effect {
        let Checkpoint { base, journal, forgotten } = self.history.checkpoint(KEPT_ENTRIES);
        self.save = SaveState::Saving;
        self.checkpoint = Some(0);
        Effect::SaveCheckpoint {
            project: self.history.project().id,
            title: self.history.project().metadata.title.clone(),
            base: file::encode(&base),
            journal,
            forgotten,
        }
    }
}
