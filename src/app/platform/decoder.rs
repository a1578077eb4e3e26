//! Decoding: one Worker for each sound file. The protocol stands at the head of `src/decoder/main.rs`.

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::decode::{DecodeError, Summary};
use studio::text::Message;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::assets::Asset;
use super::words;

/// What the page posts to the Worker.
#[derive(Serialize)]
struct Order {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    wasm: ArrayBuffer,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    file: Uint8Array,
    rate: u32,
}

/// What the Worker posts to the page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Decoded(Found),
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Failed(ArrayBuffer),
    Crashed(String),
}

/// A decoded file as the Worker posts it.
#[derive(Deserialize)]
struct Found {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    summary: ArrayBuffer,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    planes: Array,
}

/// Ends its Worker when it is dropped.
struct Working(Worker);

impl Drop for Working {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Decodes a sound file. At a rate in hertz its samples come with the summary, an `ArrayBuffer` of 32-bit floating
/// point for each channel; at 0 none.
///
/// # Errors
/// Why it could not be read.
pub async fn decode(file: Uint8Array, rate: u32) -> Result<(Summary, Vec<ArrayBuffer>), Message> {
    let failed = |reason: String| Message::new("decoder-failed").with("reason", reason);
    let answer = ask(file, rate).await.map_err(|thrown| {
        let event = thrown.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        failed(event.unwrap_or_else(|| words(&thrown)))
    })?;
    match serde_wasm_bindgen::from_value(answer).map_err(|error| failed(error.to_string()))? {
        Report::Decoded(found) => {
            let summary = postcard::from_bytes(&Uint8Array::new(&found.summary).to_vec());
            let planes = found.planes.iter().filter_map(|plane| plane.dyn_into().ok()).collect();
            Ok((summary.map_err(|error| failed(error.to_string()))?, planes))
        }
        Report::Failed(reason) => Err(match postcard::from_bytes::<DecodeError>(&Uint8Array::new(&reason).to_vec()) {
            Ok(error) => error.message(),
            Err(error) => failed(error.to_string()),
        }),
        Report::Crashed(reason) => Err(failed(reason)),
    }
}

async fn ask(file: Uint8Array, rate: u32) -> Result<JsValue, JsValue> {
    let order = Order { wasm: Asset::DecoderModule.bytes().await?, file, rate };
    let worker = Working(Worker::new(&Asset::DecoderScript.address())?);
    let answered = Promise::new(&mut |resolve, reject| {
        worker.0.set_onmessage(Some(&resolve));
        worker.0.set_onerror(Some(&reject));
    });
    let transfer = Array::of2(&order.wasm, &order.file.buffer());
    worker.0.post_message_with_transfer(&serde_wasm_bindgen::to_value(&order)?, &transfer)?;
    let event: MessageEvent = JsFuture::from(answered).await?.dyn_into()?;
    Ok(event.data())
}
