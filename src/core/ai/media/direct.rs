//! Services that answer a question with the file, or with where it is. One file each, and one engine for all.
//!
//! Adding one: a [`Protocol`], a file here with its [`Wire`], a line in [`wire`], its header in
//! [`crate::ai::media::keys`], a preset in `ai/services`, and a fixture service in `tests/services/media`.

mod ace_chat;
mod eleven_labs;
mod google;
mod hugging_face;
mod loudly;
mod mini_max;
mod open_audio;
mod pictures;
mod stability;

use crate::ai::media::exchange::{Gather, Reply};
use crate::ai::media::failure::failure;
use crate::ai::media::keys::key_for;
use crate::ai::media::landing::{Found, Kind, Landing};
use crate::ai::media::{AskError, Limits, MediaAsk};
use crate::ai::{Call, CallError, Facts, Input, Output, Progress, Protocol, Request, Service};

/// What sets one service apart from another.
#[derive(Debug)]
pub struct Wire {
    /// What a song may hold; none where it makes no songs.
    pub limits: Option<fn(&str) -> Limits>,
    /// What is sent, to an address below the base, without the key.
    pub request: fn(&Service, &MediaAsk) -> Result<Request, AskError>,
    /// Reads an answer whose status is fine.
    pub read: fn(&Service, &MediaAsk, &Reply) -> Result<Taken, CallError>,
}

/// What was read of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The files.
    pub found: Vec<Found>,
    /// What the service tells of them.
    pub facts: Facts,
}

/// The wire of a protocol; none for those that answer in another way.
pub fn wire(protocol: Protocol) -> Option<&'static Wire> {
    Some(match protocol {
        Protocol::ElevenLabs => &eleven_labs::WIRE,
        Protocol::Stability => &stability::WIRE,
        Protocol::MiniMax => &mini_max::WIRE,
        Protocol::HuggingFace => &hugging_face::WIRE,
        Protocol::SoundGeneration => &open_audio::SOUND_GENERATION,
        Protocol::OmniAudio => &open_audio::OMNI,
        Protocol::Gemini => &google::GENERATE,
        Protocol::GoogleInteractions => &google::INTERACTIONS,
        Protocol::OpenAiChat => &ace_chat::WIRE,
        Protocol::OpenAiImages => &pictures::OPEN_AI,
        Protocol::OpenRouterImages => &pictures::OPEN_ROUTER,
        Protocol::Loudly => &loudly::WIRE,
        _ => return None,
    })
}

/// A question that is answered with a file.
#[derive(Debug)]
pub struct DirectCall {
    service: Service,
    wire: &'static Wire,
    ask: MediaAsk,
    request: Request,
    gather: Gather,
    state: State,
}

#[derive(Debug)]
enum State {
    Asking,
    Landing(Box<Landing>),
    Over,
}

impl DirectCall {
    /// A new question.
    ///
    /// # Errors
    /// If the service does not make this.
    pub fn new(service: &Service, wire: &'static Wire, ask: MediaAsk) -> Result<Self, AskError> {
        let request = (wire.request)(service, &ask)?;
        let key = key_for(service, &request.address);
        let request = Request { address: service.reached(&request.address), key, ..request.for_media() };
        let gather = Gather::default();
        Ok(Self { service: service.clone(), wire, ask, request, gather, state: State::Asking })
    }

    /// What will be sent.
    pub fn request(&self) -> &Request {
        &self.request
    }

    fn fail(&mut self, error: CallError) -> Vec<Output> {
        self.state = State::Over;
        vec![Output::Failed(error)]
    }

    fn answered(&mut self, reply: &Reply) -> Vec<Output> {
        if !reply.is_ok() {
            return self.fail(failure(reply));
        }
        let taken = match (self.wire.read)(&self.service, &self.ask, reply) {
            Ok(taken) => taken,
            Err(error) => return self.fail(error),
        };
        let mut landing = Landing::new(Kind::of(&self.ask), taken.found, taken.facts);
        let said = landing.begin(&self.service);
        self.state = State::Landing(Box::new(landing));
        said
    }
}

impl Call for DirectCall {
    fn begin(&mut self) -> Vec<Output> {
        vec![Output::Progress(Progress::Asking), Output::Fetch(Box::new(self.request.clone()))]
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        let Some(heard) = self.gather.hear(input) else { return Vec::new() };
        match (&mut self.state, heard) {
            (State::Asking, Ok(reply)) => self.answered(&reply),
            // It may have been made and paid for all the same: it is not asked for again.
            (State::Asking, Err(loss)) => self.fail(CallError::Lost(loss)),
            (State::Landing(landing), heard) => landing.hear(&self.service, heard),
            (State::Over, _) => Vec::new(),
        }
    }
}
