//! One question to a service that writes, and its answer as it arrives.

use serde_json::Value;

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::failure::{MAX_ERROR_BODY, error_inside, failure, refuses_shape};
use crate::ai::protocols::{Finish, Framing, Heard, Wire, wire};
use crate::ai::said::said;
use crate::ai::services;
use crate::ai::stream::{LineTooLong, Ndjson, Sse, SseEvent};
use crate::ai::{CallError, Input, Loss, OnDevice, Output, Progress, Protocol, Request, Service, Shape, TextAsk};

/// The longest wait that a service may ask for, in seconds.
const MAX_PATIENCE: u32 = 20;
/// How many more characters are told of at once.
const TELL_EVERY: u32 = 24;

/// What came of an input.
#[derive(Debug)]
pub enum Step {
    /// It goes on.
    On(Vec<Output>),
    /// The answer is here.
    Answered(Heard),
    /// There is none.
    Failed(CallError),
}

/// One question to a service that writes. It asks again by itself only where the service did not take the question:
/// once after a short wait that the service names, and in a simpler form where it does not know the form.
#[derive(Debug)]
pub struct Exchange {
    service: Service,
    dialect: Dialect,
    ask: TextAsk,
    mode: JsonMode,
    waited: bool,
    reading: Reading,
    heard: Heard,
    read: u64,
    letters: u32,
    told: u32,
}

/// How the bytes that arrive are read.
#[derive(Debug)]
enum Reading {
    /// Nothing arrives.
    Nothing,
    /// An answer that has not shown yet what it is.
    Undecided(Vec<u8>),
    Events(Sse),
    Lines(Ndjson),
    /// An answer that comes whole although it was asked for in a stream.
    Whole(Vec<u8>),
    /// Words of the browser's own model, cut anywhere.
    Plain(Vec<u8>),
    /// What goes with an error status.
    Error {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    Waiting,
}

impl Exchange {
    /// A question to a service.
    pub fn new(service: Service, ask: TextAsk) -> Self {
        let dialect = services::dialect_of(&service);
        let mode = dialect.json;
        let (reading, heard) = (Reading::Nothing, Heard::default());
        Self { service, dialect, ask, mode, waited: false, reading, heard, read: 0, letters: 0, told: 0 }
    }

    /// A further question to the same service, in the form that it took before.
    pub fn next(&self, ask: TextAsk) -> Self {
        Self { mode: self.mode, waited: self.waited, ..Self::new(self.service.clone(), ask) }
    }

    /// The same question once more, without asking for JSON in any other way than in words.
    pub fn in_words(&self) -> Self {
        Self { mode: JsonMode::Words, ..self.next(self.ask.clone()) }
    }

    /// What it asks.
    pub fn ask(&self) -> &TextAsk {
        &self.ask
    }

    /// The words that are here.
    pub fn text(&self) -> &str {
        &self.heard.text
    }

    /// How it begins.
    pub fn begin(&mut self) -> Vec<Output> {
        vec![Output::Progress(Progress::Asking), self.send()]
    }

    fn send(&mut self) -> Output {
        self.heard = Heard::default();
        (self.read, self.letters, self.told) = (0, 0, 0);
        self.reading = Reading::Nothing;
        let Some(wire) = self.wire() else {
            let schema = match &self.ask.shape {
                Shape::Json { schema, .. } => Some(schema.to_string()),
                Shape::Free => None,
            };
            let turns = self.ask.turns.clone();
            return Output::OnDevice(Box::new(OnDevice { system: self.ask.system.clone(), turns, schema }));
        };
        let request = (wire.ask)(&self.service, &self.dialect, &self.ask, self.mode);
        Output::Fetch(Box::new(wire.signed(request, &self.service, services::key_is_optional(&self.service))))
    }

    fn wire(&self) -> Option<&'static Wire> {
        wire(self.service.protocol)
    }

    /// What follows from what happened.
    pub fn hear(&mut self, input: Input) -> Step {
        let result = match input {
            Input::Opened { status, headers } => {
                self.open(status, headers);
                Ok(Vec::new())
            }
            Input::Bytes(bytes) => self.bytes(&bytes),
            Input::Closed => return self.close(),
            Input::Lost(loss) => Err(CallError::Lost(loss)),
            Input::Elapsed if matches!(self.reading, Reading::Waiting) => {
                Ok(vec![Output::Progress(Progress::Asking), self.send()])
            }
            Input::Elapsed => Ok(Vec::new()),
        };
        result.map_or_else(Step::Failed, Step::On)
    }

