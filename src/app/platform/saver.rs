//! The store's queue: writes and reads one after another and in order, and tells how each went.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use studio::edit::JournalEntry;
use studio::project::ProjectId;
use studio::provenance::SealClaim;
use studio::session::{Action, EvidenceUse, Notice, Severity, SongSummary};
use studio::text::Message;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::holder::Holder;
use super::store::{Found, Store, StoreError};
use super::{Dispatch, signing, words};

/// Something for the store to do.
pub enum Task {
    /// An entry after those that are there.
    Append {
        /// The project.
        project: ProjectId,
        /// The entry.
        entry: Box<JournalEntry>,
    },
    /// A project and its journal anew.
    Checkpoint {
        /// The project.
        project: ProjectId,
        /// Its title.
        title: String,
        /// Its file.
        base: Vec<u8>,
        /// What was done after it.
        journal: Vec<JournalEntry>,
        /// What was done before it and is kept as evidence from now on.
        forgotten: Vec<JournalEntry>,
    },
    /// Reads the evidence that is kept beside a project, and checks signatures.
    Evidence {
        /// The project.
        project: ProjectId,
        /// What for.
        wanted: EvidenceUse,
        /// The signatures.
        claims: Vec<SealClaim>,
    },
    /// Makes this tab the one that saves a project.
    Hold(ProjectId),
    /// Lets another tab save a project.
    LetGo(ProjectId),
    /// Lists the songs.
    List,
    /// Reads a song.
    Load(ProjectId),
}

impl Task {
    fn writes(&self) -> bool {
        matches!(self, Self::Append { .. } | Self::Checkpoint { .. })
    }
}

/// The queue.
#[derive(Clone)]
pub struct Saver(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    holder: Holder,
    store: RefCell<Option<Result<Rc<Store>, StoreError>>>,
    queue: RefCell<VecDeque<Task>>,
    busy: Cell<bool>,
    /// Why an entry is missing from the journal. What follows a gap cannot be replayed, so only a checkpoint helps.
    gap: RefCell<Option<Message>>,
    persistence_asked: Cell<bool>,
}

impl Saver {
    /// A queue that waits for its store.
    pub fn new(dispatch: Dispatch) -> Self {
        let saver = Self(Rc::new(Inner {
            holder: Holder::new(Rc::clone(&dispatch)),
            dispatch,
            store: RefCell::new(None),
            queue: RefCell::default(),
            busy: Cell::new(false),
            gap: RefCell::default(),
            persistence_asked: Cell::new(false),
        }));
        // The holder is the saver's own: it ends with it.
        let queue = Rc::downgrade(&saver.0);
        saver.0.holder.listen(move |task| {
            if let Some(inner) = queue.upgrade() {
                Self(inner).add(task);
            }
        });
        saver
    }

    /// Asks the tab that saves a project to let it go.
    pub fn take(&self, project: ProjectId) {
        self.0.holder.take(project);
    }

    /// The store has opened, or will not.
    pub fn connect(&self, store: Result<Rc<Store>, StoreError>) {
        *self.0.store.borrow_mut() = Some(store);
        self.go_on();
    }

    /// Does a task when everything before it is done.
    pub fn add(&self, task: Task) {
        self.0.queue.borrow_mut().push_back(task);
        self.go_on();
    }

    /// Whether a write failed that nothing has made good, so that leaving the page now would lose something.
    pub fn unsaved(&self) -> bool {
        self.0.gap.borrow().is_some()
    }

    fn go_on(&self) {
        if self.0.busy.get() || self.0.store.borrow().is_none() {
            return;
        }
        self.0.busy.set(true);
        let this = self.clone();
        spawn_local(async move {
            while let Some(task) = this.next() {
                this.0.carry_out(task).await;
            }
            this.0.busy.set(false);
        });
    }

    fn next(&self) -> Option<Task> {
        self.0.queue.borrow_mut().pop_front()
    }
}

