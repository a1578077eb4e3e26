//! OpenAI's chat completions.

use serde_json::{Value, json};

use crate::text::{Dialect, gate, pieces};
use crate::wire::{Asked, Reply};

pub const DIALECT: Dialect = Dialect {
    preset: "openai",
    check,
    stream,
    media_type: "text/event-stream",
    done: "stop",
    length: "length",
    models: || json!({"object": "list", "data": [{"id": "gpt-5.4-mini", "object": "model"}, {"id": "gpt-4.1", "object": "model"}]}),
    models_path: "/v1/models",
};

/// What it says to a wrong key.
pub fn bad_key() -> Reply {
    Reply::json(
        401,
        &json!({"error": {"message": "Incorrect API key provided: sk-proj-****cdef. You can find your API key at https://platform.openai.com/account/api-keys.", "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}),
    )
}

fn check(asked: &Asked) -> Option<Reply> {
    if let Some(refused) = gate(asked, &["authorization"], ("authorization", "Bearer "), bad_key()) {
        return Some(refused);
    }
    if asked.method == "GET" {
        return (asked.path != "/v1/models").then(|| Reply::json(404, &json!({"error": {"message": "Unknown path"}})));
    }
    let body = asked.json();
    let wrong = chat_fault(&body, &["max_completion_tokens", "stream_options"]);
    let path = (asked.path != "/v1/chat/completions").then_some("path");
    path.or(wrong).map(|wrong| Reply::json(400, &json!({"error": {"message": format!("bad {wrong}"), "type": "invalid_request_error", "param": wrong, "code": null}})))
}

/// What is wrong with a chat request that may have these fields besides the usual ones.
pub fn chat_fault(body: &Value, further: &[&'static str]) -> Option<&'static str> {
    let fields = body.as_object()?;
    let usual = ["model", "messages", "stream", "response_format"];
    if fields.keys().any(|key| !usual.contains(&key.as_str()) && !further.contains(&key.as_str())) {
        return Some("field");
    }
    if body["stream"] != json!(true) || !body["model"].is_string() {
        return Some("stream");
    }
    if body["messages"][0]["role"] != "system" || body["messages"][1]["role"] != "user" {
        return Some("messages");
    }
    let missing = further.iter().find(|field| body.get(**field).is_none()).copied();
    let format = &body["response_format"];
    let strict = format["type"] != "json_schema"
        || format["json_schema"]["strict"] == true && format["json_schema"]["schema"]["additionalProperties"] == false;
    missing.or((!strict).then_some("response_format"))
}

fn chunk(choices: Value, usage: Value) -> String {
    json!({"id": "chatcmpl-9x1", "object": "chat.completion.chunk", "created": 1_763_800_000, "model": "gpt-5.4-mini", "choices": choices, "usage": usage})
        .to_string()
}

fn stream(text: &str, reason: &str) -> Vec<u8> {
    let delta = |delta: Value, reason: Value| json!([{"index": 0, "delta": delta, "finish_reason": reason}]);
    // CRLF, a comment, an empty list of choices, and escapes where JSON allows them.
    let mut out = String::from(": keep-alive\r\n\r\n");
    let mut event = |data: String| out.push_str(&format!("data: {data}\r\n\r\n"));
    event(chunk(delta(json!({"role": "assistant", "content": ""}), Value::Null), Value::Null));
    event(chunk(json!([]), Value::Null));
    for (index, piece) in pieces(text).into_iter().enumerate() {
        let data = chunk(delta(json!({"content": piece}), Value::Null), Value::Null);
        event(if index % 2 == 0 { data.replace('♩', "\\u2669").replace('𝄞', "\\ud834\\udd1e") } else { data });
    }
    event(chunk(delta(json!({}), json!(reason)), Value::Null));
    event(chunk(json!([]), json!({"prompt_tokens": 410, "completion_tokens": 900, "total_tokens": 1310})));
    event("[DONE]".to_owned());
    out.into_bytes()
}
