//! What an answer about a job means, read by its dialect.

use serde_json::Value;

use crate::ai::jobs::dialect::{Files, JobDialect, Status};
use crate::ai::media::exchange::Reply;
use crate::ai::media::failure::{classify, failure, retry_after, words};
use crate::ai::media::landing::{Found, Kind};
use crate::ai::media::pointer;
use crate::ai::said::said;
use crate::ai::{Address, CallError, Progress, Recording, Service};

/// How a job stands.
#[derive(Debug)]
pub enum Standing {
    /// It goes on.
    On {
        /// How far it is.
        progress: Progress,
        /// Where it can be listened to already.
        listen: Option<Address>,
    },
    /// It is done; its files are in the answer, or to be asked for.
    Done,
    /// It has failed, or can never be known.
    Failed(CallError),
}

/// An answer's JSON, with a "no" in its status or its envelope read as what it means.
pub fn json(dialect: &JobDialect, reply: &Reply) -> Result<Value, CallError> {
    if !reply.is_ok() {
        return Err(failure(reply));
    }
    let json = reply.json().ok_or_else(|| CallError::Unreadable(said(&reply.text())))?;
    let code = dialect.envelope.and_then(|envelope| Some((envelope, pointer::text(&json, &[envelope.code])?)));
    if let Some((envelope, code)) = code
        && !envelope.well.iter().any(|well| well.eq_ignore_ascii_case(&code))
    {
        let status = code.parse().ok().filter(|status| (400..600).contains(status)).unwrap_or(400);
        let words = words(&json).unwrap_or(said(&code));
        return Err(classify(status, &words, None, retry_after(reply, Some(&json))));
    }
    Ok(json)
}

/// How a job stands by an answer that is no "no".
pub fn standing(dialect: &JobDialect, service: &Service, http: u16, json: &Value) -> Standing {
    let status = &dialect.status;
    if let Some(reason) = pointer::text(json, status.failure) {
        return Standing::Failed(refusal(&reason, ""));
    }
    let said: Vec<String> =
        status.at.iter().flat_map(|path| pointer::all(json, path)).filter_map(pointer::plain).collect();
    let is = |word: &String, any: &[&str]| any.iter().any(|known| known.eq_ignore_ascii_case(word));
    let ended = |word: &String| is(word, status.done) || is(word, status.failed);
    if !said.is_empty() && said.iter().all(ended) {
        let any_done = said.iter().any(|word| is(word, status.done));
        return if any_done { Standing::Done } else { Standing::Failed(why(dialect, json)) };
    }
    let queued = (http == 202 && status.accepted) || said.iter().all(|word| is(word, status.queued));
    Standing::On { progress: progress(status, json, queued), listen: listen(&dialect.files, service, json) }
}

fn progress(status: &Status, json: &Value, queued: bool) -> Progress {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to the range")]
    let whole = |number: f64| number.clamp(0.0, 1e6) as u32;
    if queued {
        return Progress::Queued(pointer::number(json, status.place).map(whole));
    }
    let text = pointer::text(json, status.percent);
    let percent = text.and_then(|text| text.trim_end_matches('%').trim().parse().ok()).map(whole);
    Progress::Working(percent.map(|percent| u8::try_from(percent.min(100)).unwrap_or(100)))
}

fn listen(files: &Files, service: &Service, json: &Value) -> Option<Address> {
    if files.listen.is_empty() {
        return None;
    }
    let address = items(files, json).into_iter().find_map(|item| pointer::text(item, files.listen))?;
    service.base.follow(&address).ok()
}

/// Where services say why a job has failed.
const WHY: &[&str] = &[
    "/data/errorMessage",
    "/data/failMsg",
    "/data/fail_reason",
    "/*/error_message",
    "/error/message",
    "/error",
    "/detail",
    "/response/error/message",
];

/// Why a job has failed, in its service's words.
fn why(dialect: &JobDialect, json: &Value) -> CallError {
    let inner = inner(&dialect.files, json);
    let told = inner.as_ref().and_then(|inner| pointer::text(inner, &["/*/error", "/error"]));
    let status = pointer::text(json, dialect.status.at).unwrap_or_default();
    refusal(&told.or_else(|| pointer::text(json, WHY)).unwrap_or_else(|| status.clone()), &status)
}

/// A job that failed for its wish reads as a refusal; any other as trouble of the service's own.
fn refusal(reason: &str, status: &str) -> CallError {
    let reason = said(reason);
    match classify(400, &format!("{status} {reason}"), None, None) {
        CallError::Invalid(_) | CallError::Key(_) => CallError::Down { status: 200, detail: reason },
        CallError::Refused { suggestion, .. } => CallError::Refused { reason, suggestion },
        CallError::Quota(_) => CallError::Quota(reason),
        other => other,
    }
}

/// The JSON inside of a text, where the dialect has that.
fn inner(files: &Files, json: &Value) -> Option<Value> {
    serde_json::from_str(pointer::all(json, files.text?).first()?.as_str()?).ok()
}

/// The recordings or pictures in an answer: those at the first path that has any.
fn items<'a>(files: &Files, json: &'a Value) -> Vec<&'a Value> {
    let at = |path: &&str| -> Vec<&'a Value> {
        let found = pointer::all(json, path).into_iter();
        found.flat_map(|value| value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())).collect()
    };
    let worth = |value: &&Value| value.is_object() || value.as_str().is_some_and(|text| !text.is_empty());
    let found = files.items.iter().map(|path| at(path).into_iter().filter(worth).collect::<Vec<_>>());
    found.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
}

/// The files that an answer names; those that are not there yet are left out.
pub fn found(dialect: &JobDialect, service: &Service, kind: Kind, json: &Value) -> Vec<Found> {
    let files = &dialect.files;
    let inner = inner(files, json);
    let json = inner.as_ref().unwrap_or(json);
    if kind == Kind::Stems {
        return stems(files, service, json);
    }
    let item = |item: &Value| {
        let address = item.as_str().map(str::to_owned).or_else(|| pointer::text(item, files.address))?;
        Some(Found::named(service, &address)?.about(about(files, item)))
    };
    items(files, json).into_iter().filter_map(item).collect()
}

fn about(files: &Files, item: &Value) -> Recording {
    Recording {
        title: pointer::text(item, files.title).unwrap_or_default(),
        lyrics: pointer::text(item, files.lyrics).unwrap_or_default(),
        #[expect(clippy::cast_possible_truncation, reason = "a tempo needs no more digits")]
        bpm: pointer::number(item, files.bpm).map(|bpm| bpm as f32),
        id: pointer::text(item, files.id),
        ..Recording::default()
    }
}

fn stems(files: &Files, service: &Service, json: &Value) -> Vec<Found> {
    let objects = files.stems.iter().flat_map(|path| pointer::all(json, path)).filter_map(Value::as_object);
    let mut found = Vec::new();
    for (name, value) in objects.flatten() {
        let address = value.as_str().map(str::to_owned).or_else(|| pointer::text(value, &["/url"]));
        let looks = |text: &String| text.starts_with("http") || text.starts_with("data:");
        let named = address.filter(looks).and_then(|address| Found::named(service, &address));
        let title = name.trim_end_matches("_url").trim_end_matches("Url").to_owned();
        found.extend(named.map(|stem| stem.about(Recording { title, ..Recording::default() })));
    }
    found
}
