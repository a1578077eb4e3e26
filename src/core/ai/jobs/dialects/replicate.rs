//! Replicate: predictions of models that anybody may publish.

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits,
    headers: &[],
    envelope: None,
    name: Name { id: &["/id"], poll: &["/urls/get"], result: &[], cancel: &["/urls/cancel"] },
    poll: Poll { first: 2_000, longest: 10_000, ..Poll::by(PollWay::Given) },
    status: STATUS,
    files: FILES,
    cancel: Cancel::Post,
};

pub const STATUS: Status =
    Status::words(&["/status"], &["starting"], &["succeeded"], &["failed", "canceled", "aborted"]);

pub const FILES: Files = Files {
    items: &["/output/audio", "/output/audio_out", "/output/wav", "/output"],
    seed: &["/input/seed"],
    model: &["/model"],
    stems: &["/output"],
    ..Files::NONE
};

/// The largest file that is sent inside of JSON.
const MOST_INLINE: usize = 32 << 20;

fn limits(model: &str) -> Limits {
    let sings = ["minimax", "ace-step", "lyria-3"].iter().any(|name| model.contains(name));
    let lyrics = if model.contains("music-1.5") { 600 } else { 3000 };
    let seconds = if model.contains("stable-audio") { (1, 190) } else { (1, 300) };
    Limits { lyrics: if sings { lyrics } else { 0 }, seconds: Some(seconds), seed: true, ..Limits::OPEN }
}

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let input = input(&service.model, ask)?;
    Ok(match service.model.split_once(':') {
        Some((_, version)) => ("/predictions".to_owned(), (json!({"version": version, "input": input}))),
        None => {
            let model = model_path(&service.model);
            (format!("/models/{model}/predictions"), (json!({"input": input})))
        }
    })
}

/// A model's name as it stands in a path: anything else than names and slashes is left out.
pub fn model_path(model: &str) -> String {
    let fits = |part: &&str| !part.is_empty() && !part.chars().all(|character| character == '.');
    let clean: String =
        model.chars().filter(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_' | '.' | '/')).collect();
    clean.split('/').filter(fits).collect::<Vec<_>>().join("/")
}

/// The inputs by the model's family: every model names its own.
pub fn input(model: &str, ask: &MediaAsk) -> Result<Value, AskError> {
    Ok(match ask {
        MediaAsk::Image(ask) => json!({"prompt": ask.prompt, "aspect_ratio": "1:1", "output_format": "png"}),
        MediaAsk::Stems(ask) if !ask.file.is_empty() => {
            if ask.file.len() > MOST_INLINE {
                return Err(AskError::FileTooLarge);
            }
            let file = format!("data:{};base64,{}", ask.media_type, BASE64.encode(&ask.file));
            json!({"audio": file, "output_format": "mp3"})
        }
        MediaAsk::Stems(_) => return Err(AskError::NotOffered),
        MediaAsk::Song(ask) => {
            let mut input = if model.contains("ace-step") {
                json!({"tags": ask.style_in_words(), "lyrics": if ask.sings() { ask.lyrics.trim() } else { "[inst]" }})
            } else if model.contains("minimax") {
                json!({"prompt": ask.style_in_words(), "lyrics": ask.lyrics.trim()})
            } else if model.contains("lyria-3") {
                json!({"prompt": ask.in_words()})
            } else {
                json!({"prompt": ask.style_in_words()})
            };
            if !model.contains("minimax") && !model.contains("lyria") {
                input["duration"] = ask.seconds.unwrap_or(30).into();
            }
            if let Some(seed) = ask.seed {
                input["seed"] = seed.into();
            }
            input
        }
    })
}
