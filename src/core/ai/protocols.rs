//! What is on the wire between the studio and services that write: one file a protocol.
//!
//! Adding a protocol: a variant of [`Protocol`], a file here with its [`Wire`], a line in [`wire`], and a fixture service
//! in `tests/services/text`.

mod anthropic;
mod gemini;
mod ollama;
mod openai_chat;

use serde_json::Value;

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::said::said;
use crate::ai::{CallError, Facts, KeyUse, Protocol, Request, Service, Shape, TextAsk, Turn};

/// How a stream is cut into JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events.
    Events,
    /// One value a line.
    Lines,
}

/// Why a service stopped writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It was done.
    Done,
    /// It may not write more.
    Length,
}

/// What was read of an answer so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// The words, thinking left out.
    pub text: String,
    /// Why it stopped; nothing while it writes.
    pub finish: Option<Finish>,
    /// What it tells of itself.
    pub facts: Facts,
    /// What it says in refusing.
    pub refusal: String,
}

impl Heard {
    /// Takes a service's own reading of why it stopped.
    fn stop(&mut self, reason: &str) -> Result<(), CallError> {
        match reason {
            "length" | "max_tokens" | "MAX_TOKENS" | "model_context_window_exceeded" => {
                self.finish = Some(Finish::Length);
            }
            "content_filter" | "refusal" | "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII"
            | "LANGUAGE" | "sensitive" => {
                let reason = if self.refusal.is_empty() { reason } else { &self.refusal };
                return Err(CallError::Refused { reason: said(reason), suggestion: None });
            }
            "error" | "MALFORMED_FUNCTION_CALL" | "OTHER" => return Err(CallError::Unreadable(said(reason))),
            // Anything else, known or not, ends an answer that is whole.
            _ => self.finish = Some(Finish::Done),
        }
        Ok(())
    }

    fn model(&mut self, json: Option<&Value>) {
        remember(&mut self.facts.model, json);
    }

    fn request_id(&mut self, json: Option<&Value>) {
        remember(&mut self.facts.request_id, json);
    }
}

fn remember(place: &mut Option<String>, json: Option<&Value>) {
    let text = json.and_then(Value::as_str).filter(|text| !text.is_empty());
    if let (None, Some(text)) = (&place, text) {
        *place = Some(text.chars().filter(|letter| !letter.is_control()).take(120).collect());
    }
}

/// A protocol for words.
#[derive(Debug)]
pub struct Wire {
    /// How its streams are cut.
    pub framing: Framing,
    /// The request for an answer, streamed.
    pub ask: fn(&Service, &Dialect, &TextAsk, JsonMode) -> Request,
    /// Reads a value of a stream, or an answer that came whole.
    pub hear: fn(&Value, &mut Heard) -> Result<(), CallError>,
    /// Where the models are listed.
    pub models_path: &'static str,
    /// The names in a list of models.
    pub models: fn(&Value) -> Vec<String>,
    /// Header and prefix of the key, and headers without which browsers get no answer.
    pub key: (&'static str, &'static str),
    /// Headers that every request needs.
    pub headers: &'static [(&'static str, &'static str)],
}

/// The wire format of a protocol; none for those that are not for words, or not on a wire.
pub fn wire(protocol: Protocol) -> Option<&'static Wire> {
    match protocol {
        Protocol::OpenAiChat => Some(&openai_chat::WIRE),
        Protocol::Anthropic => Some(&anthropic::WIRE),
        Protocol::Gemini => Some(&gemini::WIRE),
        Protocol::Ollama => Some(&ollama::WIRE),
        _ => None,
    }
}

impl Wire {
    /// A request with what every one of the service needs. The key is optional where none may be needed.
    pub fn signed(&self, request: Request, service: &Service, optional: bool) -> Request {
        let (header, prefix) = self.key;
        let key = KeyUse { account: service.account.clone(), header: header.to_owned(), prefix, optional };
        let plain = request.with_key(Some(key));
        self.headers.iter().fold(plain, |request, (name, value)| request.with_header(name, *value))
    }
}

/// The names at `key` of the objects in a list.
fn names(list: Option<&Value>, key: &str) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    let names = items.filter_map(|item| item.get(key)?.as_str());
    names.filter(|name| !name.is_empty() && name.len() <= 200).take(2_000).map(str::to_owned).collect()
}

/// The system words, with the schema in them where the service takes it no other way.
fn system(ask: &TextAsk, mode: JsonMode) -> String {
    match &ask.shape {
        Shape::Json { schema, .. } if matches!(mode, JsonMode::Object | JsonMode::Words) => {
            format!("{}\n\n{}", ask.system, crate::ai::schema::in_words(schema))
        }
        _ => ask.system.clone(),
    }
}

/// The turns, each as `turn` writes it for the speaker's role.
fn turns(ask: &TextAsk, service_role: &str, turn: fn(&str, &Turn) -> Value) -> Vec<Value> {
    let role = |speaker| if speaker == crate::ai::Speaker::User { "user" } else { service_role };
    ask.turns.iter().map(|said| turn(role(said.speaker), said)).collect()
}

/// A number of tokens.
fn tokens(json: &Value, path: &str) -> Option<u64> {
    json.pointer(path).and_then(Value::as_u64)
}
