//! Services that make songs and pictures, as fixtures: they check what they are asked and answer from their papers.
#![allow(dead_code, reason = "each test program uses its part")]

#[path = "media/answers.rs"]
pub mod answers;
#[path = "media/files.rs"]
pub mod files;
#[path = "media/job_scripts.rs"]
pub mod job_scripts;
#[path = "media/jobs.rs"]
pub mod jobs;
#[path = "media/more_job_scripts.rs"]
pub mod more_job_scripts;

use super::wire::{Asked, CANARY, FixtureService, Reply};
use serde_json::Value;

/// Where a fixture is, and where it keeps the files it made.
#[derive(Clone, Debug)]
pub struct Places {
    /// The origin of the service.
    pub here: String,
    /// The origin of the host of its files.
    pub files: String,
}

/// What goes on at a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plot {
    /// All is well.
    Well,
    /// All is well, and the files are on another origin.
    Elsewhere,
    /// The files are on another origin, which no page may read.
    OutOfReach,
    /// The job never ends.
    Never,
    /// The job is not known any more.
    Vanished,
    /// The job fails, with a reason.
    Fails,
    /// The job fails because of what was asked for.
    Refused,
    /// The service is busy when it is asked after the job for the first time.
    Busy,
    /// The job is done long before its file is there.
    Unready,
    /// The file is gone when it is fetched.
    Expired,
    /// A web page comes in place of the first answers about the job.
    Pages,
    /// The key is not taken.
    WrongKey,
    /// There is no credit; services that can say it at HTTP 200 do.
    NoCredit,
    /// The file has fifty megabytes.
    Large,
}

/// Headers that browsers add by themselves.
const BROWSERS: &[&str] = &[
    "host",
    "connection",
    "user-agent",
    "accept",
    "accept-encoding",
    "accept-language",
    "origin",
    "content-length",
    "cache-control",
    "pragma",
    "priority",
    "dnt",
];

/// What a request must be like: the header of its key with what stands before it, and which further headers may come.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// The header of the key and what stands before the key; none where there is no key.
    pub key: Option<(&'static str, &'static str)>,
}

impl Door {
    /// Why a request is turned away.
    pub fn trouble(&self, asked: &Asked) -> Option<String> {
        let stray = asked.headers.iter().map(|(name, _)| name.as_str()).find(|name| {
            let own = self.key.is_some_and(|(header, _)| header == *name) || *name == "content-type";
            !own && !BROWSERS.contains(name) && !name.starts_with("sec-")
        });
        if let Some(name) = stray {
            return Some(format!("the header {name} is not allowed"));
        }
        if asked.path.contains("CANARY") || String::from_utf8_lossy(&asked.body).contains("CANARY") {
            return Some("the key is in the address or in the body".to_owned());
        }
        let (header, prefix) = self.key?;
        (asked.header(header) != Some(&format!("{prefix}{CANARY}"))).then(|| format!("no key in {header}"))
    }
}

/// What a body must hold, by JSON pointers.
pub fn missing(body: &Value, fields: &[(&str, Value)]) -> Option<String> {
    let wrong = fields.iter().find(|(path, value)| body.pointer(path) != Some(value))?;
    Some(format!("{} is {:?}, not {}: {body}", wrong.0, body.pointer(wrong.0), wrong.1))
}

/// An answer of a fixture that was asked wrongly; no service says this, so that a test sees it at once.
pub fn wrong(what: &str) -> Reply {
    Reply::json(400, &serde_json::json!({"error": format!("FIXTURE: {what}")}))
}

/// Every fixture by its name, with all well.
pub fn all(places: &Places) -> Vec<(&'static str, Box<dyn FixtureService>)> {
    let jobs = jobs::SCRIPTS.iter().map(|script| {
        let service: Box<dyn FixtureService> = Box::new(jobs::Jobs::new(script, Plot::Elsewhere, places.clone()));
        (script.name, service)
    });
    let answers = answers::SCRIPTS.iter().map(|script| {
        let service: Box<dyn FixtureService> = Box::new(answers::Answers::new(script, Plot::Well, places.clone()));
        (script.name, service)
    });
    jobs.chain(answers).collect()
}
