//! What a release says, in words: one Worker for each job. The protocol stands at the head of `src/press/main.rs`.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::release::press::{Job, PressError, Reply};
use studio::text::Message;
use wasm_bindgen::JsValue;

use super::assets::Asset;
use super::{errand, words};

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

/// Answers a job.
///
/// # Errors
/// Why it could not be answered.
pub async fn press(job: &Job) -> Result<Reply, Message> {
    let failed = |reason: String| Message::new("press-failed").with("reason", reason);
    match ask(job).await.map_err(|thrown| failed(words(&thrown)))? {
        Report::Pressed(reply) => errand::unpacked(&reply).map_err(failed),
        Report::Failed(reason) => {
            Err(errand::unpacked::<PressError>(&reason).map_or_else(failed, |error| error.message()))
        }
        Report::Crashed(reason) => Err(failed(reason)),
    }
}

async fn ask(job: &Job) -> Result<Report, JsValue> {
    let order = Order { wasm: Asset::PressModule.bytes().await?, job: errand::packed(job)? };
    let transfer = Array::of2(&order.wasm, &order.job.buffer());
    errand::ask(Asset::PressScript, &serde_wasm_bindgen::to_value(&order)?, &transfer).await
}
