//! A call to a service as a state machine: it says what to do next and is told what happened.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ai::{Address, CallError, Request, Turn};
use crate::score::{HunkKind, Repair, Score};

/// What happened since a call last spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The service has begun to answer.
    Opened {
        /// The HTTP status.
        status: u16,
        /// The headers that the browser lets us read, names in lower case. Most services hide most of them.
        headers: Vec<(String, String)>,
    },
    /// More of the answer, cut anywhere.
    Bytes(Vec<u8>),
    /// The answer is complete.
    Closed,
    /// There was no answer, or it broke off.
    Lost(Loss),
    /// The wait that was asked for is over.
    Elapsed,
}

/// Why there was no answer. Browsers tell a page little: most of these look alike to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The browser is offline.
    Offline,
    /// The service could not be reached or refuses browsers; no byte came.
    Unreachable,
    /// The answer broke off.
    Cut,
    /// The answer is larger than the request allows.
    TooLarge,
    /// No key is kept for this account and address.
    NoKey,
    /// The feature is not in this browser.
    Unsupported,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send this. Answers: `Opened`, `Bytes`…, `Closed`, or `Lost`. One request at a time.
    Fetch(Box<Request>),
    /// Ask the browser's own model. Answers as `Fetch` does; the bytes are its words, without any envelope.
    OnDevice(Box<OnDevice>),
    /// Say `Elapsed` after so many milliseconds.
    Wait(u32),
    /// Show how far it has got.
    Progress(Progress),
    /// Show the words that came, or the song as far as it is written.
    Draft(Rc<Score>),
    /// Keep this, so that the call can go on after a reload.
    Keep(Ticket),
    /// The end, with what was made.
    Done(Box<Answer>),
    /// The end, without.
    Failed(CallError),
}

/// What the browser's own model is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDevice {
    /// Who it shall be and what it must know.
    pub system: String,
    /// The conversation.
    pub turns: Vec<Turn>,
    /// The JSON schema of the answer, where it shall be JSON.
    pub schema: Option<String>,
}

/// How far a call has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The request is out.
    Asking,
    /// The service asks for patience; it is asked again after so many seconds.
    Waiting(u32),
    /// The service has it in a queue, at this place where it tells.
    Queued(Option<u32>),
    /// The service works on it; how much of it is done in per cent, where it tells.
    Working(Option<u8>),
    /// The answer arrives; so many characters of it are here.
    Writing(u32),
    /// The answer was not right; the service is asked again, for the so-manieth time.
    AskingAgain(u8),
    /// The finished file arrives.
    Fetching,
    /// It was begun before a reload and goes on once its key is there.
    NeedsKey,
    /// What is made so far can be listened to here, before it is finished.
    Listenable(Address),
}

/// What goes on after a reload: a job at a service. It holds no key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Which service it is at, by its id.
    pub service: String,
    /// What the service calls the job, or where it is asked after.
    pub job: String,
    /// What was asked, as the call writes it.
    pub ask: String,
}

/// What a service counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens of what was sent.
    pub input_tokens: Option<u64>,
    /// Tokens of the answer, thinking included.
    pub output_tokens: Option<u64>,
    /// What it charged, in millionths of a US dollar.
    pub cost: Option<u64>,
}

impl Usage {
    /// The most that is believed of one answer, in US dollars.
    const MAX_COST: f64 = 10_000.0;

    /// What stands in an answer: whole numbers of tokens, and a charge in US dollars. What is missing is not known.
    pub(in crate::ai) fn read(json: &Value, input: &str, output: &str, cost: &str) -> Self {
        let count = |place: &str| json.pointer(place).and_then(Value::as_u64);
        let charged = json.pointer(cost).and_then(Value::as_f64);
        let charged = charged.filter(|dollars| (0.0..=Self::MAX_COST).contains(dollars));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to the range just before")]
        let cost = charged.map(|dollars| (dollars * 1e6).round() as u64);
        Self { input_tokens: count(input), output_tokens: count(output), cost }
    }

    /// What a later part of the same answer counted, and this where it does not tell.
    #[must_use]
    pub fn or(self, earlier: Self) -> Self {
        Self {
            input_tokens: self.input_tokens.or(earlier.input_tokens),
            output_tokens: self.output_tokens.or(earlier.output_tokens),
            cost: self.cost.or(earlier.cost),
        }
    }

    /// This and what a further answer counted.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        let add = |sum: Option<u64>, more: Option<u64>| match (sum, more) {
            (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
            (sum, more) => sum.or(more),
        };
        Self {
            input_tokens: add(self.input_tokens, more.input_tokens),
            output_tokens: add(self.output_tokens, more.output_tokens),
            cost: add(self.cost, more.cost),
        }
    }
}

/// What a service tells of what it made, for the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The model that answered, where it says so.
    pub model: Option<String>,
    /// The service's name for this request, task or song.
    pub request_id: Option<String>,
    /// The seed it used.
    pub seed: Option<String>,
    /// What it counted.
    pub usage: Usage,
}

/// A finished answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was made.
    pub made: Made,
    /// What the service tells of it.
    pub facts: Facts,
}

/// What was made.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// Words: lyrics, an explanation.
    Text(String),
    /// A song or a part of one, and what had to be put right.
    Score {
        /// The song.
        score: Box<Score>,
        /// What was put right, for the person to see.
        repairs: Vec<Repair>,
        /// What of it the built-in composer wrote, not the service.
        filled: Vec<HunkKind>,
        /// The answer as it came.
        raw: String,
    },
    /// Recordings, alternatives to each other.
    Audio(Vec<Recording>),
    /// A picture.
    Image(Picture),
    /// The names of the models a service offers.
    Models(Vec<String>),
    /// A key, which the platform keeps.
    SignedIn,
}

/// A recording that a service made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type as the service says; the bytes decide.
    pub media_type: String,
    /// Its title; empty where the service gives none.
    pub title: String,
    /// Its words; empty where the service gives none.
    pub lyrics: String,
    /// Its tempo in beats a minute, where the service tells.
    pub bpm: Option<f32>,
    /// What the service calls it.
    pub id: Option<String>,
    /// Its stems, by name, where the service made them.
    pub stems: Vec<(String, Vec<u8>)>,
}

/// A picture that a service made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type as the service says; the bytes decide.
    pub media_type: String,
}

/// A conversation with a service. It never waits, fetches or looks at a clock.
pub trait Call: std::fmt::Debug {
    /// How it begins. Called once.
    fn begin(&mut self) -> Vec<Output>;

    /// What follows from what happened. After `Done` or `Failed` nothing more follows.
    fn hear(&mut self, input: Input) -> Vec<Output>;

    /// What to send when the person cancels, so that the service stops, where it can be told. Its answer is not heard.
    fn cancel(&mut self) -> Option<Request> {
        None
    }
}
