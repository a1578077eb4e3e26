//! Renders: one Worker for each. The protocol stands at the head of `src/bouncer/main.rs`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Float32Array, Function, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::credentials::Work;
use studio::export::{ExportError, ExportSpec};
use studio::project::Rendition;
use studio::provenance::Digest;
use studio::session::{Action, BounceJob, JobCover, JobId, LoudnessJob, MatchJob, Matched, Notice, Severity};
use studio::text::Message;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker};

use super::assets::Asset;
use super::audio::halves;
use super::library::Library;
use super::{Dispatch, credentials, download, errand, words};

/// What the page posts to the Worker.
#[derive(Serialize)]
struct Order {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    wasm: ArrayBuffer,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    job: Uint8Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    recordings: Array,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    cover: Uint8Array,
    matching: bool,
}

/// A recording as the Worker takes it.
#[derive(Serialize)]
struct Recording {
    high: u32,
    low: u32,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    planes: Array,
}

/// What the Worker posts to the page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Progress(f32),
    Piece(Part),
    Front(Part),
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Done(ArrayBuffer),
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Failed(ArrayBuffer),
    Crashed(String),
}

/// Bytes of one file of those that are made.
#[derive(Deserialize)]
struct Part {
    file: u32,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    bytes: ArrayBuffer,
}

/// A file as far as it is made.
#[derive(Clone)]
struct Parts {
    /// What stands before the pieces; known last, and nothing in some formats.
    front: Option<JsValue>,
    pieces: Array,
}

/// The renders under way.
#[derive(Clone)]
pub struct Bouncer {
    dispatch: Dispatch,
    library: Library,
    renders: Rc<RefCell<BTreeMap<JobId, Render>>>,
}

/// A file for the Worker to make.
pub struct Sound {
    /// The job it is a part of.
    pub id: JobId,
    /// How it is rendered and encoded.
    pub spec: ExportSpec,
    /// Postcard of its [`ExportJob`](studio::export::ExportJob).
    pub job: Vec<u8>,
    /// The recordings that it plays.
    pub recordings: Vec<Rendition>,
    /// The picture on its cover.
    pub cover: JobCover,
    /// What its manifest says, where it is to be signed.
    pub work: Option<Box<Work>>,
    /// Whether the job is a search for a gain, whose file is what was found.
    pub matching: bool,
}

/// A render under way. It ends when it is dropped.
struct Render {
    /// Where the file goes.
    end: End,
    /// Which part of the job it is: where it begins and how much it is, both of 1.
    part: (f32, f32),
    /// What the file's manifest says, and the recordings whose manifests it keeps.
    signing: Option<(Box<Work>, Vec<Digest>)>,
    media_type: &'static str,
    files: Vec<Parts>,
    worker: Option<Worker>,
    listeners: Vec<EventListener>,
}

/// Where a file goes when it is made.
enum End {
    /// To the person, under this name.
    Download(String),
    /// To whoever waits for it.
    Hand(Function),
}

impl Drop for Render {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}

impl Bouncer {
    /// No renders yet.
    pub fn new(dispatch: Dispatch, library: Library) -> Self {
        Self { dispatch, library, renders: Rc::default() }
    }

    /// Begins a render.
    pub fn start(&self, job: BounceJob) {
        let BounceJob { id, file_name, export, recordings, cover, work } = job;
        match postcard::to_allocvec(&export) {
            Ok(job) => {
                let sound = Sound { id, spec: export.spec, job, recordings, cover, work, matching: false };
                self.begin(sound, End::Download(file_name), (0.0, 1.0));
            }
            Err(error) => {
                let reason = Message::new("bounce-not-started").with("reason", error);
                (self.dispatch)(Action::BounceFailed { job: id, reason });
            }
        }
    }

