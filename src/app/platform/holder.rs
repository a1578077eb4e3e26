//! One song, one tab that saves it: the tab that holds the song's lock. Browsers without locks save as before.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use studio::project::ProjectId;
use studio::session::Action;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

use super::saver::Task;
use super::{Dispatch, words};

/// Where tabs ask one another for songs.
const CHANNEL: &str = "cowrite-songs";
/// How long a lock may stay with a page that is being left before its song counts as open elsewhere, in milliseconds.
const LEAVING: i32 = 300;
/// How long a tab that was asked to let go may save before it is passed over, in milliseconds. One that answers takes
/// far less; one that does not is suspended or hangs.
const PATIENCE: i32 = 3_000;

type Queue = Box<dyn Fn(Task)>;

/// The locks of this tab.
#[derive(Clone)]
pub struct Holder(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    /// `None` in a browser without locks, and where the page may have none.
    locks: RefCell<Option<Object>>,
    channel: Option<BroadcastChannel>,
    /// The open project, and how to let it go while this tab holds it.
    project: Cell<Option<ProjectId>>,
    release: RefCell<Option<Function>>,
    /// Told apart by turns: a lock that comes when another project was opened meanwhile is let go at once.
    turn: Cell<u32>,
    queue: OnceCell<Queue>,
    heard: OnceCell<EventListener>,
}

/// How a lock is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// At once or not at all.
    Now,
    /// When whoever has it lets go.
    InTurn,
    /// From whoever has it.
    Steal,
}

impl Holder {
    /// A tab without a song.
    pub fn new(dispatch: Dispatch) -> Self {
        let navigator = gloo::utils::window().navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok().and_then(|locks| locks.dyn_into::<Object>().ok());
        Self(Rc::new(Inner {
            dispatch,
            locks: RefCell::new(locks),
            channel: BroadcastChannel::new(CHANNEL).ok(),
            project: Cell::new(None),
            release: RefCell::default(),
            turn: Cell::new(0),
            queue: OnceCell::new(),
            heard: OnceCell::new(),
        }))
    }

    /// Answers other tabs. What there is to do is handed to the saver, so that it happens after all writes before it.
    pub fn listen(&self, queue: impl Fn(Task) + 'static) {
        self.0.queue.get_or_init(|| Box::new(queue));
        let Some(channel) = &self.0.channel else { return };
        let inner = Rc::downgrade(&self.0);
        let heard = EventListener::new(channel, "message", move |event| {
            let Some((inner, event)) = inner.upgrade().zip(event.dyn_ref::<MessageEvent>()) else { return };
            let wanted = event.data().as_string().and_then(|id| ProjectId::try_from(id).ok());
            if let Some(project) = wanted.filter(|project| inner.holds(*project)) {
                inner.add(Task::LetGo(project));
            }
        });
        self.0.heard.get_or_init(|| heard);
    }

    /// Whether this tab may save a project.
    pub fn may_write(&self, project: ProjectId) -> bool {
        self.0.locks.borrow().is_none() || self.0.holds(project)
    }

    /// Holds a project from now on and lets go of the one before.
    pub async fn hold(&self, project: ProjectId) {
        if self.may_write(project) {
            return;
        }
        self.0.let_go();
        self.0.project.set(Some(project));
        let turn = self.0.next_turn();
        match JsFuture::from(self.lock(project, Way::Now)).await {
            Ok(answer) => {
                if let Ok(release) = answer.dyn_into::<Function>() {
                    self.0.keep(turn, release);
                    return;
                }
            }
            Err(thrown) => {
                gloo::console::info!("songs are saved without locks:", words(&thrown));
                *self.0.locks.borrow_mut() = None;
                return;
            }
        }
        let lock = self.lock(project, Way::InTurn);
        // A page that was left a moment ago may not have given its lock back yet.
        let first = Promise::race(&js_sys::Array::of2(&lock, &pause(LEAVING)));
        match JsFuture::from(first).await.ok().and_then(|value| value.dyn_into::<Function>().ok()) {
            Some(release) => self.0.go_on(turn, project, release),
            None => self.watch_from_outside(turn, project, lock),
        }
    }

    /// Lets another tab save a project; this one shows it, and goes on when that one is closed.
    pub fn let_go(&self, project: ProjectId) {
        if self.0.holds(project) {
            self.0.let_go();
            let turn = self.0.next_turn();
            let lock = self.lock(project, Way::InTurn);
            self.watch_from_outside(turn, project, lock);
        }
    }

