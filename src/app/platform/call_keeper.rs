//! Calls that go on after a reload. Each tab keeps its own under a name that it holds a lock on; whoever gets such a lock
//! finds calls that nobody follows any more. So no call is followed twice, and none is lost with its tab.

use std::rc::Rc;

use gloo::storage::{LocalStorage, Storage};
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use studio::session::{Action, KeptCall};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Dispatch, random};

/// What the names of records and locks begin with; the tab follows.
const PREFIX: &str = "cowrite-calls-";
/// How long a lock may stay with a page that is being left, in milliseconds.
const LEAVING: u32 = 1_000;

/// The calls that this tab keeps.
#[derive(Clone)]
pub struct CallKeeper {
    dispatch: Dispatch,
    name: Rc<str>,
    /// `None` in a browser without locks: there each tab takes up whatever it finds.
    locks: Option<Object>,
}

impl CallKeeper {
    /// A tab that keeps nothing yet.
    pub fn new(dispatch: Dispatch) -> Self {
        let navigator = gloo::utils::window().navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok().and_then(|locks| locks.dyn_into::<Object>().ok());
        let keeper = Self { dispatch, name: format!("{PREFIX}{}", random::project_id()).into(), locks };
        // Held until the page goes.
        let body = Closure::once_into_js(|_: JsValue| Promise::new(&mut |_, _| {}));
        if let Some(held) = keeper.request(&keeper.name, &Object::new(), &body) {
            // Where the page may have no locks, the others take this one's calls up a little early.
            spawn_local(async move { drop(JsFuture::from(held).await) });
        }
        keeper
    }

    /// Keeps these calls and no others. A browser that keeps nothing has no calls to go on with; the songs say so already.
    pub fn keep(&self, calls: &[KeptCall]) {
        if calls.is_empty() {
            LocalStorage::delete(&*self.name);
        } else {
            LocalStorage::set(&*self.name, calls).ok();
        }
    }

    /// Takes up the calls of tabs that are gone. Those of a tab that is there stay with it: a reload of that one must find
    /// them again.
    pub fn find(&self) {
        let store = LocalStorage::raw();
        let count = store.length().unwrap_or(0);
        let names = (0..count).filter_map(|place| store.key(place).ok().flatten());
        let others: Vec<String> =
            names.filter(|name| name.starts_with(PREFIX) && name.as_str() != &*self.name).collect();
        for name in others {
            self.look(&name);
            let this = self.clone();
            // A page that was left a moment ago may not have given its lock back yet.
            Timeout::new(LEAVING, move || this.look(&name)).forget();
        }
    }

    /// Takes up what a record holds, where no tab has its lock.
    fn look(&self, name: &str) {
        let (this, record) = (self.clone(), name.to_owned());
        let body = Closure::once_into_js(move |lock: JsValue| {
            if !lock.is_null() {
                this.take_up(&record);
            }
        });
        match self.request(name, &at_once(), &body) {
            Some(granted) => {
                let (this, name) = (self.clone(), name.to_owned());
                spawn_local(async move {
                    // Where the page may have no locks, there are none to wait for.
                    if JsFuture::from(granted).await.is_err() {
                        this.take_up(&name);
                    }
                });
            }
            None => self.take_up(name),
        }
    }

    /// Hands what a record holds to the session, which keeps it as this tab's.
    fn take_up(&self, name: &str) {
        let found: Vec<serde_json::Value> = LocalStorage::get(name).unwrap_or_default();
        // One call of another version must not cost the others.
        let kept: Vec<KeptCall> = found.into_iter().filter_map(|call| serde_json::from_value(call).ok()).collect();
        if !kept.is_empty() {
            (self.dispatch)(Action::CallsFound { kept });
        }
        LocalStorage::delete(name);
    }

    /// Asks for a lock. A promise that is kept when `body` was called and what it gave back is over.
    fn request(&self, name: &str, options: &Object, body: &JsValue) -> Option<Promise> {
        let locks = self.locks.as_ref()?;
        let request = Reflect::get(locks, &"request".into()).ok()?.dyn_into::<Function>().ok()?;
        request.call3(locks, &JsValue::from_str(name), options, body).ok()?.dyn_into().ok()
    }
}

/// The option of a lock that is given at once or not at all.
fn at_once() -> Object {
    let options = Object::new();
    // A plain object takes every property.
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok();
    options
}
