//! What sets one service of jobs apart from another, as data.

use serde_json::Value;

use crate::ai::Service;
use crate::ai::media::{AskError, Limits, MediaAsk};

/// Where below the base something is submitted, and what.
type Submit = fn(&Service, &MediaAsk) -> Result<(String, Value), AskError>;

/// A service of jobs. Paths into its answers are those of [`crate::ai::media::pointer`]: of several, the first that leads
/// somewhere counts.
#[derive(Debug)]
pub struct JobDialect {
    /// Says where something is submitted, and what; refuses what the service does not make.
    pub submit: Submit,
    /// What a song may hold.
    pub limits: fn(&str) -> Limits,
    /// Headers that the submission needs.
    pub headers: &'static [(&'static str, &'static str)],
    /// The code that answers carry beside their HTTP status, where they do.
    pub envelope: Option<Envelope>,
    /// How the job is named.
    pub name: Name,
    /// How it is asked after.
    pub poll: Poll,
    /// How it stands.
    pub status: Status,
    /// Where its files are.
    pub files: Files,
    /// How it is stopped.
    pub cancel: Cancel,
}

/// A code in the answer: all is well only if it is one of these.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// Where it is.
    pub code: &'static str,
    /// What it is when all is well, as text.
    pub well: &'static [&'static str],
}

/// How a job is named in the answer to its submission.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Where its id is; several ids are joined by commas.
    pub id: &'static [&'static str],
    /// Where the address is that it is asked after at, where the service gives one.
    pub poll: &'static [&'static str],
    /// Where the address is that its result is at, where the service gives one.
    pub result: &'static [&'static str],
    /// Where the address is that stops it, where the service gives one.
    pub cancel: &'static [&'static str],
}

impl Name {
    /// By an id alone.
    pub const fn id(id: &'static [&'static str]) -> Self {
        Self { id, poll: &[], result: &[], cancel: &[] }
    }
}

/// How a job is asked after, and how long.
#[derive(Clone, Copy, Debug)]
pub struct Poll {
    /// How.
    pub way: PollWay,
    /// The same for stems, where it differs.
    pub stems: Option<PollWay>,
    /// Milliseconds before the first time, and between the first times.
    pub first: u32,
    /// The longest between two times, in milliseconds.
    pub longest: u32,
    /// How long it is asked after, in milliseconds. Some services say "queued" for ever of jobs they have lost.
    pub deadline: u32,
}

impl Poll {
    /// As most services like it: after four seconds, then ever more slowly, for twenty minutes.
    pub const fn by(way: PollWay) -> Self {
        Self { way, stems: None, first: 4_000, longest: 15_000, deadline: 1_200_000 }
    }
}

/// A way of asking after a job.
#[derive(Clone, Copy, Debug)]
pub enum PollWay {
    /// At a path below the base; `{id}` stands for the id.
    Get(&'static str),
    /// At a path below the base, with a body made of the id.
    Post(&'static str, fn(&str) -> Value),
    /// At the address that the answer to the submission gave.
    Given,
    /// Not at all: the answer to the submission is the result.
    Never,
}

/// How a job stands. Words are compared without regard to case; unknown ones mean that it goes on.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    /// Where it stands how it stands. Where a path gives several, the job is done when each has ended.
    pub at: &'static [&'static str],
    /// It waits for its turn.
    pub queued: &'static [&'static str],
    /// It is done.
    pub done: &'static [&'static str],
    /// It has failed.
    pub failed: &'static [&'static str],
    /// Where a text stands only if it has failed.
    pub failure: &'static [&'static str],
    /// Where its place in a queue is.
    pub place: &'static [&'static str],
    /// Where it stands how much is done, in per cent.
    pub percent: &'static [&'static str],
    /// Whether HTTP 202 means that it goes on, whatever else is said.
    pub accepted: bool,
}

impl Status {
    /// A status of these words at this place.
    pub const fn words(
        at: &'static [&'static str],
        queued: &'static [&'static str],
        done: &'static [&'static str],
        failed: &'static [&'static str],
    ) -> Self {
        Self { at, queued, done, failed, failure: &[], place: &[], percent: &[], accepted: false }
    }
}

/// Where the files of a finished job are.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    /// A text that holds JSON, which is read in place of the answer.
    pub text: Option<&'static str>,
    /// Where the recordings or pictures are: lists, objects, or addresses themselves.
    pub items: &'static [&'static str],
    /// In an item, its address.
    pub address: &'static [&'static str],
    /// In an item, where it can be listened to before it is done.
    pub listen: &'static [&'static str],
    /// In an item, its id.
    pub id: &'static [&'static str],
    /// In an item, its title.
    pub title: &'static [&'static str],
    /// In an item, its words.
    pub lyrics: &'static [&'static str],
    /// In an item, its tempo.
    pub bpm: &'static [&'static str],
    /// In the answer, the seed.
    pub seed: &'static [&'static str],
    /// In the answer, the model.
    pub model: &'static [&'static str],
    /// In the answer, the object whose members are stems: addresses, or objects with one.
    pub stems: &'static [&'static str],
}

impl Files {
    /// Nothing known.
    pub const NONE: Self = Self {
        text: None,
        items: &[],
        address: &["/url"],
        listen: &[],
        id: &["/id"],
        title: &["/title"],
        lyrics: &[],
        bpm: &[],
        seed: &[],
        model: &[],
        stems: &[],
    };
}

/// How a job is stopped.
#[derive(Clone, Copy, Debug)]
pub enum Cancel {
    /// It cannot be.
    Never,
    /// By POST to the address that was given.
    Post,
    /// By PUT to the address that was given.
    Put,
}
