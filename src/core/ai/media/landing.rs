//! From what a service points at to finished files: what is not there yet is fetched, one after the other.

use std::collections::VecDeque;

use crate::ai::media::MediaAsk;
use crate::ai::media::decode;
use crate::ai::media::exchange::Reply;
use crate::ai::media::failure::{failure, is_page};
use crate::ai::media::keys::key_for;
use crate::ai::{
    Address, Answer, CallError, Facts, Loss, Made, Output, Picture, Progress, Recording, Request, Service,
};
use crate::pcm::sniff;
use crate::picture::picture_type;

/// The most bytes of a picture.
const MOST_PICTURE: usize = 20 << 20;
/// The most files of one answer.
const MOST_FILES: usize = 32;
/// The most characters of a title, a name or an id, and of words, that are taken from a service.
const MOST_NAME: usize = 200;
const MOST_WORDS: usize = 20_000;

/// What kind of files an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Recordings, alternatives to each other.
    Song,
    /// A picture.
    Image,
    /// The parts of one recording.
    Stems,
}

impl Kind {
    /// What an ask is answered with.
    pub fn of(ask: &MediaAsk) -> Self {
        match ask {
            MediaAsk::Song(_) => Self::Song,
            MediaAsk::Image(_) => Self::Image,
            MediaAsk::Stems(_) => Self::Stems,
        }
    }
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In the answer.
    Here(Vec<u8>),
    /// Elsewhere.
    At(Address),
}

/// A file that a service made.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where it is.
    pub place: Place,
    /// What is known of it, without its bytes. Of a stem, its title is the stem's name.
    pub about: Recording,
}

impl Found {
    /// A file whose bytes are here, of which nothing else is known.
    pub fn here(bytes: Vec<u8>) -> Self {
        Self { place: Place::Here(bytes), about: Recording::default() }
    }

    /// A file at a place that a service named, or in a `data:` address. None where it is neither, or not there yet:
    /// some gateways name a `None.mp3` while a song is being made.
    pub fn named(service: &Service, text: &str) -> Option<Self> {
        let text = text.trim();
        let name = text.split('?').next().unwrap_or_default();
        if text.is_empty() || name.ends_with("/None.mp3") || name.ends_with("/null") {
            return None;
        }
        let place = if text.starts_with("data:") {
            Place::Here(decode::data_address(text)?.1)
        } else if text.starts_with('/') && !text.starts_with("//") {
            Place::At(Address::parse(&format!("{}{text}", service.base)).ok()?)
        } else {
            Place::At(Address::parse(text).ok()?)
        };
        Some(Self { place, about: Recording::default() })
    }

    /// With what is known of it.
    #[must_use]
    pub fn about(self, about: Recording) -> Self {
        Self { about, ..self }
    }
}

/// Brings files home. It is the last part of a call: its end is the call's.
#[derive(Debug)]
pub struct Landing {
    kind: Kind,
    facts: Facts,
    coming: VecDeque<Found>,
    landed: Vec<Recording>,
    trouble: Option<CallError>,
    fetching: Option<Address>,
    over: bool,
}

impl Landing {
    /// Of what was found, with what is known of the answer.
    pub fn new(kind: Kind, found: Vec<Found>, facts: Facts) -> Self {
        let coming = found.into_iter().take(MOST_FILES).collect();
        Self { kind, facts: tidy(facts), coming, landed: Vec::new(), trouble: None, fetching: None, over: false }
    }

    /// How it begins: with the first file that is not here, or with the end.
    pub fn begin(&mut self, service: &Service) -> Vec<Output> {
        self.next(service)
    }

    /// What follows from a file's answer, or from its loss. After the end nothing more follows.
    pub fn hear(&mut self, service: &Service, heard: Result<Reply, Loss>) -> Vec<Output> {
        match heard {
            _ if self.over => Vec::new(),
            Ok(reply) => self.answered(service, reply),
            Err(loss) => self.lost(service, loss),
        }
    }

