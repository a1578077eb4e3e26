//! The recordings and pictures that this browser keeps: decoded for whoever plays them, and drawn covers.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use studio::cover::{CoverBrief, EXPORT_SIDE};
use studio::pcm::Warp;
use studio::project::Rendition;
use studio::provenance::Digest;
use studio::release::press;
use studio::session::{Action, ImportId, JobCover, JobId, Notice, Severity};
use studio::text::Message;
use wasm_bindgen_futures::spawn_local;

use super::audio::Audio;
use super::store::{Store, StoreError};
use super::{Dispatch, decoder, painter, press as printer};

/// The store, or why there is none.
type Opened = Result<Rc<Store>, StoreError>;

/// The recordings that this browser keeps.
#[derive(Clone)]
pub struct Library {
    dispatch: Dispatch,
    store: Rc<RefCell<Option<Opened>>>,
}

impl Library {
    /// A library that waits for its store.
    pub fn new(dispatch: Dispatch) -> Self {
        Self { dispatch, store: Rc::default() }
    }

    /// The store has opened, or will not.
    pub fn connect(&self, store: Result<Rc<Store>, StoreError>) {
        *self.store.borrow_mut() = Some(store);
    }

    /// Looks into a file that shall be brought in.
    pub fn look(&self, import: ImportId, bytes: Rc<Vec<u8>>) {
        let dispatch = Rc::clone(&self.dispatch);
        spawn_local(async move {
            let decoded = decoder::decode(Uint8Array::from(bytes.as_slice()), 0, Warp::NONE).await;
            dispatch(match decoded {
                Ok((summary, _)) => Action::AssetDecoded { import, summary: Box::new(summary) },
                Err(reason) => Action::AssetRefused { import, reason },
            });
        });
    }

    /// Reads a SoundFont, or takes a preset out of it.
    pub fn read_font(&self, id: u32, bytes: Rc<Vec<u8>>, preset: Option<u32>) {
        let dispatch = Rc::clone(&self.dispatch);
        spawn_local(async move {
            let file = Uint8Array::from(bytes.as_slice());
            let answer = match preset {
                Some(_) => {
                    decoder::font(file, preset).await.map(|sound| Action::PresetTaken { id, sound: Box::new(sound) })
                }
                None => decoder::font(file, None).await.map(|font| Action::FontRead { id, font: Box::new(font) }),
            };
            dispatch(answer.unwrap_or_else(|reason| Action::FontRefused { id, reason }));
        });
    }

    /// Keeps a file and its outline.
    pub fn keep(&self, import: ImportId, digest: Digest, bytes: Rc<Vec<u8>>, outline: Vec<u8>) {
        let this = self.clone();
        spawn_local(async move {
            let kept = match this.store() {
                Ok(store) => store.keep_asset(digest, &bytes, &outline).await,
                Err(error) => Err(error),
            };
            (this.dispatch)(match kept {
                Ok(()) => Action::AssetStored { import },
                Err(error) => Action::AssetNotStored { import, reason: said(&error) },
            });
        });
    }

    /// Reads a picture.
    pub fn read_picture(&self, digest: Digest) {
        let this = self.clone();
        spawn_local(async move {
            let bytes = this.bytes(digest).await.map(|bytes| Rc::new(bytes.to_vec()));
            (this.dispatch)(Action::PictureRead { digest, bytes });
        });
    }

    /// Draws a cover.
    pub fn draw(&self, brief: Box<CoverBrief>, side: u32) {
        let dispatch = Rc::clone(&self.dispatch);
        spawn_local(async move {
            let drawn = painter::draw(&brief, side).await.map(Rc::new);
            dispatch(Action::CoverDrawn { brief, side, drawn });
        });
    }

    /// Prepares what a release says, with the picture on its cover.
    pub fn press(&self, job: JobId, mut order: Box<press::Job>, cover: Option<Digest>) {
        let this = self.clone();
        spawn_local(async move {
            let picture = match cover {
                Some(digest) => this.bytes(digest).await.map(|bytes| bytes.to_vec()),
                None => None,
            };
            order.set_cover(picture);
            let reply = printer::press(&order).await.map(Box::new);
            (this.dispatch)(Action::Pressed { job, reply });
        });
    }

    /// The picture on an exported file. Where there is none the person is told why.
    pub async fn cover(&self, cover: &JobCover) -> Option<Uint8Array> {
        let reason = match cover {
            JobCover::Chosen(asset) => match self.bytes(asset.digest).await {
                Some(bytes) => return Some(bytes),
                None => Message::new("notice-cover-missing").with("name", &asset.name),
            },
            JobCover::None => return None,
            JobCover::Drawn(brief) => match painter::draw(brief, EXPORT_SIDE).await {
                Ok(png) => return Some(Uint8Array::from(png.as_slice())),
                Err(reason) => reason,
            },
        };
        (self.dispatch)(Action::Notify { notice: Notice::new(Severity::Warning, reason) });
        None
    }

    /// The bytes of a kept file.
    pub async fn bytes(&self, digest: Digest) -> Option<Uint8Array> {
        self.store().ok()?.asset(digest).await.ok().flatten()
    }

    /// Reads outlines, and tells which recordings are not here.
    pub fn outlines(&self, digests: Vec<Digest>) {
        let this = self.clone();
        spawn_local(async move {
            // Where the store did not open the person was told; the recordings are missing all the same.
            let store = this.store().ok();
            let mut outlines = Vec::new();
            for digest in digests {
                let found = match &store {
                    Some(store) => store.outline(digest).await.ok().flatten(),
                    None => None,
                };
                match found {
                    Some(outline) => outlines.push((digest, outline)),
                    None => (this.dispatch)(Action::RecordingMissing { digest }),
                }
            }
            if !outlines.is_empty() {
                (this.dispatch)(Action::OutlinesRead { outlines });
            }
        });
    }

    /// Hands recordings to the engine, one after another.
    pub fn load(&self, renditions: Vec<Rendition>, audio: Audio) {
        let this = self.clone();
        let Some(rate) = audio.sample_rate() else { return };
        spawn_local(async move {
            for rendition in renditions {
                let key = rendition.key();
                if let Some(planes) = this.planes(&rendition, rate).await {
                    audio.give(key, &planes);
                }
                (this.dispatch)(Action::RecordingHanded { key });
            }
        });
    }

    /// The samples of a recording at a rate in hertz. `None` where it is not here, or cannot be read, which is told.
    pub async fn planes(&self, rendition: &Rendition, rate: u32) -> Option<Vec<ArrayBuffer>> {
        let Rendition { asset, warp } = rendition;
        let Some(bytes) = self.bytes(asset.digest).await else {
            (self.dispatch)(Action::RecordingMissing { digest: asset.digest });
            return None;
        };
        match decoder::decode(bytes, rate, *warp).await {
            Ok((_, planes)) => Some(planes),
            Err(reason) => {
                let named = Message::new("recording-unreadable").with("name", &asset.name);
                for message in [reason, named] {
                    (self.dispatch)(Action::Notify { notice: Notice::new(Severity::Warning, message) });
                }
                None
            }
        }
    }

    fn store(&self) -> Result<Rc<Store>, StoreError> {
        self.store.borrow().clone().unwrap_or_else(|| Err(StoreError::Unavailable(String::new())))
    }
}

/// What the person reads where a sound file was not kept.
fn said(error: &StoreError) -> Message {
    match error {
        StoreError::Full => Message::new("store-asset-full"),
        StoreError::Failed(reason) => Message::new("store-asset-failed").with("reason", reason),
        other => other.message(),
    }
}
