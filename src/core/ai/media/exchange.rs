//! Whole answers: what arrives in pieces is put together before it is read.

use crate::ai::{Input, Loss, Request};

/// A whole answer of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers that the browser lets us read, names in lower case.
    pub headers: Vec<(String, String)>,
    /// What it carries.
    pub body: Vec<u8>,
}

impl Reply {
    /// The value of a header; `name` is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The media type it claims, without parameters, in lower case; empty where it claims none.
    pub fn media_type(&self) -> String {
        let claimed = self.header("content-type").unwrap_or_default();
        claimed.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether the status says that all is well.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON, where it is.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The beginning of the body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.body.get(..self.body.len().min(4096)).unwrap_or_default()).into_owned()
    }
}

/// Puts the pieces of one answer together.
#[derive(Clone, Debug)]
pub struct Gather {
    reply: Reply,
    most: u64,
}

impl Default for Gather {
    fn default() -> Self {
        Self::within(Request::MEDIA_LIMIT)
    }
}

impl Gather {
    /// For an answer of no more than so many bytes.
    pub fn within(most: u64) -> Self {
        Self { reply: Reply::default(), most }
    }

    /// Takes what happened; gives the whole answer once it is there, or why there is none.
    pub fn hear(&mut self, input: Input) -> Option<Result<Reply, Loss>> {
        match input {
            Input::Opened { status, headers } => {
                self.reply = Reply { status, headers, body: Vec::new() };
                None
            }
            Input::Bytes(bytes) if (self.reply.body.len() + bytes.len()) as u64 > self.most => {
                self.reply = Reply::default();
                Some(Err(Loss::TooLarge))
            }
            Input::Bytes(bytes) => {
                self.reply.body.extend_from_slice(&bytes);
                None
            }
            Input::Closed => Some(Ok(std::mem::take(&mut self.reply))),
            Input::Lost(loss) => {
                self.reply = Reply::default();
                Some(Err(loss))
            }
            Input::Elapsed => None,
        }
    }
}
