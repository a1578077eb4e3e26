//! What an error answer means: from a status, headers and any of the services' envelopes to a [`CallError`].

use serde_json::Value;

use crate::ai::CallError;
use crate::ai::said::said;

/// How much of an error answer is kept.
pub const MAX_ERROR_BODY: usize = 64 << 10;
/// The longest wait that is believed, in seconds.
const MAX_WAIT: u64 = 86_400;

/// What an answer with an error status, or with an error in place of what was asked for, means.
pub fn failure(status: u16, headers: &[(String, String)], body: &[u8]) -> CallError {
    let text = String::from_utf8_lossy(body.get(..body.len().min(MAX_ERROR_BODY)).unwrap_or_default());
    let json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let envelope = Envelope::read(&json);
    let told = if envelope.message.is_empty() && json.is_null() { said(&text) } else { said(&envelope.message) };
    let page = text.trim_start().starts_with('<');
    classify(status, &envelope, told, page, retry_after(headers).or_else(|| envelope.retry_after()))
}

/// The error that an answer holds although its status is fine, if it holds one.
pub fn error_inside(json: &Value) -> Option<CallError> {
    let named = json.get("error").is_some_and(|error| !error.is_null() && *error != Value::Bool(false))
        || json.get("type").and_then(Value::as_str) == Some("error");
    if !named {
        return None;
    }
    let envelope = Envelope::read(json);
    let told = said(&envelope.message);
    let wait = envelope.retry_after();
    Some(classify(envelope.status(), &envelope, told, false, wait))
}

/// Whether a service refused the way the form of the answer was asked for.
pub fn refuses_shape(status: u16, body: &[u8]) -> bool {
    const NAMES: [&str; 9] = [
        "response_format",
        "json_schema",
        "json_object",
        "output_config",
        "responsejsonschema",
        "response_json_schema",
        "tool_choice",
        "schema",
        "'format'",
    ];
    let text = String::from_utf8_lossy(body.get(..body.len().min(MAX_ERROR_BODY)).unwrap_or_default()).to_lowercase();
    matches!(status, 400 | 422) && NAMES.iter().any(|name| text.contains(name))
}

/// What the services' envelopes have in common.
#[derive(Debug, Default)]
struct Envelope {
    message: String,
    /// Codes, types and reasons, in small letters, each between spaces.
    codes: String,
    /// The status it names, where that is one.
    code: Option<u16>,
    delay: Option<String>,
}

