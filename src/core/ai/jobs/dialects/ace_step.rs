//! The ACE-Step 1.5 server, which a person runs.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Envelope, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk, key_in_words};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits {
        style_least: 0,
        style: 4000,
        lyrics: 20_000,
        title: 200,
        seconds: Some((10, 600)),
        seed: true,
        negative: false,
    },
    headers: &[],
    envelope: Some(Envelope { code: "/code", well: &["200"] }),
    name: Name::id(&["/data/task_id"]),
    poll: Poll { first: 2_000, longest: 8_000, ..Poll::by(PollWay::Post("/query_result", query)) },
    status: Status { place: &["/data/queue_position"], ..Status::words(&["/data/0/status"], &["0"], &["1"], &["2"]) },
    files: Files {
        text: Some("/data/0/result"),
        items: &[""],
        address: &["/file"],
        lyrics: &["/lyrics"],
        bpm: &["/metas/bpm"],
        ..Files::NONE
    },
    cancel: Cancel::Never,
};

fn query(id: &str) -> Value {
    json!({"task_id_list": [id]})
}

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let mut body = json!({
        "prompt": ask.style.trim(),
        "lyrics": if ask.instrumental { "[inst]" } else { ask.lyrics.trim() },
        "thinking": true,
        "use_random_seed": ask.seed.is_none(),
        "batch_size": 1,
        "audio_format": "mp3",
    });
    if let Some(bpm) = ask.bpm {
        body["bpm"] = bpm.clamp(30, 300).into();
    }
    if let Some(key) = ask.key {
        // The server writes "A Minor".
        let words = key_in_words(key);
        let (tonic, mode) = words.split_once(' ').unwrap_or((&words, ""));
        let mut letters = mode.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        body["key_scale"] =
            format!("{tonic} {}{}", first.map(String::from).unwrap_or_default(), letters.as_str()).into();
    }
    if let Some(seconds) = ask.seconds {
        body["audio_duration"] = seconds.into();
    }
    if let Some(seed) = ask.seed {
        body["seed"] = seed.into();
    }
    if !service.model.is_empty() {
        body["model"] = service.model.as_str().into();
    }
    Ok(("/release_task".to_owned(), (body)))
}