impl Inner {
    async fn carry_out(&self, task: Task) {
        let store = match self.store.borrow().as_ref() {
            Some(Ok(store)) => Ok(Rc::clone(store)),
            Some(Err(error)) => Err(error.clone()),
            None => return,
        };
        let gap = self.gap.borrow().clone();
        let answer = match task {
            Task::Hold(project) => return self.holder.hold(project).await,
            // Whatever was queued before is saved by now.
            Task::LetGo(project) => return self.holder.let_go(project),
            // Another tab saves this song, and has what was saved here.
            Task::Append { project, .. } | Task::Checkpoint { project, .. } if !self.holder.may_write(project) => {
                return;
            }
            Task::Append { project, entry } => match (store, gap) {
                (_, Some(reason)) => Action::SaveFailed { reason },
                (Ok(store), None) => self.written(store.append(project, &entry).await),
                (Err(error), None) => self.written(Err(error)),
            },
            Task::Checkpoint { project, title, base, journal, forgotten } => match store {
                Ok(store) => {
                    self.checkpoint_written(store.checkpoint(project, &title, &base, &journal, &forgotten).await)
                }
                Err(error) => self.written(Err(error)),
            },
            Task::Evidence { project, wanted, claims } => {
                let mut seals = Vec::with_capacity(claims.len());
                for claim in &claims {
                    seals.push(signing::holds(claim).await);
                }
                // What the browser did not keep is told as not kept.
                let acts = match store {
                    Ok(store) => store.evidence(project).await.unwrap_or_default(),
                    Err(_) => Vec::new(),
                };
                Action::EvidenceRead { project, wanted, acts, seals }
            }
            Task::List => match store {
                Ok(store) => listed(store.songs().await),
                // The person was told when the store did not open.
                Err(_) => return,
            },
            Task::Load(project) => match store {
                Ok(store) => opened(store.load(project).await),
                Err(error) => warning(error.message()),
            },
        };
        // Between two writes the song is on its way, not saved.
        let more_to_write = self.queue.borrow().iter().any(Task::writes);
        if !(more_to_write && answer == Action::Saved) {
            (self.dispatch)(answer);
        }
    }

    fn checkpoint_written(&self, outcome: Result<(), StoreError>) -> Action {
        if outcome.is_ok() {
            *self.gap.borrow_mut() = None;
            self.ask_for_persistence();
        }
        self.written(outcome)
    }

    fn written(&self, outcome: Result<(), StoreError>) -> Action {
        match outcome {
            Ok(()) => Action::Saved,
            Err(error) => {
                let reason = error.message();
                *self.gap.borrow_mut() = Some(reason.clone());
                Action::SaveFailed { reason }
            }
        }
    }

    /// Asks the browser, once there is something to lose, not to clear the songs away when room grows scarce.
    fn ask_for_persistence(&self) {
        if self.persistence_asked.replace(true) {
            return;
        }
        let asked = gloo::utils::window().navigator().storage().persist();
        spawn_local(async move {
            let answer = match asked {
                Ok(promise) => JsFuture::from(promise).await,
                Err(thrown) => Err(thrown),
            };
            if let Err(thrown) = answer {
                gloo::console::info!("the browser does not promise to keep the songs:", words(&thrown));
            }
        });
    }
}

fn listed(outcome: Result<Vec<SongSummary>, StoreError>) -> Action {
    match outcome {
        Ok(songs) => Action::SongsListed { songs },
        Err(error) => warning(error.message()),
    }
}

fn opened(outcome: Result<Option<Found>, StoreError>) -> Action {
    match outcome {
        Ok(Some(found)) => Action::OpenSaved { saved: Box::new(found.saved) },
        Ok(None) => warning(Message::new("store-song-gone")),
        Err(error) => warning(error.message()),
    }
}

fn warning(message: Message) -> Action {
    Action::Notify { notice: Notice::new(Severity::Warning, message) }
}
