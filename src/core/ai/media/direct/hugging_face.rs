//! Hugging Face: models of sound and pictures behind its router, or an endpoint of one's own.

use serde_json::json;

use crate::ai::jobs::model_path;
use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, decode, pointer};
use crate::ai::{CallError, Facts, Request, Service};

pub const WIRE: Wire = Wire { limits: Some(limits), request, read };

fn limits(_: &str) -> Limits {
    Limits { lyrics: 0, ..Limits::OPEN }
}

fn request(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let inputs = match ask {
        MediaAsk::Song(ask) => ask.style_in_words(),
        MediaAsk::Image(ask) => ask.prompt.clone(),
        MediaAsk::Stems(_) => return Err(AskError::NotOffered),
    };
    let place = service.base.join(&format!("/hf-inference/models/{}", model_path(&service.model)));
    Ok(Request::post_json(place, &json!({"inputs": inputs})))
}

fn read(_: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    // Endpoints of one's own often wrap the file.
    let json = if reply.media_type() == "application/json" { reply.json() } else { None };
    let bytes = match json {
        Some(json) => pointer::text(&json, &["/0/audio", "/audio", "/0/blob", "/blob"])
            .and_then(|text| decode::base64(&text))
            .ok_or_else(|| CallError::Unreadable("no file in the answer.".to_owned()))?,
        None => reply.body.clone(),
    };
    Ok(Taken { found: vec![Found::here(bytes)], facts: Facts::default() })
}
