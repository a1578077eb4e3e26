//! Hands the person a file.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to begin reading a download, in milliseconds.
const READ_WITHIN: u32 = 60_000;

/// A file of several parts.
///
/// # Errors
/// What the browser says; most often that it has no room.
pub fn blob(parts: &Array, media_type: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(parts, &options)
}

/// Downloads bytes.
///
/// # Errors
/// What the browser says.
pub fn bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    file(name, &blob(&Array::of1(&Uint8Array::from(bytes)), media_type)?)
}

/// Downloads a file.
///
/// # Errors
/// What the browser says.
pub fn file(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = gloo::utils::document().create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    Timeout::new(READ_WITHIN, move || {
        // The address is the browser's own, so there is nothing to revoke wrongly.
        let _revoked = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
