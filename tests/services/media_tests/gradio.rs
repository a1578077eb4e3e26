//! Demonstrations made with Gradio.

use serde_json::json;
use studio::ai::{CallError, Loss, Output, Protocol};

use super::super::media::files;
use super::super::wire::{Asked, Reply};
use super::{PIECES, error, recordings, sing};

fn info() -> Reply {
    let parameter = |name: &str, kind: &str, default: serde_json::Value| json!({"parameter_name": name, "label": name, "parameter_has_default": true, "parameter_default": default, "python_type": {"type": kind}});
    let parameters = json!([
        parameter("prompt", "str", json!("")),
        parameter("lyrics", "str", json!("")),
        parameter("duration", "float", json!(30)),
        parameter("use_random_seed", "bool", json!(true)),
        parameter("seed", "float", json!(1)),
        parameter("cfg", "float", json!(7.5)),
    ]);
    Reply::json(
        200,
        &json!({"named_endpoints": {
        "/reset": {"parameters": [], "returns": []}, "/the-model": {"parameters": []},
        "/the_model": {"parameters": parameters, "returns": []},
    }, "unnamed_endpoints": {}}),
    )
}

/// A demonstration that ends like this.
fn told(events: &str, piece: usize) -> Vec<Output> {
    let mut fixture = |asked: &Asked| match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", "/gradio_api/info") => info(),
        ("POST", "/gradio_api/call/the_model") => {
            let data = &asked.json()["data"];
            assert_eq!((&data[2], &data[3], &data[4], &data[5]), (&json!(60), &json!(true), &json!(42), &json!(7.5)));
            assert!(
                data[0].as_str().unwrap().starts_with("melancholic")
                    && data[1].as_str().unwrap().starts_with("[Verse]")
            );
            Reply::json(200, &json!({"event_id": "abc"}))
        }
        ("GET", "/gradio_api/call/the_model/abc") => Reply::new(200, "text/event-stream", events),
        ("GET", "/gradio_api/file=/srv/audio.wav") => Reply::new(200, "audio/wav", files::sound()),
        other => panic!("{other:?}"),
    };
    let service = studio::ai::Service { model: "the_model".to_owned(), ..super::service(Protocol::Gradio) };
    let ask = studio::ai::media::MediaAsk::Song(super::song());
    let mut call = studio::ai::media::prepare(&service, ask).unwrap().call;
    let said = super::super::wire::drive(call.as_mut(), &mut fixture, piece);
    super::keyless(&said);
    said
}

const WELL: &str = concat!(
    "event: generating\ndata: null\n\nevent: heartbeat\ndata: null\n\n: a comment\n\nevent: complete\n",
    "data: [{\"path\":\"/srv/audio.wav\",\"url\":\"https://api.example.com/gradio_api/file=/srv/audio.wav\",",
    "\"orig_name\":\"夜.wav\",\"meta\":{\"_type\":\"gradio.FileData\"}},\"text\"]\n\n",
);

#[test]
fn a_demonstration_is_asked_by_the_names_of_its_inputs() {
    for piece in PIECES {
        assert_eq!(recordings(&told(WELL, piece))[0].bytes, files::sound());
        assert_eq!(recordings(&told(&WELL.replace('\n', "\r\n"), piece))[0].bytes, files::sound());
    }
}

#[test]
fn a_demonstration_that_fails_or_breaks_off_says_so() {
    for piece in PIECES {
        let said = told("event: error\ndata: \"CUDA out of memory\"\n\n", piece);
        assert_eq!(*error(&said), CallError::Down { status: 200, detail: "CUDA out of memory".to_owned() });
        assert!(matches!(error(&told("event: error\ndata: null\n\n", piece)), CallError::Down { .. }));
        assert_eq!(*error(&told("event: generating\ndata: null\n\n", piece)), CallError::Lost(Loss::Cut));
        assert!(matches!(error(&told("event: complete\ndata: [null]\n\n", piece)), CallError::Unreadable(_)));
    }
    // A function of that name is not there.
    let mut fixture = |_: &Asked| Reply::json(200, &json!({"named_endpoints": {}}));
    assert!(matches!(error(&sing(Protocol::Gradio, &mut fixture, 1)), CallError::NotFound(_)));
}
