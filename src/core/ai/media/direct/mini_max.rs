//! MiniMax Music. Every "no" of the service's own comes at HTTP 200.

use serde_json::json;

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, decode, pointer};
use crate::ai::said::said;
use crate::ai::{CallError, Facts, Request, Service};

pub const WIRE: Wire = Wire { limits: Some(limits), request, read };

fn limits(model: &str) -> Limits {
    let old = model == "music-1.5";
    let (style, lyrics) = if old { (300, 600) } else { (2000, 3000) };
    Limits { style_least: 10, style, lyrics, ..Limits::OPEN }
}

fn request(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let body = json!({
        "model": service.model,
        "prompt": ask.style_in_words(),
        "lyrics": ask.lyrics.trim(),
        "is_instrumental": ask.instrumental,
        "lyrics_optimizer": !ask.instrumental && !ask.sings(),
        "stream": false,
        "output_format": "hex",
        "aigc_watermark": false,
        "audio_setting": {"sample_rate": 44100, "bitrate": 256_000, "format": "mp3"},
    });
    Ok(Request::post_json(service.base.join("/v1/music_generation"), &body))
}

fn read(service: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = reply.json().ok_or_else(|| CallError::Unreadable(said(&reply.text())))?;
    let code = pointer::number(&json, &["/base_resp/status_code"]).unwrap_or(0.0);
    if code != 0.0 {
        let words = said(&pointer::text(&json, &["/base_resp/status_msg"]).unwrap_or_default());
        return Err(refusal(code, words));
    }
    let audio = pointer::text(&json, &["/data/audio", "/data/audio_url"]);
    let audio = audio.ok_or_else(|| CallError::Unreadable("no sound in the answer.".to_owned()))?;
    let found =
        if audio.starts_with("http") { Found::named(service, &audio) } else { decode::hex(&audio).map(Found::here) };
    let found = found.ok_or_else(|| CallError::Unreadable("the sound is not in hexadecimal digits.".to_owned()))?;
    let facts = Facts { request_id: pointer::text(&json, &["/trace_id"]), ..Facts::default() };
    Ok(Taken { found: vec![found], facts })
}

/// The service's own codes.
fn refusal(code: f64, words: String) -> CallError {
    match code {
        1004.0 | 2038.0 | 2049.0 => CallError::Key(words),
        1008.0 => CallError::Quota(words),
        1002.0 | 1039.0 | 1041.0 => CallError::Busy(None),
        1026.0 | 1027.0 => CallError::Refused { reason: words, suggestion: None },
        2013.0 => CallError::Invalid(words),
        _ => CallError::Down { status: 200, detail: words },
    }
}
