//! Loudly: instrumental songs from a sentence.

use crate::ai::media::direct::{Taken, Wire};
use crate::ai::media::exchange::Reply;
use crate::ai::media::landing::Found;
use crate::ai::media::{AskError, Limits, MediaAsk, pointer};
use crate::ai::said::said;
use crate::ai::{CallError, Facts, FormField, Recording, Request, Service};

pub const WIRE: Wire = Wire { limits: Some(limits), request, read };

fn limits(_: &str) -> Limits {
    Limits { lyrics: 0, seconds: Some((30, 420)), ..Limits::OPEN }
}

fn request(service: &Service, ask: &MediaAsk) -> Result<Request, AskError> {
    let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
    let mut fields = vec![FormField::Text { name: "prompt", value: ask.style_in_words() }];
    fields.extend(ask.seconds.map(|seconds| FormField::Text { name: "duration", value: seconds.to_string() }));
    Ok(Request::post_form(service.base.join("/api/ai/prompt/songs"), fields))
}

fn read(service: &Service, _: &MediaAsk, reply: &Reply) -> Result<Taken, CallError> {
    let json = reply.json().ok_or_else(|| CallError::Unreadable(said(&reply.text())))?;
    let address = pointer::text(&json, &["/music_file_path", "/data/music_file_path"]);
    let found = address.and_then(|address| Found::named(service, &address));
    let found = found.ok_or_else(|| CallError::Unreadable("no song in the answer.".to_owned()))?;
    let about = Recording {
        title: pointer::text(&json, &["/title"]).unwrap_or_default(),
        id: pointer::text(&json, &["/id"]),
        #[expect(clippy::cast_possible_truncation, reason = "a tempo needs no more digits")]
        bpm: pointer::number(&json, &["/bpm"]).map(|bpm| bpm as f32),
        ..Recording::default()
    };
    let facts = Facts { request_id: about.id.clone(), ..Facts::default() };
    Ok(Taken { found: vec![found.about(about)], facts })
}
