//! Google's `generateContent`.

use serde_json::{Value, json};

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::failure::error_inside;
use crate::ai::protocols::{Framing, Heard, Wire, names, system, tokens, turns};
use crate::ai::said::said;
use crate::ai::schema::strict;
use crate::ai::{CallError, Request, Service, Shape, TextAsk};

/// The protocol.
pub const WIRE: Wire = Wire {
    framing: Framing::Events,
    ask,
    hear,
    models_path: "/models?pageSize=200",
    models,
    key: ("x-goog-api-key", ""),
    headers: &[],
};

fn ask(service: &Service, dialect: &Dialect, ask: &TextAsk, mode: JsonMode) -> Request {
    let mut config = json!({"maxOutputTokens": ask.max_tokens.min(dialect.most_tokens)});
    if let Shape::Json { schema, .. } = &ask.shape {
        if mode != JsonMode::Words {
            config["responseMimeType"] = json!("application/json");
        }
        if matches!(mode, JsonMode::Schema | JsonMode::Tool) {
            config["responseJsonSchema"] = strict(schema);
        }
    }
    let contents = turns(ask, "model", |role, turn| json!({"role": role, "parts": [{"text": turn.text}]}));
    let body = json!({
        "systemInstruction": {"parts": [{"text": system(ask, mode)}]},
        "contents": contents,
        "generationConfig": config,
    });
    let model = service.model.trim_start_matches("models/");
    Request::post_json(service.at(&format!("/models/{}:streamGenerateContent?alt=sse", segment(model))), &body)
}

/// A name as a part of a path.
fn segment(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn hear(json: &Value, heard: &mut Heard) -> Result<(), CallError> {
    // An error may come as the only element of a list.
    let json = json.get(0).unwrap_or(json);
    if let Some(error) = error_inside(json) {
        return Err(error);
    }
    heard.model(json.get("modelVersion"));
    heard.request_id(json.get("responseId"));
    let usage = &mut heard.facts.usage;
    usage.input_tokens = tokens(json, "/usageMetadata/promptTokenCount").or(usage.input_tokens);
    let written = tokens(json, "/usageMetadata/candidatesTokenCount");
    let thought = tokens(json, "/usageMetadata/thoughtsTokenCount");
    if written.is_some() || thought.is_some() {
        usage.output_tokens = Some(written.unwrap_or(0).saturating_add(thought.unwrap_or(0)));
    }
    if let Some(reason) = json.pointer("/promptFeedback/blockReason").and_then(Value::as_str) {
        return Err(CallError::Refused { reason: said(reason), suggestion: None });
    }
    let Some(candidate) = json.pointer("/candidates/0") else { return Ok(()) };
    for part in candidate.pointer("/content/parts").and_then(Value::as_array).into_iter().flatten() {
        if part.get("thought").and_then(Value::as_bool) != Some(true) {
            heard.text.push_str(part.get("text").and_then(Value::as_str).unwrap_or_default());
        }
    }
    candidate.get("finishReason").and_then(Value::as_str).map_or(Ok(()), |reason| heard.stop(reason))
}

fn models(json: &Value) -> Vec<String> {
    let items = json.get("models").and_then(Value::as_array).into_iter().flatten();
    let writes = |item: &&Value| {
        let methods = item.get("supportedGenerationMethods").and_then(Value::as_array);
        methods.is_none_or(|methods| methods.iter().any(|method| method == "generateContent"))
    };
    let writers: Vec<Value> = items.filter(writes).cloned().collect();
    let named = names(Some(&Value::Array(writers)), "name");
    named.into_iter().map(|name| name.trim_start_matches("models/").to_owned()).collect()
}
