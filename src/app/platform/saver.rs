//! Writes to the store, one after another and in order, and tells how each went.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use studio::edit::JournalEntry;
use studio::project::ProjectId;
use studio::session::Action;
use studio::text::Message;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::store::{Store, StoreError};
use super::{Dispatch, words};

/// Something to write.
pub enum Write {
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
    },
}

/// The queue of writes.
#[derive(Clone)]
pub struct Saver(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    store: RefCell<Option<Result<Rc<Store>, StoreError>>>,
    queue: RefCell<VecDeque<Write>>,
    busy: Cell<bool>,
    /// Why an entry is missing from the journal. What follows a gap cannot be replayed, so only a checkpoint helps.
    gap: RefCell<Option<Message>>,
    persistence_asked: Cell<bool>,
}

impl Saver {
    /// A queue that waits for its store.
    pub fn new(dispatch: Dispatch) -> Self {
        Self(Rc::new(Inner {
            dispatch,
            store: RefCell::new(None),
            queue: RefCell::default(),
            busy: Cell::new(false),
            gap: RefCell::default(),
            persistence_asked: Cell::new(false),
        }))
    }

    /// The store has opened, or will not.
    pub fn connect(&self, store: Result<Rc<Store>, StoreError>) {
        *self.0.store.borrow_mut() = Some(store);
        self.go_on();
    }

    /// Writes when everything before has been written.
    pub fn write(&self, write: Write) {
        self.0.queue.borrow_mut().push_back(write);
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
            while let Some(write) = this.next() {
                let outcome = this.0.carry_out(write).await;
                let rest = !this.0.queue.borrow().is_empty();
                match outcome {
                    Ok(()) if rest => {}
                    Ok(()) => (this.0.dispatch)(Action::Saved),
                    Err(reason) => (this.0.dispatch)(Action::SaveFailed { reason }),
                }
            }
            this.0.busy.set(false);
        });
    }

    fn next(&self) -> Option<Write> {
        self.0.queue.borrow_mut().pop_front()
    }
}

impl Inner {
    async fn carry_out(&self, write: Write) -> Result<(), Message> {
        let store = match self.store.borrow().as_ref() {
            Some(Ok(store)) => Rc::clone(store),
            Some(Err(error)) => return Err(self.fail(error)),
            None => return Ok(()),
        };
        match write {
            Write::Append { project, entry } => {
                if let Some(reason) = self.gap.borrow().clone() {
                    return Err(reason);
                }
                store.append(project, &entry).await.map_err(|error| self.fail(&error))
            }
            Write::Checkpoint { project, title, base, journal } => {
                store.checkpoint(project, &title, &base, &journal).await.map_err(|error| self.fail(&error))?;
                *self.gap.borrow_mut() = None;
                self.ask_for_persistence();
                Ok(())
            }
        }
    }

    fn fail(&self, error: &StoreError) -> Message {
        let reason = error.message();
        *self.gap.borrow_mut() = Some(reason.clone());
        reason
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
