//! The queue of fal.ai: songs, pictures and stems of many models.

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, Files, JobDialect, Name, Poll, PollWay, Status};
use crate::ai::jobs::dialects::replicate::model_path;
use crate::ai::media::{AskError, Limits, MediaAsk, SongAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits,
    headers: &[],
    envelope: None,
    name: Name {
        id: &["/request_id"],
        poll: &["/status_url"],
        // The addresses hold less than the model's name, so they are never made up here.
        result: &["/response_url"],
        cancel: &["/cancel_url"],
    },
    poll: Poll { first: 2_000, longest: 10_000, ..Poll::by(PollWay::Given) },
    status: Status {
        place: &["/queue_position"],
        accepted: true,
        ..Status::words(&["/status"], &["IN_QUEUE"], &["COMPLETED"], &["FAILED", "CANCELLED"])
    },
    files: Files {
        items: &["/audio", "/audio_file", "/audio_url", "/images", "/image"],
        lyrics: &["/lyrics"],
        seed: &["/seed"],
        stems: &[""],
        ..Files::NONE
    },
    cancel: Cancel::Put,
};

/// The largest file that is sent inside of JSON.
const MOST_INLINE: usize = 32 << 20;

fn limits(model: &str) -> Limits {
    let has = |name: &str| model.contains(name);
    let sings = !(has("lyria2") || has("stable-audio") || has("musicgen"));
    let seconds = match () {
        () if has("lyria2") || has("minimax") || has("yue") || has("sonauto") => None,
        () if has("stable-audio") => Some((1, 190)),
        () if has("elevenlabs") => Some((3, 600)),
        () => Some((5, 240)),
    };
    let (style_least, style) = if has("minimax") { (10, 300) } else { (0, 4000) };
    let lyrics = if sings { 3000 } else { 0 };
    Limits {
        style_least,
        style,
        lyrics,
        title: 200,
        seconds,
        seed: !has("minimax") && !has("elevenlabs"),
        negative: has("lyria2"),
    }
}

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let input = match ask {
        MediaAsk::Song(ask) => song(&service.model, ask),
        MediaAsk::Image(ask) => {
            json!({"prompt": ask.prompt, "image_size": "square_hd", "num_images": 1, "output_format": "png"})
        }
        MediaAsk::Stems(ask) if ask.file.is_empty() => return Err(AskError::NotOffered),
        MediaAsk::Stems(ask) if ask.file.len() > MOST_INLINE => return Err(AskError::FileTooLarge),
        MediaAsk::Stems(ask) => {
            let file = format!("data:{};base64,{}", ask.media_type, BASE64.encode(&ask.file));
            let body = json!({"audio_url": file, "model": "htdemucs_6s", "output_format": "mp3"});
            return Ok(("/fal-ai/demucs".to_owned(), (body)));
        }
    };
    Ok((format!("/{}", model_path(&service.model)), (input)))
}

/// The inputs by the model's family, as fal's own client declares them.
fn song(model: &str, ask: &SongAsk) -> Value {
    let has = |name: &str| model.contains(name);
    let style = ask.style_in_words();
    let lyrics = ask.lyrics.trim();
    let mut input = if has("ace-step/prompt-to-audio") {
        json!({"prompt": ask.in_words(), "instrumental": ask.instrumental, "duration": ask.seconds})
    } else if has("ace-step") {
        json!({"tags": style, "lyrics": if ask.sings() { lyrics } else { "[inst]" }, "duration": ask.seconds})
    } else if has("elevenlabs") {
        let length = ask.seconds.map(|seconds| seconds * 1000);
        json!({"prompt": ask.in_words(), "music_length_ms": length, "force_instrumental": ask.instrumental})
    } else if has("minimax") {
        json!({"prompt": style, "lyrics_prompt": lyrics})
    } else if has("lyria2") {
        json!({"prompt": style, "negative_prompt": ask.negative})
    } else if has("yue") {
        json!({"genres": style, "lyrics": lyrics})
    } else if has("diffrhythm") {
        let length = if ask.seconds.unwrap_or(95) > 95 { "285s" } else { "95s" };
        json!({"lyrics": lyrics, "style_prompt": style, "music_duration": length})
    } else if has("stable-audio") {
        json!({"prompt": style, "seconds_total": ask.seconds})
    } else {
        json!({"prompt": ask.in_words()})
    };
    if let (Some(seed), Some(fields)) = (ask.seed, input.as_object_mut()) {
        fields.insert("seed".to_owned(), seed.into());
    }
    if let Some(fields) = input.as_object_mut() {
        fields.retain(|_, value| !value.is_null() && value != "");
    }
    input
}
