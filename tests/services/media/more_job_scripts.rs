//! The scripts of hosts of models, and of servers that a person runs, from their papers.

use super::Door;
use super::job_scripts::{BEARER, LYRICS, no_fields};
use super::jobs::Script;
use serde_json::{Value, json};

fn ace(data: Value) -> Value {
    json!({"data": data, "code": 200, "error": null, "timestamp": 1_700_000_000_000_u64, "extra": null})
}

pub const ACE_STEP: Script = Script {
    name: "ace-step",
    door: BEARER,
    submit: ("POST", "/release_task"),
    fields: || {
        vec![
            ("/prompt", json!("melancholic synthwave, female vocal, no heavy metal")),
            ("/lyrics", json!(LYRICS)),
            ("/bpm", json!(92)),
            ("/key_scale", json!("A Minor")),
            ("/audio_duration", json!(60)),
            ("/seed", json!(42)),
            ("/use_random_seed", json!(false)),
            ("/model", json!("the-model")),
        ]
    },
    poll: ("POST", "/query_result"),
    poll_fields: || vec![("/task_id_list", json!(["550e8400-e29b"]))],
    submitted: |_| ace(json!({"task_id": "550e8400-e29b", "status": "queued", "queue_position": 1})),
    // A job that the server does not know looks just like this, for ever.
    pending: |_| vec![(200, ace(json!([{"task_id": "550e8400-e29b", "status": 0, "result": "[]"}])))],
    done: |places, file| {
        // The server names a path of its own.
        let file = file.strip_prefix(&places.here).unwrap_or(file);
        let result = json!([{
            "file": file, "wave": "", "status": 1, "prompt": "melancholic synthwave", "lyrics": "[Verse]",
            "metas": {"bpm": 92, "duration": 60, "keyscale": "A Minor"}, "seed_value": "42", "dit_model": "acestep-v15-turbo",
        }]);
        ace(json!([{"task_id": "550e8400-e29b", "status": 1, "result": result.to_string()}]))
    },
    result: None,
    failed: |reason| {
        let result = json!([{"file": "", "status": 2, "error": reason}]).to_string();
        (200, ace(json!([{"task_id": "550e8400-e29b", "status": 2, "result": result}])))
    },
    no_credit: || (402, json!({"detail": "no credit"})),
    wrong_key: || (401, json!({"detail": "Missing ai_token or Authorization header"})),
};

fn prediction(places: &super::Places, status: &str, output: Value, error: Value) -> Value {
    let at = format!("{}/predictions/gm3q", places.here);
    json!({
        "id": "gm3q", "model": "minimax/music-1.5", "version": "b05b1dff", "input": {"prompt": "x", "seed": 42}, "logs": "",
        "output": output, "data_removed": false, "error": error, "source": "api", "status": status,
        "created_at": "2026-11-22T08:00:00.000Z",
        "urls": {"cancel": format!("{at}/cancel"), "get": at, "stream": "https://stream.example.org/x"},
    })
}

pub const REPLICATE: Script = Script {
    name: "replicate",
    door: BEARER,
    submit: ("POST", "/models/the-model/predictions"),
    fields: || vec![("/input/duration", json!(60)), ("/input/seed", json!(42))],
    poll: ("GET", "/predictions/gm3q"),
    poll_fields: no_fields,
    submitted: |places| prediction(places, "starting", Value::Null, Value::Null),
    pending: |places| {
        vec![
            (200, prediction(places, "starting", Value::Null, Value::Null)),
            (200, prediction(places, "processing", Value::Null, Value::Null)),
        ]
    },
    done: |places, file| prediction(places, "succeeded", json!([file]), Value::Null),
    result: None,
    failed: |reason| (200, json!({"id": "gm3q", "status": "failed", "output": null, "error": reason})),
    no_credit: || {
        (402, json!({"title": "Insufficient credit", "detail": "You have insufficient credit.", "status": 402}))
    },
    wrong_key: || {
        (
            401,
            json!({"title": "Unauthenticated", "detail": "You did not pass a valid authentication token", "status": 401}),
        )
    },
};

