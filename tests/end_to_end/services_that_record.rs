//! Every protocol that makes recordings or pictures, from its settings to a track or a picture.

use data_encoding::BASE64;
use serde_json::json;
use studio::ai::{KeyNeed, Preset};
use studio::provenance::Contributor;
use thirtyfour::prelude::*;

use crate::asking::{HURRY, ask, contributors, quiet, set_up, tracks};
use crate::browser::{Browser, Setup};
use crate::media::answers::{self, Answers};
use crate::media::jobs::{Jobs, SCRIPTS, Script};
use crate::media::{Door, Places, Plot, files};
use crate::person::{dismiss_notices, listen, saved, serve, song, visit};
use crate::served::Served;
use crate::wire::{Asked, CANARY, FixtureService, Reply};

const WISH: &str = "melancholic synthwave, female vocal, slow";
const LYRICS: &str = "[Verse]\nNight city lights shining bright\n[Chorus]\nWe drive until the morning";
const TASK: &str = "Recorded song";

/// The presets that speak the protocol of each script.
const PRESETS: &[(&str, &str)] = &[
    ("suno-record", "sunoapi-org"),
    ("kie-jobs", "kie-jobs"),
    ("suno-api", "suno-api"),
    ("suno-submit", "suno-new-api"),
    ("ace-data", "acedata"),
    ("udio-api", "udioapi"),
    ("ace-step", "ace-step-songs"),
    ("replicate", "replicate"),
    ("cog", "cog"),
    ("fal", "fal"),
    ("beatoven", "beatoven"),
    ("eleven-labs", "elevenlabs"),
    ("stability", "stability"),
    ("mini-max", "minimax"),
    ("hugging-face", "huggingface"),
    ("sound-generation", "localai"),
    ("omni-audio", "vllm-omni"),
    ("gemini", "lyria-3"),
    ("google-interactions", "lyria"),
    ("openai-chat", "ace-step-chat"),
    ("loudly", "loudly"),
];

fn preset(script: &str) -> &'static Preset {
    let (_, id) = PRESETS.iter().find(|(name, _)| *name == script).unwrap_or_else(|| panic!("{script} has no preset"));
    Preset::named(id).expect("a preset")
}

/// Where files lie: on an origin of their own, where no key may come.
pub fn file_host() -> Served {
    Served::start(|asked: &Asked| {
        assert!(asked.path.starts_with("/files/"), "{}", asked.path);
        match asked.headers.iter().any(|(_, value)| value.contains(CANARY)) {
            true => Reply::new(500, "text/plain", "the key came along"),
            false => Reply::new(200, "application/octet-stream", files::sound()),
        }
    })
}

/// A fixture behind its door; where a preset knows no key, nobody brings one to the door.
pub fn behind(mut fixture: impl FixtureService, door: Door, preset: &Preset) -> impl FixtureService {
    let open = preset.key == KeyNeed::None;
    move |asked: &Asked| {
        let mut asked = asked.clone();
        if let Some((header, prefix)) = door.key.filter(|_| open && asked.header("authorization").is_none()) {
            asked.headers.push((header.to_owned(), format!("{prefix}{CANARY}")));
        }
        fixture.answer(&asked)
    }
}

/// A fixture of a job script, whose files lie elsewhere.
pub fn job(script: &'static Script, plot: Plot, files: &str) -> Served {
    let files = files.to_owned();
    Served::knowing_itself(|here| {
        let fixture = Jobs::new(script, plot, Places { here: here.to_owned(), files }).for_any_song();
        behind(fixture, script.door, preset(script.name))
    })
}

/// Writes the words to sing.
async fn sing(browser: &Browser) {
    let field = browser.element("lyrics").await;
    field.click().await.expect("focus");
    field.send_keys(Key::Control + "a").await.expect("selecting");
    field.send_keys(LYRICS).await.expect("typing");
}

