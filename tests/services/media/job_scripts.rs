//! The scripts of gateways to Suno, from their papers.

use super::Door;
use super::jobs::Script;
use super::more_job_scripts::{ACE_STEP, BEATOVEN, COG, FAL, REPLICATE};
use serde_json::{Value, json};

/// How most services take their key.
pub const BEARER: Door = Door { key: Some(("authorization", "Bearer ")) };
/// The words that tests have sung.
pub const LYRICS: &str = "[Verse]\nNight city lights shining bright\n[Chorus]\nWe drive until the morning";
/// The style that tests ask for, with tempo and key.
pub const STYLE: &str = "melancholic synthwave, female vocal, 92 bpm, A minor";

/// Every service of jobs.
pub const SCRIPTS: &[Script] =
    &[SUNO_RECORD, KIE_JOBS, SUNO_API, SUNO_SUBMIT, ACE_DATA, UDIO_API, ACE_STEP, REPLICATE, COG, FAL, BEATOVEN];

pub fn no_fields() -> Vec<(&'static str, Value)> {
    Vec::new()
}

const SUNO_RECORD: Script = Script {
    name: "suno-record",
    door: BEARER,
    submit: ("POST", "/generate"),
    fields: || {
        vec![
            ("/customMode", json!(true)),
            ("/instrumental", json!(false)),
            ("/model", json!("the-model")),
            ("/prompt", json!(LYRICS)),
            ("/style", json!(STYLE)),
            ("/title", json!("Night Drive")),
            ("/negativeTags", json!("heavy metal")),
            ("/callBackUrl", json!("https://example.com/none")),
        ]
    },
    poll: ("GET", "/generate/record-info?taskId=5c79be8e"),
    poll_fields: no_fields,
    submitted: |_| json!({"code": 200, "msg": "success", "data": {"taskId": "5c79be8e"}}),
    pending: |places| {
        let record = |status: &str, response: Value| {
            json!({"code": 200, "msg": "success", "data": {
                "taskId": "5c79be8e", "param": "{}", "response": response, "status": status, "type": "GENERATE",
                "errorCode": null, "errorMessage": null,
            }})
        };
        let stream = format!("{}/stream/a", places.files);
        let early = json!({"sunoData": [{"id": "8551662c", "audioUrl": "", "streamAudioUrl": stream}]});
        vec![
            (200, record("PENDING", Value::Null)),
            (200, record("TEXT_SUCCESS", Value::Null)),
            (200, record("FIRST_SUCCESS", early)),
        ]
    },
    done: |_, file| {
        json!({"code": 200, "msg": "success", "data": {
            "taskId": "5c79be8e", "parentMusicId": "", "status": "SUCCESS", "type": "GENERATE",
            "response": {"taskId": "5c79be8e", "sunoData": [
                {
                    "id": "8551662c", "audioUrl": file, "imageUrl": "https://example.cn/a.jpeg",
                    "prompt": "[Verse] Night city lights", "modelName": "chirp-v3-5", "title": "Iron Man",
                    "tags": "electrifying, rock", "createTime": "2025-01-01 00:00:00", "duration": 198.44,
                },
                {"id": "8551662d", "audioUrl": file, "prompt": "", "title": "<img src=x onerror=alert(1)>", "duration": 200.0},
            ]},
            "errorCode": null, "errorMessage": null,
        }})
    },
    result: None,
    failed: |reason| {
        (
            200,
            json!({"code": 200, "msg": "success", "data": {
                "taskId": "5c79be8e", "response": null, "status": "GENERATE_AUDIO_FAILED", "errorCode": 500, "errorMessage": reason,
            }}),
        )
    },
    no_credit: || {
        (200, json!({"code": 429, "msg": "The current credits are insufficient. Please top up.", "data": null}))
    },
    wrong_key: || (200, json!({"code": 401, "msg": "You do not have access permissions", "data": null})),
};

