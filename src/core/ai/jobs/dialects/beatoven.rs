//! Beatoven: instrumental tracks, with stems. Its newer interface; field names are not documented where we could read.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits { lyrics: 0, ..Limits::OPEN },
    headers: &[],
    envelope: None,
    name: Name::id(&["/task_id"]),
    poll: Poll::by(PollWay::Get("/api/v1/tasks/{id}")),
    status: Status::words(
        &["/status", "/state"],
        &["started", "pending"],
        &["composed", "success"],
        &["failed", "failure", "error"],
    ),
    files: Files { items: &["/meta/track_url", "/meta/download_url"], stems: &["/meta/stems_url"], ..Files::NONE },
    cancel: Cancel::Never,
};

fn submit(_: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let text = match ask.seconds {
        Some(seconds) => format!("{seconds} seconds {}", ask.style_in_words()),
        None => ask.style_in_words(),
    };
    let body = json!({"prompt": {"text": text}, "format": "mp3", "looping": false});
    Ok(("/api/v1/tracks/compose".to_owned(), (body)))
}
