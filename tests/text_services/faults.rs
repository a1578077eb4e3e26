//! Answers that are errors, in every form a service gives them.

use proptest::prelude::*;
use serde_json::json;
use studio::ai::{Call, CallError, Input, Loss, Output, Progress, ScoreCall, WordsCall, prompt};

use super::{done, failed, preset, song, wish, words};
use crate::text::{DIALECTS, Turn, anthropic, gemini, ollama, openai, openrouter, songs};
use crate::wire::{Asked, CANARY, Reply, drive};

fn refused(reason: &str) -> CallError {
    CallError::Refused { reason: reason.to_owned(), suggestion: None }
}

fn reply(status: u16, message: &str) -> Turn {
    Turn::Reply(Reply::json(status, &json!({"error": {"message": message, "type": "some_error"}})))
}

#[test]
fn every_status_is_a_reason_to_act_on() {
    let text = |text: &str| text.to_owned();
    for (status, expected) in [
        (400, CallError::Invalid(text("no"))),
        (401, CallError::Key(text("no"))),
        (402, CallError::Quota(text("no"))),
        (403, CallError::Blocked(text("no"))),
        (404, CallError::NotFound(text("no"))),
        (413, CallError::Invalid(text("no"))),
        (422, CallError::Invalid(text("no"))),
        (429, CallError::Busy(None)),
        (500, CallError::Down { status: 500, detail: text("no") }),
        (503, CallError::Down { status: 503, detail: text("no") }),
        (529, CallError::Busy(None)),
    ] {
        for dialect in DIALECTS {
            let (said, service) = words(dialect, &[reply(status, "no")]);
            assert_eq!((failed(&said), service.asked.len()), (&expected, 1), "{} {status}", dialect.preset);
        }
    }
}

#[test]
fn a_service_that_asks_for_a_short_wait_gets_one() {
    for status in [429, 503] {
        let busy = |seconds: &str| Turn::Reply(Reply::json(status, &json!({})).with_header("retry-after", seconds));
        let (said, service) = words(&openai::DIALECT, &[busy("7"), Turn::Fitting]);
        done(&said);
        let waits = said.iter().filter(|output| **output == Output::Wait(7000)).count();
        let shown = said.contains(&Output::Progress(Progress::Waiting(7)));
        assert_eq!((waits, shown, service.asked.len()), (1, true, 2));
        // Once, and not for long.
        let (said, service) = words(&openai::DIALECT, &[busy("7")]);
        assert_eq!((failed(&said), service.asked.len()), (&CallError::Busy(Some(7)), 2));
        let (said, service) = words(&openai::DIALECT, &[busy("60")]);
        assert_eq!((failed(&said), service.asked.len()), (&CallError::Busy(Some(60)), 1));
    }
}

#[test]
fn a_wrong_key_is_told_without_the_key() {
    for dialect in DIALECTS.into_iter().filter(|dialect| dialect.preset != "ollama") {
        let mut service = |asked: &Asked| {
            let headers =
                asked.headers.iter().map(|(name, value)| (name.clone(), value.replace(CANARY, "wrong"))).collect();
            (dialect.check)(&Asked { headers, ..asked.clone() }).unwrap()
        };
        let mut call = WordsCall::new(preset(dialect), prompt::lyrics(&wish("x"), &[]));
        let said = drive(&mut call, &mut service, 7);
        assert!(matches!(failed(&said), CallError::Key(_)), "{}: {said:?}", dialect.preset);
        assert!(!format!("{said:?}").contains("CANARY"), "{said:?}");
    }
}

#[test]
fn pages_and_silence_and_errors_in_good_answers_are_understood() {
    let page =
        "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>";
    for dialect in DIALECTS {
        let (said, _) = words(dialect, &[Turn::Reply(Reply::new(502, "text/html", page))]);
        let down = CallError::Down { status: 502, detail: "502 Bad Gateway nginx".to_owned() };
        assert_eq!(failed(&said), &down);
        let (said, _) = words(dialect, &[Turn::Reply(Reply::new(200, "text/html", page))]);
        assert_eq!(failed(&said), &CallError::Unreadable("502 Bad Gateway nginx".to_owned()), "{}", dialect.preset);
        let (said, _) = words(dialect, &[Turn::Reply(Reply::new(200, dialect.media_type, ""))]);
        assert_eq!(failed(&said), &CallError::Unreadable(String::new()), "{}", dialect.preset);
        let envelope = json!({"error": {"message": "Rate limit", "type": "rate_limit_error", "code": 429}});
        let (said, _) = words(dialect, &[Turn::Reply(Reply::json(200, &envelope))]);
        assert_eq!(failed(&said), &CallError::Busy(None), "{}", dialect.preset);
        let (said, _) = words(dialect, &[Turn::Reply(Reply::new(403, "text/plain", "").without_cors())]);
        assert_eq!(failed(&said), &CallError::Lost(Loss::Unreachable));
    }
}

