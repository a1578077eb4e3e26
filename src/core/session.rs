//! One tab's working state around a project: a pure state machine. Actions in, effects out.

mod action;
mod aim;
mod asking;
mod cover;
mod cowriters;
mod effect;
mod font;
mod import;
mod job;
mod keys;
mod notice;
mod playing;
mod proof;
mod release;
mod saved;
mod selection;
mod settings;
mod sides;
mod signing;
mod spent;
mod state;
mod update;

pub use crate::ai::Plan;
pub use crate::bounce::{MatchJob, Matched};
pub use action::{Action, GestureId};
pub use aim::aimed;
pub use asking::{Asking, Brief, KeptCall, Purpose, Question, Reply, ReplyMade, Task, Waiting};
pub use cover::{CoverShown, JobCover, PictureFile};
pub use cowriters::{CoWriters, Counted, Tally};
pub use effect::Effect;
pub use font::FontImport;
pub use import::{
    AI_PICTURES, AI_SERVICES, About, AudioFile, Credit, ForKeys, Import, ImportAnswers, ImportId, ImportStage, Origin,
    Placement,
};
pub use job::{BounceJob, BundleJob, Job, JobId, LoudnessJob, PackJob};
pub use keys::{KeyState, KnownKey};
pub use notice::{Notice, NoticeId, Severity};
pub use playing::{InputSettings, Midi, Moment, Performance, PlayedNote};
pub use proof::{DeviceSignature, EvidenceUse, SealRequest};
pub use release::ReportShown;
pub use saved::SavedProject;
pub use selection::{Dock, Selection};
pub use settings::{Settings, Theme};
pub use sides::Sides;
pub use signing::{Signing, SigningWish};
pub use spent::{Spent, elapsed};
pub use state::{EngineState, SaveState, Session, SongSummary, Take};
pub use update::brief::{context_of, kept_of};