    fn open(&mut self, status: u16, headers: Vec<(String, String)>) {
        self.reading = match (self.wire(), status) {
            (None, _) => Reading::Plain(Vec::new()),
            (Some(_), 200..=299) => Reading::Undecided(Vec::new()),
            _ => Reading::Error { status, headers, body: Vec::new() },
        };
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<Vec<Output>, CallError> {
        self.read += bytes.len() as u64;
        if self.read > Request::TEXT_LIMIT {
            return Err(CallError::Lost(Loss::TooLarge));
        }
        let before = self.heard.text.len();
        self.take(bytes)?;
        let more = self.heard.text.get(before..).unwrap_or_default().chars().count();
        self.letters = self.letters.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        if more > 0 && (self.told == 0 || self.letters >= self.told.saturating_add(TELL_EVERY)) {
            self.told = self.letters;
            return Ok(vec![Output::Progress(Progress::Writing(self.letters))]);
        }
        Ok(Vec::new())
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), CallError> {
        match &mut self.reading {
            Reading::Nothing | Reading::Waiting => Ok(()),
            Reading::Error { body, .. } => {
                let room = MAX_ERROR_BODY.saturating_sub(body.len()).min(bytes.len());
                body.extend_from_slice(bytes.get(..room).unwrap_or_default());
                Ok(())
            }
            Reading::Whole(body) => {
                body.extend_from_slice(bytes);
                Ok(())
            }
            Reading::Plain(rest) => {
                rest.extend_from_slice(bytes);
                self.heard.text.push_str(&whole_characters(rest));
                Ok(())
            }
            Reading::Events(sse) => {
                let events = sse.push(bytes).map_err(too_long)?;
                events.iter().try_for_each(|event| self.event(event))
            }
            Reading::Lines(lines) => {
                let lines = lines.push(bytes).map_err(too_long)?;
                lines.iter().try_for_each(|line| self.value(line))
            }
            Reading::Undecided(held) => {
                held.extend_from_slice(bytes);
                let blank = |byte: &&u8| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf);
                let Some(first) = held.iter().find(blank).copied() else { return Ok(()) };
                let held = std::mem::take(held);
                let lines = self.wire().is_some_and(|wire| wire.framing == Framing::Lines);
                self.reading = match first {
                    b'{' if lines => Reading::Lines(Ndjson::default()),
                    b'{' | b'[' | b'<' => Reading::Whole(Vec::new()),
                    _ if lines => Reading::Lines(Ndjson::default()),
                    _ => Reading::Events(Sse::default()),
                };
                self.take(&held)
            }
        }
    }

    fn event(&mut self, event: &SseEvent) -> Result<(), CallError> {
        let data = event.data.trim();
        if data.is_empty() || data == "[DONE]" {
            return Ok(());
        }
        if event.name == "error" {
            let json: Value = serde_json::from_str(data).unwrap_or_default();
            return Err(error_inside(&json).unwrap_or_else(|| CallError::Unreadable(said(data))));
        }
        self.value(data)
    }

    fn value(&mut self, text: &str) -> Result<(), CallError> {
        let json: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| CallError::Unreadable(said(text)))?;
        self.wire().map_or(Ok(()), |wire| (wire.hear)(&json, &mut self.heard))
    }

    fn close(&mut self) -> Step {
        let rest = match std::mem::replace(&mut self.reading, Reading::Nothing) {
            Reading::Error { status, headers, body } => return self.refused(status, &headers, &body),
            Reading::Events(mut sse) => sse.finish().map_or(Ok(()), |event| self.event(&event)),
            Reading::Lines(mut lines) => lines.finish().map_or(Ok(()), |line| self.value(&line)),
            Reading::Whole(body) => self.whole(&body),
            Reading::Plain(_) => {
                self.heard.finish = Some(Finish::Done);
                Ok(())
            }
            Reading::Nothing | Reading::Waiting | Reading::Undecided(_) => Err(CallError::Unreadable(String::new())),
        };
        match rest {
            Ok(()) => Step::Answered(std::mem::take(&mut self.heard)),
            // Half a value at the end is a line that broke, whatever it would have said.
            Err(CallError::Unreadable(_)) if self.heard.finish.is_none() && !self.heard.text.is_empty() => {
                Step::Failed(CallError::Lost(Loss::Cut))
            }
            Err(error) => Step::Failed(error),
        }
    }

    fn whole(&mut self, body: &[u8]) -> Result<(), CallError> {
        let text = String::from_utf8_lossy(body);
        let unreadable = |_| CallError::Unreadable(said(&text));
        let json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(unreadable)?;
        self.wire().map_or(Ok(()), |wire| (wire.hear)(&json, &mut self.heard))?;
        let silent = self.heard == Heard { facts: self.heard.facts.clone(), ..Heard::default() };
        if silent { Err(CallError::Unreadable(said(&text))) } else { Ok(()) }
    }

    /// An error status: the same question in a simpler form, or after a short wait, or the end.
    fn refused(&mut self, status: u16, headers: &[(String, String)], body: &[u8]) -> Step {
        let json = self.ask.shape != Shape::Free;
        if let (true, true, Some(simpler)) = (json, refuses_shape(status, body), self.simpler()) {
            self.mode = simpler;
            return Step::On(vec![Output::Progress(Progress::Asking), self.send()]);
        }
        match failure(status, headers, body) {
            CallError::Busy(Some(seconds)) if seconds <= MAX_PATIENCE && !self.waited => {
                self.waited = true;
                self.reading = Reading::Waiting;
                let wait = Output::Wait(seconds.max(1) * 1000);
                Step::On(vec![Output::Progress(Progress::Waiting(seconds.max(1))), wait])
            }
            error => Step::Failed(error),
        }
    }

    fn simpler(&self) -> Option<JsonMode> {
        match (self.service.protocol, self.mode) {
            (Protocol::Anthropic, JsonMode::Schema) => Some(JsonMode::Tool),
            (Protocol::Anthropic, JsonMode::Tool) => Some(JsonMode::Words),
            (_, mode) => mode.simpler(),
        }
    }
}

fn too_long(_: LineTooLong) -> CallError {
    CallError::Lost(Loss::TooLarge)
}

/// Takes the whole characters off the front of bytes; what could still become a character stays.
fn whole_characters(rest: &mut Vec<u8>) -> String {
    let valid = match std::str::from_utf8(rest) {
        Ok(text) => text.len(),
        Err(error) if error.error_len().is_some() => rest.len(),
        Err(error) => error.valid_up_to(),
    };
    let tail = rest.split_off(valid);
    String::from_utf8_lossy(&std::mem::replace(rest, tail)).into_owned()
}
