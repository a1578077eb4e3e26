//! Suno through udioapi.pro. Unofficial.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits { seconds: Some((10, 360)), ..Limits::SUNO },
    headers: &[],
    envelope: None,
    name: Name::id(&["/workId", "/data/workId"]),
    poll: Poll::by(PollWay::Get("/api/v2/feed?workId={id}")),
    status: Status {
        failure: &["/data/fail_message", "/fail_message"],
        ..Status::words(&["/data/extra_message", "/extra_message"], &[], &["All generated successfully."], &[])
    },
    files: Files {
        items: &["/data/response_data", "/response_data"],
        address: &["/audio_url", "/url"],
        lyrics: &["/lyric", "/prompt"],
        ..Files::NONE
    },
    cancel: Cancel::Never,
};

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let mut body = json!({"model": service.model, "make_instrumental": ask.instrumental});
    if ask.sings() {
        body["prompt"] = ask.lyrics.trim().into();
        body["style"] = ask.style_in_words().into();
        body["title"] = ask.title.as_str().into();
    } else {
        body["gpt_description_prompt"] = ask.style_in_words().into();
    }
    if let Some(seconds) = ask.seconds {
        body["duration"] = seconds.into();
    }
    Ok(("/api/v2/generate".to_owned(), (body)))
}
