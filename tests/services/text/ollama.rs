//! Ollama's own chat: lines of JSON, the last one without its end.

use serde_json::{Value, json};

use crate::text::{Dialect, gate, pieces};
use crate::wire::{Asked, Reply};

pub const DIALECT: Dialect = Dialect {
    preset: "ollama",
    check,
    stream,
    media_type: "application/x-ndjson",
    done: "stop",
    length: "length",
    models: || json!({"models": [{"name": "llama3.1:8b", "model": "llama3.1:8b", "size": 4_920_753_328_u64, "digest": "sha256:46e0"}]}),
    models_path: "/api/tags",
};

fn check(asked: &Asked) -> Option<Reply> {
    // A key is sent where one was set for a server behind a proxy; Ollama itself passes it over.
    if let Some(refused) =
        gate(asked, &["authorization"], ("authorization", "Bearer "), Reply::new(401, "text/plain", ""))
    {
        return Some(refused);
    }
    if asked.method == "GET" {
        return (asked.path != "/api/tags").then(|| Reply::new(404, "text/plain", "404 page not found"));
    }
    let body = asked.json();
    if body["options"]["num_ctx"].as_u64() < Some(8192) || body["think"] != json!(false) {
        return Some(Reply::json(400, &json!({"error": "the context would be cut"})));
    }
    let known = body["model"] == "llama3.1:8b" && asked.path == "/api/chat";
    (!known).then(|| Reply::json(404, &json!({"error": "model 'foo' not found"})))
}

fn line(text: &str) -> Value {
    json!({"model": "llama3.1:8b", "created_at": "2026-11-22T08:00:00Z", "message": {"role": "assistant", "content": text}, "done": false})
}

fn stream(text: &str, reason: &str) -> Vec<u8> {
    let mut out = String::new();
    for piece in pieces(text) {
        out.push_str(&format!("{}\n", line(&piece)));
    }
    let mut last = line("");
    last["done"] = json!(true);
    last["done_reason"] = json!(reason);
    last["prompt_eval_count"] = json!(410);
    last["eval_count"] = json!(900);
    out.push_str(&last.to_string());
    out.into_bytes()
}

/// A stream that breaks down after some words.
pub fn broken_stream(text: &str) -> Vec<u8> {
    format!("{}\n{}\n", line(text), json!({"error": "an error was encountered while running the model"})).into_bytes()
}