#[test]
fn streams_that_break_down_say_why() {
    let stream = |body: Vec<u8>| Turn::Reply(Reply::new(200, "text/event-stream", body));
    let (said, _) = words(&openrouter::DIALECT, &[stream(openrouter::broken_stream("half a line"))]);
    assert_eq!(failed(&said), &CallError::Down { status: 502, detail: "Provider returned error".to_owned() });
    let (said, _) = words(&anthropic::DIALECT, &[stream(anthropic::overloaded_stream())]);
    assert_eq!(failed(&said), &CallError::Busy(None));
    let (said, _) = words(&ollama::DIALECT, &[stream(ollama::broken_stream("half"))]);
    let told = "an error was encountered while running the model".to_owned();
    assert_eq!(failed(&said), &CallError::Down { status: 502, detail: told });
}

#[test]
fn refusals_keep_the_services_reason_and_ask_nothing_more() {
    for (dialect, reason) in [
        (&openai::DIALECT, "content_filter"),
        (&anthropic::DIALECT, "refusal"),
        (&gemini::DIALECT, "RECITATION"),
        (&gemini::DIALECT, "SAFETY"),
        (&openrouter::DIALECT, "content_filter"),
    ] {
        let (said, service) = song(dialect, &[Turn::Stop("I".to_owned(), reason)]);
        assert_eq!((failed(&said), service.asked.len()), (&refused(reason), 1));
    }
    let (said, _) = song(&gemini::DIALECT, &[Turn::Reply(gemini::blocked())]);
    assert_eq!(failed(&said), &refused("PROHIBITED_CONTENT"));
    let whole = json!({"choices": [{"message": {"role": "assistant", "content": null, "refusal": "I cannot help with that."}, "finish_reason": "stop"}]});
    let (said, _) = song(&openai::DIALECT, &[Turn::Reply(Reply::json(200, &whole))]);
    assert_eq!(failed(&said), &refused("I cannot help with that."));
}

#[test]
fn fifty_megabytes_are_not_taken_in() {
    for dialect in DIALECTS {
        let mut call = WordsCall::new(preset(dialect), prompt::lyrics(&wish("x"), &[]));
        call.begin();
        call.hear(Input::Opened { status: 200, headers: Vec::new() });
        let piece = vec![b'{'; 1 << 20];
        let said: Vec<Output> = (0..50).flat_map(|_| call.hear(Input::Bytes(piece.clone()))).take(1).collect();
        assert!(matches!(
            said.first(),
            Some(Output::Failed(CallError::Lost(Loss::TooLarge) | CallError::Unreadable(_)))
        ));
        // An error may be as long as it likes; its beginning is read.
        let long = Reply::new(500, "text/plain", "x ".repeat(3 << 20));
        let (said, _) = words(dialect, &[Turn::Reply(long)]);
        assert!(matches!(failed(&said), CallError::Down { status: 500, detail } if detail.chars().count() == 300));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_arrives_the_call_ends_and_does_not_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        seed in 0usize..6,
        place in 0usize..2000,
        size in 1usize..64,
    ) {
        let dialect = DIALECTS[seed];
        let mut body = (dialect.stream)(songs::NIGHT_DRIVE, dialect.done);
        let place = place.min(body.len());
        body.splice(place..(place + bytes.len()).min(body.len()), bytes.clone());
        for body in [bytes, body] {
            let answer = |_: &Asked| Reply::new(200, dialect.media_type, body.clone());
            let ends = |size: usize| {
                let mut call = ScoreCall::new(preset(dialect), prompt::whole_song(&wish("x")));
                drive(&mut call, &mut answer.clone(), size).pop()
            };
            prop_assert_eq!(ends(size), ends(usize::MAX));
        }
    }

    #[test]
    fn any_words_are_a_song_or_an_error(text in "\\PC{0,80}", field in "[a-z]{1,6}", bar in "[A-Gr0-9:#b!~ x=.|\\[\\]]{0,40}") {
        let twisted = songs::NIGHT_DRIVE.replace("E4:4 D4:4 C4:8", &bar).replace("\"bpm\"", &format!("\"{field}\":{}, \"bpm\"", json!(text)));
        for answer in [text, twisted] {
            let mut service = crate::text::TextService::new(&openai::DIALECT, vec![Turn::Say(answer)]);
            let mut call = ScoreCall::new(preset(&openai::DIALECT), prompt::whole_song(&wish("x")));
            let said = drive(&mut call, &mut service, 512);
            prop_assert!(matches!(said.last(), Some(Output::Done(_) | Output::Failed(_))));
        }
    }
}
