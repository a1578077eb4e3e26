//! Ollama's own chat. Only here can its context be made long enough: it is 4,096 tokens unless asked for more.

use serde_json::{Value, json};

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::failure::error_inside;
use crate::ai::protocols::{Framing, Heard, Wire, names, system, tokens, turns};
use crate::ai::{CallError, Request, Service, Shape, TextAsk};

/// The protocol.
pub const WIRE: Wire = Wire {
    framing: Framing::Lines,
    ask,
    hear,
    models_path: "/api/tags",
    models,
    key: ("authorization", "Bearer "),
    headers: &[],
};

/// The longest context asked for, in tokens: more than most computers have the memory for.
const MAX_CONTEXT: u32 = 65_536;

fn ask(service: &Service, dialect: &Dialect, ask: &TextAsk, mode: JsonMode) -> Request {
    let system = system(ask, mode);
    let mut messages = vec![json!({"role": "system", "content": system})];
    messages.extend(turns(ask, "assistant", |role, turn| json!({"role": role, "content": turn.text})));
    let most = ask.max_tokens.min(dialect.most_tokens);
    let letters = system.len() + ask.turns.iter().map(|turn| turn.text.len()).sum::<usize>();
    // A token is at least two bytes, on average, in any language.
    let prompt = u32::try_from(letters / 2).unwrap_or(MAX_CONTEXT);
    let context = prompt.saturating_add(most).div_ceil(1024).saturating_mul(1024).clamp(8_192, MAX_CONTEXT);
    let mut body = json!({
        "model": service.model,
        "messages": messages,
        "stream": true,
        "options": {"num_ctx": context, "num_predict": most},
    });
    for (field, value) in dialect.extra {
        body[*field] = serde_json::from_str(value).unwrap_or_default();
    }
    if let Shape::Json { schema, .. } = &ask.shape {
        match mode {
            JsonMode::Schema | JsonMode::Tool => body["format"] = schema.clone(),
            JsonMode::Object => body["format"] = json!("json"),
            JsonMode::Words => {}
        }
    }
    Request::post_json(service.at("/api/chat"), &body)
}

fn hear(json: &Value, heard: &mut Heard) -> Result<(), CallError> {
    if let Some(error) = error_inside(json) {
        return Err(error);
    }
    heard.model(json.get("model"));
    heard.text.push_str(json.pointer("/message/content").and_then(Value::as_str).unwrap_or_default());
    let usage = &mut heard.facts.usage;
    usage.input_tokens = tokens(json, "/prompt_eval_count").or(usage.input_tokens);
    usage.output_tokens = tokens(json, "/eval_count").or(usage.output_tokens);
    if json.get("done").and_then(Value::as_bool) == Some(true) {
        return heard.stop(json.get("done_reason").and_then(Value::as_str).unwrap_or("stop"));
    }
    Ok(())
}

fn models(json: &Value) -> Vec<String> {
    names(json.get("models"), "name")
}
