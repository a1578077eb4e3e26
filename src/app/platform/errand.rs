//! Errands: a Worker that is asked one thing, answers it, and is ended.

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

use super::assets::Asset;

/// Ends its Worker when it is dropped: with the answer, with an error, or when nobody waits any more.
struct Running(Worker);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Posts an order to a new Worker and waits for its one answer. The buffers of `transfer` are handed over, not copied.
///
/// # Errors
/// What the browser threw where the Worker could not start, be asked or go on, or an answer of another shape.
pub async fn ask<T: DeserializeOwned>(script: Asset, order: &JsValue, transfer: &Array) -> Result<T, JsValue> {
    let worker = Running(Worker::new(&script.address())?);
    let answered = Promise::new(&mut |resolve, reject| {
        worker.0.set_onmessage(Some(&resolve));
        worker.0.set_onerror(Some(&reject));
    });
    worker.0.post_message_with_transfer(order, transfer)?;
    let event: MessageEvent = JsFuture::from(answered).await?.dyn_into()?;
    Ok(serde_wasm_bindgen::from_value(event.data())?)
}

/// A value as a Worker takes it.
///
/// # Errors
/// Why it could not be packed.
pub fn packed(value: &impl serde::Serialize) -> Result<Uint8Array, JsValue> {
    let bytes = postcard::to_allocvec(value).map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(Uint8Array::from(bytes.as_slice()))
}

/// A value as a Worker gave it.
///
/// # Errors
/// Why it could not be read.
pub fn unpacked<T: DeserializeOwned>(buffer: &ArrayBuffer) -> Result<T, String> {
    postcard::from_bytes(&Uint8Array::new(buffer).to_vec()).map_err(|error| error.to_string())
}
