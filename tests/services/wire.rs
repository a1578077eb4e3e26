//! What crosses between a call and a service in tests, and how a call is driven without a network.
#![allow(dead_code, reason = "each test program uses its part")]

use studio::ai::{Body, Call, FormField, Input, Loss, Method, Output, Request};

/// The key that tests enter. It must never be found anywhere but in the header it belongs in.
pub const CANARY: &str = "CANARY-sk-0123456789abcdef";

/// A request as a service receives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `GET`, `POST`, `PUT` or `OPTIONS`.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// What it carries.
    pub body: Vec<u8>,
}

impl Asked {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// A step of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes that arrive together.
    Bytes(Vec<u8>),
    /// Milliseconds of silence; native tests do not wait.
    Pause(u32),
    /// The connection breaks off.
    Cut,
}

/// What a service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body, as it arrives.
    pub pieces: Vec<Piece>,
    /// Whether a page of another origin may read it.
    pub cors: bool,
}

impl Reply {
    /// An answer of one piece.
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", media_type.to_owned())];
        Self { status, headers, pieces: vec![Piece::Bytes(body.into())], cors: true }
    }

    /// JSON.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// With a header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// That a page of another origin may not read.
    #[must_use]
    pub fn without_cors(self) -> Self {
        Self { cors: false, ..self }
    }

    /// That breaks off after what it has.
    #[must_use]
    pub fn cut(mut self) -> Self {
        self.pieces.push(Piece::Cut);
        self
    }
}

/// A service that speaks a real protocol from canned answers.
pub trait FixtureService: Send {
    /// Answers a request.
    fn answer(&mut self, asked: &Asked) -> Reply;
}

impl<F: FnMut(&Asked) -> Reply + Send> FixtureService for F {
    fn answer(&mut self, asked: &Asked) -> Reply {
        self(asked)
    }
}

/// Runs a call to its end against a service; bodies arrive in pieces of at most `piece` bytes. Gives all it said.
///
/// # Panics
/// If the call does not end within a thousand steps, or speaks after its end.
pub fn drive(call: &mut dyn Call, service: &mut dyn FixtureService, piece: usize) -> Vec<Output> {
    let mut said = Vec::new();
    let mut next = call.begin();
    for _ in 0..1000 {
        let ended = next.iter().any(is_end);
        let to_do = next.iter().find_map(inputs_for);
        said.append(&mut next);
        match to_do {
            _ if ended => return said,
            Some(ToDo::Wait) => next = call.hear(Input::Elapsed),
            Some(ToDo::Fetch(request)) => {
                let reply = kept(&request, service.answer(&asked(&request)));
                for input in inputs(&reply, piece, request.limit) {
                    next.extend(call.hear(input));
                    if next.iter().any(is_end) {
                        // Nobody reads on.
                        break;
                    }
                }
            }
            None => panic!("the call neither ended nor asked for anything: {said:?}"),
        }
    }
    panic!("the call never ended");
}

fn is_end(output: &Output) -> bool {
    matches!(output, Output::Done(_) | Output::Failed(_))
}

/// The reply as a call hears it: a key that the platform keeps is not passed on.
fn kept(request: &Request, reply: Reply) -> Reply {
    match &request.taken {
        Some(_) if (200..=299).contains(&reply.status) => Reply { pieces: Vec::new(), ..reply },
        _ => reply,
    }
}

enum ToDo {
    Fetch(Box<Request>),
    Wait,
}

fn inputs_for(output: &Output) -> Option<ToDo> {
    match output {
        Output::Fetch(request) => Some(ToDo::Fetch(request.clone())),
        Output::Wait(_) => Some(ToDo::Wait),
        _ => None,
    }
}

/// The request as the platform would send it, with the canary in place of the key.
pub fn asked(request: &Request) -> Asked {
    let mut headers: Vec<(String, String)> =
        request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    if let Some(key) = &request.key {
        headers.push((key.header.clone(), format!("{}{CANARY}", key.prefix)));
    }
    let (media_type, body) = match &request.body {
        Body::Empty => (None, Vec::new()),
        Body::Json(json) => (Some("application/json"), json.clone().into_bytes()),
        Body::Form(fields) => (Some("multipart/form-data; boundary=test"), form(fields)),
    };
    headers.extend(media_type.map(|value| ("content-type".to_owned(), value.to_owned())));
    let method = match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
    };
    Asked { method: method.to_owned(), path: request.address.path().to_owned(), headers, body }
}

fn form(fields: &[FormField]) -> Vec<u8> {
    let mut out = Vec::new();
    for field in fields {
        match field {
            FormField::Text { name, value } => out.extend_from_slice(
                format!("--test\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
            ),
            FormField::File { name, file_name, media_type, bytes } => {
                let head = format!("name=\"{name}\"; filename=\"{file_name}\"\r\ncontent-type: {media_type}");
                out.extend_from_slice(format!("--test\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes());
                out.extend_from_slice(bytes);
                out.extend_from_slice(b"\r\n");
            }
        }
    }
    out.extend_from_slice(b"--test--\r\n");
    out
}

/// What a call hears of a reply.
pub fn inputs(reply: &Reply, piece: usize, limit: u64) -> Vec<Input> {
    let headers = reply.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    if !reply.cors {
        return vec![Input::Lost(Loss::Unreachable)];
    }
    let mut heard = vec![Input::Opened { status: reply.status, headers }];
    let mut read = 0;
    for part in &reply.pieces {
        match part {
            Piece::Bytes(bytes) => {
                read += bytes.len() as u64;
                if read > limit {
                    heard.push(Input::Lost(Loss::TooLarge));
                    return heard;
                }
                heard.extend(bytes.chunks(piece.max(1)).map(|bytes| Input::Bytes(bytes.to_vec())));
            }
            Piece::Pause(_) => {}
            Piece::Cut => {
                heard.push(Input::Lost(Loss::Cut));
                return heard;
            }
        }
    }
    heard.push(Input::Closed);
    heard
}
