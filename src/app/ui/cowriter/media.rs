//! Sound and pictures of answers, played and drawn by the browser itself until they are taken into the song.

use std::rc::Rc;

use gloo::file::{Blob, ObjectUrl};
use studio::ai::Picture;
use studio::ai::media::picture_type;
use studio::pcm::sniff;
use studio::session::ReplyMade;
use yew::{Html, Properties, component, html, use_memo};

use crate::ui::context::use_studio;

/// A recording of an answer.
#[derive(Clone, PartialEq, Properties)]
pub struct ListenProps {
    /// The answer.
    pub made: Rc<ReplyMade>,
    /// Which of its recordings.
    pub place: usize,
}

/// Plays a recording.
#[component]
pub fn Listen(props: &ListenProps) -> Html {
    let studio = use_studio();
    let address = use_memo((props.made.clone(), props.place), |(made, place)| {
        let ReplyMade::Recordings(all) = &**made else { return None };
        let recording = all.get(*place)?;
        let kind = sniff(&recording.bytes)?;
        Some(ObjectUrl::from(Blob::new_with_options(recording.bytes.as_slice(), Some(kind))))
    });
    html! {
        if let Some(address) = &*address {
            <audio controls=true preload="metadata" src={address.to_string()} aria-label={studio.text("recording-listen")} />
        } else {
            <p class="muted">{ studio.text("recording-unknown") }</p>
        }
    }
}

/// A picture of an answer.
#[derive(Clone, PartialEq, Properties)]
pub struct LookProps {
    /// The picture.
    pub picture: Picture,
}

/// Shows a picture.
#[component]
pub fn Look(props: &LookProps) -> Html {
    let studio = use_studio();
    let address = use_memo(props.picture.clone(), |picture| {
        let kind = picture_type(&picture.bytes)?;
        Some(ObjectUrl::from(Blob::new_with_options(picture.bytes.as_slice(), Some(kind))))
    });
    html! {
        <figure class="picture">
            if let Some(address) = &*address {
                <img src={address.to_string()} alt={studio.text("picture-alt")} data-test="picture" />
            }
        </figure>
    }
}