impl Envelope {
    fn read(json: &Value) -> Self {
        let error = json.get("error").filter(|error| !error.is_null()).unwrap_or(json);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let message = text(error)
            .or_else(|| ["message", "detail", "msg", "title", "error"].iter().find_map(|key| text(error.get(key)?)))
            .or_else(|| ["message", "detail", "msg"].iter().find_map(|key| text(json.get(key)?)))
            .or_else(|| first_detail(json.get("detail")?))
            .unwrap_or_default();
        let mut codes = String::from(" ");
        let mut delay = None;
        let mut places = vec![error.get("code"), error.get("type"), error.get("status"), error.get("reason")];
        places.push(error.pointer("/metadata/error_type"));
        for detail in error.get("details").and_then(Value::as_array).into_iter().flatten().take(16) {
            places.push(detail.get("reason"));
            delay = delay.or_else(|| detail.get("retryDelay").and_then(Value::as_str).map(str::to_owned));
        }
        for code in places.into_iter().flatten().filter_map(Value::as_str) {
            codes.push_str(&code.chars().take(80).collect::<String>().to_lowercase());
            codes.push(' ');
        }
        let code = error.get("code").or_else(|| error.get("status")).and_then(Value::as_u64);
        Self { message, codes, code: code.and_then(|code| u16::try_from(code).ok()), delay }
    }

    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.codes.contains(word))
    }

    fn speaks_of(&self, words: &[&str]) -> bool {
        let message = self.message.to_lowercase();
        words.iter().any(|word| message.contains(word))
    }

    /// The status that the envelope stands for.
    fn status(&self) -> u16 {
        match self.code {
            Some(code @ 400..=599) => code,
            _ if self.has(&["authentication", "unauthenticated", "invalid_api_key"]) => 401,
            _ if self.has(&["billing", "insufficient_quota", "insufficient_balance"]) => 402,
            _ if self.has(&["permission"]) => 403,
            _ if self.has(&["not_found"]) => 404,
            _ if self.has(&["rate_limit", "resource_exhausted"]) => 429,
            _ if self.has(&["overloaded"]) => 529,
            _ if self.has(&["invalid"]) => 400,
            _ if self.speaks_of(&["not found"]) => 404,
            _ => 502,
        }
    }

    /// The wait that the body names: Google's `retryDelay`, or words such as "try again in 900ms".
    fn retry_after(&self) -> Option<u32> {
        let text = self.delay.clone().or_else(|| {
            let message = self.message.to_lowercase();
            let from = ["try again in ", "resets in ~", "retry after ", "retry in "]
                .iter()
                .find_map(|words| Some(message.find(words)? + words.len()))?;
            Some(message.get(from..)?.to_owned())
        })?;
        let digits: String = text.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect();
        let number: f64 = digits.trim_end_matches('.').parse().ok()?;
        let unit = text.get(digits.len()..).unwrap_or_default().trim_start();
        let seconds = if unit.starts_with("ms") {
            number / 1000.0
        } else if unit.starts_with('m') {
            number * 60.0
        } else {
            number
        };
        (seconds <= MAX_WAIT as f64).then_some(seconds.ceil() as u32)
    }
}

/// The first of a list of complaints, as FastAPI writes them.
fn first_detail(detail: &Value) -> Option<String> {
    let first = detail.as_array()?.first()?;
    let message = first.get("msg").and_then(Value::as_str)?;
    let place = first.get("loc").and_then(Value::as_array).and_then(|place| place.last()?.as_str());
    Some(place.map_or_else(|| message.to_owned(), |place| format!("{place}: {message}")))
}

/// The wait that the headers name, in seconds. A date is passed over: the core has no clock.
pub fn retry_after(headers: &[(String, String)]) -> Option<u32> {
    let value = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
    let seconds = match (value("retry-after-ms"), value("retry-after")) {
        (Some(milliseconds), _) if milliseconds.parse::<u64>().is_ok() => {
            milliseconds.parse::<u64>().ok()?.div_ceil(1000)
        }
        (_, Some(seconds)) => seconds.parse::<u64>().ok()?,
        _ => return None,
    };
    (seconds <= MAX_WAIT).then_some(u32::try_from(seconds).unwrap_or(u32::MAX))
}

