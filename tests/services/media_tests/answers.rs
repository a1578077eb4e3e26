//! Services that answer with the file.

use serde_json::json;
use studio::ai::media::{AskError, MediaAsk, SongAsk, prepare};
use studio::ai::{CallError, Loss, Protocol};

use super::super::media::answers::{Answers, SCRIPTS, Script, detailed};
use super::super::media::{Plot, files};
use super::super::wire::{Asked, Reply};
use super::{PIECES, answer, error, places, prepared, protocol, recordings, run, service, sing, song};

fn told(script: &'static Script, plot: Plot, piece: usize) -> Vec<studio::ai::Output> {
    sing(protocol(script.name), &mut Answers::new(script, plot, places()), piece)
}

#[test]
fn every_service_gives_its_recording_however_it_arrives() {
    for script in SCRIPTS {
        for piece in PIECES {
            let said = told(script, Plot::Well, piece);
            let made = recordings(&said);
            assert_eq!(made.len(), 1, "{}", script.name);
            assert_eq!(made[0].media_type, "audio/wav", "{}", script.name);
            let whole = [files::sound(), files::sound_of_wrong_length()];
            assert!(whole.contains(&made[0].bytes), "{}: {} bytes", script.name, made[0].bytes.len());
        }
    }
}

#[test]
fn what_the_services_tell_is_kept() {
    let of = |name: &str| {
        let script = SCRIPTS.iter().find(|script| script.name == name).unwrap();
        told(script, Plot::Well, 1000)
    };
    let said = of("eleven-labs");
    let made = &recordings(&said)[0];
    assert_eq!((made.title.as_str(), made.lyrics.as_str()), ("Night Drive", "Night city\nWe"));
    assert_eq!(answer(&said).facts.request_id.as_deref(), Some("song_1"));
    assert_eq!(answer(&of("stability")).facts.seed.as_deref(), Some("42"));
    let said = of("openai-chat");
    assert_eq!(
        (recordings(&said)[0].bpm, recordings(&said)[0].lyrics.as_str()),
        (Some(120.0), "[Verse 1]\nHello world")
    );
    let said = of("gemini");
    assert_eq!(recordings(&said)[0].lyrics, "[Verse]\nMorning light...");
    assert_eq!(answer(&said).facts.usage.input_tokens, Some(12));
    assert_eq!(answer(&of("google-interactions")).facts.model.as_deref(), Some("lyria-3.5"));
    assert_eq!(answer(&of("mini-max")).facts.request_id.as_deref(), Some("04ede0ab"));
}

#[test]
fn no_is_understood_at_any_status_and_in_any_envelope() {
    for script in SCRIPTS {
        let name = script.name;
        let of = |plot| {
            let said = told(script, plot, 65_536);
            error(&said).clone()
        };
        assert!(matches!(of(Plot::WrongKey), CallError::Key(_)), "{name}: {:?}", of(Plot::WrongKey));
        assert!(matches!(of(Plot::NoCredit), CallError::Quota(_)), "{name}: {:?}", of(Plot::NoCredit));
        assert!(matches!(of(Plot::Refused), CallError::Refused { .. }), "{name}: {:?}", of(Plot::Refused));
        assert_eq!(of(Plot::Busy), CallError::Busy(Some(12)), "{name}");
        assert_eq!(of(Plot::Vanished), CallError::Blocked("HTTP 403.".to_owned()), "{name}");
        assert!(matches!(of(Plot::Pages), CallError::Down { status: 502, .. }), "{name}");
        assert!(matches!(of(Plot::Fails), CallError::Down { status: 500, .. }), "{name}");
        assert_eq!(of(Plot::OutOfReach), CallError::Lost(Loss::Unreachable), "{name}");
    }
}

#[test]
fn other_words_are_suggested_where_the_service_does() {
    let said = told(&SCRIPTS[0], Plot::Refused, 1);
    let CallError::Refused { suggestion, .. } = error(&said) else { panic!() };
    assert_eq!(suggestion.as_deref(), Some("A 60s-inspired British beat-pop song with close harmonies"));
}

/// What a service makes of one reply.
fn of(protocol: Protocol, reply: Reply, piece: usize) -> Vec<studio::ai::Output> {
    let mut fixture = |asked: &Asked| match asked.path.starts_with("/files/") {
        true => Reply::new(200, "audio/mpeg", files::sound()),
        false => reply.clone(),
    };
    sing(protocol, &mut fixture, piece)
}

#[test]
fn parts_may_end_their_lines_either_way_and_bytes_may_come_without_parts() {
    for piece in PIECES {
        let said = of(Protocol::ElevenLabs, Reply::new(200, "multipart/mixed", detailed("\n")), piece);
        assert_eq!(recordings(&said)[0].bytes, files::sound());
        assert_eq!(recordings(&said)[0].title, "Night Drive");
        let said = of(Protocol::ElevenLabs, Reply::new(200, "audio/mpeg", files::sound()), piece);
        assert_eq!(recordings(&said)[0].bytes, files::sound());
    }
}

