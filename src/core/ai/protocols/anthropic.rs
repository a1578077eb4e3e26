//! Anthropic's messages, and the services that speak like it.

use serde_json::{Value, json};

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::failure::error_inside;
use crate::ai::protocols::{Framing, Heard, Wire, names, system, tokens, turns};
use crate::ai::schema::strict;
use crate::ai::{CallError, Request, Service, Shape, TextAsk};

/// The protocol. Without the last header the service answers no browser.
pub const WIRE: Wire = Wire {
    framing: Framing::Events,
    ask,
    hear,
    models_path: "/v1/models",
    models,
    key: ("x-api-key", ""),
    headers: &[("anthropic-version", "2023-06-01"), ("anthropic-dangerous-direct-browser-access", "true")],
};

fn ask(service: &Service, dialect: &Dialect, ask: &TextAsk, mode: JsonMode) -> Request {
    let mut body = json!({
        "model": service.model,
        "max_tokens": ask.max_tokens.min(dialect.most_tokens),
        "stream": true,
        "system": system(ask, mode),
        "messages": turns(ask, "assistant", |role, turn| json!({"role": role, "content": turn.text})),
    });
    if let Shape::Json { name, schema } = &ask.shape {
        match mode {
            JsonMode::Schema => {
                body["output_config"] = json!({"format": {"type": "json_schema", "schema": strict(schema)}});
            }
            JsonMode::Tool => {
                let tool = json!({"name": name, "description": "Hands the answer in.", "input_schema": strict(schema)});
                body["tools"] = json!([tool]);
                body["tool_choice"] = json!({"type": "tool", "name": name});
            }
            JsonMode::Object | JsonMode::Words => {}
        }
    }
    Request::post_json(service.at("/v1/messages"), &body)
}

fn hear(json: &Value, heard: &mut Heard) -> Result<(), CallError> {
    if let Some(error) = error_inside(json) {
        return Err(error);
    }
    let message = json.get("message").unwrap_or(json);
    heard.model(message.get("model"));
    if message.get("role").is_some() {
        heard.request_id(message.get("id"));
    }
    let usage = &mut heard.facts.usage;
    let counted = tokens(message, "/usage/input_tokens").or_else(|| tokens(json, "/usage/input_tokens"));
    usage.input_tokens = counted.or(usage.input_tokens);
    let counted = tokens(json, "/usage/output_tokens").or_else(|| tokens(message, "/usage/output_tokens"));
    usage.output_tokens = counted.or(usage.output_tokens);
    // An answer that came whole has its blocks in a list; a stream brings them as deltas.
    for block in message.get("content").and_then(Value::as_array).into_iter().flatten() {
        block_text(block, heard);
    }
    if let Some(block) = json.get("content_block") {
        block_text(block, heard);
    }
    for key in ["text", "partial_json"] {
        heard.text.push_str(json.pointer(&format!("/delta/{key}")).and_then(Value::as_str).unwrap_or_default());
    }
    let reason = json.pointer("/delta/stop_reason").or_else(|| message.get("stop_reason"));
    reason.and_then(Value::as_str).map_or(Ok(()), |reason| heard.stop(reason))
}

/// The text of a block that came whole. Thinking is passed over; the input of a tool is the answer.
fn block_text(block: &Value, heard: &mut Heard) {
    match block.get("type").and_then(Value::as_str) {
        Some("text") => heard.text.push_str(block.get("text").and_then(Value::as_str).unwrap_or_default()),
        Some("tool_use") => match block.get("input") {
            // A stream begins with an empty input and brings it in pieces.
            Some(Value::Object(input)) if !input.is_empty() => {
                heard.text.push_str(&Value::Object(input.clone()).to_string());
            }
            _ => {}
        },
        _ => {}
    }
}

fn models(json: &Value) -> Vec<String> {
    names(json.get("data"), "id")
}
