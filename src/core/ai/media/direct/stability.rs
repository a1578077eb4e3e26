//! Stability: Stable Audio, which does not sing, and Stable Image.

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, decode, pointer};
use crate::ai::{CallError, Facts, FormField, Request, Service};

pub const WIRE: Wire = Wire { limits: Some(limits), request, read };

fn limits(_: &str) -> Limits {
    Limits { lyrics: 0, seconds: Some((1, 190)), seed: true, ..Limits::OPEN }
}

fn request(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let text = |name, value: String| FormField::Text { name, value };
    match ask {
        MediaAsk::Song(ask) => {
            let mut fields = vec![
                text("prompt", ask.style_in_words()),
                text("model", service.model.clone()),
                text("output_format", "mp3".to_owned()),
            ];
            fields.extend(ask.seconds.map(|seconds| text("duration", seconds.to_string())));
            fields.extend(ask.seed.map(|seed| text("seed", seed.min(u32::MAX - 1).to_string())));
            let place = service.base.join("/v2beta/audio/stable-audio-2/text-to-audio");
            Ok(Request::post_form(place, fields).with_header("accept", "audio/*"))
        }
        MediaAsk::Image(ask) => {
            let fields = vec![
                text("prompt", ask.prompt.clone()),
                text("aspect_ratio", "1:1".to_owned()),
                text("output_format", "png".to_owned()),
            ];
            let model = match service.model.as_str() {
                known @ ("ultra" | "sd3") => known,
                _ => "core",
            };
            let place = service.base.join(&format!("/v2beta/stable-image/generate/{model}"));
            Ok(Request::post_form(place, fields).with_header("accept", "image/*"))
        }
        MediaAsk::Stems(_) => Err(AskError::NotOffered),
    }
}

fn read(_: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = if reply.media_type() == "application/json" { reply.json() } else { None };
    let of_json = |path| json.as_ref().and_then(|json| pointer::text(json, &[path]));
    let finish = reply.header("finish-reason").map(str::to_owned).or_else(|| of_json("/finish_reason"));
    if finish.as_deref() == Some("CONTENT_FILTERED") {
        return Err(CallError::Refused { reason: "CONTENT_FILTERED.".to_owned(), suggestion: None });
    }
    let seed = reply.header("seed").map(str::to_owned).or_else(|| of_json("/seed"));
    let bytes = match &json {
        Some(_) => of_json("/audio").or_else(|| of_json("/image")).and_then(|text| decode::base64(&text)),
        None => Some(reply.body.clone()),
    };
    let bytes = bytes.ok_or_else(|| CallError::Unreadable("no file in the answer.".to_owned()))?;
    Ok(Taken { found: vec![Found::here(bytes)], facts: Facts { seed, ..Facts::default() } })
}
