//! Google's `generateContent`.

use serde_json::{Value, json};

use crate::text::{Dialect, gate, pieces};
use crate::wire::{Asked, Reply};

pub const DIALECT: Dialect = Dialect {
    preset: "gemini",
    check,
    stream,
    media_type: "text/event-stream",
    done: "STOP",
    length: "MAX_TOKENS",
    models: || {
        json!({"models": [
            {"name": "models/gemini-3.8-flash", "supportedGenerationMethods": ["generateContent", "countTokens"]},
            {"name": "models/text-embedding-9", "supportedGenerationMethods": ["embedContent"]},
        ]})
    },
    models_path: "/v1beta/models?pageSize=200",
};

/// What it says to a wrong key: status 400, not 401.
pub fn bad_key() -> Reply {
    let info = json!({"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com", "metadata": {"service": "generativelanguage.googleapis.com"}});
    Reply::json(
        400,
        &json!({"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.", "status": "INVALID_ARGUMENT", "details": [info]}}),
    )
}

fn check(asked: &Asked) -> Option<Reply> {
    if let Some(refused) = gate(asked, &["x-goog-api-key"], ("x-goog-api-key", ""), bad_key()) {
        return Some(refused);
    }
    let fault = |message: &str| {
        Reply::json(400, &json!({"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}))
    };
    if asked.method == "GET" {
        return (asked.path != "/v1beta/models?pageSize=200").then(|| fault("path"));
    }
    if asked.path != "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse" {
        return Some(fault("path"));
    }
    let body = asked.json();
    let parts = body["contents"][0]["parts"][0]["text"].is_string()
        && body["systemInstruction"]["parts"][0]["text"].is_string();
    let config = body["generationConfig"].as_object()?;
    let known = ["maxOutputTokens", "responseMimeType", "responseJsonSchema"];
    let stray = config.keys().any(|key| !known.contains(&key.as_str()));
    let typed = config.contains_key("responseJsonSchema") && config["responseMimeType"] != "application/json";
    (!parts || stray || typed).then(|| fault("body"))
}

fn chunk(parts: Value, reason: Value) -> Value {
    let mut candidate = json!({"content": {"role": "model", "parts": parts}, "index": 0, "safetyRatings": []});
    if !reason.is_null() {
        candidate["finishReason"] = reason;
    }
    json!({"candidates": [candidate], "usageMetadata": {"promptTokenCount": 410, "candidatesTokenCount": 600, "thoughtsTokenCount": 300, "totalTokenCount": 1310}, "modelVersion": "gemini-3.8-flash", "responseId": "abc"})
}

fn stream(text: &str, reason: &str) -> Vec<u8> {
    let mut out = String::new();
    let mut event = |data: Value| out.push_str(&format!("data: {data}\r\n\r\n"));
    event(chunk(json!([{"text": "{\"title\": \"never\"}", "thought": true}]), Value::Null));
    for piece in pieces(text) {
        event(chunk(json!([{"text": piece}]), Value::Null));
    }
    event(chunk(json!([{"text": ""}]), json!(reason)));
    out.into_bytes()
}

/// A prompt that was blocked.
pub fn blocked() -> Reply {
    let body =
        json!({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, "usageMetadata": {"promptTokenCount": 4}});
    Reply::new(200, "text/event-stream", format!("data: {body}\r\n\r\n"))
}
