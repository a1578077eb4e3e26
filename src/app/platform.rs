//! Everything that knows the browser and is not drawing: sound, workers, storage, clipboard, downloads.

mod analyser;
pub mod assets;
pub mod audio;
pub mod bouncer;
pub mod call_keeper;
pub mod clipboard;
pub mod credentials;
pub mod decoder;
pub mod download;
mod errand;
pub mod fetch;
pub mod fragment;
pub mod holder;
pub mod install;
pub mod library;
pub mod midi;
pub mod on_device;
pub mod packer;
pub mod painter;
pub mod press;
pub mod random;
pub mod saver;
mod sealing;
pub mod settings;
pub mod sign_in;
pub mod signing;
pub mod store;
pub mod update;
pub mod vault;

use std::rc::Rc;

use studio::session::Action;

/// Sends an action to the session.
pub type Dispatch = Rc<dyn Fn(Action)>;

/// What a thrown value says, in the words of the browser.
pub fn words(thrown: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast;
    if let Some(error) = thrown.dyn_ref::<js_sys::Error>() {
        return String::from(error.message());
    }
    if let Some(event) = thrown.dyn_ref::<web_sys::ErrorEvent>() {
        return event.message();
    }
    thrown.as_string().unwrap_or_else(|| format!("{thrown:?}"))
}

/// A plain object with these fields.
///
/// # Errors
/// Never for a plain object; the signature is the browser's.
fn object(fields: &[(&str, wasm_bindgen::JsValue)]) -> Result<js_sys::Object, wasm_bindgen::JsValue> {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        js_sys::Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}
