//! Services that take minutes: one engine of fixtures, a script for each.

use super::super::wire::{Asked, FixtureService, Reply};
use super::{Door, Places, Plot, files, missing, wrong};
use serde_json::{Value, json};

pub use super::job_scripts::SCRIPTS;

/// The path of a result, and what it says.
type ResultOf = (&'static str, fn(&str) -> Value);

/// What sets one service apart from another.
pub struct Script {
    /// What it is called.
    pub name: &'static str,
    /// How it takes its key.
    pub door: Door,
    /// Verb and path of a submission.
    pub submit: (&'static str, &'static str),
    /// What the body of a submission must hold.
    pub fields: fn() -> Vec<(&'static str, Value)>,
    /// Verb and path of a poll; no verb where the submission is answered with the result.
    pub poll: (&'static str, &'static str),
    /// What the body of a poll must hold.
    pub poll_fields: fn() -> Vec<(&'static str, Value)>,
    /// What it says when the job goes on: the status and the body.
    pub submitted: fn(&Places) -> Value,
    /// What it says of a job that goes on, each in its turn; the last one again and again.
    pub pending: fn(&Places) -> Vec<(u16, Value)>,
    /// What it says of a job that is done; of each file, where it is.
    pub done: fn(&Places, &str) -> Value,
    /// The path of the result, where it is not in that answer, and what it says.
    pub result: Option<ResultOf>,
    /// What it says of a job that failed for this reason, and how many of them there are.
    pub failed: fn(&str) -> (u16, Value),
    /// What it says where the account has no credit.
    pub no_credit: fn() -> (u16, Value),
    /// What it says to a wrong key.
    pub wrong_key: fn() -> (u16, Value),
}

/// A service of jobs.
pub struct Jobs {
    script: &'static Script,
    plot: Plot,
    places: Places,
    polls: usize,
    submissions: usize,
    any_song: bool,
    /// Requests for files.
    pub fetched: usize,
}

impl Jobs {
    /// A service of this script and plot.
    pub fn new(script: &'static Script, plot: Plot, places: Places) -> Self {
        Self { script, plot, places, polls: 0, submissions: 0, any_song: false, fetched: 0 }
    }

    /// The same, whatever song is asked for: a person cannot say all that a script's own test says.
    #[must_use]
    pub fn for_any_song(self) -> Self {
        Self { any_song: true, ..self }
    }

    /// How often a job was submitted.
    pub fn submissions(&self) -> usize {
        self.submissions
    }

    fn file_address(&self) -> String {
        let elsewhere = matches!(self.plot, Plot::Elsewhere | Plot::OutOfReach);
        match self.plot {
            Plot::Unready if self.polls.is_multiple_of(2) => "https://cdn1.example.org/None.mp3".to_owned(),
            Plot::Unready => String::new(),
            _ => format!("{}/files/a.mp3", if elsewhere { &self.places.files } else { &self.places.here }),
        }
    }

    fn file(&mut self, asked: &Asked) -> Reply {
        self.fetched += 1;
        let keyed = self.script.door.key.is_some_and(|(header, _)| asked.header(header).is_some());
        let elsewhere = matches!(self.plot, Plot::Elsewhere | Plot::OutOfReach);
        if elsewhere && keyed {
            return wrong("the key was sent to another origin");
        }
        match self.plot {
            Plot::OutOfReach => Reply::new(200, "audio/mpeg", files::sound()).without_cors(),
            Plot::Expired => {
                let xml = "<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
                Reply::new(403, "application/xml", xml)
            }
            Plot::Large => Reply::new(200, "audio/mpeg", files::large()),
            _ => Reply::new(200, "application/octet-stream", files::sound()),
        }
    }

    fn submit(&mut self, asked: &Asked) -> Reply {
        self.submissions += 1;
        let fields = if self.any_song { Vec::new() } else { (self.script.fields)() };
        if let Some(what) = missing(&asked.json(), &fields) {
            return wrong(&what);
        }
        let (status, body) = match self.plot {
            Plot::NoCredit => (self.script.no_credit)(),
            _ if self.script.poll.0.is_empty() => self.end(),
            _ => (200, (self.script.submitted)(&self.places)),
        };
        Reply::json(status, &body)
    }

    fn end(&self) -> (u16, Value) {
        match self.plot {
            Plot::Fails => (self.script.failed)("The model ran out of memory"),
            Plot::Refused => (self.script.failed)("The lyrics were flagged as sensitive"),
            _ => (200, (self.script.done)(&self.places, &self.file_address())),
        }
    }

    fn poll(&mut self, asked: &Asked) -> Reply {
        if let Some(what) = missing(&asked.json(), &(self.script.poll_fields)()) {
            return wrong(&what);
        }
        self.polls += 1;
        match self.plot {
            Plot::Busy if self.polls == 1 => {
                let body = json!({"detail": "Request was throttled. Your rate limit resets in ~30s."});
                return Reply::json(429, &body).with_header("retry-after", "7");
            }
            Plot::Pages if self.polls <= 2 => {
                return Reply::new(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
            }
            Plot::Vanished => return Reply::json(404, &json!({"detail": "no such job"})),
            _ => {}
        }
        let pending = (self.script.pending)(&self.places);
        let (status, body) = match pending.get(self.polls - 1) {
            Some((status, body)) => (*status, body.clone()),
            None if self.plot == Plot::Never => pending.last().cloned().unwrap_or_default(),
            None => self.end(),
        };
        Reply::json(status, &body)
    }
}

impl FixtureService for Jobs {
    fn answer(&mut self, asked: &Asked) -> Reply {
        if asked.path.starts_with("/files/") {
            return self.file(asked);
        }
        if let Some(what) = self.script.door.trouble(asked) {
            return wrong(&what);
        }
        if self.plot == Plot::WrongKey {
            let (status, body) = (self.script.wrong_key)();
            return Reply::json(status, &body);
        }
        let called = (asked.method.as_str(), asked.path.as_str());
        if called == self.script.submit {
            return self.submit(asked);
        }
        if called == self.script.poll {
            return self.poll(asked);
        }
        match self.script.result {
            Some((path, _)) if called != ("GET", path) => wrong(&format!("{called:?}")),
            Some(_) if self.plot == Plot::Refused => {
                let detail = json!([{"loc": ["body", "lyrics"], "msg": "flagged as sensitive", "type": "value_error"}]);
                Reply::json(422, &json!({"detail": detail}))
            }
            Some(_) if self.plot == Plot::Fails => Reply::json(500, &json!({"detail": "The model ran out of memory"})),
            Some((_, body)) => Reply::json(200, &body(&self.file_address())),
            None => wrong(&format!("{called:?}")),
        }
    }
}
