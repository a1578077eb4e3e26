//! Changing the document: commands, the one door that applies them, and the history and journal of what was done.
//!
//! Adding a command: its variant in `edit/command.rs`, its application in the file of what it changes, and a property
//! test line in `tests/properties.rs`. Undo and the journal need nothing: they keep documents and commands themselves.

mod apply;
mod assets;
mod automation;
mod buses;
mod clips;
mod command;
mod error;
mod history;
mod journal;
mod markers;
mod mixer;
mod notes;
mod rearrange;
mod release;
mod stamp;
mod timeline;
mod tracks;
mod zones;

pub use apply::apply;
pub use command::{Command, NewTrack, NoteEdit};
pub use error::EditError;
pub use history::{Checkpoint, Edit, History};
pub use journal::{Act, JournalEntry, Share};
