//! Stems of a recording that is there.

use serde_json::json;
use studio::ai::media::{AskError, MediaAsk, StemsAsk, prepare};
use studio::ai::{CallError, Output, Protocol};

use super::super::media::files;
use super::super::wire::{Asked, Reply};
use super::{PIECES, error, recordings, run, service};

fn of_file() -> MediaAsk {
    MediaAsk::Stems(StemsAsk { file: files::sound(), media_type: "audio/wav".to_owned(), ..StemsAsk::default() })
}

fn of_its_own() -> MediaAsk {
    let (request_id, recording_id) = (Some("5c79be8e".to_owned()), Some("8551662c".to_owned()));
    MediaAsk::Stems(StemsAsk { request_id, recording_id, ..StemsAsk::default() })
}

fn names(said: &[Output]) -> Vec<String> {
    let recordings = recordings(said);
    assert_eq!(recordings.len(), 1);
    assert!(recordings[0].stems.iter().all(|(_, bytes)| *bytes == files::sound()));
    recordings[0].stems.iter().map(|(name, _)| name.clone()).collect()
}

#[test]
fn an_archive_of_stems_is_unpacked() {
    let sound = files::sound();
    let archive = files::archive(&[("stems/vocals.mp3", &sound), ("stems/drums.mp3", &sound)]);
    for piece in PIECES {
        let mut fixture = |asked: &Asked| {
            assert_eq!(asked.path, "/v1/music/stem-separation");
            assert!(asked.body.windows(sound.len()).any(|window| window == sound));
            assert!(String::from_utf8_lossy(&asked.body).contains("six_stems_v1"));
            Reply::new(200, "application/zip", archive.clone())
        };
        assert_eq!(names(&run(Protocol::ElevenLabs, of_file(), &mut fixture, piece)), ["vocals", "drums"]);
    }
    let mut broken = |_: &Asked| Reply::new(200, "application/zip", archive[..archive.len() - 30].to_vec());
    assert!(matches!(error(&run(Protocol::ElevenLabs, of_file(), &mut broken, 1000)), CallError::Unreadable(_)));
}

#[test]
fn a_gateway_takes_its_own_songs_apart() {
    let mut polls = 0;
    let mut fixture = |asked: &Asked| match asked.path.as_str() {
        "/vocal-removal/generate" => {
            assert_eq!(asked.json()["taskId"], "5c79be8e");
            assert_eq!((&asked.json()["audioId"], &asked.json()["type"]), (&json!("8551662c"), &json!("split_stem")));
            Reply::json(200, &json!({"code": 200, "msg": "success", "data": {"taskId": "v1"}}))
        }
        "/vocal-removal/record-info?taskId=v1" => {
            polls += 1;
            let done = polls > 2;
            let file = "https://files.example.org/a.mp3";
            let response = json!({"originUrl": null, "vocalUrl": file, "drumsUrl": file, "fxUrl": ""});
            let response = if done { response } else { json!(null) };
            let flag = if done { "SUCCESS" } else { "PENDING" };
            Reply::json(200, &json!({"code": 200, "data": {"taskId": "v1", "successFlag": flag, "response": response}}))
        }
        _ => Reply::new(200, "audio/mpeg", files::sound()),
    };
    let mut stems = names(&run(Protocol::SunoRecord, of_its_own(), &mut fixture, 1000));
    stems.sort();
    assert_eq!(stems, ["drums", "vocal"]);
    assert_eq!(prepare(&service(Protocol::SunoRecord), of_file()).unwrap_err(), AskError::NotItsOwn);
    assert_eq!(prepare(&service(Protocol::MiniMax), of_file()).unwrap_err(), AskError::NotOffered);
}

#[test]
fn the_queue_of_fal_takes_any_recording_apart() {
    let mut fixture = |asked: &Asked| {
        let at = "https://api.example.com/fal-ai/demucs/requests/1";
        let file = json!({"url": "https://v3.fal.media/x.mp3", "content_type": "audio/mpeg"});
        match asked.path.as_str() {
            "/fal-ai/demucs" => {
                assert!(asked.json()["audio_url"].as_str().unwrap().starts_with("data:audio/wav;base64,UklGR"));
                Reply::json(
                    200,
                    &json!({"status": "IN_QUEUE", "request_id": "1", "response_url": at, "status_url": format!("{at}/status")}),
                )
            }
            "/fal-ai/demucs/requests/1/status" => Reply::json(200, &json!({"status": "COMPLETED"})),
            "/fal-ai/demucs/requests/1" => Reply::json(200, &json!({"vocals": file, "drums": file, "guitar": null})),
            _ => Reply::new(200, "audio/mpeg", files::sound()),
        }
    };
    let mut stems = names(&run(Protocol::Fal, of_file(), &mut fixture, 65_536));
    stems.sort();
    assert_eq!(stems, ["drums", "vocals"]);
}
