//! The engine of all jobs.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ai::jobs::dialect::{Cancel, JobDialect, PollWay};
use crate::ai::jobs::read::{Standing, found, json, standing};
use crate::ai::media::exchange::{Gather, Reply};
use crate::ai::media::failure::failure;
use crate::ai::media::keys::key_for;
use crate::ai::media::landing::{Kind, Landing};
use crate::ai::media::{AskError, MediaAsk, pointer};
use crate::ai::{Address, Call, CallError, Facts, Input, Loss, Method, Output, Progress, Request, Service, Ticket};

/// How often in a row a job may be unknown, or its service silent or confused, before it is given up.
const MOST_MISSES: u8 = 6;
/// The same for a job that its service does not know: it may need a moment to know it everywhere.
const MOST_UNKNOWN: u8 = 3;
/// How often a job may be done without its files being there.
const MOST_UNREADY: u8 = 20;
/// The most bytes of an id or an address that is kept.
const MOST_NAME: usize = 2048;

/// How a job is found again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Job {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    poll: Option<Address>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<Address>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cancel: Option<Address>,
}

#[derive(Debug)]
enum State {
    Submitting(Box<Request>),
    Waiting,
    Polling,
    Resulting,
    Landing(Box<Landing>),
    Over,
}

/// A job at a service.
#[derive(Debug)]
pub struct JobCall {
    service: Service,
    dialect: &'static JobDialect,
    ask: MediaAsk,
    state: State,
    gather: Gather,
    job: Job,
    /// Milliseconds waited in all.
    waited: u32,
    /// Milliseconds of the next wait.
    pause: u32,
    misses: u8,
    unready: u8,
    listening: bool,
}

impl JobCall {
    /// A new job.
    ///
    /// # Errors
    /// If the service does not make this.
    pub fn new(service: &Service, dialect: &'static JobDialect, ask: MediaAsk) -> Result<Self, AskError> {
        let (path, body) = (dialect.submit)(service, &ask)?;
        let place = service.base.join(&path);
        let request = Request::post_json(service.reached(&place), &body);
        let request = dialect.headers.iter().fold(request, |request, (name, value)| request.with_header(name, *value));
        let request = request.with_key(key_for(service, &place));
        // A result that comes at once may be a file.
        let request = if matches!(dialect.poll.way, PollWay::Never) { request.for_media() } else { request };
        Ok(Self::with(service, dialect, ask, State::Submitting(Box::new(request)), Job::default()))
    }

    /// A job that was submitted before. None where the ticket is not one of this service's.
    pub fn resume(service: &Service, dialect: &'static JobDialect, ticket: &Ticket) -> Option<Self> {
        let job: Job = serde_json::from_str(&ticket.job).ok()?;
        let ask: MediaAsk = serde_json::from_str(&ticket.ask).ok()?;
        let named = !job.id.is_empty() || job.poll.is_some();
        (named && ticket.service == service.id).then(|| Self::with(service, dialect, ask, State::Waiting, job))
    }

    fn with(service: &Service, dialect: &'static JobDialect, ask: MediaAsk, state: State, job: Job) -> Self {
        Self {
            service: service.clone(),
            dialect,
            ask,
            state,
            gather: Gather::default(),
            job,
            waited: 0,
            pause: dialect.poll.first,
            misses: 0,
            unready: 0,
            listening: false,
        }
    }

    /// What will be submitted; nothing of a job that was.
    pub fn submission(&self) -> Option<&Request> {
        match &self.state {
            State::Submitting(request) => Some(request),
            _ => None,
        }
    }

    fn kind(&self) -> Kind {
        Kind::of(&self.ask)
    }

    fn fail(&mut self, error: CallError) -> Vec<Output> {
        self.state = State::Over;
        vec![Output::Failed(error)]
    }

    /// Waits for so long, or for as long as is usual by now.
    fn wait(&mut self, seconds: Option<u32>) -> Vec<Output> {
        let poll = &self.dialect.poll;
        let pause = seconds.map_or(self.pause, |seconds| seconds.saturating_mul(1000).max(poll.first));
        if self.waited.saturating_add(pause) > poll.deadline {
            return self.fail(CallError::Overdue);
        }
        self.waited += pause;
        self.pause = (self.pause / 2 * 3).min(poll.longest);
        self.state = State::Waiting;
        vec![Output::Wait(pause)]
    }

