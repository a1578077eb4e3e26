//! Everything that knows the browser and is not drawing: sound, workers, storage, clipboard, downloads.

pub mod assets;
pub mod audio;
pub mod bouncer;
pub mod clipboard;
pub mod decoder;
pub mod download;
pub mod fragment;
pub mod install;
pub mod library;
pub mod random;
pub mod saver;
pub mod settings;
pub mod store;
pub mod update;

use std::rc::Rc;

use studio::session::Action;

/// Sends an action to the session.
pub type Dispatch = Rc<dyn Fn(Action)>;

/// What a thrown value says, in the words of the browser.
pub fn words(thrown: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast;
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => thrown.as_string().unwrap_or_else(|| format!("{thrown:?}")),
    }
}
