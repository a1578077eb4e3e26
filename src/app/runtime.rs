//! The loop: effects go to the platform, its answers come back as actions.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use studio::project::ProjectId;
use studio::session::{Action, Effect, Notice, SavedProject, SealRequest, Settings, Severity};
use studio::text::Message;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BeforeUnloadEvent, VisibilityState};
use yew::Callback;

use crate::keys::KeyDoor;
use crate::platform::audio::Audio;
use crate::platform::bouncer::Bouncer;
use crate::platform::call_keeper::CallKeeper;
use crate::platform::credentials;
use crate::platform::fetch::Fetcher;
use crate::platform::install::Install;
use crate::platform::library::Library;
use crate::platform::midi::Midi;
use crate::platform::on_device::OnDeviceModel;
use crate::platform::packer::Packer;
use crate::platform::saver::{Saver, Task};
use crate::platform::store::{Store, StoreError};
use crate::platform::update::Update;
use crate::platform::vault::Vault;
use crate::platform::{Dispatch, clipboard, download, fragment, random, settings, sign_in, signing, words};
use crate::spectrum::SpectrumDoor;
use crate::telemetry::TelemetryCell;

/// The database in which this browser keeps its songs.
const STORE: &str = "cowrite";
/// The quiet moment before a checkpoint, in milliseconds.
const QUIET: u32 = 1_500;

/// Carries out effects.
pub struct Runtime {
    dispatch: Dispatch,
    telemetry: TelemetryCell,
    audio: Audio,
    bouncer: Bouncer,
    packer: Packer,
    vault: Vault,
    fetcher: Fetcher,
    on_device: OnDeviceModel,
    call_keeper: CallKeeper,
    library: Library,
    saver: Saver,
    install: Install,
    update: Update,
    midi: Midi,
    checkpoint: Rc<RefCell<Option<Timeout>>>,
    _listeners: [EventListener; 3],
}

impl Runtime {
    /// Starts the platform. What the browser kept arrives as [`Action::Booted`].
    pub fn start(dispatch: Callback<Action>) -> Self {
        let dispatch: Dispatch = Rc::new(move |action| dispatch.emit(action));
        let telemetry = TelemetryCell::default();
        let heard = telemetry.clone();
        let audio = Audio::new(Rc::clone(&dispatch), move |word| heard.write(word));
        let saver = Saver::new(Rc::clone(&dispatch));
        let vault = Vault::open(Rc::clone(&dispatch));
        let checkpoint = Rc::default();
        let library = Library::new(Rc::clone(&dispatch));
        let bouncer = Bouncer::new(Rc::clone(&dispatch), library.clone());
        let call_keeper = CallKeeper::new(Rc::clone(&dispatch));
        credentials::look(Rc::clone(&dispatch));
        spawn_local(boot(Rc::clone(&dispatch), saver.clone(), library.clone(), audio.clone(), call_keeper.clone()));
        Self {
            audio,
            fetcher: Fetcher::new(Rc::clone(&dispatch), vault.clone()),
            on_device: OnDeviceModel::new(Rc::clone(&dispatch)),
            call_keeper,
            vault,
            packer: Packer::new(Rc::clone(&dispatch), library.clone(), bouncer.clone()),
            bouncer,
            library,
            install: Install::listen(Rc::clone(&dispatch)),
            update: Update::start(Rc::clone(&dispatch)),
            midi: Midi::new(Rc::clone(&dispatch), telemetry.clone()),
            telemetry,
            _listeners: [
                fragment::listen(Rc::clone(&dispatch)),
                save_when_hidden(Rc::clone(&dispatch), Rc::clone(&checkpoint)),
                ask_before_losing(saver.clone()),
            ],
            saver,
            checkpoint,
            dispatch,
        }
    }

