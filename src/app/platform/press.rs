//! What a release says, in words: one Worker for each job. The protocol stands at the head of `src/press/main.rs`.

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::release::press::{Job, PressError, Reply};
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
    job: Uint8Array,
}

/// What the Worker posts to the page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Pressed(ArrayBuffer),
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

/// Answers a job.
///
/// # Errors
/// Why it could not be answered.
pub async fn press(job: &Job) -> Result<Reply, Message> {
    let failed = |reason: String| Message::new("press-failed").with("reason", reason);
    let answer = ask(job).await.map_err(|thrown| {
        let event = thrown.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        failed(event.unwrap_or_else(|| words(&thrown)))
    })?;
    match serde_wasm_bindgen::from_value(answer).map_err(|error| failed(error.to_string()))? {
        Report::Pressed(reply) => {
            postcard::from_bytes(&Uint8Array::new(&reply).to_vec()).map_err(|error| failed(error.to_string()))
        }
        Report::Failed(reason) => Err(match postcard::from_bytes::<PressError>(&Uint8Array::new(&reason).to_vec()) {
            Ok(error) => error.message(),
            Err(error) => failed(error.to_string()),
        }),
        Report::Crashed(reason) => Err(failed(reason)),
    }
}

async fn ask(job: &Job) -> Result<JsValue, JsValue> {
    let job = postcard::to_allocvec(job).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let order = Order { wasm: Asset::PressModule.bytes().await?, job: Uint8Array::from(job.as_slice()) };
    let worker = Working(Worker::new(&Asset::PressScript.address())?);
    let answered = Promise::new(&mut |resolve, reject| {
        worker.0.set_onmessage(Some(&resolve));
        worker.0.set_onerror(Some(&reject));
    });
    let transfer = Array::of2(&order.wasm, &order.job.buffer());
    worker.0.post_message_with_transfer(&serde_wasm_bindgen::to_value(&order)?, &transfer)?;
    let event: MessageEvent = JsFuture::from(answered).await?.dyn_into()?;
    Ok(event.data())
}
