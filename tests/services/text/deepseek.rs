//! DeepSeek: JSON by name alone, thinking off, keep-alive comments, reasoning before the words.

use serde_json::{Value, json};

use crate::text::openai::chat_fault;
use crate::text::{Dialect, gate, pieces};
use crate::wire::{Asked, Reply};

pub const DIALECT: Dialect = Dialect {
    preset: "deepseek",
    check,
    stream,
    media_type: "text/event-stream",
    done: "stop",
    length: "length",
    models: || json!({"object": "list", "data": [{"id": "deepseek-v4-flash", "object": "model", "owned_by": "deepseek"}]}),
    models_path: "/models",
};

fn check(asked: &Asked) -> Option<Reply> {
    let refusal = Reply::json(
        401,
        &json!({"error": {"message": "Authentication Fails (no such user)", "type": "authentication_error", "param": null, "code": "invalid_request_error"}}),
    );
    if let Some(refused) = gate(asked, &["authorization"], ("authorization", "Bearer "), refusal) {
        return Some(refused);
    }
    if asked.method == "GET" {
        return (asked.path != "/models").then(|| Reply::json(404, &json!({})));
    }
    let body = asked.json();
    let mut wrong = chat_fault(&body, &["max_tokens", "stream_options", "thinking"]);
    let words = body["messages"].to_string();
    match body["response_format"]["type"].as_str() {
        None => {}
        Some("json_object") if words.contains("json") => {}
        _ => wrong = Some("response_format"),
    }
    if body["thinking"]["type"] != "disabled"
        || body["max_tokens"].as_u64() > Some(8192)
        || asked.path != "/chat/completions"
    {
        wrong = wrong.or(Some("thinking"));
    }
    wrong.map(|wrong| {
        Reply::json(
            422,
            &json!({"error": {"message": format!("Failed to deserialize: {wrong}"), "type": "invalid_request_error"}}),
        )
    })
}

fn stream(text: &str, reason: &str) -> Vec<u8> {
    let chunk = |delta: Value, reason: Value, usage: Value| {
        let choices = json!([{"index": 0, "delta": delta, "logprobs": null, "finish_reason": reason}]);
        let mut chunk = json!({"id": "a1", "object": "chat.completion.chunk", "created": 1_763_800_000, "model": "deepseek-v4-flash", "system_fingerprint": "fp_x", "choices": choices});
        if !usage.is_null() {
            chunk["usage"] = usage;
        }
        format!("data: {chunk}\n\n")
    };
    let mut out =
        chunk(json!({"role": "assistant", "content": "", "reasoning_content": null}), Value::Null, Value::Null);
    out.push_str(&chunk(
        json!({"content": null, "reasoning_content": "{\"title\": \"never\"}"}),
        Value::Null,
        Value::Null,
    ));
    out.push_str(": keep-alive\n\n");
    for piece in pieces(text) {
        out.push_str(&chunk(json!({"content": piece}), Value::Null, Value::Null));
    }
    let usage =
        json!({"prompt_tokens": 410, "completion_tokens": 900, "total_tokens": 1310, "prompt_cache_hit_tokens": 0});
    out.push_str(&chunk(json!({"content": ""}), json!(reason), usage));
    out.push_str("data: [DONE]\n\n");
    out.into_bytes()
}
