//! Why an edit was refused.

use crate::project::check::CheckError;
use crate::provenance::LedgerError;
use crate::sound::ParamError;
use crate::text::{Message, describe};

/// Why an edit was refused. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// It names a contribution that is not there, or that the sender has no say over.
    NoSuchContribution,
    /// It names a track that is not there.
    NoSuchTrack,
    /// The track of this name is locked.
    Locked(String),
    /// It names a pattern that is not there.
    NoSuchPattern,
    /// It names a clip that is not there.
    NoSuchClip,
    /// It names a recording that is not there, or plays it in a way that cannot be.
    NoSuchRecording,
    /// The instrument of the track of this name plays no recordings.
    NoSampler(String),
    /// It names a note that is not there.
    NoSuchNote,
    /// It names a bus that is not there.
    NoSuchBus,
    /// It names an effect that is not there.
    NoSuchInsert,
    /// It gives something new an id that is taken.
    IdTaken,
    /// It would go over a limit of what a project holds.
    TooMany {
        /// Names what there would be too many of; an id of the catalogue of sentences.
        what: &'static str,
        /// The most there may be.
        limit: usize,
    },
    /// A name is too long or holds characters that cannot be shown.
    Name,
    /// Words are too long or hold characters that cannot be shown.
    Text,
    /// The project would not be sound afterwards: a rule of [`check`](crate::project::check) would be broken.
    Unsound(CheckError),
    /// Something would have no length, or lie past the end of time.
    Time,
    /// Sections or chords would overlap.
    Overlap,
    /// A level, place or colour is out of range.
    Value,
    /// It names a setting that is not there.
    Param(ParamError),
    /// The ledger cannot take another contribution.
    Ledger(LedgerError),
}

impl EditError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::NoSuchContribution => Message::new("error-edit-no-contribution"),
            Self::NoSuchTrack => Message::new("error-edit-no-track"),
            Self::Locked(track) => Message::new("error-edit-locked").with("track", track),
            Self::NoSuchPattern => Message::new("error-edit-no-pattern"),
            Self::NoSuchClip => Message::new("error-edit-no-clip"),
            Self::NoSuchRecording => Message::new("error-edit-no-recording"),
            Self::NoSampler(track) => Message::new("error-edit-no-sampler").with("track", track),
            Self::NoSuchNote => Message::new("error-edit-no-note"),
            Self::NoSuchBus => Message::new("error-edit-no-bus"),
            Self::NoSuchInsert => Message::new("error-edit-no-insert"),
            Self::IdTaken => Message::new("error-edit-id-taken"),
            Self::TooMany { what, limit } => Message::new(what).with("limit", limit),
            Self::Name => Message::new("error-edit-name").with("limit", crate::project::limits::MAX_NAME),
            Self::Text => Message::new("error-edit-name").with("limit", crate::project::limits::MAX_TEXT),
            Self::Unsound(error) => error.message(),
            Self::Time => Message::new("error-edit-time"),
            Self::Overlap => Message::new("error-edit-overlap"),
            Self::Value => Message::new("error-edit-value"),
            Self::Param(error) => error.message(),
            Self::Ledger(error) => error.message(),
        }
    }
}
describe!(EditError);

impl From<ParamError> for EditError {
    fn from(error: ParamError) -> Self {
        Self::Param(error)
    }
}

impl From<LedgerError> for EditError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}
