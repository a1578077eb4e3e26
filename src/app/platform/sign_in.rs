//! Leaving for a sign-in page and coming back with a code (OAuth 2.0 with PKCE).

use gloo::storage::{SessionStorage, Storage};
use studio::ai::{challenge, sign_in_page};
use wasm_bindgen::JsValue;
use web_sys::Url;

use super::random;

/// Holds the verifier while the person is away: in this tab alone, and until they are back.
const VERIFIER: &str = "cowrite-sign-in";

/// Leaves for the sign-in page.
///
/// # Errors
/// The browser keeps nothing for this page, or does not let it leave.
pub fn leave() -> Result<(), JsValue> {
    let verifier = new_verifier();
    SessionStorage::set(VERIFIER, &verifier).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let location = gloo::utils::window().location();
    let back = format!("{}{}", location.origin()?, location.pathname()?);
    location.assign(&sign_in_page(&back, &challenge(&verifier)))
}

/// A verifier: 256 random bits as text (RFC 7636, 4.1).
fn new_verifier() -> String {
    format!("{:032x}{:032x}", random::project_id().0, random::project_id().0)
}

/// The code and the verifier of a person who has just come back. Both are taken out of the tab.
pub fn returned() -> Option<(String, String)> {
    let window = gloo::utils::window();
    let address = Url::new(&window.location().href().ok()?).ok()?;
    let code = address.search_params().get("code")?;
    let verifier: String = SessionStorage::get(VERIFIER).ok()?;
    SessionStorage::delete(VERIFIER);
    address.search_params().delete("code");
    // A code that stays in the address is worth nothing without its verifier.
    window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&address.href())).ok();
    Some((code, verifier))
}