    /// A poll came to nothing that says anything about the job.
    fn miss(&mut self, error: CallError, most: u8, seconds: Option<u32>) -> Vec<Output> {
        self.misses += 1;
        if self.misses >= most { self.fail(error) } else { self.wait(seconds) }
    }

    fn submitted(&mut self, reply: &Reply) -> Vec<Output> {
        let json = match json(self.dialect, reply) {
            Ok(json) => json,
            Err(error) => return self.fail(error),
        };
        let standing = standing(self.dialect, &self.service, reply.status, &json);
        if let Standing::Failed(error) = standing {
            return self.fail(error);
        }
        self.job = self.named(&json);
        let ready = || !found(self.dialect, &self.service, self.kind(), &json).is_empty();
        let at_once = matches!(standing, Standing::Done) && self.job.result.is_none() && ready();
        if at_once || matches!(self.dialect.poll.way, PollWay::Never) {
            return self.finished(&json);
        }
        if self.job.id.is_empty() && self.job.poll.is_none() {
            return self.fail(CallError::Unreadable("no job.".to_owned()));
        }
        let ask = serde_json::to_string(&self.ask).unwrap_or_default();
        let job = serde_json::to_string(&self.job).unwrap_or_default();
        let ticket = Ticket { service: self.service.id.clone(), job, ask };
        let mut said = vec![Output::Keep(ticket), Output::Progress(Progress::Queued(None))];
        said.extend(self.wait(None));
        said
    }

    /// How the answer to a submission names the job.
    fn named(&self, json: &Value) -> Job {
        let name = &self.dialect.name;
        let ids =
            name.id.iter().map(|path| pointer::all(json, path)).find(|found| !found.is_empty()).unwrap_or_default();
        let id = ids.into_iter().filter_map(pointer::plain).collect::<Vec<_>>().join(",");
        let address = |paths| {
            let text = pointer::text(json, paths).filter(|text| text.len() <= MOST_NAME)?;
            self.service.base.follow(&text).ok()
        };
        let id = if id.len() <= MOST_NAME { id } else { String::new() };
        Job { id, poll: address(name.poll), result: address(name.result), cancel: address(name.cancel) }
    }

    fn ask_after(&mut self) -> Vec<Output> {
        let poll = &self.dialect.poll;
        let way = if self.kind() == Kind::Stems { poll.stems.unwrap_or(poll.way) } else { poll.way };
        let id = in_path(&self.job.id);
        let request = match way {
            PollWay::Get(path) => {
                let place = self.service.base.join(&path.replace("{id}", &id));
                Request::get(self.service.reached(&place)).with_key(key_for(&self.service, &place))
            }
            PollWay::Post(path, body) => {
                let place = self.service.base.join(path);
                let request = Request::post_json(self.service.reached(&place), &body(&self.job.id));
                request.with_key(key_for(&self.service, &place))
            }
            PollWay::Given | PollWay::Never => match self.job.poll.clone() {
                Some(place) => self.get(&place),
                None => return self.fail(CallError::Unreadable("no address to ask after the job.".to_owned())),
            },
        };
        self.state = State::Polling;
        vec![Output::Fetch(Box::new(request))]
    }

    fn get(&self, place: &Address) -> Request {
        Request::get(self.service.reached(place)).with_key(key_for(&self.service, place))
    }

    fn polled(&mut self, reply: &Reply) -> Vec<Output> {
        let json = match json(self.dialect, reply) {
            Ok(json) => json,
            Err(CallError::Busy(seconds)) => return self.wait(seconds),
            Err(error @ CallError::NotFound(_)) => return self.miss(error, MOST_UNKNOWN, None),
            Err(error @ (CallError::Down { .. } | CallError::Unreadable(_))) => {
                return self.miss(error, MOST_MISSES, None);
            }
            Err(error) => return self.fail(error),
        };
        self.misses = 0;
        match standing(self.dialect, &self.service, reply.status, &json) {
            Standing::Failed(error) => self.fail(error),
            Standing::On { progress, listen } => {
                let mut said = vec![Output::Progress(progress)];
                if let Some(place) = listen.filter(|_| !self.listening) {
                    self.listening = true;
                    said.push(Output::Progress(Progress::Listenable(place)));
                }
                said.extend(self.wait(None));
                said
            }
            Standing::Done => match self.result_place(&json) {
                Some(place) => {
                    self.state = State::Resulting;
                    vec![Output::Fetch(Box::new(self.get(&place)))]
                }
                None => self.finished(&json),
            },
        }
    }

