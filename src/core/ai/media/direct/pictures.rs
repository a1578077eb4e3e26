//! Pictures by OpenAI and by OpenRouter.

use serde_json::json;

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, MediaAsk, decode, pointer};
use crate::ai::said::said;
use crate::ai::{CallError, Facts, Request, Service, Usage};

/// `images/generations`.
pub const OPEN_AI: Wire = Wire { limits: None, request: open_ai, read };
/// `images`.
pub const OPEN_ROUTER: Wire = Wire { limits: None, request: open_router, read };

fn open_ai(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Image(ask) = ask else { return Err(AskError::NotOffered) };
    let mut body = json!({"model": service.model, "prompt": ask.prompt, "size": "1024x1024", "n": 1});
    // The models before these take neither, and compatible servers seldom do.
    if service.model.starts_with("gpt-image") {
        body["quality"] = "medium".into();
        body["output_format"] = "png".into();
    }
    Ok(Request::post_json(service.base.join("/images/generations"), &body))
}

fn open_router(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Image(ask) = ask else { return Err(AskError::NotOffered) };
    let body =
        json!({"model": service.model, "prompt": ask.prompt, "aspect_ratio": "1:1", "output_format": "png", "n": 1});
    Ok(Request::post_json(service.base.join("/images"), &body))
}

fn read(service: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = reply.json().ok_or_else(|| CallError::Unreadable(said(&reply.text())))?;
    let here = pointer::text(&json, &["/data/0/b64_json"]).and_then(|text| decode::base64(&text)).map(Found::here);
    let there = || Found::named(service, &pointer::text(&json, &["/data/0/url"])?);
    let found = here.or_else(there).ok_or_else(|| CallError::Unreadable("no picture in the answer.".to_owned()))?;
    // OpenAI counts by the one pair of names, OpenRouter by the other, and it tells its charge.
    let usage = Usage::read(&json, "/usage/prompt_tokens", "/usage/completion_tokens", "/usage/cost");
    let usage = Usage::read(&json, "/usage/input_tokens", "/usage/output_tokens", "/usage/cost").or(usage);
    Ok(Taken { found: vec![found], facts: Facts { usage, ..Facts::default() } })
}
