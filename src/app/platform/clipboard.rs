//! Puts text on the clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Copies text, by the old way where the browser does not have or does not allow the new one.
///
/// # Errors
/// What the browser says when neither works.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let clipboard = gloo::utils::window().navigator().clipboard();
    // The interface is missing on pages that are not served securely.
    if !JsValue::from(&clipboard).is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok() {
        return Ok(());
    }
    copy_by_selection(text)
}

fn copy_by_selection(text: &str) -> Result<(), JsValue> {
    let document: HtmlDocument = gloo::utils::document().dyn_into()?;
    let area: HtmlTextAreaElement = document.create_element("textarea")?.dyn_into()?;
    area.set_value(text);
    area.set_read_only(true);
    gloo::utils::body().append_child(&area)?;
    area.select();
    let copied = document.exec_command("copy");
    area.remove();
    match copied {
        Ok(true) => Ok(()),
        Ok(false) => Err(JsValue::from_str("the browser did not allow it")),
        Err(thrown) => Err(thrown),
    }
}
