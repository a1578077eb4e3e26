//! Decoding: one Worker for each sound file. The protocol stands at the head of `src/decoder/main.rs`.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use studio::decode::{DecodeError, Summary};
use studio::pcm::Warp;
use studio::text::Message;
use wasm_bindgen::{JsCast, JsValue};

use super::assets::Asset;
use super::{errand, words};

/// What the page posts to the Worker.
#[derive(Serialize)]
struct Order {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    wasm: ArrayBuffer,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    file: Uint8Array,
    rate: u32,
    stretch: u32,
    cents: i16,
    /// For a SoundFont: the place of a preset, or -1.
    #[serde(skip_serializing_if = "Option::is_none")]
    preset: Option<i32>,
}

/// What the Worker posts to the page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Decoded(Found),
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Font(ArrayBuffer),
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

/// Decodes a sound file. At a rate in hertz its samples, made as long and as high as they shall be, come with the summary, an `ArrayBuffer` of 32-bit floating
/// point for each channel; at 0 none.
///
/// # Errors
/// Why it could not be read.
pub async fn decode(file: Uint8Array, rate: u32, warp: Warp) -> Result<(Summary, Vec<ArrayBuffer>), Message> {
    match ask(file, rate, warp, None).await? {
        Report::Decoded(found) => {
            let planes = found.planes.iter().filter_map(|plane| plane.dyn_into().ok()).collect();
            Ok((errand::unpacked(&found.summary).map_err(failed)?, planes))
        }
        report => Err(refused(report)),
    }
}

/// Reads a SoundFont, or takes the preset in a place of the file out of it: what is in it is the answer's shape.
///
/// # Errors
/// Why it could not be read.
pub async fn font<T: DeserializeOwned>(file: Uint8Array, preset: Option<u32>) -> Result<T, Message> {
    // No file has so many that the place does not fit.
    let place = preset.map_or(-1, |place| i32::try_from(place).unwrap_or(i32::MAX));
    match ask(file, 0, Warp::NONE, Some(place)).await? {
        Report::Font(answer) => errand::unpacked(&answer).map_err(failed),
        report => Err(refused(report)),
    }
}

fn failed(reason: String) -> Message {
    Message::new("decoder-failed").with("reason", reason)
}

/// Why there is no answer.
fn refused(report: Report) -> Message {
    match report {
        Report::Failed(reason) => errand::unpacked::<DecodeError>(&reason).map_or_else(failed, |error| error.message()),
        Report::Crashed(reason) => failed(reason),
        Report::Decoded(_) | Report::Font(_) => failed(String::new()),
    }
}

async fn ask(file: Uint8Array, rate: u32, warp: Warp, preset: Option<i32>) -> Result<Report, Message> {
    post(file, rate, warp, preset).await.map_err(|thrown| failed(words(&thrown)))
}

async fn post(file: Uint8Array, rate: u32, warp: Warp, preset: Option<i32>) -> Result<Report, JsValue> {
    let Warp { stretch, cents } = warp;
    let order = Order { wasm: Asset::DecoderModule.bytes().await?, file, rate, stretch, cents, preset };
    let transfer = Array::of2(&order.wasm, &order.file.buffer());
    errand::ask(Asset::DecoderScript, &serde_wasm_bindgen::to_value(&order)?, &transfer).await
}
