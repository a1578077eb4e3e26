//! Songs out of a chat: ACE-Step's adapter, and models that answer a chat with sound.

use serde_json::json;

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::failure::{classify, words};
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, decode, key_in_words, pointer};
use crate::ai::said::said;
use crate::ai::{CallError, Facts, Recording, Request, Service, Usage};

pub const WIRE: Wire = Wire { limits: Some(limits), request, read };

fn limits(_: &str) -> Limits {
    Limits { seconds: Some((10, 600)), ..Limits::OPEN }
}

fn request(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    match ask {
        MediaAsk::Song(ask) => {
            // A tag inside of what a person wrote would end the part it stands in.
            let plain = |text: &str| text.replace(['<', '>'], " ");
            let mut config = json!({"instrumental": ask.instrumental, "format": "mp3"});
            if let Some(seconds) = ask.seconds {
                config["duration"] = seconds.into();
            }
            if let Some(bpm) = ask.bpm {
                config["bpm"] = bpm.into();
            }
            if let Some(key) = ask.key {
                config["key_scale"] = key_in_words(key).into();
            }
            let lyrics = if ask.instrumental { "[inst]" } else { ask.lyrics.trim() };
            let content = format!("<prompt>{}</prompt>\n<lyrics>{}</lyrics>", plain(ask.style.trim()), plain(lyrics));
            let body = json!({
                "model": service.model,
                "messages": [{"role": "user", "content": content}],
                "stream": false,
                "audio_config": config,
            });
            Ok(Request::post_json(service.base.join("/chat/completions"), &body))
        }
        MediaAsk::Image(ask) => {
            let body = json!({
                "model": service.model,
                "messages": [{"role": "user", "content": ask.prompt}],
                "modalities": ["image", "text"],
                "stream": false,
            });
            Ok(Request::post_json(service.base.join("/chat/completions"), &body))
        }
        MediaAsk::Stems(_) => Err(AskError::NotOffered),
    }
}

fn read(service: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = reply.json().ok_or_else(|| CallError::Unreadable(said(&reply.text())))?;
    if json.get("error").is_some_and(|error| !error.is_null()) {
        let code = pointer::number(&json, &["/error/code"]).unwrap_or(400.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to statuses")]
        let status = code.clamp(400.0, 599.0) as u16;
        return Err(classify(status, &words(&json).unwrap_or_default(), None, None));
    }
    let message = "/choices/0/message";
    let content = pointer::text(&json, &[&format!("{message}/content")]).unwrap_or_default();
    let address = pointer::text(
        &json,
        &[&format!("{message}/audio/*/audio_url/url"), &format!("{message}/images/*/image_url/url")],
    );
    // The other shape of sound in chats is bare base64.
    let data = || decode::base64(&pointer::text(&json, &[&format!("{message}/audio/data")])?).map(Found::here);
    let found = address.and_then(|address| Found::named(service, &address)).or_else(data);
    let Some(found) = found else {
        let refusal = pointer::text(&json, &[&format!("{message}/refusal")]);
        return Err(match refusal {
            Some(reason) => CallError::Refused { reason: said(&reason), suggestion: None },
            None => CallError::Unreadable(format!("no file in the answer: {}", said(&content))),
        });
    };
    let about = Recording {
        lyrics: content.split_once("## Lyrics").map(|(_, words)| words.trim().to_owned()).unwrap_or_default(),
        bpm: content.split_once("**BPM:**").and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok()),
        ..Recording::default()
    };
    let facts = Facts {
        model: pointer::text(&json, &["/model"]),
        request_id: pointer::text(&json, &["/id"]),
        usage: Usage::read(&json, "/usage/prompt_tokens", "/usage/completion_tokens", "/usage/cost"),
        ..Facts::default()
    };
    Ok(Taken { found: vec![found.about(about)], facts })
}