    /// Where the result is asked for, where it is not in the answer that says "done".
    fn result_place(&self, json: &Value) -> Option<Address> {
        let now = pointer::text(json, self.dialect.name.result).and_then(|text| self.service.base.follow(&text).ok());
        now.or_else(|| self.job.result.clone())
    }

    /// The answer that holds the files, or should.
    fn finished(&mut self, json: &Value) -> Vec<Output> {
        let found = found(self.dialect, &self.service, self.kind(), json);
        if found.is_empty() {
            self.unready += 1;
            let nothing = CallError::Unreadable("the job is done, but no file is named.".to_owned());
            let never = matches!(self.dialect.poll.way, PollWay::Never);
            return if never || self.unready >= MOST_UNREADY { self.fail(nothing) } else { self.wait(None) };
        }
        let files = &self.dialect.files;
        let facts = Facts {
            model: pointer::text(json, files.model),
            request_id: Some(self.job.id.clone()).filter(|id| !id.is_empty()),
            seed: pointer::text(json, files.seed),
            ..Facts::default()
        };
        let mut landing = Landing::new(self.kind(), found, facts);
        let said = landing.begin(&self.service);
        self.state = State::Landing(Box::new(landing));
        said
    }

    /// The answer at the place of the result: a "no" here is the job's failure, for it had said it was done.
    fn resulted(&mut self, reply: &Reply) -> Vec<Output> {
        match reply.json() {
            Some(json) if reply.is_ok() => self.finished(&json),
            _ if reply.is_ok() => self.fail(CallError::Unreadable("the result is no JSON.".to_owned())),
            _ => self.fail(failure(reply)),
        }
    }

    fn lost(&mut self, loss: Loss) -> Vec<Output> {
        match (&mut self.state, loss) {
            (State::Landing(landing), _) => landing.hear(&self.service, Err(loss)),
            (State::Polling | State::Resulting, Loss::Offline | Loss::Unreachable | Loss::Cut) => {
                self.miss(CallError::Lost(loss), MOST_MISSES, None)
            }
            _ => self.fail(CallError::Lost(loss)),
        }
    }
}

impl Call for JobCall {
    fn begin(&mut self) -> Vec<Output> {
        match &self.state {
            State::Submitting(request) => vec![Output::Progress(Progress::Asking), Output::Fetch(request.clone())],
            State::Waiting => self.ask_after(),
            _ => Vec::new(),
        }
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        if matches!(input, Input::Elapsed) {
            return if matches!(self.state, State::Waiting) { self.ask_after() } else { Vec::new() };
        }
        match self.gather.hear(input) {
            None => Vec::new(),
            Some(Err(loss)) => self.lost(loss),
            Some(Ok(reply)) => match &mut self.state {
                State::Submitting(_) => self.submitted(&reply),
                State::Polling => self.polled(&reply),
                State::Resulting => self.resulted(&reply),
                State::Landing(landing) => landing.hear(&self.service, Ok(reply)),
                State::Waiting | State::Over => Vec::new(),
            },
        }
    }

    fn cancel(&mut self) -> Option<Request> {
        let running = matches!(self.state, State::Waiting | State::Polling);
        self.state = State::Over;
        let place = self.job.cancel.clone().filter(|_| running)?;
        let method = match self.dialect.cancel {
            Cancel::Never => return None,
            Cancel::Post => Method::Post,
            Cancel::Put => Method::Put,
        };
        Some(Request { method, ..self.get(&place) })
    }
}

/// An id as it stands in a path or a query; commas between ids stay.
fn in_path(id: &str) -> String {
    let mut out = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    // A dot segment would name another path.
    if out.chars().all(|character| character == '.') { "-".to_owned() } else { out }
}