    /// Asks the tab that holds a project to let it go.
    pub fn take(&self, project: ProjectId) {
        if let Some(channel) = &self.0.channel {
            // An id is text, which every channel takes.
            channel.post_message(&JsValue::from_str(&project.to_string())).ok();
        }
        let (this, turn) = (self.clone(), self.0.turn.get());
        spawn_local(async move {
            // A pause cannot fail.
            JsFuture::from(pause(PATIENCE)).await.ok();
            if this.0.turn.get() == turn && !this.0.holds(project) {
                let lock = this.lock(project, Way::Steal);
                this.0.go_on_with(turn, project, lock).await;
            }
        });
    }

    /// Tells the person that another tab has the song, and waits until it lets go.
    fn watch_from_outside(&self, turn: u32, project: ProjectId, lock: Promise) {
        (self.0.dispatch)(Action::HeldElsewhere { project });
        let inner = Rc::clone(&self.0);
        spawn_local(async move { inner.go_on_with(turn, project, lock).await });
    }

    /// A promise of the function that lets the lock go, or of nothing where another tab has it. It is broken where the
    /// page may have no locks.
    fn lock(&self, project: ProjectId, way: Way) -> Promise {
        Promise::new(&mut |granted, failed| self.request(project, way, granted, failed))
    }

    fn request(&self, project: ProjectId, way: Way, granted: Function, failed: Function) {
        let Some(locks) = self.0.locks.borrow().clone() else { return };
        let options = Object::new();
        let option = match way {
            Way::Now => Some("ifAvailable"),
            Way::InTurn => None,
            Way::Steal => Some("steal"),
        };
        if let Some(option) = option {
            // A plain object takes every property.
            Reflect::set(&options, &option.into(), &JsValue::TRUE).ok();
        }
        let body = Closure::once_into_js(move |lock: JsValue| {
            if lock.is_null() {
                granted.call0(&JsValue::UNDEFINED).ok();
                return JsValue::UNDEFINED;
            }
            // The lock is held until this promise is kept.
            Promise::new(&mut |release, _| drop(granted.call1(&JsValue::UNDEFINED, &release))).into()
        });
        let name = JsValue::from_str(&format!("cowrite-song-{project}"));
        let asked = Reflect::get(&locks, &"request".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|request| request.call3(&locks, &name, &options, &body));
        let held = match asked.and_then(JsCast::dyn_into::<Promise>) {
            Ok(held) => held,
            Err(thrown) => {
                failed.call1(&JsValue::UNDEFINED, &thrown).ok();
                return;
            }
        };
        let this = self.clone();
        spawn_local(async move {
            // It fails when another tab took the lock, or where the page may have none.
            if let Err(thrown) = JsFuture::from(held).await {
                failed.call1(&JsValue::UNDEFINED, &thrown).ok();
                if this.0.holds(project) {
                    this.let_go(project);
                }
            }
        });
    }
}

impl Inner {
    fn holds(&self, project: ProjectId) -> bool {
        self.project.get() == Some(project) && self.release.borrow().is_some()
    }

    fn next_turn(&self) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.turn.get()
    }

    fn let_go(&self) {
        if let Some(release) = self.release.borrow_mut().take() {
            // It only keeps a promise.
            release.call0(&JsValue::UNDEFINED).ok();
        }
    }

    /// Keeps a lock, where it is still wanted. Says whether it is.
    fn keep(&self, turn: u32, release: Function) -> bool {
        let wanted = self.turn.get() == turn && self.release.borrow().is_none();
        if wanted {
            *self.release.borrow_mut() = Some(release);
        } else {
            release.call0(&JsValue::UNDEFINED).ok();
        }
        wanted
    }

    /// Goes on with a song as the tab before left it.
    fn go_on(&self, turn: u32, project: ProjectId, release: Function) {
        if self.keep(turn, release) {
            self.add(Task::Load(project));
        }
    }

    /// Goes on with a song when its lock comes.
    async fn go_on_with(&self, turn: u32, project: ProjectId, lock: Promise) {
        if let Some(release) = JsFuture::from(lock).await.ok().and_then(|value| value.dyn_into::<Function>().ok()) {
            self.go_on(turn, project, release);
        }
    }

    fn add(&self, task: Task) {
        if let Some(queue) = self.queue.get() {
            queue(task);
        }
    }
}

/// A promise that is kept after some milliseconds.
fn pause(milliseconds: i32) -> Promise {
    Promise::new(&mut |done, _| {
        let window = gloo::utils::window();
        // A window with a function to call sets its timers.
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds).ok();
    })
}
