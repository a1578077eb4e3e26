//! Drawing covers: one Worker for each. The protocol stands at the head of `src/bouncer/main.rs`.

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::cover::CoverBrief;
use studio::export::ExportError;
use studio::text::{Locale, Message};
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
    brief: Uint8Array,
    side: u32,
}

/// What the Worker posts to the page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Drawn(ArrayBuffer),
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Failed(ArrayBuffer),
    Crashed(String),
}

/// Ends its Worker when it is dropped.
struct Working(Worker);

impl Drop for Working {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Draws a cover as a PNG file, so many pixels wide.
///
/// # Errors
/// Why it could not be drawn.
pub async fn draw(brief: &CoverBrief, side: u32) -> Result<Vec<u8>, Message> {
    let failed = |reason: String| Message::new("cover-not-drawn").with("reason", reason);
    let answer = ask(brief, side).await.map_err(|thrown| {
        let event = thrown.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        failed(event.unwrap_or_else(|| words(&thrown)))
    })?;
    match serde_wasm_bindgen::from_value(answer).map_err(|error| failed(error.to_string()))? {
        Report::Drawn(png) => Ok(Uint8Array::new(&png).to_vec()),
        Report::Failed(reason) => {
            Err(failed(match postcard::from_bytes::<ExportError>(&Uint8Array::new(&reason).to_vec()) {
                Ok(error) => error.message().text(Locale::English),
                Err(error) => error.to_string(),
            }))
        }
        Report::Crashed(reason) => Err(failed(reason)),
    }
}

async fn ask(brief: &CoverBrief, side: u32) -> Result<JsValue, JsValue> {
    let brief = postcard::to_allocvec(brief).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let order = Order { wasm: Asset::BouncerModule.bytes().await?, brief: Uint8Array::from(brief.as_slice()), side };
    let worker = Working(Worker::new(&Asset::BouncerScript.address())?);
    let answered = Promise::new(&mut |resolve, reject| {
        worker.0.set_onmessage(Some(&resolve));
        worker.0.set_onerror(Some(&reject));
    });
    let transfer = Array::of2(&order.wasm, &order.brief.buffer());
    worker.0.post_message_with_transfer(&serde_wasm_bindgen::to_value(&order)?, &transfer)?;
    let event: MessageEvent = JsFuture::from(answered).await?.dyn_into()?;
    Ok(event.data())
}