    /// The next file, or the end.
    fn next(&mut self, service: &Service) -> Vec<Output> {
        while let Some(found) = self.coming.front_mut() {
            match &mut found.place {
                Place::Here(bytes) => {
                    let bytes = std::mem::take(bytes);
                    self.take(bytes);
                }
                Place::At(address) => {
                    let request = Request::get(service.reached(address)).for_media();
                    let request = request.with_key(key_for(service, address));
                    self.fetching = Some(address.clone());
                    return vec![Output::Progress(Progress::Fetching), Output::Fetch(Box::new(request))];
                }
            }
        }
        self.end()
    }

    /// A file was answered for.
    fn answered(&mut self, service: &Service, reply: Reply) -> Vec<Output> {
        match reply.status {
            _ if reply.is_ok() => self.take(reply.body),
            403 | 404 | 410 => self.miss(CallError::Expired),
            _ => {
                let trouble = failure(&reply);
                self.miss(trouble);
            }
        }
        self.next(service)
    }

    /// A file did not come.
    fn lost(&mut self, service: &Service, loss: Loss) -> Vec<Output> {
        let place = self.fetching.take().filter(|place| place.origin() != service.base.origin());
        self.miss(match (loss, place) {
            (Loss::Unreachable, Some(place)) => CallError::OutOfReach(place.to_string()),
            _ => CallError::Lost(loss),
        });
        // What cannot be had now cannot be had for the others either.
        if loss == Loss::Offline { self.end() } else { self.next(service) }
    }

    fn take(&mut self, bytes: Vec<u8>) {
        let Some(Found { about, .. }) = self.coming.pop_front() else { return };
        let known = if self.kind == Kind::Image { picture_type(&bytes) } else { sniff(&bytes) };
        match known {
            Some(_) if self.kind == Kind::Image && bytes.len() > MOST_PICTURE => {
                self.trouble = Some(CallError::Lost(Loss::TooLarge));
            }
            Some(media_type) => {
                self.landed.push(Recording { bytes, media_type: media_type.to_owned(), ..tidy_about(about) })
            }
            None => self.trouble = Some(CallError::Unreadable(what_it_is(&bytes).to_owned())),
        }
    }

    fn miss(&mut self, trouble: CallError) {
        self.coming.pop_front();
        self.trouble = Some(trouble);
    }

    fn end(&mut self) -> Vec<Output> {
        self.over = true;
        let mut landed = std::mem::take(&mut self.landed);
        let facts = std::mem::take(&mut self.facts);
        if landed.is_empty() {
            let nothing = || CallError::Unreadable("no file.".to_owned());
            return vec![Output::Failed(self.trouble.take().unwrap_or_else(nothing))];
        }
        let made = match self.kind {
            Kind::Song => Made::Audio(landed),
            Kind::Image => {
                let first = landed.swap_remove(0);
                Made::Image(Picture { bytes: first.bytes, media_type: first.media_type })
            }
            Kind::Stems => {
                let stems = landed.into_iter().map(|part| (part.title, part.bytes)).collect();
                Made::Audio(vec![Recording { stems, ..Recording::default() }])
            }
        };
        vec![Output::Done(Box::new(Answer { made, facts }))]
    }
}

fn what_it_is(bytes: &[u8]) -> &'static str {
    if is_page(bytes) {
        "a web page."
    } else if bytes.is_empty() {
        "an empty file."
    } else {
        "a file of an unknown kind."
    }
}

/// A line of text that a service gave: without control characters, and no longer than a name is.
pub fn name(text: &str) -> String {
    let line: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    line.trim().chars().take(MOST_NAME).collect()
}

fn tidy_about(about: Recording) -> Recording {
    let lyrics = about.lyrics.chars().filter(|character| *character == '\n' || !character.is_control());
    Recording {
        title: name(&about.title),
        lyrics: lyrics.take(MOST_WORDS).collect(),
        bpm: about.bpm.filter(|bpm| (20.0..=400.0).contains(bpm)),
        id: about.id.map(|id| name(&id)),
        ..about
    }
}

fn tidy(facts: Facts) -> Facts {
    let tidy = |text: Option<String>| text.map(|text| name(&text)).filter(|text| !text.is_empty());
    Facts { model: tidy(facts.model), request_id: tidy(facts.request_id), seed: tidy(facts.seed), ..facts }
}
