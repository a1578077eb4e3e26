//! Google: songs by Lyria and pictures by Gemini, as `generateContent` and as interactions.

use serde_json::{Value, json};

use crate::ai::jobs::model_path;
use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::failure::classify;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, decode, pointer};
use crate::ai::said::said;
use crate::ai::{CallError, Facts, Recording, Request, Service, Usage};

/// `models/{model}:generateContent`.
pub const GENERATE: Wire = Wire { limits: Some(limits), request: generate, read: read_generated };
/// `interactions`.
pub const INTERACTIONS: Wire = Wire { limits: Some(limits), request: interact, read: read_interaction };

fn limits(model: &str) -> Limits {
    // The clip model always makes half a minute.
    let seconds = if model.contains("clip") { None } else { Some((10, 240)) };
    Limits { seconds, ..Limits::OPEN }
}

fn generate(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let (text, config) = match ask {
        MediaAsk::Song(ask) => (ask.in_words(), json!({"responseModalities": ["AUDIO", "TEXT"]})),
        MediaAsk::Image(ask) => {
            let size = if ask.size.unwrap_or(1024) > 1024 { "2K" } else { "1K" };
            let config = json!({"aspectRatio": "1:1", "imageSize": size});
            (ask.prompt.clone(), json!({"responseModalities": ["IMAGE"], "imageConfig": config}))
        }
        MediaAsk::Stems(_) => return Err(AskError::NotOffered),
    };
    let body = json!({"contents": [{"parts": [{"text": text}]}], "generationConfig": config});
    let place = service.base.join(&format!("/models/{}:generateContent", model_path(&service.model)));
    Ok(Request::post_json(place, &body))
}

fn interact(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let input = json!([{"type": "text", "text": ask.in_words()}]);
    let body = json!({"model": service.model, "input": input, "store": false});
    Ok(Request::post_json(service.base.join("/interactions"), &body))
}

fn json_of(reply: &Reply) -> Result<Value, CallError> {
    reply.json().ok_or_else(|| CallError::Unreadable(said(&reply.text())))
}

fn read_generated(_: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = json_of(reply)?;
    let parts: Vec<&Value> = pointer::all(&json, "/candidates/0/content/parts/*").into_iter().filter(is_said).collect();
    let file = parts.iter().find_map(|part| pointer::text(part, &["/inlineData/data", "/inline_data/data"]));
    let Some(file) = file else {
        let reason = pointer::text(&json, &["/promptFeedback/blockReason", "/candidates/0/finishReason"]);
        let words = parts.iter().find_map(|part| pointer::text(part, &["/text"]));
        return Err(without_file(reason.as_deref().unwrap_or_default(), words));
    };
    let facts = Facts {
        model: pointer::text(&json, &["/modelVersion"]),
        request_id: pointer::text(&json, &["/responseId"]),
        usage: usage(&json, "/usageMetadata/promptTokenCount", "/usageMetadata/candidatesTokenCount"),
        ..Facts::default()
    };
    taken(&file, lyrics(&parts), facts)
}

/// Thoughts are not part of the answer.
fn is_said(part: &&Value) -> bool {
    part.get("thought").and_then(Value::as_bool) != Some(true)
}

fn read_interaction(_: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = json_of(reply)?;
    // Older answers have outputs in the place of steps.
    let mut parts = pointer::all(&json, "/steps/*/content/*");
    parts.extend(pointer::all(&json, "/outputs/*"));
    let is_sound = |part: &&&Value| pointer::text(part, &["/type"]).as_deref() == Some("audio");
    let file = parts.iter().find(is_sound).and_then(|part| pointer::text(part, &["/data"]));
    let Some(file) = file else {
        let status = pointer::text(&json, &["/status"]).unwrap_or_default();
        let words = pointer::text(&json, &["/error/message"]);
        return Err(match (status.as_str(), words) {
            ("budget_exceeded", words) => CallError::Quota(said(&words.unwrap_or(status))),
            ("failed" | "cancelled", words) => classify(400, &said(&words.unwrap_or(status)), None, None),
            (_, words) => without_file(&status, words.or_else(|| Some(lyrics(&parts)))),
        });
    };
    let facts = Facts {
        model: pointer::text(&json, &["/model"]),
        request_id: pointer::text(&json, &["/id"]),
        usage: usage(&json, "/usage/total_input_tokens", "/usage/total_output_tokens"),
        ..Facts::default()
    };
    taken(&file, lyrics(&parts), facts)
}

fn taken(file: &str, lyrics: String, facts: Facts) -> Result<Taken, CallError> {
    let bytes = decode::base64(file).ok_or_else(|| CallError::Unreadable("the file is not in base64.".to_owned()))?;
    let found = Found::here(bytes).about(Recording { lyrics, ..Recording::default() });
    Ok(Taken { found: vec![found], facts })
}

fn lyrics(parts: &[&Value]) -> String {
    parts.iter().filter_map(|part| pointer::text(part, &["/text"])).collect::<Vec<_>>().join("\n")
}

/// An answer without a file: a refusal where a reason of that kind is given.
fn without_file(reason: &str, words: Option<String>) -> CallError {
    let why = said(&words.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| reason.to_owned()));
    let refused = ["SAFETY", "RECITATION", "PROHIBITED", "BLOCKLIST", "SPII", "NO_IMAGE", "OTHER", "LANGUAGE"];
    if refused.iter().any(|word| reason.contains(word)) {
        return CallError::Refused { reason: format!("{reason}: {why}"), suggestion: None };
    }
    CallError::Unreadable(format!("no file in the answer: {why}"))
}

/// Google counts and names no charge.
fn usage(json: &Value, input: &str, output: &str) -> Usage {
    Usage { cost: None, ..Usage::read(json, input, output, "") }
}