fn classify(status: u16, envelope: &Envelope, told: String, page: bool, wait: Option<u32>) -> CallError {
    let refused = envelope.has(&["content_policy", "content_filter", "refusal", "moderation", "safety", "sensitive"])
        || envelope.speaks_of(&["moderation", "content policy", "flagged"]);
    let no_credit = envelope.has(&["insufficient_quota", "billing", "insufficient_balance"])
        || envelope.speaks_of(&["insufficient balance", "insufficient credit", "billing details", "out of credit"]);
    let blocked = envelope.speaks_of(&["cors request", "cors is", "origin not allowed"]);
    let bad_key = envelope.has(&["api_key_invalid", "invalid_api_key"])
        || envelope.speaks_of(&["api key not valid", "incorrect api key", "invalid api key"]);
    let unknown = envelope.has(&["model_not_found"]);
    match status {
        _ if blocked => CallError::Blocked(told),
        _ if bad_key => CallError::Key(told),
        _ if unknown => CallError::NotFound(told),
        400..=499 if refused => CallError::Refused { reason: told, suggestion: None },
        401 | 407 => CallError::Key(told),
        402 => CallError::Quota(told),
        403 if !page && envelope.speaks_of(&["key", "permission"]) => CallError::Key(told),
        403 => CallError::Blocked(told),
        404 | 410 => CallError::NotFound(told),
        // A quota with a time at which it opens again is a queue; one without is an empty purse.
        429 if no_credit && wait.is_none() => CallError::Quota(told),
        429 | 529 => CallError::Busy(wait),
        503 if wait.is_some() => CallError::Busy(wait),
        400..=499 if no_credit => CallError::Quota(told),
        400..=499 => CallError::Invalid(told),
        _ => CallError::Down { status, detail: told },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(status: u16, body: &str) -> CallError {
        failure(status, &[], body.as_bytes())
    }

    #[test]
    fn the_services_envelopes_are_understood() {
        let text = |error: &str| error.to_owned();
        for (status, body, expected) in [
            (
                401,
                r#"{"error":{"message":"Incorrect API key provided: sk-test****CDEF.","type":"invalid_request_error","code":"invalid_api_key"}}"#,
                CallError::Key(text("Incorrect API key provided: […]")),
            ),
            (
                429,
                r#"{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","code":"insufficient_quota"}}"#,
                CallError::Quota(text("You exceeded your current quota, please check your plan and billing details.")),
            ),
            (
                429,
                r#"{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"x","retryDelay":"34s"}]}}"#,
                CallError::Busy(Some(34)),
            ),
            (
                429,
                r#"{"error":{"message":"Rate limit reached. Please try again in 900ms.","code":"rate_limit_exceeded"}}"#,
                CallError::Busy(Some(1)),
            ),
            (429, r#"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#, CallError::Busy(Some(30))),
            (
                400,
                r#"{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"#,
                CallError::Key(text("API key not valid. Please pass a valid API key.")),
            ),
            (
                401,
                r#"{"type":"error","error":{"type":"authentication_error","message":"CORS requests are not allowed for this Organization because of its settings."}}"#,
                CallError::Blocked(text(
                    "CORS requests are not allowed for this Organization because of its settings.",
                )),
            ),
            (
                402,
                r#"{"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}"#,
                CallError::Quota(text("Insufficient Balance")),
            ),
            (403, "", CallError::Blocked(String::new())),
            (404, r#"{"error":"model 'foo' not found"}"#, CallError::NotFound(text("model 'foo' not found"))),
            (
                422,
                r#"{"detail":[{"loc":["body","tags"],"msg":"field required","type":"value_error.missing"}]}"#,
                CallError::Invalid(text("tags: field required")),
            ),
            (
                403,
                r#"{"error":{"code":403,"message":"Input was flagged","metadata":{"error_type":"content_policy_violation"}}}"#,
                CallError::Refused { reason: text("Input was flagged"), suggestion: None },
            ),
            (
                529,
                r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
                CallError::Busy(None),
            ),
        ] {
            assert_eq!(of(status, body), expected, "{body}");
        }
    }

    #[test]
    fn pages_waits_and_errors_inside_good_answers_are_understood() {
        let page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
        assert_eq!(of(502, page), CallError::Down { status: 502, detail: "502 Bad Gateway".to_owned() });
        let header = |value: &str| vec![("retry-after".to_owned(), value.to_owned())];
        assert_eq!(failure(503, &header("7"), page.as_bytes()), CallError::Busy(Some(7)));
        assert_eq!(failure(429, &header("Wed, 21 Oct 2026 07:28:00 GMT"), b"{}"), CallError::Busy(None));
        let inside = json!({"error": {"code": 502, "message": "Provider returned error"}, "choices": []});
        let down = CallError::Down { status: 502, detail: "Provider returned error".to_owned() };
        assert_eq!(error_inside(&inside), Some(down));
        assert_eq!(error_inside(&json!({"choices": [], "error": null})), None);
        assert!(refuses_shape(400, b"Invalid schema for response_format 'score'"));
        assert!(!refuses_shape(401, b"response_format"));
    }
}
