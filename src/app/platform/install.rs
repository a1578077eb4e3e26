//! The browser's own offer to install the studio, kept until the person asks for it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Reflect};
use studio::session::Action;
use wasm_bindgen::{JsCast, JsValue};

use super::{Dispatch, words};

/// The kept offer.
pub struct Install {
    offer: Rc<RefCell<Option<web_sys::Event>>>,
    _listener: EventListener,
}

impl Install {
    /// Waits for the offer; it arrives as [`Action::InstallOffered`].
    pub fn listen(dispatch: Dispatch) -> Self {
        let offer = Rc::new(RefCell::new(None));
        let kept = Rc::clone(&offer);
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let listener = EventListener::new_with_options(&window, "beforeinstallprompt", options, move |event| {
            event.prevent_default();
            *kept.borrow_mut() = Some(event.clone());
            dispatch(Action::InstallOffered);
        });
        Self { offer, _listener: listener }
    }

    /// Shows the browser's prompt. An offer can be used once.
    pub fn prompt(&self) {
        let Some(event) = self.offer.borrow_mut().take() else { return };
        // `BeforeInstallPromptEvent` is not in web-sys.
        let shown = Reflect::get(&event, &JsValue::from_str("prompt"))
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|prompt| prompt.call0(&event));
        if let Err(thrown) = shown {
            gloo::console::warn!("the install prompt was not shown:", words(&thrown));
        }
    }
}
