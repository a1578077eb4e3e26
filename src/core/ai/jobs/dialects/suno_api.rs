//! Suno through a server of one's own, gcui-art's suno-api. Unofficial.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits { style: 200, lyrics: 3000, negative: true, ..Limits::SUNO },
    headers: &[],
    envelope: None,
    name: Name::id(&["/*/id"]),
    poll: Poll::by(PollWay::Get("/api/get?ids={id}")),
    status: Status::words(&["/*/status"], &["submitted", "queued"], &["complete"], &["error"]),
    files: Files {
        items: &[""],
        address: &["/audio_url"],
        // While a song is streamed its address is one that can be listened to.
        listen: &["/audio_url"],
        lyrics: &["/lyric", "/prompt"],
        model: &["/0/model_name"],
        ..Files::NONE
    },
    cancel: Cancel::Never,
};

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    if !ask.instrumental && !ask.sings() {
        let body = json!({
            "prompt": ask.style_in_words(), "make_instrumental": false, "model": service.model, "wait_audio": false,
        });
        return Ok(("/api/generate".to_owned(), (body)));
    }
    let body = json!({
        "prompt": ask.lyrics.trim(), "tags": ask.style_in_words(), "title": ask.title,
        "make_instrumental": ask.instrumental, "model": service.model, "wait_audio": false,
        "negative_tags": ask.negative,
    });
    Ok(("/api/custom_generate".to_owned(), (body)))
}
