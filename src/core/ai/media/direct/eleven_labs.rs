//! ElevenLabs Music: songs with their words timed, and stems.

use serde_json::{Value, json};

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, multipart, pointer};
use crate::ai::{CallError, Facts, FormField, Recording, Request, Service};
use crate::archive::reader::{Bounds, Entry, ReadError, entries};

pub const WIRE: Wire = Wire { limits: Some(limits), request, read };

/// The largest file that is sent, in bytes.
const MOST_UPLOAD: usize = 50 << 20;

fn limits(_: &str) -> Limits {
    Limits { style: 2000, lyrics: 2000, seconds: Some((3, 600)), ..Limits::OPEN }
}

fn request(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    match ask {
        MediaAsk::Song(ask) => {
            let mut body = json!({
                "prompt": ask.in_words(),
                "model_id": service.model,
                "force_instrumental": ask.instrumental,
                "with_timestamps": true,
                "sign_with_c2pa": true,
            });
            if let Some(seconds) = ask.seconds {
                body["music_length_ms"] = (seconds * 1000).into();
            }
            let place = service.base.join("/v1/music/detailed?output_format=mp3_44100_128");
            Ok(Request::post_json(place, &body))
        }
        MediaAsk::Stems(ask) if ask.file.len() > MOST_UPLOAD => Err(AskError::FileTooLarge),
        MediaAsk::Stems(ask) if !ask.file.is_empty() => {
            let file = FormField::File {
                name: "file",
                file_name: "song".to_owned(),
                media_type: ask.media_type.clone(),
                bytes: ask.file.clone(),
            };
            let kind = FormField::Text { name: "stem_variation_id", value: "six_stems_v1".to_owned() };
            Ok(Request::post_form(service.base.join("/v1/music/stem-separation"), vec![file, kind]))
        }
        MediaAsk::Stems(_) | MediaAsk::Image(_) => Err(AskError::NotOffered),
    }
}

/// The most of an archive of stems that is read.
const STEMS: Bounds = Bounds { entries: 1_000, bytes: 256 << 20 };

/// The recordings of an archive, named as its files are.
fn stems(archive: &[u8]) -> Result<Vec<Found>, ReadError> {
    let stem = |entry: Entry<'_>| {
        let name = entry.name.rsplit('/').next().unwrap_or_default();
        let title = name.split('.').next().unwrap_or_default().to_owned();
        Ok(Found::here(entry.content()?.into_owned()).about(Recording { title, ..Recording::default() }))
    };
    entries(archive, STEMS)?.into_iter().map(stem).collect()
}

fn read(_: &Service, ask: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let id = reply.header("song-id").map(str::to_owned);
    let facts = Facts { request_id: id.clone(), ..Facts::default() };
    if matches!(ask, MediaAsk::Stems(_)) {
        let found = stems(&reply.body).map_err(|_| CallError::Unreadable("no archive of stems.".to_owned()))?;
        return Ok(Taken { found, facts });
    }
    let parts = multipart::parts(&reply.body);
    if parts.is_empty() {
        return Ok(Taken { found: vec![Found::here(reply.body.clone())], facts });
    }
    let is_json = |media_type: &str| media_type == "application/json";
    let told = parts.iter().find(|part| is_json(&part.media_type));
    let told: Value = told.and_then(|part| serde_json::from_slice(part.bytes).ok()).unwrap_or_default();
    let about = Recording {
        title: pointer::text(&told, &["/song_metadata/title"]).unwrap_or_default(),
        lyrics: words(&told),
        id,
        ..Recording::default()
    };
    let sound = parts.iter().find(|part| !is_json(&part.media_type));
    let sound = sound.ok_or_else(|| CallError::Unreadable("no sound in the answer.".to_owned()))?;
    Ok(Taken { found: vec![Found::here(sound.bytes.to_vec()).about(about)], facts })
}

/// The words as they are sung: lines break where the singer pauses for more than a second.
fn words(told: &Value) -> String {
    let mut text = String::new();
    let mut last_end = None;
    for word in pointer::all(told, "/words_timestamps").into_iter().filter_map(Value::as_array).flatten().take(4000) {
        let Some(said) = pointer::text(word, &["/word"]) else { continue };
        let start = pointer::number(word, &["/start_ms"]);
        let paused = last_end.zip(start).is_some_and(|(end, start): (f64, f64)| start - end > 1000.0);
        if !text.is_empty() {
            text.push(if paused { '\n' } else { ' ' });
        }
        text.push_str(said.trim());
        last_end = pointer::number(word, &["/end_ms"]);
    }
    text
}
