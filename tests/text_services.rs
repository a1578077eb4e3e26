//! Services that write, driven through every good and every nasty answer, with no network.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "services/text.rs"]
mod text;
#[path = "services/wire.rs"]
mod wire;

#[path = "text_services/faults.rs"]
mod faults;
#[path = "text_services/songs.rs"]
mod songs;

use studio::ai::prompt::Wish;
use studio::ai::{
    Answer, Call, CallError, ModelsCall, Output, Preset, ScoreCall, Service, SignInCall, WordsCall, prompt,
};

use text::{DIALECTS, Dialect, TextService, Turn};
use wire::{CANARY, Piece, Reply, drive};

/// How the pieces of an answer are cut.
const SIZES: [usize; 3] = [1, 7, 4096];

fn preset(dialect: &Dialect) -> Service {
    Preset::named(dialect.preset).unwrap().service().unwrap()
}

fn wish(words: &str) -> Wish {
    Wish { words: words.to_owned(), ..Wish::default() }
}

/// Drives a call with pieces of every size; what it says in the end is the same, and the key is nowhere in it.
fn outcome(
    mut call: impl FnMut() -> Box<dyn Call>,
    dialect: &'static Dialect,
    turns: &[Turn],
) -> (Vec<Output>, TextService) {
    let mut last: Option<(Vec<Output>, TextService)> = None;
    for size in SIZES {
        let mut service = TextService::new(dialect, turns.to_vec());
        let said = drive(call().as_mut(), &mut service, size);
        let all = format!("{said:?}");
        assert!(!all.contains(CANARY) && !all.contains("0123456789abcdef"), "the key is in what the call says");
        if let Some((before, _)) = &last {
            assert_eq!(before.last(), said.last(), "{}: pieces of {size}", dialect.preset);
        }
        last = Some((said, service));
    }
    last.unwrap()
}

fn song(dialect: &'static Dialect, turns: &[Turn]) -> (Vec<Output>, TextService) {
    outcome(|| Box::new(ScoreCall::new(preset(dialect), prompt::whole_song(&wish("a night drive")))), dialect, turns)
}

fn words(dialect: &'static Dialect, turns: &[Turn]) -> (Vec<Output>, TextService) {
    outcome(|| Box::new(WordsCall::new(preset(dialect), prompt::lyrics(&wish("a night drive"), &[]))), dialect, turns)
}

fn done(said: &[Output]) -> &Answer {
    match said.last() {
        Some(Output::Done(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

fn failed(said: &[Output]) -> &CallError {
    match said.last() {
        Some(Output::Failed(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_service_lists_its_models() {
    for dialect in DIALECTS {
        let (said, service) = outcome(|| Box::new(ModelsCall::new(preset(dialect))), dialect, &[Turn::Fitting]);
        let studio::ai::Made::Models(names) = &done(&said).made else { panic!("{said:?}") };
        assert!(names.contains(&preset(dialect).model), "{}: {names:?}", dialect.preset);
        assert!(!names.iter().any(|name| name.contains("embedding") || name.starts_with("models/")));
        assert_eq!(service.asked[0].path, dialect.models_path);
    }
}

#[test]
fn every_service_writes_words() {
    for dialect in DIALECTS {
        let (said, _) = words(dialect, &[Turn::Fitting]);
        let answer = done(&said);
        assert_eq!(answer.made, studio::ai::Made::Text(text::songs::LYRICS.to_owned()), "{}", dialect.preset);
        assert_eq!((answer.facts.usage.input_tokens, answer.facts.usage.output_tokens), (Some(410), Some(900)));
        // Of these only OpenRouter tells what it charges, in US dollars.
        assert_eq!(answer.facts.usage.cost, (dialect.preset == "openrouter").then_some(3_100), "{}", dialect.preset);
        assert_eq!(answer.facts.model.as_deref(), Some(preset(dialect).model.as_str()));
    }
}

#[test]
fn whoever_adds_a_service_by_base_url_and_model_is_answered() {
    let own = Service {
        id: "mine".to_owned(),
        account: "mine".to_owned(),
        model: "some-model".to_owned(),
        ..preset(&text::openai::DIALECT)
    };
    let mut service = |asked: &wire::Asked| {
        assert_eq!((asked.path.as_str(), asked.json()["model"].as_str()), ("/v1/chat/completions", Some("some-model")));
        Reply::new(200, "text/event-stream", (text::openai::DIALECT.stream)(text::songs::NIGHT_DRIVE, "stop"))
    };
    let mut call = ScoreCall::new(own, prompt::whole_song(&wish("a night drive")));
    done(&drive(&mut call, &mut service, 64));
}

#[test]
fn signing_in_keeps_the_key_out_of_the_call() {
    let dialect = &text::openrouter::DIALECT;
    let call = |code: &str| SignInCall::new(preset(dialect), code.to_owned(), "the-verifier".to_owned());
    let (said, _) = outcome(|| Box::new(call("the-code")), dialect, &[Turn::Fitting]);
    assert_eq!(done(&said).made, studio::ai::Made::SignedIn);
    let (said, _) = outcome(|| Box::new(call("another")), dialect, &[Turn::Fitting]);
    assert!(matches!(failed(&said), CallError::Blocked(_) | CallError::Key(_)), "{said:?}");
}

/// A reply that arrives in two pieces with a break after them.
fn cut_after(bytes: &[u8], length: usize, media_type: &str) -> Reply {
    Reply { pieces: vec![Piece::Bytes(bytes[..length].to_vec()), Piece::Cut], ..Reply::new(200, media_type, "") }
}