    /// Makes a file that is a part of a job, and hands it out. It never comes where the job is cancelled or fails, which is
    /// told as of any render.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn make(&self, sound: Sound, part: (f32, f32)) -> Result<Blob, JsValue> {
        let mut sound = Some(sound);
        let made = Promise::new(&mut |resolve, _| {
            if let Some(sound) = sound.take() {
                self.begin(sound, End::Hand(resolve), part);
            }
        });
        JsFuture::from(made).await?.dyn_into()
    }

    /// Finds the gain that makes a song as loud as it shall be.
    pub fn match_loudness(&self, job: LoudnessJob) {
        let (this, LoudnessJob { id, job, recordings }) = (self.clone(), job);
        spawn_local(async move {
            match this.matched(id, &job, recordings).await {
                Ok(matched) => (this.dispatch)(Action::LoudnessMatched { job: id, matched }),
                Err(thrown) => {
                    let reason = Message::new("bounce-crashed").with("reason", words(&thrown));
                    (this.dispatch)(Action::BounceFailed { job: id, reason });
                }
            }
        });
    }

    async fn matched(&self, id: JobId, job: &MatchJob, recordings: Vec<Rendition>) -> Result<Matched, JsValue> {
        let spec = ExportSpec { sample_rate: job.sample_rate, ..ExportSpec::default() };
        let job = errand::packed(job)?.to_vec();
        let sound = Sound { id, spec, job, recordings, cover: JobCover::None, work: None, matching: true };
        let found = self.make(sound, (0.0, 1.0)).await?;
        let bytes: ArrayBuffer = JsFuture::from(found.array_buffer()).await?.dyn_into()?;
        let found: Result<Option<Matched>, String> = errand::unpacked(&bytes);
        found.and_then(|found| found.ok_or_else(|| "no gain".to_owned())).map_err(|reason| JsValue::from_str(&reason))
    }

    fn begin(&self, mut sound: Sound, end: End, part: (f32, f32)) {
        let id = sound.id;
        let mut digests: Vec<Digest> = sound.recordings.iter().map(|recording| recording.asset.digest).collect();
        // Those of one recording stand beside one another.
        digests.dedup();
        let signing = sound.work.take().map(|work| (work, digests));
        let render = Render {
            end,
            part,
            media_type: sound.spec.media_type(),
            signing,
            files: Vec::new(),
            worker: None,
            listeners: Vec::new(),
        };
        self.renders.borrow_mut().insert(id, render);
        let this = self.clone();
        spawn_local(async move {
            if let Err(thrown) = this.set_to_work(sound).await {
                this.fail(id, Message::new("bounce-not-started").with("reason", words(&thrown)));
            }
        });
    }

    /// Ends a render without a file.
    pub fn cancel(&self, id: JobId) {
        self.renders.borrow_mut().remove(&id);
    }

    /// The recordings that a render plays, at its rate, and what is transferred with them. One that is missing is left
    /// out, and the person was told.
    async fn recordings(&self, renditions: &[Rendition], rate: u32) -> Result<(Array, Array), JsValue> {
        let (recordings, transfer) = (Array::new(), Array::new());
        for rendition in renditions {
            let Some(planes) = self.library.planes(rendition, rate).await else { continue };
            let (high, low) = halves(rendition.key());
            let views = Array::new();
            for plane in &planes {
                views.push(&Float32Array::new(plane));
                transfer.push(plane);
            }
            recordings.push(&serde_wasm_bindgen::to_value(&Recording { high, low, planes: views })?);
        }
        Ok((recordings, transfer))
    }

    async fn set_to_work(&self, sound: Sound) -> Result<(), JsValue> {
        let id = sound.id;
        let wasm = Asset::BouncerModule.bytes().await?;
        let (recordings, transfer) = self.recordings(&sound.recordings, sound.spec.sample_rate).await?;
        let cover = self.library.cover(&sound.cover).await.unwrap_or_else(|| Uint8Array::new_with_length(0));
        let job = Uint8Array::from(sound.job.as_slice());
        let order = Order { wasm, job, recordings, cover, matching: sound.matching };
        // Cancelled while the module was on its way: no Worker is made.
        let mut renders = self.renders.borrow_mut();
        let Some(render) = renders.get_mut(&id) else { return Ok(()) };
        let worker = Worker::new(&Asset::BouncerScript.address())?;
        render.listeners = self.listen(id, &worker);
        transfer.push(&order.wasm);
        transfer.push(&order.job.buffer());
        transfer.push(&order.cover.buffer());
        worker.post_message_with_transfer(&serde_wasm_bindgen::to_value(&order)?, &transfer)?;
        render.worker = Some(worker);
        Ok(())
    }

    fn listen(&self, id: JobId, worker: &Worker) -> Vec<EventListener> {
        let (reported, failed) = (self.clone(), self.clone());
        vec![
            EventListener::new(worker, "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                match serde_wasm_bindgen::from_value(event.data()) {
                    Ok(report) => reported.hear(id, report),
                    Err(error) => reported.crash(id, &error.to_string()),
                }
            }),
            EventListener::new(worker, "error", move |event| {
                let reason = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
                failed.crash(id, &reason);
            }),
        ]
    }

    fn hear(&self, id: JobId, report: Report) {
        match report {
            Report::Progress(done) => {
                let (begin, share) = self.renders.borrow().get(&id).map_or((0.0, 1.0), |render| render.part);
                (self.dispatch)(Action::BounceProgress { job: id, done: begin + share * done });
            }
            Report::Piece(part) => self.keep(id, part, |parts, piece| {
                parts.pieces.push(&piece);
            }),
            Report::Front(part) => self.keep(id, part, |parts, front| parts.front = Some(front)),
            Report::Done(back) => self.finish(id, &back),
            Report::Failed(reason) => match postcard::from_bytes::<ExportError>(&Uint8Array::new(&reason).to_vec()) {
                Ok(error) => self.fail(id, error.message()),
                Err(error) => self.crash(id, &error.to_string()),
            },
            Report::Crashed(reason) => self.crash(id, &reason),
        }
    }

    /// Keeps a part as a Blob, which lies outside of the module's memory, so that a long song does not fill it.
    fn keep(&self, id: JobId, part: Part, place: impl FnOnce(&mut Parts, JsValue)) {
        let mut renders = self.renders.borrow_mut();
        let Some(render) = renders.get_mut(&id) else { return };
        match download::blob(&Array::of1(&part.bytes), render.media_type) {
            Ok(blob) => {
                let files = part.file as usize + 1;
                while render.files.len() < files {
                    render.files.push(Parts { front: None, pieces: Array::new() });
                }
                if let Some(parts) = render.files.get_mut(part.file as usize) {
                    place(parts, blob.into());
                }
            }
            Err(thrown) => {
                drop(renders);
                self.crash(id, &words(&thrown));
            }
        }
    }

    fn finish(&self, id: JobId, back: &ArrayBuffer) {
        let mut renders = self.renders.borrow_mut();
        let Some(render) = renders.get_mut(&id) else { return };
        let whole = Array::new();
        for Parts { front, pieces } in &render.files {
            if let Some(front) = front {
                whole.push(front);
            }
            pieces.iter().for_each(|piece| {
                whole.push(&piece);
            });
        }
        whole.push(back);
        let signing = render.signing.take();
        let file = download::blob(&whole, render.media_type);
        drop(renders);
        match (file, signing) {
            (Ok(file), Some((work, recordings))) => {
                let this = self.clone();
                spawn_local(async move { this.deliver(id, this.signed(file, *work, recordings).await) });
            }
            (Ok(file), None) => self.deliver(id, file),
            (Err(thrown), _) => self.fail(id, Message::new("download-failed").with("reason", words(&thrown))),
        }
    }

    /// The file with its manifest; the file as it is, with a word of why, where it cannot be signed.
    async fn signed(&self, file: Blob, work: Work, recordings: Vec<Digest>) -> Blob {
        let files = Array::new();
        for digest in recordings {
            files.push(&self.library.bytes(digest).await.map_or(JsValue::NULL, JsValue::from));
        }
        match credentials::sign(&file, work, files).await {
            Ok(signed) => signed,
            Err(reason) => {
                (self.dispatch)(Action::Notify { notice: Notice::new(Severity::Error, reason) });
                file
            }
        }
    }

    fn deliver(&self, id: JobId, file: Blob) {
        // Cancelled while it was signed.
        let Some(render) = self.renders.borrow_mut().remove(&id) else { return };
        let ended = match &render.end {
            End::Download(name) => download::file(name, &file).map(|()| true),
            End::Hand(resolve) => resolve.call1(&JsValue::NULL, &file).map(|_| false),
        };
        match ended {
            Ok(true) => (self.dispatch)(Action::BounceFinished { job: id }),
            Ok(false) => {}
            Err(thrown) => {
                let reason = Message::new("download-failed").with("reason", words(&thrown));
                (self.dispatch)(Action::BounceFailed { job: id, reason });
            }
        }
    }

    fn crash(&self, id: JobId, reason: &str) {
        self.fail(id, Message::new("bounce-crashed").with("reason", reason));
    }

    fn fail(&self, id: JobId, reason: Message) {
        // A report that was on its way when its render ended is of no interest any more.
        let under_way = self.renders.borrow_mut().remove(&id).is_some();
        if under_way {
            (self.dispatch)(Action::BounceFailed { job: id, reason });
        }
    }
}
