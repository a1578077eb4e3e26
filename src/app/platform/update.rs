//! The service worker: keeps the studio for offline use and tells when a new version waits.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use studio::session::Action;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use super::{Dispatch, words};

/// The registered service worker.
pub struct Update {
    registration: Rc<RefCell<Option<ServiceWorkerRegistration>>>,
    asked: Rc<Cell<bool>>,
    _taken_over: Option<EventListener>,
}

impl Update {
    /// Registers the service worker in a release build; a debug build changes too often to be kept.
    pub fn start(dispatch: Dispatch) -> Self {
        let registration = Rc::new(RefCell::new(None));
        let asked = Rc::new(Cell::new(false));
        let container = gloo::utils::window().navigator().service_worker();
        // The interface is missing on pages that are not served securely.
        if cfg!(debug_assertions) || JsValue::from(&container).is_undefined() {
            return Self { registration, asked, _taken_over: None };
        }
        let taken_over = reload_once(&container, &asked);
        let kept = Rc::clone(&registration);
        spawn_local(async move {
            match register(&container).await {
                Ok(registered) => {
                    watch(&registered, &container, dispatch);
                    *kept.borrow_mut() = Some(registered);
                }
                Err(thrown) => gloo::console::warn!("the studio is not kept for offline use:", words(&thrown)),
            }
        });
        Self { registration, asked, _taken_over: Some(taken_over) }
    }

    /// Lets the waiting version take over; the page reloads when it has.
    pub fn activate(&self) {
        let waiting = self.registration.borrow().as_ref().and_then(ServiceWorkerRegistration::waiting);
        self.asked.set(true);
        match waiting {
            Some(worker) => {
                if let Err(thrown) = worker.post_message(&JsValue::from_str("activate")) {
                    gloo::console::warn!("the new version did not answer:", words(&thrown));
                }
            }
            // Another tab let it take over already.
            None => reload(),
        }
    }
}

async fn register(container: &ServiceWorkerContainer) -> Result<ServiceWorkerRegistration, JsValue> {
    JsFuture::from(container.register("service-worker.js")).await?.dyn_into()
}

fn reload_once(container: &ServiceWorkerContainer, asked: &Rc<Cell<bool>>) -> EventListener {
    let asked = Rc::clone(asked);
    EventListener::new(container, "controllerchange", move |_| {
        if asked.replace(false) {
            reload();
        }
    })
}

fn reload() {
    if let Err(thrown) = gloo::utils::window().location().reload() {
        gloo::console::warn!("the page did not reload:", words(&thrown));
    }
}

/// Tells of a version that waits now, and of each that comes.
fn watch(registration: &ServiceWorkerRegistration, container: &ServiceWorkerContainer, dispatch: Dispatch) {
    if registration.waiting().is_some() && container.controller().is_some() {
        dispatch(Action::UpdateReady);
    }
    let (watched, container) = (registration.clone(), container.clone());
    EventListener::new(registration, "updatefound", move |_| {
        let Some(worker) = watched.installing() else { return };
        let (dispatch, container, state) = (Rc::clone(&dispatch), container.clone(), worker.clone());
        EventListener::new(&worker, "statechange", move |_| {
            // Without a controller this is the first version, and nothing is replaced.
            if state.state() == ServiceWorkerState::Installed && container.controller().is_some() {
                dispatch(Action::UpdateReady);
            }
        })
        .forget();
    })
    .forget();
}
