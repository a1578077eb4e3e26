//! Pictures for covers.

use data_encoding::BASE64;
use serde_json::{Value, json};
use studio::ai::media::{ImageAsk, MediaAsk, prepare};
use studio::ai::{CallError, Loss, Made, Output, Protocol};

use super::super::media::{Door, Places, files, missing, wrong};
use super::super::wire::{Asked, Reply};
use super::{answer, error, places, run, service};

fn cover() -> MediaAsk {
    MediaAsk::Image(ImageAsk { prompt: "Square album cover, neon city, no text".to_owned(), size: None })
}

/// A service of pictures: its header, its path, what a body must hold, and its answer.
type Painter = (Protocol, (&'static str, &'static str), &'static str, Vec<(&'static str, Value)>, Reply);

fn painters(picture: &[u8], places: &Places) -> Vec<Painter> {
    let base64 = BASE64.encode(picture);
    let bearer = ("authorization", "Bearer ");
    let there = format!("{}/files/a.png", places.files);
    let part = json!({"inlineData": {"mimeType": "image/png", "data": base64}});
    let inside = json!({"candidates": [{"content": {"parts": [{"text": "here"}, part]}, "finishReason": "STOP"}]});
    let url = json!({"type": "image_url", "image_url": {"url": format!("data:image/png;base64,{base64}")}});
    vec![
        (
            Protocol::OpenAiImages,
            bearer,
            "/images/generations",
            vec![("/size", json!("1024x1024")), ("/n", json!(1))],
            Reply::json(
                200,
                &json!({"created": 1, "data": [{"b64_json": base64}], "usage": {"input_tokens": 20, "output_tokens": 9}}),
            ),
        ),
        (
            Protocol::OpenAiImages,
            bearer,
            "/images/generations",
            Vec::new(),
            Reply::json(200, &json!({"created": 1, "data": [{"url": there}]})),
        ),
        (
            Protocol::OpenRouterImages,
            bearer,
            "/images",
            vec![("/aspect_ratio", json!("1:1"))],
            Reply::json(200, &json!({"created": 1, "data": [{"b64_json": base64, "media_type": "image/png"}]})),
        ),
        (
            Protocol::Gemini,
            ("x-goog-api-key", ""),
            "/models/the-model:generateContent",
            vec![("/generationConfig/imageConfig/aspectRatio", json!("1:1"))],
            Reply::json(200, &inside),
        ),
        (
            Protocol::Stability,
            bearer,
            "/v2beta/stable-image/generate/core",
            Vec::new(),
            Reply::new(200, "image/png", picture.to_vec()),
        ),
        (
            Protocol::OpenAiChat,
            bearer,
            "/chat/completions",
            vec![("/modalities", json!(["image", "text"]))],
            Reply::json(200, &json!({"choices": [{"message": {"content": "", "images": [url]}}]})),
        ),
        (
            Protocol::Replicate,
            bearer,
            "/models/the-model/predictions",
            vec![("/input/aspect_ratio", json!("1:1"))],
            Reply::json(201, &json!({"id": "r", "status": "succeeded", "output": [there], "urls": {}})),
        ),
    ]
}

fn painted(painter: &Painter, picture: &[u8], piece: usize) -> Vec<Output> {
    let (protocol, key, path, fields, reply) = painter;
    let mut fixture = |asked: &Asked| {
        if asked.path == "/files/a.png" {
            assert!(asked.header("authorization").is_none());
            return Reply::new(200, "text/plain", picture.to_vec());
        }
        let door = Door { key: Some(*key) };
        match door.trouble(asked).or_else(|| missing(&asked.json(), fields)) {
            Some(what) => wrong(&what),
            None if asked.path != *path => wrong(&asked.path),
            None => reply.clone(),
        }
    };
    run(*protocol, cover(), &mut fixture, piece)
}

#[test]
fn every_service_gives_its_picture() {
    let picture = files::picture();
    for painter in painters(&picture, &places()) {
        for piece in [1, 1000] {
            let said = painted(&painter, &picture, piece);
            let Made::Image(made) = &answer(&said).made else { panic!("{said:?}") };
            assert_eq!((made.bytes == picture, made.media_type.as_str()), (true, "image/png"), "{:?}", painter.0);
        }
    }
}

#[test]
fn what_is_no_picture_or_too_large_is_not_taken() {
    let mut large = files::picture();
    large.resize((20 << 20) + 1, 0);
    for (bytes, large) in [(b"GIF89a no".to_vec(), false), (b"<svg onload=alert(1)>".to_vec(), false), (large, true)] {
        for painter in painters(&bytes, &places()) {
            let said = painted(&painter, &bytes, 65_536);
            match error(&said) {
                CallError::Unreadable(_) => assert!(!large, "{:?}", painter.0),
                CallError::Lost(Loss::TooLarge) => assert!(large, "{:?}", painter.0),
                other => panic!("{:?}: {other:?}", painter.0),
            }
        }
    }
}

#[test]
fn a_refusal_to_paint_is_understood_and_an_empty_wish_not_sent() {
    let mut safe = |_: &Asked| Reply::json(200, &json!({"candidates": [{"finishReason": "IMAGE_SAFETY", "index": 0}]}));
    let said = run(Protocol::Gemini, cover(), &mut safe, 1000);
    assert!(matches!(error(&said), CallError::Refused { .. }));
    let nothing = MediaAsk::Image(ImageAsk { prompt: "  ".to_owned(), size: None });
    assert!(prepare(&service(Protocol::OpenAiImages), nothing).is_err());
    assert!(prepare(&service(Protocol::ElevenLabs), cover()).is_err());
}

#[test]
fn the_queue_of_fal_paints() {
    let picture = files::picture();
    let mut asked_for = Vec::new();
    let mut fixture = |asked: &Asked| {
        asked_for.push(asked.path.clone());
        let at = "https://api.example.com/fal-ai/flux/requests/1";
        match asked.path.as_str() {
            "/the-model" => Reply::json(
                200,
                &json!({"status": "IN_QUEUE", "request_id": "1", "response_url": at, "status_url": format!("{at}/status")}),
            ),
            "/fal-ai/flux/requests/1/status" => Reply::json(200, &json!({"status": "COMPLETED"})),
            "/fal-ai/flux/requests/1" => {
                Reply::json(200, &json!({"images": [{"url": "https://v3.fal.media/files/x.png"}], "seed": 7}))
            }
            _ => Reply::new(200, "image/png", picture.clone()),
        }
    };
    let said = run(Protocol::Fal, cover(), &mut fixture, 1000);
    assert!(matches!(answer(&said).made, Made::Image(_)));
    assert_eq!(answer(&said).facts.seed.as_deref(), Some("7"));
    assert_eq!(asked_for.len(), 4);
}
