//! Anthropic's messages.

use serde_json::{Value, json};

use crate::text::{Dialect, gate, pieces};
use crate::wire::{Asked, Reply};

pub const DIALECT: Dialect = Dialect {
    preset: "anthropic",
    check,
    stream,
    media_type: "text/event-stream",
    done: "end_turn",
    length: "max_tokens",
    models: || json!({"data": [{"type": "model", "id": "claude-sonnet-5-5", "display_name": "Sonnet"}], "has_more": false}),
    models_path: "/v1/models",
};

fn error(status: u16, kind: &str, message: &str) -> Reply {
    Reply::json(status, &json!({"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"}))
}

fn check(asked: &Asked) -> Option<Reply> {
    let allowed = ["x-api-key", "anthropic-version", "anthropic-dangerous-direct-browser-access"];
    let refusal = error(401, "authentication_error", "invalid x-api-key");
    if let Some(refused) = gate(asked, &allowed, ("x-api-key", ""), refusal) {
        return Some(refused);
    }
    if asked.header("anthropic-dangerous-direct-browser-access") != Some("true") {
        let text = "CORS requests must set 'anthropic-dangerous-direct-browser-access' header";
        return Some(error(401, "authentication_error", text));
    }
    if asked.header("anthropic-version").is_none() {
        return Some(error(400, "invalid_request_error", "anthropic-version: header is required"));
    }
    if asked.method == "GET" {
        return (asked.path != "/v1/models").then(|| error(404, "not_found_error", "Not found"));
    }
    let body = asked.json();
    let known = ["model", "max_tokens", "stream", "system", "messages", "output_config", "tools", "tool_choice"];
    let stray = body.as_object()?.keys().find(|key| !known.contains(&key.as_str()));
    let schema = body.pointer("/output_config/format/schema").or_else(|| body.pointer("/tools/0/input_schema"));
    let loose = schema.is_some_and(|schema| schema["additionalProperties"] != false);
    let whole = asked.path == "/v1/messages" && body["max_tokens"].is_u64() && body["system"].is_string();
    if let Some(stray) = stray {
        return Some(error(400, "invalid_request_error", &format!("{stray}: Extra inputs are not permitted")));
    }
    (loose || !whole)
        .then(|| error(400, "invalid_request_error", "output_config.format.schema: additionalProperties must be false"))
}

fn event(name: &str, mut data: Value) -> String {
    data["type"] = json!(name);
    format!("event: {name}\ndata: {data}\n\n")
}

fn message(start: &str) -> String {
    let usage = json!({"input_tokens": 410, "output_tokens": 1});
    let message = json!({"id": "msg_01", "type": "message", "role": "assistant", "model": "claude-sonnet-5-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": usage});
    event(start, json!({"message": message}))
}

fn stop(reason: &str) -> String {
    let delta = json!({"stop_reason": reason, "stop_sequence": null});
    let last = event("message_delta", json!({"delta": delta, "usage": {"output_tokens": 900}}));
    format!("{last}{}", event("message_stop", json!({})))
}

fn stream(text: &str, reason: &str) -> Vec<u8> {
    let mut out = message("message_start");
    out.push_str(&event(
        "content_block_start",
        json!({"index": 0, "content_block": {"type": "thinking", "thinking": ""}}),
    ));
    out.push_str(&event(
        "content_block_delta",
        json!({"index": 0, "delta": {"type": "thinking_delta", "thinking": "{\"title\": \"never\"}"}}),
    ));
    out.push_str(&event("content_block_stop", json!({"index": 0})));
    out.push_str(&event("content_block_start", json!({"index": 1, "content_block": {"type": "text", "text": ""}})));
    out.push_str(&event("ping", json!({})));
    for piece in pieces(text) {
        out.push_str(&event(
            "content_block_delta",
            json!({"index": 1, "delta": {"type": "text_delta", "text": piece}}),
        ));
    }
    out.push_str(&event("content_block_stop", json!({"index": 1})));
    out.push_str(&stop(reason));
    out.into_bytes()
}

/// The same words as the input of a tool.
pub fn tool_stream(text: &str) -> Vec<u8> {
    let mut out = message("message_start");
    let block = json!({"type": "tool_use", "id": "toolu_1", "name": "score", "input": {}});
    out.push_str(&event("content_block_start", json!({"index": 0, "content_block": block})));
    for piece in pieces(text) {
        out.push_str(&event(
            "content_block_delta",
            json!({"index": 0, "delta": {"type": "input_json_delta", "partial_json": piece}}),
        ));
    }
    out.push_str(&stop("tool_use"));
    out.into_bytes()
}

/// A stream that breaks down.
pub fn overloaded_stream() -> Vec<u8> {
    let error = json!({"error": {"type": "overloaded_error", "message": "Overloaded"}, "request_id": "req_2"});
    format!("{}{}", message("message_start"), event("error", error)).into_bytes()
}
