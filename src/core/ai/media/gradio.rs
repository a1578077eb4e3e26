//! Gradio: demonstrations of models, at home or as Spaces. Each names its own inputs, so they are asked for first.

use serde_json::{Value, json};

use crate::ai::media::exchange::{Gather, Reply};
use crate::ai::media::failure::failure;
use crate::ai::media::keys::key_for;
use crate::ai::media::landing::{Found, Kind, Landing};
use crate::ai::media::{AskError, Limits, MediaAsk, SongAsk, pointer};
use crate::ai::said::said as said_by;
use crate::ai::stream::Sse;
use crate::ai::{Call, CallError, Facts, Input, Loss, Output, Progress, Request, Service};

/// What a song may hold: the demonstration's own inputs decide what is used.
pub const LIMITS: Limits = Limits { seconds: Some((1, 600)), seed: true, negative: true, ..Limits::OPEN };

/// The most inputs of a demonstration.
const MOST_INPUTS: usize = 64;

#[derive(Debug)]
enum State {
    /// The inputs are asked for.
    Looking,
    /// The question is out.
    Asking(String),
    /// The answer is awaited, as events.
    Listening(Box<Sse>),
    Landing(Box<Landing>),
    Over,
}

/// A question to a demonstration. The model is the name of its function, such as `/predict`.
#[derive(Debug)]
pub struct GradioCall {
    service: Service,
    ask: SongAsk,
    first: Request,
    gather: Gather,
    state: State,
    status: u16,
    event: Option<String>,
    /// What the last event held. It is acted upon when the events end, for only one request is out at a time.
    complete: Option<String>,
}

impl GradioCall {
    /// A new question.
    ///
    /// # Errors
    /// If something else than a song is asked for.
    pub fn new(service: &Service, ask: MediaAsk) -> Result<Self, AskError> {
        let MediaAsk::Song(ask) = ask else { return Err(AskError::NotOffered) };
        let first = signed(service, Request::get(service.base.join("/gradio_api/info")));
        let service = service.clone();
        Ok(Self {
            service,
            ask,
            first,
            gather: Gather::default(),
            state: State::Looking,
            status: 0,
            event: None,
            complete: None,
        })
    }

    /// What is sent first.
    pub fn first(&self) -> &Request {
        &self.first
    }

    fn fail(&mut self, error: CallError) -> Vec<Output> {
        self.state = State::Over;
        vec![Output::Failed(error)]
    }

    fn looked(&mut self, reply: &Reply) -> Vec<Output> {
        let Some(info) = reply.json().filter(|_| reply.is_ok()) else { return self.fail(failure(reply)) };
        let Some((name, parameters)) = function(&info, &self.service.model) else {
            return self.fail(CallError::NotFound(said_by(&self.service.model)));
        };
        let inputs: Vec<Value> =
            parameters.iter().take(MOST_INPUTS).map(|parameter| input(parameter, &self.ask)).collect();
        let place = format!("/gradio_api/call{name}");
        let request = Request::post_json(self.service.base.join(&place), &json!({"data": inputs}));
        self.state = State::Asking(place);
        vec![Output::Fetch(Box::new(signed(&self.service, request)))]
    }

