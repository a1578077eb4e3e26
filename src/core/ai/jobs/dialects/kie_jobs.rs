//! The general jobs of kie.ai: songs and pictures of many models.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Envelope, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits { seconds: Some((3, 600)), ..Limits::OPEN },
    headers: &[],
    envelope: Some(Envelope { code: "/code", well: &["200"] }),
    name: Name::id(&["/data/taskId"]),
    poll: Poll::by(PollWay::Get("/jobs/recordInfo?taskId={id}")),
    status: Status::words(&["/data/state"], &["waiting", "queuing"], &["success"], &["fail"]),
    files: Files { text: Some("/data/resultJson"), items: &["/resultUrls"], ..Files::NONE },
    cancel: Cancel::Never,
};

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let input: Value = match ask {
        MediaAsk::Song(ask) => {
            let length = ask.seconds.map(|seconds| seconds * 1000);
            json!({"prompt": ask.in_words(), "music_length_ms": length, "force_instrumental": ask.instrumental})
        }
        MediaAsk::Image(ask) => json!({"prompt": ask.prompt, "image_size": "1:1", "output_format": "png"}),
        MediaAsk::Stems(_) => return Err(AskError::NotOffered),
    };
    let body = json!({"model": service.model, "input": input, "callBackUrl": "https://example.com/none"});
    Ok(("/jobs/createTask".to_owned(), (body)))
}