const KIE_JOBS: Script = Script {
    name: "kie-jobs",
    door: BEARER,
    submit: ("POST", "/jobs/createTask"),
    fields: || vec![("/model", json!("the-model")), ("/input/music_length_ms", json!(60_000))],
    poll: ("GET", "/jobs/recordInfo?taskId=t1"),
    poll_fields: no_fields,
    submitted: |_| json!({"code": 200, "msg": "success", "data": {"taskId": "t1"}}),
    pending: |_| {
        let state = |state: &str| {
            (200, json!({"code": 200, "msg": "success", "data": {"taskId": "t1", "state": state, "resultJson": ""}}))
        };
        vec![state("waiting"), state("queuing"), state("generating")]
    },
    done: |_, file| {
        let result = json!({"resultUrls": [file]}).to_string();
        json!({"code": 200, "msg": "success", "data": {
            "taskId": "t1", "model": "elevenlabs/music", "state": "success", "resultJson": result,
            "failCode": null, "failMsg": null, "costTime": 9000,
        }})
    },
    result: None,
    failed: |reason| {
        (
            200,
            json!({"code": 200, "msg": "success", "data": {
                "taskId": "t1", "state": "fail", "resultJson": "", "failCode": "500", "failMsg": reason,
            }}),
        )
    },
    no_credit: || (200, json!({"code": 402, "msg": "Credits insufficient", "data": null})),
    wrong_key: || (200, json!({"code": 401, "msg": "You do not have access permissions", "data": null})),
};

fn clips(status: [&str; 2], file: &str) -> Value {
    let clip = |id: &str, status: &str| {
        json!({
            "id": id, "title": "Night Drive", "image_url": null, "lyric": "[Verse]\nNight city lights", "audio_url": file,
            "video_url": "", "created_at": "2026-03-07T01:24:19.000Z", "model_name": "chirp-v3-5", "prompt": "[Verse]",
            "status": status, "type": "gen", "tags": "synthwave", "duration": null, "error_message": null,
        })
    };
    json!([clip("e76498dc-6ab4", status[0]), clip("b1c2d3e4-0000", status[1])])
}

const SUNO_API: Script = Script {
    name: "suno-api",
    // The server keeps what it needs; a key of one's own may still stand before it.
    door: BEARER,
    submit: ("POST", "/api/custom_generate"),
    fields: || {
        vec![
            ("/prompt", json!(LYRICS)),
            ("/tags", json!(STYLE)),
            ("/title", json!("Night Drive")),
            ("/make_instrumental", json!(false)),
            ("/model", json!("the-model")),
            ("/wait_audio", json!(false)),
            ("/negative_tags", json!("heavy metal")),
        ]
    },
    poll: ("GET", "/api/get?ids=e76498dc-6ab4,b1c2d3e4-0000"),
    poll_fields: no_fields,
    submitted: |_| clips(["submitted", "queued"], ""),
    pending: |places| {
        let stream = format!("{}/stream/a", places.files);
        vec![
            (200, clips(["submitted", "queued"], "")),
            (200, clips(["streaming", "queued"], &stream)),
            (200, clips(["complete", "streaming"], &stream)),
        ]
    },
    done: |_, file| clips(["complete", "complete"], file),
    result: None,
    failed: |reason| {
        let mut clips = clips(["error", "error"], "");
        clips[0]["error_message"] = reason.into();
        (200, clips)
    },
    no_credit: || (402, json!({"error": "Insufficient credits"})),
    wrong_key: || (401, json!({"error": "Unauthorized"})),
};

