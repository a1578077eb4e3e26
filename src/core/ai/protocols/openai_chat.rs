//! OpenAI's chat completions, which many services and local servers speak.

use serde_json::{Map, Value, json};

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::failure::error_inside;
use crate::ai::protocols::{Framing, Heard, Wire, names, system, turns};
use crate::ai::schema::strict;
use crate::ai::{CallError, Request, Service, Shape, TextAsk, Usage};

/// The protocol.
pub const WIRE: Wire = Wire {
    framing: Framing::Events,
    ask,
    hear,
    models_path: "/models",
    models,
    key: ("authorization", "Bearer "),
    headers: &[],
};

fn ask(service: &Service, dialect: &Dialect, ask: &TextAsk, mode: JsonMode) -> Request {
    let mut messages = vec![json!({"role": "system", "content": system(ask, mode)})];
    messages.extend(turns(ask, "assistant", |role, turn| json!({"role": role, "content": turn.text})));
    let mut body = Map::new();
    body.insert("model".to_owned(), json!(service.model));
    body.insert("messages".to_owned(), Value::Array(messages));
    body.insert(dialect.max_tokens.to_owned(), json!(ask.max_tokens.min(dialect.most_tokens)));
    body.insert("stream".to_owned(), json!(true));
    if dialect.counts {
        body.insert("stream_options".to_owned(), json!({"include_usage": true}));
    }
    if let Some(format) = format(&ask.shape, mode) {
        body.insert("response_format".to_owned(), format);
    }
    for (field, value) in dialect.extra {
        body.insert((*field).to_owned(), serde_json::from_str(value).unwrap_or_default());
    }
    Request::post_json(service.at("/chat/completions"), &Value::Object(body))
}

fn format(shape: &Shape, mode: JsonMode) -> Option<Value> {
    let Shape::Json { name, schema } = shape else { return None };
    match mode {
        JsonMode::Schema | JsonMode::Tool => Some(json!({
            "type": "json_schema",
            "json_schema": {"name": name, "strict": true, "schema": strict(schema)},
        })),
        JsonMode::Object => Some(json!({"type": "json_object"})),
        JsonMode::Words => None,
    }
}

fn hear(json: &Value, heard: &mut Heard) -> Result<(), CallError> {
    if let Some(error) = error_inside(json) {
        return Err(error);
    }
    heard.model(json.get("model"));
    heard.request_id(json.get("id"));
    // OpenRouter tells the charge in credits, which are US dollars.
    let counted = Usage::read(json, "/usage/prompt_tokens", "/usage/completion_tokens", "/usage/cost");
    heard.facts.usage = counted.or(heard.facts.usage);
    let Some(choice) = json.pointer("/choices/0") else { return Ok(()) };
    let said = choice.get("delta").or_else(|| choice.get("message"));
    let part = |key: &str| said.and_then(|said| said.get(key)?.as_str()).unwrap_or_default();
    heard.text.push_str(part("content"));
    heard.refusal.push_str(part("refusal"));
    match choice.get("finish_reason").and_then(Value::as_str) {
        Some("stop") if !heard.refusal.is_empty() => heard.stop("refusal"),
        Some(reason) => heard.stop(reason),
        None => Ok(()),
    }
}

fn models(json: &Value) -> Vec<String> {
    names(json.get("data").or(Some(json)), "id")
}
