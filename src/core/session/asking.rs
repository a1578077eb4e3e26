//! Questions to services: what a person asks, what waits for their word, and the calls under way.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::ai::media::StemsAsk;
use crate::ai::prompt::ContextKind;
use crate::ai::{Ability, Address, Call, Picture, Progress, Recording, Service, Ticket};
use crate::provenance::{Contributor, PromptRecord};
use crate::score::Place;
use crate::session::JobId;
use crate::session::spent::Spent;
use crate::text::Message;

/// What a co-writer is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A whole song, note by note.
    #[default]
    Song,
    /// Form, chords and words of a song, which the built-in composer arranges.
    Plan,
    /// A change of the part of the song in scope.
    Change,
    /// The part of the song in scope, played otherwise.
    AnotherTake,
    /// New chords for the part of the song in scope.
    Reharmonise,
    /// Another song in the spirit of this one.
    MoreLike,
    /// Words.
    Lyrics,
    /// An explanation.
    Explain,
    /// A whole song as a recording.
    Recording,
    /// A picture for the cover.
    Cover,
}

impl Task {
    /// Every task, as they are listed.
    pub const ALL: [Self; 10] = [
        Self::Song,
        Self::Plan,
        Self::Lyrics,
        Self::Change,
        Self::AnotherTake,
        Self::Reharmonise,
        Self::MoreLike,
        Self::Explain,
        Self::Recording,
        Self::Cover,
    ];

    /// What a service must be able to make for it.
    pub fn ability(self) -> Ability {
        match self {
            Self::Recording => Ability::Audio,
            Self::Cover => Ability::Image,
            _ => Ability::Text,
        }
    }

    /// Whether the answer is a part of the song in place of what is there.
    pub fn is_a_change(self) -> bool {
        matches!(self, Self::Change | Self::AnotherTake | Self::Reharmonise)
    }

    /// Whether it is about the song that is open, or a part of it.
    pub fn is_about_the_song(self) -> bool {
        matches!(
            self,
            Self::Change | Self::AnotherTake | Self::Reharmonise | Self::MoreLike | Self::Explain | Self::Lyrics
        )
    }
}

/// A question as the person puts it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brief {
    /// What is to be done.
    pub task: Task,
    /// In their words.
    pub words: String,
    /// Style tags.
    pub style: String,
    /// Words to be sung.
    pub lyrics: String,
    /// Whether nobody shall sing on a recording.
    pub instrumental: bool,
    /// How long a recording shall be, in seconds.
    pub seconds: Option<u32>,
    /// Parts of the context that are not sent. They matter before it is, so a kept call does without.
    #[serde(skip)]
    pub left_out: Vec<ContextKind>,
    /// What of the song a change leaves as it is, beside what the words name.
    #[serde(skip)]
    pub kept: Vec<ContextKind>,
    /// Makes one answer differ from another; random.
    pub surprise: u64,
}

/// What a call is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Which models a service offers.
    Models,
    /// A key.
    Key,
    /// A question of the person's.
    Answer(Box<Question>),
}

/// A question on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// As the person put it.
    pub brief: Brief,
    /// Where an answer in notes goes.
    pub place: Place,
    /// What of the song stays as it is, whatever the answer holds.
    pub kept: Vec<ContextKind>,
}

/// A question that waits for the person's word.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The question.
    pub brief: Brief,
    /// Who would be asked.
    pub service: Service,
    /// What was changed so that the service takes it.
    pub notes: Vec<Message>,
    /// What will be sent.
    pub sent: Vec<String>,
    /// The recording whose stems are asked for, where they are.
    pub stems: Option<Rc<StemsAsk>>,
}

/// A call as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// Which job it is.
    pub id: JobId,
    /// Who is asked.
    pub service: Service,
    /// What for.
    pub purpose: Purpose,
    /// How far it has got.
    pub progress: Progress,
    /// Where what is made so far can be listened to, before it is finished.
    pub listen: Option<Address>,
    /// When it was asked, in milliseconds since 1970-01-01 UTC.
    pub since: u64,
}

/// A call and how it is shown.
#[derive(Debug)]
pub(super) struct OpenCall {
    pub shown: Asking,
    pub call: Box<dyn Call>,
    /// What goes on after a reload, where the call has got that far.
    pub kept: Option<Box<KeptCall>>,
    /// Whether it was begun before a reload and waits for its key.
    pub waits: bool,
}

/// What goes on after a reload: a job at a service, and what it is for. It holds no key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptCall {
    /// The service as it was asked.
    pub service: Service,
    /// The question.
    pub brief: Brief,
    /// How the job is found again.
    pub ticket: Ticket,
    /// Whether there was a key for it: then nothing more is asked without.
    pub keyed: bool,
    /// When it was asked, in milliseconds since 1970-01-01 UTC; zero where that is not known.
    #[serde(default)]
    pub since: u64,
}

/// An answer that is no proposal: it is read, heard or looked at before anything is done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// What was asked.
    pub task: Task,
    /// Who answered.
    pub by: Contributor,
    /// What they were asked.
    pub prompt: PromptRecord,
    /// Whether words to be sung were the person's own.
    pub own_words: bool,
    /// Whether nobody was to sing.
    pub instrumental: bool,
    /// What it took.
    pub spent: Spent,
    /// What they made.
    pub made: Rc<ReplyMade>,
}

/// What an answer holds.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyMade {
    /// Words.
    Words(String),
    /// Recordings, alternatives to each other.
    Recordings(Vec<Recording>),
    /// A picture.
    Picture(Picture),
}