#[test]
fn the_other_shapes_of_the_same_answers_are_read() {
    let sound = files::sound();
    let base64 = data_encoding::BASE64.encode(&sound);
    let link = json!({"data": {"audio": "https://files.example.org/files/a.mp3", "status": 2}, "base_resp": {"status_code": 0}});
    let legacy = json!({"id": "i", "status": "completed", "outputs": [{"type": "audio", "data": base64}]});
    let bare =
        json!({"choices": [{"message": {"content": "", "audio": {"id": "a", "data": base64, "transcript": ""}}}]});
    for (protocol, body) in [
        (Protocol::MiniMax, link),
        (Protocol::GoogleInteractions, legacy),
        (Protocol::OpenAiChat, bare),
        (Protocol::Stability, json!({"audio": base64, "finish_reason": "SUCCESS", "seed": 1})),
        (Protocol::HuggingFace, json!([{"audio": base64}])),
    ] {
        assert_eq!(recordings(&of(protocol, Reply::json(200, &body), 65_536))[0].bytes, sound, "{protocol:?}");
    }
    let filtered = json!({"audio": "", "finish_reason": "CONTENT_FILTERED", "seed": 1});
    assert!(matches!(error(&of(Protocol::Stability, Reply::json(200, &filtered), 1000)), CallError::Refused { .. }));
}

#[test]
fn what_is_no_recording_is_never_taken_for_one() {
    let page = "<!doctype html><html>Sign in</html>";
    for script in SCRIPTS {
        for (media_type, body) in
            [("audio/mpeg", page), ("application/json", "{\"a\":"), ("audio/mpeg", ""), ("text/plain", "{}")]
        {
            let said = of(protocol(script.name), Reply::new(200, media_type, body), 1);
            assert!(matches!(error(&said), CallError::Unreadable(_)), "{}: {:?}", script.name, error(&said));
        }
        let said = of(protocol(script.name), Reply::new(200, "audio/mpeg", "ID3").cut(), 1);
        assert_eq!(*error(&said), CallError::Lost(Loss::Cut), "{}", script.name);
    }
}

#[test]
fn fifty_megabytes_are_taken_and_more_than_the_limit_is_not() {
    let said = of(Protocol::SoundGeneration, Reply::new(200, "audio/mpeg", files::large()), 65_536);
    assert_eq!(recordings(&said)[0].bytes.len(), 50 << 20);
    let over = Reply::new(200, "audio/mpeg", vec![0x55; (256 << 20) + 1]);
    assert_eq!(*error(&of(Protocol::SoundGeneration, over, 1 << 20)), CallError::Lost(Loss::TooLarge));
}

#[test]
fn words_to_sing_that_are_too_long_are_refused_before_anything_is_sent() {
    let long = |lyrics: usize| MediaAsk::Song(SongAsk { lyrics: "la ".repeat(lyrics), ..song() });
    let asked = prepare(&service(Protocol::MiniMax), long(2000));
    assert!(matches!(asked, Err(AskError::LyricsTooLong { most: 3000, have: 5999 })));
    let asked = prepare(&service(Protocol::SunoRecord), long(2000));
    assert!(matches!(asked, Err(AskError::LyricsTooLong { most: 5000, .. })));
    assert!(prepare(&service(Protocol::OpenAiImages), long(1)).is_err());
}

#[test]
fn what_is_changed_and_what_is_sent_is_shown_first() {
    let asked = SongAsk { seconds: Some(900), ..song() };
    let ready = prepared(Protocol::ElevenLabs, MediaAsk::Song(asked));
    let ids: Vec<_> = ready.notes.iter().map(studio::text::Message::id).collect();
    assert_eq!(ids, ["note-ask-seconds", "note-ask-no-seed"]);
    assert_eq!(ready.preview.place, "POST https://api.example.com/v1/music/detailed?output_format=mp3_44100_128");
    assert!(ready.preview.lines.iter().any(|line| line.contains("\"music_length_ms\": 600000")));
    let silent = prepared(Protocol::Stability, MediaAsk::Song(song()));
    assert_eq!(silent.notes.iter().map(studio::text::Message::id).collect::<Vec<_>>(), ["note-ask-not-sung"]);
    assert!(silent.preview.lines.contains(&"duration: 60".to_owned()));
    let mut quiet = |asked: &Asked| {
        assert_eq!(asked.json()["force_instrumental"], true);
        assert!(!String::from_utf8_lossy(&asked.body).contains("Night city"));
        Reply::new(200, "audio/mpeg", files::sound())
    };
    let instrumental = MediaAsk::Song(SongAsk { instrumental: true, ..song() });
    assert_eq!(recordings(&run(Protocol::ElevenLabs, instrumental, &mut quiet, 1000)).len(), 1);
}
