//! Co-writers that make recordings and pictures: what they are asked, in which form, and what comes of it.
//!
//! Services that answer with the file are in `direct`, one file each; those that take minutes are jobs
//! (`ai::jobs`). Whatever is asked is made to fit the service first (`fit`), and a person sees what was changed
//! and what will be sent before it is.

mod ask;
mod decode;
mod direct;
pub(in crate::ai) mod exchange;
pub(in crate::ai) mod failure;
mod fit;
mod gradio;
pub(in crate::ai) mod keys;
pub(in crate::ai) mod landing;
mod multipart;
pub(in crate::ai) mod pointer;
mod preview;

pub use ask::{AskError, ImageAsk, MediaAsk, SongAsk, StemsAsk, key_in_words};
pub use fit::Limits;
pub use keys::key_style;
pub use preview::Preview;

pub use crate::picture::picture_type;

use crate::ai::jobs::{JobCall, dialect};
use crate::ai::media::direct::{DirectCall, wire};
use crate::ai::media::gradio::GradioCall;
use crate::ai::{Call, Protocol, Request, Service, Ticket};
use crate::text::Message;

/// A call that is ready to be made, and what a person should know before it is.
#[derive(Debug)]
pub struct Prepared {
    /// The call.
    pub call: Box<dyn Call>,
    /// What was changed so that the service takes it.
    pub notes: Vec<Message>,
    /// What will be sent.
    pub preview: Preview,
}

/// Prepares to ask for a song, a picture or stems.
///
/// # Errors
/// If the service does not make this, or not of this: see [`AskError`].
pub fn prepare(service: &Service, ask: MediaAsk) -> Result<Prepared, AskError> {
    let (ask, notes) = match ask {
        MediaAsk::Song(song) => {
            let fitted = fit::fit(&song, &limits(service).ok_or(AskError::NotOffered)?)?;
            (MediaAsk::Song(fitted.ask), fitted.notes)
        }
        MediaAsk::Image(image) if image.prompt.trim().is_empty() => return Err(AskError::NothingAsked),
        other => (other, Vec::new()),
    };
    let prepared = |call: Box<dyn Call>, request: Option<&Request>| {
        let preview = request.map(Preview::of).unwrap_or_default();
        Prepared { call, notes, preview }
    };
    if let Some(dialect) = dialect(service.protocol) {
        let call = JobCall::new(service, dialect, ask)?;
        let request = call.submission().cloned();
        return Ok(prepared(Box::new(call), request.as_ref()));
    }
    if service.protocol == Protocol::Gradio {
        let call = GradioCall::new(service, ask)?;
        let request = call.first().clone();
        return Ok(prepared(Box::new(call), Some(&request)));
    }
    let call = DirectCall::new(service, wire(service.protocol).ok_or(AskError::NotOffered)?, ask)?;
    let request = call.request().clone();
    Ok(prepared(Box::new(call), Some(&request)))
}

/// What a service takes of a song; none where it makes no songs.
pub fn limits(service: &Service) -> Option<Limits> {
    if service.protocol == Protocol::Gradio {
        return Some(gradio::LIMITS);
    }
    let of_jobs = dialect(service.protocol).map(|dialect| dialect.limits);
    let of = of_jobs.or_else(|| wire(service.protocol).and_then(|wire| wire.limits))?;
    Some(of(&service.model))
}

/// Goes on with a job after a reload. None where the ticket is not of this service, or the service has no jobs.
pub fn resume(service: &Service, ticket: &Ticket) -> Option<Box<dyn Call>> {
    Some(Box::new(JobCall::resume(service, dialect(service.protocol)?, ticket)?))
}