pub const COG: Script = Script {
    name: "cog",
    door: BEARER,
    submit: ("POST", "/predictions"),
    fields: || vec![("/input/duration", json!(60)), ("/input/seed", json!(42))],
    poll: ("", ""),
    poll_fields: no_fields,
    submitted: |_| Value::Null,
    pending: |_| Vec::new(),
    done: |_, file| {
        let data = data_encoding::BASE64.encode(&super::files::sound());
        let here = if file.is_empty() || file.contains("None") {
            String::new()
        } else {
            format!("data:audio/wav;base64,{data}")
        };
        json!({"status": "succeeded", "output": here})
    },
    result: None,
    failed: |reason| (200, json!({"status": "failed", "output": null, "error": reason})),
    no_credit: || (402, json!({"detail": "no credit"})),
    wrong_key: || (401, json!({"detail": "Unauthorized"})),
};

pub const FAL: Script = Script {
    name: "fal",
    door: Door { key: Some(("authorization", "Key ")) },
    submit: ("POST", "/the-model"),
    fields: || vec![("/seed", json!(42))],
    poll: ("GET", "/fal-ai/ace-step/requests/80e732af/status"),
    poll_fields: no_fields,
    submitted: |places| {
        let at = format!("{}/fal-ai/ace-step/requests/80e732af", places.here);
        json!({
            "status": "IN_QUEUE", "request_id": "80e732af", "queue_position": 0, "response_url": at,
            "status_url": format!("{at}/status"), "cancel_url": format!("{at}/cancel"),
        })
    },
    pending: |_| {
        vec![
            (202, json!({"status": "IN_QUEUE", "request_id": "80e732af", "queue_position": 3})),
            (202, json!({"status": "IN_PROGRESS", "request_id": "80e732af", "logs": []})),
        ]
    },
    // It says so of a job that failed, too: only the result tells.
    done: |places, _| {
        let at = format!("{}/fal-ai/ace-step/requests/80e732af", places.here);
        json!({"status": "COMPLETED", "request_id": "80e732af", "response_url": at, "metrics": {"inference_time": 12.3}})
    },
    result: Some(("/fal-ai/ace-step/requests/80e732af", |file| {
        let audio = json!({"url": file, "content_type": "audio/wav", "file_name": "out.wav", "file_size": 5_292_044});
        json!({"audio": audio, "seed": 42, "tags": "synthwave", "lyrics": "[verse]"})
    })),
    failed: |_| {
        // The fixture answers for the result itself.
        (200, json!({"status": "COMPLETED", "request_id": "80e732af"}))
    },
    no_credit: || (403, json!({"detail": "User is locked. Reason: Exhausted balance. Top up your balance."})),
    wrong_key: || (401, json!({"detail": "Cannot access application. Authentication is required."})),
};

pub const BEATOVEN: Script = Script {
    name: "beatoven",
    door: BEARER,
    submit: ("POST", "/api/v1/tracks/compose"),
    fields: || vec![("/format", json!("mp3")), ("/looping", json!(false))],
    poll: ("GET", "/api/v1/tasks/b-1"),
    poll_fields: no_fields,
    submitted: |_| json!({"status": "started", "task_id": "b-1"}),
    // The paper writes the words in either case.
    pending: |_| vec![(200, json!({"status": "COMPOSING"})), (200, json!({"status": "running"}))],
    done: |_, file| json!({"status": "COMPOSED", "meta": {"track_url": file, "stems_url": {"bass": file, "chords": file}}}),
    result: None,
    failed: |reason| (200, json!({"status": "FAILED", "error": reason})),
    no_credit: || (402, json!({"error": "No credits left"})),
    wrong_key: || (401, json!({"error": "Unauthorized"})),
};