const SUNO_SUBMIT: Script = Script {
    name: "suno-submit",
    door: BEARER,
    submit: ("POST", "/suno/submit/music"),
    fields: || {
        vec![
            ("/prompt", json!(LYRICS)),
            ("/tags", json!("melancholic synthwave, female vocal, no heavy metal, 92 bpm, A minor")),
            ("/mv", json!("the-model")),
            ("/title", json!("Night Drive")),
        ]
    },
    poll: ("GET", "/suno/fetch/736a6f88-bd29"),
    poll_fields: no_fields,
    submitted: |_| json!({"code": "success", "message": "", "data": "736a6f88-bd29"}),
    pending: |_| {
        let task = |status: &str, progress: &str| {
            (
                200,
                json!({"code": "success", "message": "", "data": {
                    "task_id": "736a6f88-bd29", "action": "MUSIC", "status": status, "fail_reason": "", "progress": progress, "data": [],
                }}),
            )
        };
        vec![task("SUBMITTED", "0%"), task("IN_PROGRESS", "42%")]
    },
    done: |_, file| {
        json!({"code": "success", "message": "", "data": {
            "task_id": "736a6f88-bd29", "action": "MUSIC", "status": "SUCCESS", "fail_reason": "", "progress": "100%",
            "data": [{
                "id": "c1", "title": "City Lights", "audio_url": file, "image_url": "https://cdn2.example.org/c1.png",
                "status": "complete", "metadata": {"tags": "emotional punk", "prompt": "[Verse]", "duration": 120.5},
            }],
        }})
    },
    result: None,
    failed: |reason| {
        (
            200,
            json!({"code": "success", "message": "", "data": {
                "task_id": "736a6f88-bd29", "status": "FAILURE", "fail_reason": reason, "progress": "100%", "data": null,
            }}),
        )
    },
    no_credit: || {
        (200, json!({"code": "insufficient_user_quota", "message": "user quota is not enough", "data": null}))
    },
    wrong_key: || (401, json!({"error": {"message": "Invalid token", "type": "new_api_error"}})),
};

const ACE_DATA: Script = Script {
    name: "ace-data",
    door: BEARER,
    submit: ("POST", "/suno/audios"),
    fields: || {
        vec![
            ("/action", json!("generate")),
            ("/model", json!("the-model")),
            ("/lyric", json!(LYRICS)),
            ("/custom", json!(true)),
            ("/instrumental", json!(false)),
            ("/title", json!("Night Drive")),
            ("/async", json!(true)),
        ]
    },
    poll: ("POST", "/suno/tasks"),
    poll_fields: || vec![("/id", json!("a-7")), ("/action", json!("retrieve"))],
    submitted: |_| json!({"success": true, "task_id": "a-7", "trace_id": "x"}),
    pending: |_| vec![(200, json!({"id": "a-7", "type": "audios", "request": {}}))],
    done: |_, file| {
        let song =
            json!({"id": "s1", "title": "Night Drive", "lyric": "[Verse]", "audio_url": file, "model": "chirp-v5"});
        json!({"id": "a-7", "response": {"success": true, "task_id": "a-7", "data": [song]}})
    },
    result: None,
    failed: |reason| {
        let error = json!({"code": "api_error", "message": reason});
        (200, json!({"id": "a-7", "response": {"success": false, "task_id": "a-7", "error": error}}))
    },
    no_credit: || (403, json!({"error": {"code": "used_up", "message": "Your balance is used up."}})),
    wrong_key: || (401, json!({"error": {"code": "invalid_token", "message": "The token is wrong."}})),
};

const UDIO_API: Script = Script {
    name: "udio-api",
    door: BEARER,
    submit: ("POST", "/api/v2/generate"),
    fields: || {
        vec![
            ("/model", json!("the-model")),
            ("/prompt", json!(LYRICS)),
            ("/title", json!("Night Drive")),
            ("/make_instrumental", json!(false)),
            ("/duration", json!(60)),
        ]
    },
    poll: ("GET", "/api/v2/feed?workId=w-1"),
    poll_fields: no_fields,
    submitted: |_| json!({"workId": "w-1"}),
    pending: |_| vec![(200, json!({"data": {"extra_message": "", "fail_message": null, "response_data": []}}))],
    done: |_, file| {
        let song = json!({"id": "u1", "title": "Night Drive", "audio_url": file});
        json!({"data": {"extra_message": "All generated successfully.", "fail_message": "", "response_data": [song]}})
    },
    result: None,
    failed: |reason| (200, json!({"data": {"extra_message": "", "fail_message": reason, "response_data": []}})),
    no_credit: || (402, json!({"message": "Insufficient credits"})),
    wrong_key: || (401, json!({"message": "Unauthorized"})),
};