/// Asks a service for a recording and places it. Gives how many tracks there are then.
async fn records(browser: &Browser, served: &Served, script: &str, path: &str) -> u64 {
    let preset = preset(script);
    let before = tracks(browser).await;
    let base = format!("{}{path}", served.origin());
    set_up(browser, preset.name, &base, Some("the-model"), TASK).await;
    sing(browser).await;
    ask(browser, WISH).await;
    browser
        .wait_for(
            "the call",
            "return document.querySelector('[data-test=calls], [data-test=notice], [data-test=recording]')",
        )
        .await;
    quiet(browser).await;
    let notices = "return [...document.querySelectorAll('[data-test=notice]')].map((notice) => notice.textContent)";
    let told = browser.evaluate(notices).await.to_string();
    let answered: Vec<String> =
        served.asked().into_iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect();
    assert!(browser.has("recording").await, "{script}: {told} {answered:?}");
    dismiss_notices(browser).await;
    browser.click("place-recording").await;
    let more = format!("return document.querySelectorAll('[data-test^=track-header-]').length > {before}");
    browser.wait_for(&format!("the track of {script}"), &more).await;
    browser.click("reply-dismiss").await;
    let keyed = served.asked().iter().any(|asked| asked.headers.iter().any(|(_, value)| value.contains(CANARY)));
    assert_eq!(keyed, preset.key != KeyNeed::None, "{script}");
    tracks(browser).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn every_service_of_jobs_gives_a_track() {
    let (server, files) = (serve(), file_host());
    let browser = visit(&server, Setup { script: HURRY, ..Setup::default() }).await;
    for script in SCRIPTS {
        let served = job(script, Plot::Elsewhere, &files.origin());
        records(&browser, &served, script.name, "").await;
    }
    finish(&browser, SCRIPTS.len()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn every_service_that_answers_with_the_file_gives_a_track() {
    let (server, files) = (serve(), file_host());
    let browser = visit(&server, Setup { script: HURRY, ..Setup::default() }).await;
    for script in answers::SCRIPTS {
        let places = Places { here: String::new(), files: files.origin() };
        let fixture = Answers::new(script, Plot::Well, places).for_any_song();
        let served = Served::start(behind(fixture, script.door, preset(script.name)));
        records(&browser, &served, script.name, "").await;
    }
    finish(&browser, answers::SCRIPTS.len()).await;
}

/// Each service is in the ledger, what it made sounds, and all of it is kept.
async fn finish(browser: &Browser, services: usize) {
    saved(browser).await;
    let song = song(browser).await;
    let models = contributors(&song).into_iter().filter(|made| matches!(made, Contributor::Model { .. })).count();
    assert!(models >= services, "{models} of {services}");
    assert!(song.tracks.len() >= services);
    listen(browser).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// A demonstration made with Gradio.
fn gradio(here: &str) -> impl FixtureService + use<> {
    let parameter = |name: &str, kind: &str, default: serde_json::Value| {
        json!({"parameter_name": name, "label": name, "parameter_has_default": true, "parameter_default": default,
            "python_type": {"type": kind}})
    };
    let parameters = json!([
        parameter("prompt", "str", json!("")),
        parameter("lyrics", "str", json!("")),
        parameter("duration", "float", json!(30)),
    ]);
    let info =
        json!({"named_endpoints": {"/sing": {"parameters": parameters, "returns": []}}, "unnamed_endpoints": {}});
    let file = json!([{"path": "/srv/a.wav", "url": format!("{here}/gradio_api/file=/srv/a.wav")}]);
    let events = format!("event: heartbeat\ndata: null\n\nevent: complete\ndata: {file}\n\n");
    move |asked: &Asked| match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", "/gradio_api/info") => Reply::json(200, &info),
        ("POST", "/gradio_api/call/sing") if asked.json()["data"][1] == LYRICS => {
            Reply::json(200, &json!({"event_id": "abc"}))
        }
        ("GET", "/gradio_api/call/sing/abc") => Reply::new(200, "text/event-stream", events.clone()),
        ("GET", "/gradio_api/file=/srv/a.wav") => Reply::new(200, "audio/wav", files::sound()),
        _ => Reply::new(404, "text/plain", "404"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_demonstration_gives_a_track() {
    let (server, served) = (serve(), Served::knowing_itself(gradio));
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, "Gradio", &served.origin(), Some("/sing"), TASK).await;
    sing(&browser).await;
    ask(&browser, WISH).await;
    browser.element("recording").await;
    // Heard as part of the song, before it is in it.
    browser.click("recording-audition").await;
    browser.hear().await;
    browser.wait_for("the recording's row", "return document.querySelector('.track-head.is-ghost')").await;
    assert_eq!(tracks(&browser).await, 0, "nothing is taken unasked");
    browser.picture("recording-heard").await;
    browser.click("recording-audition").await;
    browser.wait_for("the row to go", "return !document.querySelector('.track-head.is-ghost')").await;
    browser.click("stop").await;
    browser.click("place-recording").await;
    browser.element("track-header-0").await;
    listen(&browser).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// Paints by each protocol's answer.
fn painter(path: &'static str, header: &'static str, reply: Reply) -> Served {
    Served::start(move |asked: &Asked| match asked.header(header) {
        Some(key) if key.ends_with(CANARY) && asked.path == path => reply.clone(),
        _ => Reply::json(400, &json!({"error": {"message": format!("FIXTURE: {} {}", asked.method, asked.path)}})),
    })
}

/// Paints by a queue: submitted, asked after, and only then fetched.
fn queue(name: &'static str, picture: Vec<u8>) -> Served {
    Served::knowing_itself(move |here| {
        let here = here.to_owned();
        move |asked: &Asked| {
            let key = asked.header("authorization").unwrap_or_default();
            let there = json!(format!("{here}/files/a.png"));
            match (name, asked.path.as_str()) {
                (_, "/files/a.png") => Reply::new(200, "image/png", picture.clone()),
                ("fal.ai", _) if key != format!("Key {CANARY}") => Reply::json(401, &json!({"detail": "no key"})),
                ("Replicate", _) if key != format!("Bearer {CANARY}") => Reply::json(401, &json!({"detail": "no key"})),
                ("fal.ai", "/the-model") => {
                    let at = format!("{here}/the-model/requests/1");
                    let status = format!("{at}/status");
                    Reply::json(
                        200,
                        &json!({"status": "IN_QUEUE", "request_id": "1", "response_url": at, "status_url": status}),
                    )
                }
                ("fal.ai", "/the-model/requests/1/status") => Reply::json(200, &json!({"status": "COMPLETED"})),
                ("fal.ai", "/the-model/requests/1") => {
                    Reply::json(200, &json!({"images": [{"url": there}], "seed": 7}))
                }
                ("Replicate", "/models/the-model/predictions") if asked.json()["input"]["aspect_ratio"] == "1:1" => {
                    let get = format!("{here}/predictions/r");
                    Reply::json(201, &json!({"id": "r", "status": "starting", "urls": {"get": get}}))
                }
                ("Replicate", "/predictions/r") => {
                    Reply::json(200, &json!({"id": "r", "status": "succeeded", "output": [there], "urls": {}}))
                }
                _ => Reply::json(400, &json!({"detail": format!("FIXTURE: {} {}", asked.method, asked.path)})),
            }
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn every_service_of_pictures_shows_its_picture() {
    let picture = files::picture();
    let base64 = BASE64.encode(&picture);
    let part = json!({"inlineData": {"mimeType": "image/png", "data": base64}});
    let inside = json!({"candidates": [{"content": {"parts": [part]}, "finishReason": "STOP"}]});
    let painters = [
        (
            "OpenAI (pictures)",
            "/images/generations",
            "authorization",
            json!({"created": 1, "data": [{"b64_json": base64}]}),
        ),
        (
            "OpenRouter (pictures)",
            "/images",
            "authorization",
            json!({"data": [{"b64_json": base64, "media_type": "image/png"}]}),
        ),
        ("Gemini (pictures)", "/models/the-model:generateContent", "x-goog-api-key", inside),
    ];
    let mut all: Vec<(&str, Served)> = painters
        .into_iter()
        .map(|(name, path, header, body)| (name, painter(path, header, Reply::json(200, &body))))
        .collect();
    let direct = Reply::new(200, "image/png", picture.clone());
    all.push(("fal.ai (pictures)", queue("fal.ai", picture.clone())));
    all.push(("Replicate (pictures)", queue("Replicate", picture)));
    all.push(("Stable Image", painter("/v2beta/stable-image/generate/core", "authorization", direct)));
    let server = serve();
    let browser = visit(&server, Setup { script: HURRY, ..Setup::default() }).await;
    for (name, served) in &all {
        set_up(&browser, name, &served.origin(), Some("the-model"), "Cover picture").await;
        ask(&browser, "neon city, no text").await;
        let drawn = "return document.querySelector('[data-test=picture]')?.naturalWidth";
        browser.wait_for(&format!("the picture of {name}"), drawn).await;
        quiet(&browser).await;
        browser.click("reply-dismiss").await;
    }
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
