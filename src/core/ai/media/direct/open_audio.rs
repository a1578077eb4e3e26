//! Servers that a person runs and that answer with sound: LocalAI and vLLM-Omni.

use serde_json::json;

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk};
use crate::ai::{CallError, Facts, Request, Service};

/// LocalAI's `/v1/sound-generation`.
pub const SOUND_GENERATION: Wire = Wire { limits: Some(limits), request: sound_generation, read };
/// vLLM-Omni's `/v1/audio/generate`.
pub const OMNI: Wire = Wire { limits: Some(omni_limits), request: omni, read };

fn limits(_: &str) -> Limits {
    Limits { lyrics: 0, seconds: Some((1, 600)), ..Limits::OPEN }
}

fn omni_limits(model: &str) -> Limits {
    Limits { seed: true, negative: true, ..limits(model) }
}

fn sound_generation(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let mut body = json!({"text": ask.style_in_words(), "model_id": service.model});
    if let Some(seconds) = ask.seconds {
        body["duration_seconds"] = seconds.into();
    }
    Ok(Request::post_json(service.base.join("/v1/sound-generation"), &body))
}

fn omni(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let mut body = json!({"input": ask.style_in_words(), "response_format": "wav"});
    if !service.model.is_empty() {
        body["model"] = service.model.as_str().into();
    }
    if !ask.negative.is_empty() {
        body["negative_prompt"] = ask.negative.as_str().into();
    }
    if let Some(seconds) = ask.seconds {
        body["audio_length"] = seconds.into();
    }
    if let Some(seed) = ask.seed {
        body["seed"] = seed.into();
    }
    Ok(Request::post_json(service.base.join("/v1/audio/generate"), &body))
}

fn read(_: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    Ok(Taken { found: vec![Found::here(reply.body.clone())], facts: Facts::default() })
}