    fn asked(&mut self, reply: &Reply, place: &str) -> Vec<Output> {
        let json = reply.json().filter(|_| reply.is_ok());
        let Some(json) = json else { return self.fail(failure(reply)) };
        let is_plain = |id: &String| {
            id.len() <= 200 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        let Some(event) = pointer::text(&json, &["/event_id"]).filter(is_plain) else {
            return self.fail(CallError::Unreadable("no event to wait for.".to_owned()));
        };
        let request = Request::get(self.service.base.join(&format!("{place}/{event}")));
        self.event = Some(event);
        self.state = State::Listening(Box::default());
        vec![Output::Progress(Progress::Queued(None)), Output::Fetch(Box::new(signed(&self.service, request)))]
    }

    /// Events as they come; the last one counts.
    fn listen(&mut self, input: Input) -> Vec<Output> {
        let State::Listening(sse) = &mut self.state else { return Vec::new() };
        let ended = matches!(input, Input::Closed | Input::Lost(_));
        let events = match input {
            Input::Opened { status, .. } => {
                self.status = status;
                return Vec::new();
            }
            Input::Bytes(bytes) => match sse.push(&bytes) {
                Ok(events) => events,
                Err(_) => return self.fail(CallError::Unreadable("an endless event.".to_owned())),
            },
            Input::Closed if self.status >= 400 => {
                return self.fail(failure(&Reply { status: self.status, ..Reply::default() }));
            }
            Input::Closed => sse.finish().into_iter().collect(),
            Input::Lost(loss) if loss != Loss::Cut || self.complete.is_none() => {
                return self.fail(CallError::Lost(loss));
            }
            Input::Lost(_) => Vec::new(),
            Input::Elapsed => return Vec::new(),
        };
        let mut said = Vec::new();
        for event in events {
            match event.name.as_str() {
                "complete" => self.complete = Some(event.data),
                "error" => {
                    let told = if event.data.trim() == "null" { "" } else { event.data.trim_matches('"') };
                    let reason = if told.is_empty() { "the demonstration failed.".to_owned() } else { said_by(told) };
                    return self.fail(CallError::Down { status: 200, detail: reason });
                }
                "generating" => said = vec![Output::Progress(Progress::Working(None))],
                _ => {}
            }
        }
        match (ended, self.complete.take()) {
            (true, Some(data)) => self.complete(&data),
            (true, None) => self.fail(CallError::Lost(Loss::Cut)),
            (false, data) => {
                self.complete = data;
                said
            }
        }
    }

    fn complete(&mut self, data: &str) -> Vec<Output> {
        let outputs: Value = serde_json::from_str(data).unwrap_or_default();
        let addresses = ["/*/url", "/*/value/url", "/*/*/url"].iter().flat_map(|path| pointer::all(&outputs, path));
        let found: Vec<Found> =
            addresses.filter_map(Value::as_str).filter_map(|text| Found::named(&self.service, text)).collect();
        let facts = Facts { request_id: self.event.take(), ..Facts::default() };
        let mut landing = Landing::new(Kind::Song, found, facts);
        let said = landing.begin(&self.service);
        self.state = State::Landing(Box::new(landing));
        said
    }
}

impl Call for GradioCall {
    fn begin(&mut self) -> Vec<Output> {
        vec![Output::Progress(Progress::Asking), Output::Fetch(Box::new(self.first.clone()))]
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        if matches!(self.state, State::Listening(_)) {
            return self.listen(input);
        }
        let Some(heard) = self.gather.hear(input) else { return Vec::new() };
        match (std::mem::replace(&mut self.state, State::Over), heard) {
            (State::Looking, Ok(reply)) => self.looked(&reply),
            (State::Asking(place), Ok(reply)) => self.asked(&reply, &place),
            (State::Landing(mut landing), heard) => {
                let said = landing.hear(&self.service, heard);
                self.state = State::Landing(landing);
                said
            }
            (State::Over | State::Listening(_), _) => Vec::new(),
            (_, Err(loss)) => self.fail(CallError::Lost(loss)),
        }
    }
}

fn signed(service: &Service, request: Request) -> Request {
    let key = key_for(service, &request.address);
    Request { address: service.reached(&request.address), key, ..request }
}

/// The function of that name and its inputs, or the first one that takes words where no name is given.
fn function(info: &Value, model: &str) -> Option<(String, Vec<Value>)> {
    let functions = info.get("named_endpoints")?.as_object()?;
    let wanted = format!("/{}", model.trim_start_matches('/'));
    let is_plain = |name: &str| {
        name.len() > 1
            && name.get(1..).unwrap_or_default().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let takes_words =
        |function: &Value| pointer::all(function, "/parameters/*").into_iter().any(|one| role(one) == Role::Style);
    let found = functions
        .iter()
        .find(|(name, function)| if wanted == "/" { takes_words(function) } else { **name == wanted })?;
    let parameters = found.1.get("parameters")?.as_array()?.clone();
    (found.0.starts_with('/') && is_plain(found.0)).then(|| (found.0.clone(), parameters))
}

/// What an input is for, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Style,
    Lyrics,
    Seconds,
    Bpm,
    Seed,
    Negative,
    Title,
    Other,
}

fn role(parameter: &Value) -> Role {
    let name = pointer::text(parameter, &["/parameter_name"]).unwrap_or_default();
    let label = pointer::text(parameter, &["/label"]).unwrap_or_default();
    let name = format!("{name} {label}").to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["negative"]) => Role::Negative,
        () if has(&["lyric"]) => Role::Lyrics,
        () if has(&["duration", "seconds", "length"]) => Role::Seconds,
        () if has(&["bpm", "tempo"]) => Role::Bpm,
        () if has(&["seed"]) => Role::Seed,
        () if has(&["title"]) => Role::Title,
        () if has(&["prompt", "style", "tags", "genre", "caption", "text", "description"]) => Role::Style,
        () => Role::Other,
    }
}

/// The value of an input: what is asked where its name says so, its own default otherwise.
fn input(parameter: &Value, ask: &SongAsk) -> Value {
    let fallback = parameter.get("parameter_default").cloned().unwrap_or_default();
    let number = |value: Option<u32>| value.map(Value::from);
    let asked = match role(parameter) {
        Role::Style => Some(ask.style_in_words().into()),
        Role::Lyrics => Some(ask.lyrics.trim().into()),
        Role::Seconds => number(ask.seconds),
        Role::Bpm => number(ask.bpm.map(u32::from)),
        Role::Seed => number(ask.seed),
        Role::Negative => (!ask.negative.is_empty()).then(|| ask.negative.as_str().into()),
        Role::Title => (!ask.title.is_empty()).then(|| ask.title.as_str().into()),
        Role::Other => None,
    };
    // A switch such as "use random seed" is not the seed itself.
    let is_switch =
        pointer::text(parameter, &["/python_type/type"]).as_deref() == Some("bool") || fallback.is_boolean();
    if is_switch { fallback } else { asked.unwrap_or(fallback) }
}
