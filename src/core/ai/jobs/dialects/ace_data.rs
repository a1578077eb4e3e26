//! Suno through acedata.cloud. Unofficial.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits::SUNO,
    headers: &[],
    envelope: None,
    name: Name::id(&["/task_id"]),
    poll: Poll::by(PollWay::Post("/suno/tasks", retrieve)),
    // There is no word for "not yet": the response is missing.
    status: Status::words(&["/response/success", "/success"], &[], &["true"], &["false"]),
    files: Files {
        items: &["/response/data", "/data"],
        address: &["/audio_url"],
        lyrics: &["/lyric"],
        model: &["/response/data/0/model"],
        ..Files::NONE
    },
    cancel: Cancel::Never,
};

fn retrieve(id: &str) -> Value {
    json!({"id": id, "action": "retrieve"})
}

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let mut body = json!({
        "action": "generate", "model": service.model, "instrumental": ask.instrumental, "async": true,
        "custom": ask.sings(),
    });
    if ask.sings() {
        body["lyric"] = ask.lyrics.trim().into();
        body["style"] = ask.style_in_words().into();
        body["title"] = ask.title.as_str().into();
    } else {
        body["prompt"] = ask.style_in_words().into();
    }
    Ok(("/suno/audios".to_owned(), (body)))
}
