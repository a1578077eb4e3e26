//! Drawing covers: one Worker for each. The protocol stands at the head of `src/bouncer/main.rs`.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::cover::CoverBrief;
use studio::export::ExportError;
use studio::text::{Locale, Message};
use wasm_bindgen::JsValue;

use super::assets::Asset;
use super::{errand, words};

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

/// Draws a cover as a PNG file, so many pixels wide.
///
/// # Errors
/// Why it could not be drawn.
pub async fn draw(brief: &CoverBrief, side: u32) -> Result<Vec<u8>, Message> {
    let failed = |reason: String| Message::new("cover-not-drawn").with("reason", reason);
    match ask(brief, side).await.map_err(|thrown| failed(words(&thrown)))? {
        Report::Drawn(png) => Ok(Uint8Array::new(&png).to_vec()),
        Report::Failed(reason) => {
            let told = errand::unpacked::<ExportError>(&reason).map(|error| error.message().text(Locale::English));
            Err(failed(told.unwrap_or_else(|error| error)))
        }
        Report::Crashed(reason) => Err(failed(reason)),
    }
}

async fn ask(brief: &CoverBrief, side: u32) -> Result<Report, JsValue> {
    let order = Order { wasm: Asset::BouncerModule.bytes().await?, brief: errand::packed(brief)?, side };
    let transfer = Array::of2(&order.wasm, &order.brief.buffer());
    errand::ask(Asset::BouncerScript, &serde_wasm_bindgen::to_value(&order)?, &transfer).await
}