    /// Carries out one effect.
    pub fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Engine(messages) => self.audio.send(&messages),
            Effect::StartEngine => self.audio.start(),
            Effect::Bounce(job) => self.bouncer.start(*job),
            Effect::MatchLoudness(job) => self.bouncer.match_loudness(*job),
            Effect::Press { job, order, cover } => self.library.press(job, order, cover),
            Effect::MakePack(job) => self.packer.pack(*job),
            Effect::SaveBundle(job) => self.packer.bundle(*job),
            Effect::CancelBounce(job) => {
                self.packer.cancel(job);
                self.bouncer.cancel(job);
            }
            Effect::Fetch { job, request } => self.fetcher.start(job, *request),
            Effect::Wait { job, milliseconds } => self.fetcher.wait(job, milliseconds),
            Effect::AskOnDevice { job, ask } => self.on_device.start(job, *ask),
            Effect::SignIn => {
                if let Err(thrown) = sign_in::leave() {
                    warn(&self.dispatch, Message::new("sign-in-failed").with("reason", words(&thrown)));
                }
            }
            Effect::StopCall(job) => {
                self.fetcher.stop(job);
                self.on_device.stop(job);
            }
            Effect::KeepCalls(calls) => self.call_keeper.keep(&calls),
            Effect::HoldSong(project) => self.saver.add(Task::Hold(project)),
            Effect::TakeSong(project) => self.saver.take(project),
            Effect::ReadFont { id, bytes, preset } => self.library.read_font(id, bytes, preset),
            Effect::DecodeAsset { import, bytes } => self.library.look(import, bytes),
            Effect::StoreAsset { import, digest, bytes, outline } => self.library.keep(import, digest, bytes, outline),
            Effect::DrawCover { brief, side } => self.library.draw(brief, side),
            Effect::ReadPicture(digest) => self.library.read_picture(digest),
            Effect::ReadOutlines(digests) => self.library.outlines(digests),
            Effect::LoadRecordings(assets) => self.library.load(assets, self.audio.clone()),
            Effect::AppendJournal { project, entry } => self.saver.add(Task::Append { project, entry }),
            Effect::SaveCheckpoint { project, title, base, journal, forgotten } => {
                *self.checkpoint.borrow_mut() = None;
                self.saver.add(Task::Checkpoint { project, title, base, journal, forgotten });
            }
            Effect::ReadEvidence { project, wanted, claims } => {
                self.saver.add(Task::Evidence { project, wanted, claims });
            }
            Effect::SetSigning(wish) => credentials::set(Rc::clone(&self.dispatch), wish),
            Effect::SignLedger(request) => self.sign_ledger(request),
            Effect::ListSongs => self.saver.add(Task::List),
            Effect::LoadSong(project) => self.saver.add(Task::Load(project)),
            Effect::ScheduleCheckpoint => self.schedule_checkpoint(),
            Effect::ListenMidi => self.midi.listen(),
            Effect::SaveSettings(chosen) => self.save_settings(&chosen),
            Effect::Download { name, media_type, bytes } => self.download(&name, media_type, &bytes),
            Effect::Copy(text) => self.copy(text),
            Effect::ClearFragment => fragment::clear(),
            Effect::ActivateUpdate => self.update.activate(),
            Effect::PromptInstall => self.install.prompt(),
        }
    }

    /// The latest word of the engine.
    pub fn telemetry(&self) -> TelemetryCell {
        self.telemetry.clone()
    }

    /// The way to the spectrum of what is heard.
    pub fn spectrum(&self) -> SpectrumDoor {
        self.audio.spectrum()
    }

    /// The way into the vault of keys.
    pub fn keys(&self) -> KeyDoor {
        let vault = self.vault.clone();
        KeyDoor::new(move |wish| vault.fulfil(wish))
    }

    /// Now, in milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn schedule_checkpoint(&self) {
        let (dispatch, due) = (Rc::clone(&self.dispatch), Rc::clone(&self.checkpoint));
        let timer = Timeout::new(QUIET, move || {
            *due.borrow_mut() = None;
            dispatch(Action::CheckpointDue);
        });
        // Dropping the timer before starts the quiet moment anew.
        *self.checkpoint.borrow_mut() = Some(timer);
    }

    fn save_settings(&self, chosen: &Settings) {
        if let Err(error) = settings::write(chosen) {
            warn(&self.dispatch, Message::new("settings-not-kept").with("reason", error));
        }
    }

    fn download(&self, name: &str, media_type: &str, bytes: &[u8]) {
        if let Err(thrown) = download::bytes(name, media_type, bytes) {
            warn(&self.dispatch, Message::new("download-failed").with("reason", words(&thrown)));
        }
    }

    fn sign_ledger(&self, request: SealRequest) {
        let dispatch = Rc::clone(&self.dispatch);
        spawn_local(async move {
            match signing::sign(&request).await {
                Ok(by) => dispatch(Action::LedgerSigned { request, by: Box::new(by) }),
                Err(reason) => warn(&dispatch, Message::new("sign-ledger-failed").with("reason", reason)),
            }
        });
    }

    fn copy(&self, text: String) {
        let dispatch = Rc::clone(&self.dispatch);
        spawn_local(async move {
            if let Err(thrown) = clipboard::copy(&text).await {
                warn(&dispatch, Message::new("copy-failed").with("reason", words(&thrown)));
            }
        });
    }
}

