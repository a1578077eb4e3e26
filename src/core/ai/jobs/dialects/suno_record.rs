//! Suno through sunoapi.org and kie.ai: `/generate` and `/generate/record-info`. Unofficial.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Envelope, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

/// The gateway wants to be told where to call back, although it can be asked.
const NOWHERE: &str = "https://example.com/none";

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits,
    headers: &[],
    envelope: Some(Envelope { code: "/code", well: &["200"] }),
    name: Name::id(&["/data/taskId"]),
    poll: Poll {
        stems: Some(PollWay::Get("/vocal-removal/record-info?taskId={id}")),
        ..Poll::by(PollWay::Get("/generate/record-info?taskId={id}"))
    },
    status: Status::words(
        &["/data/status", "/data/successFlag"],
        &["PENDING", "0"],
        &["SUCCESS", "1"],
        &["CREATE_TASK_FAILED", "GENERATE_AUDIO_FAILED", "CALLBACK_EXCEPTION", "SENSITIVE_WORD_ERROR", "2", "3"],
    ),
    files: Files {
        items: &["/data/response/sunoData"],
        address: &["/audioUrl", "/sourceAudioUrl"],
        listen: &["/streamAudioUrl", "/sourceStreamAudioUrl"],
        lyrics: &["/prompt"],
        model: &["/data/response/sunoData/0/modelName"],
        stems: &["/data/response"],
        ..Files::NONE
    },
    cancel: Cancel::Never,
};

fn limits(model: &str) -> Limits {
    let old = matches!(model, "V3_5" | "V4");
    let length = matches!(model, "V5_5" | "V6" | "V6_MINI" | "V6_WILD").then_some((10, 360));
    let (lyrics, style) = if old { (3000, 200) } else { (5000, 1000) };
    Limits { style, lyrics, seconds: length, negative: true, ..Limits::SUNO }
}

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    match ask {
        MediaAsk::Song(ask) => {
            let title = if ask.title.is_empty() { "Untitled" } else { &ask.title };
            // Without words to sing and without "instrumental", the service writes the words.
            let custom = ask.instrumental || ask.sings();
            let mut body = json!({"customMode": custom, "instrumental": ask.instrumental, "model": service.model, "callBackUrl": NOWHERE});
            if custom {
                body["style"] = ask.style_in_words().into();
                body["title"] = title.into();
                if ask.sings() {
                    body["prompt"] = ask.lyrics.trim().into();
                }
            } else {
                body["prompt"] = ask.style_in_words().chars().take(500).collect::<String>().into();
            }
            if !ask.negative.is_empty() {
                body["negativeTags"] = ask.negative.as_str().into();
            }
            if let Some(seconds) = ask.seconds.filter(|_| custom && limits(&service.model).seconds.is_some()) {
                body["duration"] = seconds.into();
            }
            Ok(("/generate".to_owned(), (body)))
        }
        MediaAsk::Stems(ask) => {
            let (Some(task), Some(audio)) = (&ask.request_id, &ask.recording_id) else {
                return Err(AskError::NotItsOwn);
            };
            let body = json!({"taskId": task, "audioId": audio, "type": "split_stem", "callBackUrl": NOWHERE});
            Ok(("/vocal-removal/generate".to_owned(), (body)))
        }
        MediaAsk::Image(_) => Err(AskError::NotOffered),
    }
}
