//! Archives that are put together on the page: release packs, and projects with their recordings. Content lies in Blobs,
//! outside of the module's memory, and passes through it once, in pieces, for its sums.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use studio::archive::Archive;
use studio::bundle::{EVIDENCE, PROJECT, asset_entry};
use studio::project::AssetRef;
use studio::release::pack::{Summed, Written};
use studio::release::press::{Draft, DraftSound, Job, PackOrder, Reply};
use studio::session::{Action, BundleJob, JobCover, JobId, Notice, PackJob, Severity};
use studio::text::Message;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use super::bouncer::{Bouncer, Sound};
use super::library::Library;
use super::{Dispatch, download, press as printer, words};

const MEDIA_TYPE: &str = "application/zip";
/// How many bytes of a Blob are looked at together.
const CHUNK: f64 = 4_194_304.0;

/// Puts archives together.
#[derive(Clone)]
pub struct Packer {
    dispatch: Dispatch,
    library: Library,
    bouncer: Bouncer,
    /// The packs under way.
    wanted: Rc<RefCell<BTreeSet<JobId>>>,
}

/// An archive in the making.
#[derive(Default)]
struct Zip {
    archive: Archive,
    parts: Array,
    written: Vec<Written>,
}

impl Packer {
    /// No archives yet.
    pub fn new(dispatch: Dispatch, library: Library, bouncer: Bouncer) -> Self {
        Self { dispatch, library, bouncer, wanted: Rc::default() }
    }

    /// Ends a pack without a file.
    pub fn cancel(&self, id: JobId) {
        self.wanted.borrow_mut().remove(&id);
    }

    /// Makes a release pack and downloads it.
    pub fn pack(&self, job: PackJob) {
        let this = self.clone();
        this.wanted.borrow_mut().insert(job.id);
        spawn_local(async move {
            let id = job.id;
            let made = this.make(job).await;
            if !this.wanted.borrow_mut().remove(&id) {
                return;
            }
            (this.dispatch)(match made {
                Ok(()) => Action::BounceFinished { job: id },
                Err(reason) => Action::BounceFailed { job: id, reason },
            });
        });
    }

    async fn make(&self, mut job: PackJob) -> Result<(), Message> {
        let picture = self.library.cover(&job.cover).await;
        job.order.with_cover = picture.is_some();
        for asset in job.recordings.iter().map(|rendition| &rendition.asset) {
            if job.order.silent.contains(&asset.name) {
                continue;
            }
            if self.library.bytes(asset.digest).await.is_none() {
                job.order.silent.push(asset.name.clone());
            }
        }
        let draft = self.draft(&job.order).await?;
        let mut zip = Zip::default();
        let count = draft.sounds.len() as f32;
        for (place, DraftSound { path, spec, job: sound }) in draft.sounds.into_iter().enumerate() {
            if !self.wanted.borrow().contains(&job.id) {
                return Ok(());
            }
            let (id, recordings) = (job.id, job.recordings.clone());
            // One that is missing was told.
            let cover = if job.order.with_cover { job.cover.clone() } else { JobCover::None };
            let work = job.work_of(&path);
            let sound = Sound { id, spec, job: sound, recordings, cover, work, matching: false };
            let made = self.bouncer.make(sound, (place as f32 / count, 1.0 / count)).await.map_err(failed)?;
            zip.add(&path, made).await?;
        }
        if let (Some(path), Some(picture)) = (&draft.cover, &picture) {
            zip.add(path, blob(picture)?).await?;
        }
        for (path, content) in &draft.papers {
            zip.put(path, content)?;
        }
        let closing = Job::Close(job.order, zip.written.clone());
        let Reply::Close(last) = printer::press(&closing).await? else { return Err(unasked()) };
        for (path, content) in &last {
            zip.put(path, content)?;
        }
        let still_wanted = self.wanted.borrow().contains(&job.id);
        if still_wanted { zip.download(&job.file_name) } else { Ok(()) }
    }

    async fn draft(&self, order: &PackOrder) -> Result<Draft, Message> {
        match printer::press(&Job::Pack(order.clone())).await? {
            Reply::Pack(draft) => Ok(*draft),
            _ => Err(unasked()),
        }
    }

    /// Downloads a project with its recordings and pictures.
    pub fn bundle(&self, job: BundleJob) {
        let this = self.clone();
        spawn_local(async move {
            let (missing, saved) = this.gather(&job).await;
            let notice = match saved {
                Ok(()) if missing.is_empty() => {
                    Notice::new(Severity::Success, Message::new("notice-exported").with("file", job.file_name))
                }
                Ok(()) => {
                    let names = missing.join(", ");
                    Notice::new(Severity::Warning, Message::new("notice-bundle-without").with("names", names))
                }
                Err(reason) => Notice::new(Severity::Error, reason),
            };
            (this.dispatch)(Action::Notify { notice });
        });
    }

    /// The names of what is not here, and whether the rest was downloaded.
    async fn gather(&self, job: &BundleJob) -> (Vec<String>, Result<(), Message>) {
        let mut missing = Vec::new();
        let saved = async {
            let mut zip = Zip::default();
            zip.put(PROJECT, &job.project)?;
            zip.put(EVIDENCE, &job.evidence)?;
            for asset in &job.assets {
                match self.kept(asset).await {
                    Some(content) => zip.add(&asset_entry(asset), blob(&content)?).await?,
                    None => missing.push(asset.name.clone()),
                }
            }
            zip.download(&job.file_name)
        };
        let saved = saved.await;
        (missing, saved)
    }

    async fn kept(&self, asset: &AssetRef) -> Option<Uint8Array> {
        self.library.bytes(asset.digest).await
    }
}

impl Zip {
    /// Adds a file that is in memory.
    fn put(&mut self, path: &str, content: &[u8]) -> Result<(), Message> {
        let mut sums = Summed::default();
        sums.add(content);
        self.begin(path, sums)?;
        let content = blob(&Uint8Array::from(content))?;
        self.parts.push(&content);
        Ok(())
    }

    /// Adds a file that lies outside of it.
    async fn add(&mut self, path: &str, content: Blob) -> Result<(), Message> {
        let (mut sums, mut at) = (Summed::default(), 0.0);
        while at < content.size() {
            let piece = content.slice_with_f64_and_f64(at, at + CHUNK).map_err(failed)?;
            let bytes = JsFuture::from(piece.array_buffer()).await.map_err(failed)?;
            sums.add(&Uint8Array::new(&bytes).to_vec());
            at += CHUNK;
        }
        self.begin(path, sums)?;
        self.parts.push(&content);
        Ok(())
    }

    fn begin(&mut self, path: &str, sums: Summed) -> Result<(), Message> {
        let (content, written) = sums.finish(path);
        let header = self.archive.entry(path, &content).map_err(|error| error.message())?;
        self.parts.push(&Uint8Array::from(header.as_slice()));
        self.written.push(written);
        Ok(())
    }

    fn download(self, file_name: &str) -> Result<(), Message> {
        self.parts.push(&Uint8Array::from(self.archive.end().as_slice()));
        download::blob(&self.parts, MEDIA_TYPE).and_then(|file| download::file(file_name, &file)).map_err(failed)
    }
}

fn blob(bytes: &Uint8Array) -> Result<Blob, Message> {
    download::blob(&Array::of1(bytes), MEDIA_TYPE).map_err(failed)
}

fn failed(thrown: JsValue) -> Message {
    Message::new("download-failed").with("reason", words(&thrown))
}

/// The press answered something else: it is of another version than the page.
fn unasked() -> Message {
    Message::new("press-failed").with("reason", "version")
}
