//! Suno through gateways made with new-api: `/suno/submit` and `/suno/fetch`. Unofficial.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Envelope, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits::SUNO,
    headers: &[],
    // One kind of gateway says "success", another 1.
    envelope: Some(Envelope { code: "/code", well: &["success", "1", "200"] }),
    name: Name::id(&["/data/task_id", "/data"]),
    poll: Poll::by(PollWay::Get("/suno/fetch/{id}")),
    status: Status {
        percent: &["/data/progress"],
        ..Status::words(
            &["/data/status"],
            &["NOT_START", "SUBMITTED", "QUEUED"],
            &["SUCCESS", "complete"],
            &["FAILURE", "FAILED", "error"],
        )
    },
    files: Files {
        items: &["/data/data", "/data"],
        address: &["/audio_url"],
        lyrics: &["/metadata/prompt", "/prompt"],
        model: &["/data/data/0/model_name"],
        ..Files::NONE
    },
    cancel: Cancel::Never,
};

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let body = if ask.sings() {
        json!({"prompt": ask.lyrics.trim(), "tags": ask.style_in_words(), "mv": service.model, "title": ask.title})
    } else {
        json!({
            "gpt_description_prompt": ask.style_in_words(), "make_instrumental": ask.instrumental, "mv": service.model,
        })
    };
    Ok(("/suno/submit/music".to_owned(), (body)))
}
