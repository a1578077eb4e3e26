//! OpenRouter: comments while it waits, errors inside good answers, and keys for those who sign in.

use serde_json::{Value, json};

use crate::text::openai::chat_fault;
use crate::text::{Dialect, gate, pieces};
use crate::wire::{Asked, CANARY, Reply};

pub const DIALECT: Dialect = Dialect {
    preset: "openrouter",
    check,
    stream,
    media_type: "text/event-stream",
    done: "stop",
    length: "length",
    models: || json!({"data": [{"id": "google/gemini-3.8-flash", "name": "Gemini"}, {"id": "deepseek/deepseek-v4-flash"}]}),
    models_path: "/api/v1/models",
};

fn check(asked: &Asked) -> Option<Reply> {
    if asked.path == "/api/v1/auth/keys" {
        let body = asked.json();
        let right = body["code_challenge_method"] == "S256"
            && body["code"] == "the-code"
            && body["code_verifier"] == "the-verifier";
        return Some(match right && asked.header("authorization").is_none() {
            true => Reply::json(200, &json!({"key": CANARY, "user_id": "user_2x"})),
            false => Reply::json(403, &json!({"error": {"code": 403, "message": "Invalid code or code_verifier"}})),
        });
    }
    let refusal =
        Reply::json(401, &json!({"error": {"code": 401, "message": "No auth credentials found"}, "user_id": null}));
    if let Some(refused) = gate(asked, &["authorization"], ("authorization", "Bearer "), refusal) {
        return Some(refused);
    }
    if asked.method == "GET" {
        return (asked.path != "/api/v1/models").then(|| Reply::json(404, &json!({})));
    }
    let wrong = chat_fault(&asked.json(), &["max_tokens", "stream_options"]);
    wrong.map(|wrong| {
        Reply::json(400, &json!({"error": {"code": 400, "message": format!("bad {wrong}"), "metadata": {}}}))
    })
}

fn chunk(delta: Value, reason: Value) -> String {
    let choices = json!([{"index": 0, "delta": delta, "finish_reason": reason, "native_finish_reason": null}]);
    let chunk = json!({"id": "gen-1", "provider": "Google", "object": "chat.completion.chunk", "created": 1_763_800_000, "model": "google/gemini-3.8-flash", "choices": choices});
    format!("data: {chunk}\n\n")
}

fn stream(text: &str, reason: &str) -> Vec<u8> {
    let mut out = String::from(": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n");
    for piece in pieces(text) {
        out.push_str(&chunk(json!({"role": "assistant", "content": piece}), Value::Null));
    }
    out.push_str(&chunk(json!({"role": "assistant", "content": ""}), json!(reason)));
    let usage = json!({"id": "gen-1", "model": "google/gemini-3.8-flash", "choices": [], "usage": {"prompt_tokens": 410, "completion_tokens": 900, "total_tokens": 1310, "cost": 0.0031}});
    out.push_str(&format!("data: {usage}\n\ndata: [DONE]\n\n"));
    out.into_bytes()
}

/// A stream that breaks down after some words.
pub fn broken_stream(text: &str) -> Vec<u8> {
    let error = json!({"id": "gen-1", "object": "chat.completion.chunk", "created": 1_763_800_000, "model": "google/gemini-3.8-flash", "error": {"code": 502, "message": "Provider returned error", "metadata": {"error_type": "provider_unavailable"}}, "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": "error"}]});
    format!("{}data: {error}\n\n", chunk(json!({"content": text}), Value::Null)).into_bytes()
}
