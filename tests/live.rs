//! An opt-in smoke test against real services, with keys from the environment: `./studio live`. A service without a key
//! is passed over, and a key is never shown.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "live/curl.rs"]
mod curl;
#[path = "services/server.rs"]
mod served;
#[path = "services/text.rs"]
mod text;
#[path = "services/wire.rs"]
mod wire;

use studio::ai::media::{ImageAsk, MediaAsk, SongAsk, prepare};
use studio::ai::prompt::{self, Wish};
use studio::ai::{Ability, Address, Answer, CallError, KeyNeed, Made, ModelsCall, PRESETS, Preset, ScoreCall, Service};

use served::Served;
use text::{DIALECTS, TextService, Turn, songs};
use wire::{Asked, CANARY, Reply};

/// Recordings and pictures cost more than words, so they are asked for only where this is set.
const MEDIA: &str = "COWRITE_LIVE_MEDIA";

/// The variable that holds the key of an account.
fn variable(account: &str) -> String {
    match account {
        "google" => "GEMINI_API_KEY".to_owned(),
        "replicate" => "REPLICATE_API_TOKEN".to_owned(),
        "fal" => "FAL_KEY".to_owned(),
        "huggingface" => "HF_TOKEN".to_owned(),
        account => format!("{}_API_KEY", account.to_ascii_uppercase().replace('-', "_")),
    }
}

/// What came of a service, in a line.
fn smoke(service: &Service, ability: Ability, key: &str) -> Result<String, CallError> {
    Ok(match ability {
        Ability::Text => {
            let models = curl::run(&mut ModelsCall::new(service.clone()), Some(key))?;
            let wish = Wish { words: "a short folk song about rain".to_owned(), ..Wish::default() };
            let plan = curl::run(&mut ScoreCall::new(service.clone(), prompt::plan(&wish)), Some(key))?;
            format!("{}, {}", told(&models), told(&plan))
        }
        Ability::Audio => {
            let style = "gentle solo piano, slow".to_owned();
            media(
                service,
                MediaAsk::Song(SongAsk { style, instrumental: true, seconds: Some(10), ..SongAsk::default() }),
                key,
            )?
        }
        Ability::Image => {
            let prompt = "square album cover, rain on a window, no text".to_owned();
            media(service, MediaAsk::Image(ImageAsk { prompt, size: None }), key)?
        }
    })
}

fn media(service: &Service, ask: MediaAsk, key: &str) -> Result<String, CallError> {
    let mut prepared = prepare(service, ask).unwrap_or_else(|error| panic!("{}: {error}", service.id));
    Ok(told(&curl::run(prepared.call.as_mut(), Some(key))?))
}

fn told(answer: &Answer) -> String {
    match &answer.made {
        Made::Text(text) => format!("{} characters", text.chars().count()),
        Made::Score { score, repairs, .. } => format!("{} sections, {} repairs", score.sections.len(), repairs.len()),
        Made::Audio(all) => format!("{} recordings, the first of {} bytes", all.len(), all[0].bytes.len()),
        Made::Image(picture) => format!("a picture of {} bytes", picture.bytes.len()),
        Made::Models(names) => format!("{} models", names.len()),
        Made::SignedIn => "a key".to_owned(),
    }
}

#[test]
#[ignore = "asks real services, which may charge for it: ./studio live"]
fn real_services_answer() {
    let paid = std::env::var_os(MEDIA).is_some();
    let mut failed = Vec::new();
    for preset in PRESETS.iter().filter(|preset| preset.key == KeyNeed::Required) {
        let (ability, name) = (preset.abilities[0], variable(preset.account));
        let Some(key) = std::env::var(&name).ok().filter(|key| !key.trim().is_empty()) else {
            println!("{}: passed over, {name} is not set", preset.id);
            continue;
        };
        if ability != Ability::Text && !paid {
            println!("{}: passed over, {MEDIA} is not set", preset.id);
            continue;
        }
        match smoke(&preset.service().expect("a service"), ability, key.trim()) {
            Ok(line) => println!("{}: {}", preset.id, line.replace(key.trim(), "[…]")),
            Err(error) => {
                println!("{}: failed, {}", preset.id, format!("{error:?}").replace(key.trim(), "[…]"));
                failed.push(preset.id);
            }
        }
    }
    assert_eq!(failed, Vec::<&str>::new());
}

/// A preset that is asked at a fixture.
fn at(served: &Served, preset: &Preset) -> Service {
    let service = preset.service().expect("a service");
    let base = Address::parse(&format!("{}{}", served.origin(), service.base.path())).expect("an address");
    Service { base, ..service }
}

#[test]
#[ignore = "needs curl: ./studio live, ./studio test"]
fn the_driver_of_the_live_test_speaks_every_protocol() {
    for dialect in DIALECTS {
        let served = Served::start(TextService::new(dialect, vec![Turn::Fitting]));
        let service = at(&served, Preset::named(dialect.preset).expect("a preset"));
        let line = smoke(&service, Ability::Text, CANARY).unwrap_or_else(|error| panic!("{}: {error:?}", service.id));
        assert!(line.contains("models") && line.contains("3 sections"), "{}: {line}", service.id);
        let wrong = smoke(&service, Ability::Text, "another-key");
        assert!(matches!(wrong, Err(CallError::Key(_))), "{}: {wrong:?}", service.id);
    }
    let cut = Served::start(|_: &Asked| {
        let stream = (text::openai::DIALECT.stream)(songs::PLAN, "stop");
        Reply::new(200, "text/event-stream", stream[..stream.len() / 2].to_vec()).cut()
    });
    let service = at(&cut, Preset::named("openai").expect("a preset"));
    let wish = Wish { words: "a song".to_owned(), ..Wish::default() };
    let broken = curl::run(&mut ScoreCall::new(service, prompt::plan(&wish)), Some(CANARY));
    assert_eq!(broken, Err(CallError::Lost(studio::ai::Loss::Cut)));
}
