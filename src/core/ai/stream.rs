//! Answers that arrive in pieces, cut anywhere: lines, server-sent events and JSON lines.

mod lines;
mod ndjson;
mod sse;

pub use ndjson::Ndjson;
pub use sse::{Sse, SseEvent};

/// The most bytes of one line, or of one event. Pictures and sound arrive in lines of megabytes.
pub const MAX_LINE: usize = 16 << 20;

/// A line or an event was longer than [`MAX_LINE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTooLong;
