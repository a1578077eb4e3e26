//! Services that write, from canned answers: one file a protocol, each with the real formats.
#![allow(dead_code, reason = "each test program uses its part")]

#[path = "text/anthropic.rs"]
pub mod anthropic;
#[path = "text/deepseek.rs"]
pub mod deepseek;
#[path = "text/gemini.rs"]
pub mod gemini;
#[path = "text/ollama.rs"]
pub mod ollama;
#[path = "text/openai.rs"]
pub mod openai;
#[path = "text/openrouter.rs"]
pub mod openrouter;
#[path = "text/songs.rs"]
pub mod songs;

use crate::wire::{Asked, CANARY, FixtureService, Reply};

/// What a service does with a request.
#[derive(Clone, Debug)]
pub enum Turn {
    /// Streams what fits the request: a song, a plan, bars put right, or lyrics.
    Fitting,
    /// Streams these words and is done.
    Say(String),
    /// Streams these words and stops for this reason, in the protocol's own word.
    Stop(String, &'static str),
    /// Answers so.
    Reply(Reply),
}

/// How a protocol looks on the wire.
pub struct Dialect {
    /// The preset it stands for.
    pub preset: &'static str,
    /// Says what is wrong with a request, as the service does.
    pub check: fn(&Asked) -> Option<Reply>,
    /// Words as a stream, and why it stops.
    pub stream: fn(&str, &str) -> Vec<u8>,
    /// The media type of a stream.
    pub media_type: &'static str,
    /// Why an answer that is whole stops.
    pub done: &'static str,
    /// Why an answer that became too long stops.
    pub length: &'static str,
    /// The list of models.
    pub models: fn() -> serde_json::Value,
    /// The path of the list of models.
    pub models_path: &'static str,
}

/// Every protocol and the services that depart from it.
pub const DIALECTS: [&Dialect; 6] = [
    &openai::DIALECT,
    &anthropic::DIALECT,
    &gemini::DIALECT,
    &ollama::DIALECT,
    &deepseek::DIALECT,
    &openrouter::DIALECT,
];

/// A service that follows a script; its last turn is repeated.
pub struct TextService {
    dialect: &'static Dialect,
    turns: Vec<Turn>,
    /// What it was asked.
    pub asked: Vec<Asked>,
}

impl TextService {
    /// A service with a script.
    pub fn new(dialect: &'static Dialect, turns: Vec<Turn>) -> Self {
        Self { dialect, turns, asked: Vec::new() }
    }
}

impl FixtureService for TextService {
    fn answer(&mut self, asked: &Asked) -> Reply {
        self.asked.push(asked.clone());
        if let Some(reply) = (self.dialect.check)(asked) {
            return reply;
        }
        if asked.method == "GET" {
            return Reply::json(200, &(self.dialect.models)());
        }
        let turn = if self.turns.len() > 1 { self.turns.remove(0) } else { self.turns[0].clone() };
        let stream =
            |text: &str, reason: &str| Reply::new(200, self.dialect.media_type, (self.dialect.stream)(text, reason));
        match turn {
            Turn::Fitting => stream(&fitting(asked), self.dialect.done),
            Turn::Say(text) => stream(&text, self.dialect.done),
            Turn::Stop(text, reason) => stream(&text, reason),
            Turn::Reply(reply) => reply,
        }
    }
}

/// The answer that fits what a request asks for.
fn fitting(asked: &Asked) -> String {
    let body = String::from_utf8_lossy(&asked.body);
    match () {
        () if body.contains("have to be written again") => songs::MENDED.to_owned(),
        () if body.contains("plan of a song") => songs::PLAN.to_owned(),
        () if body.contains("new chords, as json") => songs::CHORDS.to_owned(),
        () if body.contains("Change it as the person asks") || body.contains("another take of it") => {
            songs::REGION.to_owned()
        }
        () if body.contains("json") => songs::NIGHT_DRIVE.to_owned(),
        () => songs::LYRICS.to_owned(),
    }
}

/// Refuses headers that a page may not send, and a wrong key with the service's own words.
pub fn gate(asked: &Asked, allowed: &[&str], key: (&str, &str), refusal: Reply) -> Option<Reply> {
    for (name, _) in &asked.headers {
        let stray = !allowed.contains(&name.as_str()) && name != "content-type";
        // A browser adds these by itself and asks nobody.
        let browser = [
            "host",
            "origin",
            "accept",
            "accept-encoding",
            "accept-language",
            "connection",
            "user-agent",
            "cache-control",
            "pragma",
        ];
        if stray && !browser.contains(&name.as_str()) && name != "content-length" && !name.starts_with("sec-") {
            return Some(Reply::new(500, "text/plain", format!("the header {name} would be refused")));
        }
    }
    let expected = format!("{}{CANARY}", key.1);
    (asked.header(key.0) != Some(expected.as_str())).then_some(refusal)
}

/// Words in pieces of a few characters, as services send them.
pub fn pieces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(23).map(|piece| piece.iter().collect()).collect()
}