/// A new project's id.
pub fn fresh_project() -> ProjectId {
    random::project_id()
}

fn warn(dispatch: &Dispatch, message: Message) {
    dispatch(Action::Notify { notice: Notice::new(Severity::Warning, message) });
}

/// Opens the store and tells what the browser kept. A store that fails costs the songs in it, not the studio.
async fn boot(dispatch: Dispatch, saver: Saver, library: Library, audio: Audio, call_keeper: CallKeeper) {
    let store = Store::open(STORE).await.map(Rc::new);
    let found = match &store {
        Ok(store) => read_last(&dispatch, store).await,
        Err(error) => Err(error.clone()),
    };
    let failure = found.as_ref().err().map(StoreError::message);
    let saved = found.ok().flatten().map(Box::new);
    // First, because a song that opens asks for its recordings.
    library.connect(store.clone());
    dispatch(Action::Booted { fresh: fresh_project(), saved, settings: settings::read(), link: fragment::read() });
    if let Some(message) = failure {
        warn(&dispatch, message);
    }
    if let Some((code, verifier)) = sign_in::returned() {
        dispatch(Action::SignedIn { code, verifier });
    }
    call_keeper.find();
    saver.connect(store);
    audio.fetch_ahead();
}

async fn read_last(dispatch: &Dispatch, store: &Store) -> Result<Option<SavedProject>, StoreError> {
    let Some(found) = store.last().await? else { return Ok(None) };
    if found.unreadable > 0 {
        warn(dispatch, Message::new("store-journal-cut").with("count", found.unreadable));
    }
    Ok(Some(found.saved))
}

/// A page that is hidden may never come back, so a checkpoint that waits is written at once.
fn save_when_hidden(dispatch: Dispatch, checkpoint: Rc<RefCell<Option<Timeout>>>) -> EventListener {
    let document = gloo::utils::document();
    let watched = document.clone();
    EventListener::new(&document, "visibilitychange", move |_| {
        let hidden = watched.visibility_state() == VisibilityState::Hidden;
        let waiting = hidden && checkpoint.borrow_mut().take().is_some();
        if waiting {
            dispatch(Action::CheckpointDue);
        }
    })
}

/// Lets the browser ask before the page is left while something is not saved.
fn ask_before_losing(saver: Saver) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&gloo::utils::window(), "beforeunload", options, move |event| {
        if saver.unsaved() {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                // Older browsers only look at this.
                event.set_return_value("unsaved");
            }
        }
    })
}
