//! Decoding: one Worker for each sound file. The protocol stands at the head of `src/decoder/main.rs`.

use js_sys::{Array, ArrayBuffer, Uint8Array};
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

/// Decodes a sound file. At a rate in hertz its samples, made as long and as high as they shall be, come with the summary, an `ArrayBuffer` of 32-bit floating
/// point for each channel; at 0 none.
///
/// # Errors
/// Why it could not be read.
pub async fn decode(file: Uint8Array, rate: u32, warp: Warp) -> Result<(Summary, Vec<ArrayBuffer>), Message> {
    let failed = |reason: String| Message::new("decoder-failed").with("reason", reason);
    match ask(file, rate, warp).await.map_err(|thrown| failed(words(&thrown)))? {
        Report::Decoded(found) => {
            let planes = found.planes.iter().filter_map(|plane| plane.dyn_into().ok()).collect();
            Ok((errand::unpacked(&found.summary).map_err(failed)?, planes))
        }
        Report::Failed(reason) => {
            Err(errand::unpacked::<DecodeError>(&reason).map_or_else(failed, |error| error.message()))
        }
        Report::Crashed(reason) => Err(failed(reason)),
    }
}

async fn ask(file: Uint8Array, rate: u32, Warp { stretch, cents }: Warp) -> Result<Report, JsValue> {
    let order = Order { wasm: Asset::DecoderModule.bytes().await?, file, rate, stretch, cents };
    let transfer = Array::of2(&order.wasm, &order.file.buffer());
    errand::ask(Asset::DecoderScript, &serde_wasm_bindgen::to_value(&order)?, &transfer).await
}
