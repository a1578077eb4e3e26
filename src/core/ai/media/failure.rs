//! What an answer that says no means, whichever of the many envelopes it comes in.

use serde_json::Value;

use crate::ai::CallError;
use crate::ai::media::exchange::Reply;
use crate::ai::media::pointer;
use crate::ai::said::said;

/// Where services put their words.
const WORDS: &[&str] = &[
    "/error/message",
    "/detail/message",
    "/detail/0/msg",
    "/detail",
    "/base_resp/status_msg",
    "/errors/0",
    "/error",
    "/message",
    "/msg",
    "/title",
];

/// Reads an answer whose status says no.
pub fn failure(reply: &Reply) -> CallError {
    let json = reply.json();
    let wait = retry_after(reply, json.as_ref());
    match json {
        Some(json) => {
            let words = words(&json).unwrap_or_default();
            let suggestion = pointer::text(&json, &["/detail/data/prompt_suggestion"]);
            classify(reply.status, &words, suggestion, wait)
        }
        None if is_page(&reply.body) => page(reply),
        None => classify(reply.status, &said(&reply.text()), None, wait),
    }
}

/// What a service says in an envelope, ready to be shown.
pub fn words(json: &Value) -> Option<String> {
    let told = pointer::text(json, WORDS)?;
    let place: Vec<String> = pointer::all(json, "/detail/0/loc/*").into_iter().filter_map(pointer::plain).collect();
    Some(said(&if place.is_empty() { told } else { format!("{}: {told}", place.join(".")) }))
}

/// What a status and the words beside it mean. Statuses in envelopes at HTTP 200 are read the same way.
pub fn classify(status: u16, words: &str, suggestion: Option<String>, wait: Option<u32>) -> CallError {
    let names = |any: &[&str]| any.iter().any(|word| words.to_ascii_lowercase().contains(word));
    let detail = || words.to_owned();
    let money =
        || names(&["credit", "quota", "balance", "billing", "payment", "limited_access", "top up", "paid plan"]);
    let manners =
        || names(&["moderation", "sensitive", "safety", "copyright", "content policy", "content_filter", "restricted"]);
    match status {
        401 if names(&["cors"]) => CallError::Blocked(detail()),
        401 => CallError::Key(detail()),
        402 => CallError::Quota(detail()),
        403 if manners() => CallError::Refused { reason: detail(), suggestion },
        403 | 429 if money() => CallError::Quota(detail()),
        403 if words.is_empty() => CallError::Blocked("HTTP 403.".to_owned()),
        403 => CallError::Key(detail()),
        404 | 410 => CallError::NotFound(detail()),
        405 if names(&["rate", "frequen", "limit"]) => CallError::Busy(wait),
        429 | 430 => CallError::Busy(wait),
        455 | 500.. => CallError::Down { status, detail: detail() },
        _ if suggestion.is_some() || manners() => {
            CallError::Refused { reason: detail(), suggestion: suggestion.map(|words| said(&words)) }
        }
        _ if names(&["api key", "api_key", "unauthorized"]) => CallError::Key(detail()),
        _ if money() => CallError::Quota(detail()),
        400..=499 => CallError::Invalid(detail()),
        _ => CallError::Unreadable(detail()),
    }
}

/// Whether a body is a web page instead of data.
pub fn is_page(body: &[u8]) -> bool {
    let start = body.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(body.len());
    let head: String = body.iter().skip(start).take(15).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// A web page where data was expected: something between the page and the service has answered.
fn page(reply: &Reply) -> CallError {
    let detail = format!("HTTP {}.", reply.status);
    match reply.status {
        401 => CallError::Key(detail),
        403 => CallError::Blocked(detail),
        404 => CallError::NotFound(detail),
        429 => CallError::Busy(retry_after(reply, None)),
        status => CallError::Down { status, detail },
    }
}

/// The seconds that a service asks us to wait: by header, or in words such as "resets in ~30s".
pub fn retry_after(reply: &Reply, json: Option<&Value>) -> Option<u32> {
    let header = reply.header("retry-after").and_then(|value| value.trim().parse::<f64>().ok());
    let told = || {
        let json = json?;
        let text = pointer::text(json, &["/error/details/*/retryDelay", "/detail", "/error/message", "/message"])?;
        let (before, _) =
            text.rsplit_once('s').filter(|(before, _)| before.ends_with(|last: char| last.is_ascii_digit()))?;
        let digits = before.rfind(|last: char| !last.is_ascii_digit() && last != '.').map_or(0, |at| at + 1);
        before.get(digits..)?.parse::<f64>().ok()
    };
    let seconds = header.or_else(told).or_else(|| pointer::number(json?, &["/estimated_time"]))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is held just before")]
    (seconds.is_finite() && seconds >= 0.0).then(|| seconds.min(3600.0).ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &str) -> Reply {
        Reply { status, headers: Vec::new(), body: body.as_bytes().to_vec() }
    }

    #[test]
    fn every_envelope_is_read() {
        for (status, body, meant) in [
            (
                401,
                r#"{"detail":{"status":"invalid_api_key","message":"Invalid API key"}}"#,
                CallError::Key("Invalid API key".into()),
            ),
            (402, r#"{"error":"no money"}"#, CallError::Quota("no money".into())),
            (404, r#"{"error":{"message":"no model"}}"#, CallError::NotFound("no model".into())),
            (
                422,
                r#"{"detail":[{"loc":["body","music_length_ms"],"msg":"too short","type":"x"}]}"#,
                CallError::Invalid("body.music_length_ms: too short".into()),
            ),
            (
                400,
                r#"{"id":"1","name":"bad_request","errors":["prompt: cannot be blank"]}"#,
                CallError::Invalid("prompt: cannot be blank".into()),
            ),
            (429, r#"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#, CallError::Busy(Some(30))),
            (
                429,
                r#"{"error":{"message":"You exceeded your current quota"}}"#,
                CallError::Quota("You exceeded your current quota".into()),
            ),
            (
                503,
                r#"{"error":"Model is loading"}"#,
                CallError::Down { status: 503, detail: "Model is loading".into() },
            ),
            (403, "<html><script>alert(1)</script></html>", CallError::Blocked("HTTP 403.".into())),
            (
                502,
                "<!DOCTYPE html><title>Bad gateway</title>",
                CallError::Down { status: 502, detail: "HTTP 502.".into() },
            ),
            (500, "", CallError::Down { status: 500, detail: String::new() }),
        ] {
            assert_eq!(failure(&reply(status, body)), meant, "{body}");
        }
    }
}
