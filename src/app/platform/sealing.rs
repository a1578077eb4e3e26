//! Sealing of keys by the browser's own cryptography (WebCrypto): AES-GCM with 256 bits, a fresh nonce for each
//! sealing, and the place a key belongs to as authenticated data, so that a sealed key cannot be moved to another.

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::object;

/// Rounds of PBKDF2 with HMAC-SHA-256: what OWASP asks for in its cheat sheet on password storage.
const ROUNDS: f64 = 600_000.0;
/// Bytes of an AES-GCM nonce (NIST SP 800-38D, 5.2.1.1).
const NONCE: usize = 12;
/// Bytes of a salt.
const SALT: usize = 16;

/// A sealed text.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The nonce it was sealed with.
    pub nonce: Uint8Array,
    /// The text, sealed.
    pub bytes: Uint8Array,
}

/// A key that seals and opens, and that no script can read out.
///
/// # Errors
/// The browser has no WebCrypto on this page.
pub async fn new_key() -> Result<CryptoKey, JsValue> {
    let algorithm = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    JsFuture::from(subtle()?.generate_key_with_object(&algorithm, false, &uses())?).await?.dyn_into()
}

/// The key that a passphrase and a salt make.
///
/// # Errors
/// The browser has no WebCrypto on this page.
pub async fn key_of(passphrase: &str, salt: &Uint8Array) -> Result<CryptoKey, JsValue> {
    let words = Uint8Array::from(passphrase.as_bytes());
    let may_derive = Array::of1(&"deriveKey".into());
    let raw = subtle()?.import_key_with_str("raw", &words, "PBKDF2", false, &may_derive)?;
    let raw: CryptoKey = JsFuture::from(raw).await?.dyn_into()?;
    let derivation = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", salt.into()),
        ("iterations", ROUNDS.into()),
    ])?;
    let algorithm = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let derived = subtle()?.derive_key_with_object_and_object(&derivation, &raw, &algorithm, false, &uses())?;
    JsFuture::from(derived).await?.dyn_into()
}

/// Seals a text for a place.
///
/// # Errors
/// The browser refuses.
pub async fn seal(key: &CryptoKey, place: &str, text: &str) -> Result<Sealed, JsValue> {
    let nonce = random(NONCE)?;
    let words = Uint8Array::from(text.as_bytes());
    let sealed = subtle()?.encrypt_with_object_and_buffer_source(&cipher(&nonce, place)?, key, &words)?;
    Ok(Sealed { nonce, bytes: Uint8Array::new(&JsFuture::from(sealed).await?) })
}

/// Opens what was sealed for a place.
///
/// # Errors
/// The key or the place is another, or the bytes were changed.
pub async fn open(key: &CryptoKey, place: &str, sealed: &Sealed) -> Result<String, JsValue> {
    let words = subtle()?.decrypt_with_object_and_buffer_source(&cipher(&sealed.nonce, place)?, key, &sealed.bytes)?;
    let bytes = Uint8Array::new(&JsFuture::from(words).await?).to_vec();
    String::from_utf8(bytes).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// A salt for a passphrase.
///
/// # Errors
/// The browser has no random bits.
pub fn salt() -> Result<Uint8Array, JsValue> {
    random(SALT)
}

fn random(length: usize) -> Result<Uint8Array, JsValue> {
    let mut bytes = vec![0; length];
    gloo::utils::window().crypto()?.get_random_values_with_u8_array(&mut bytes)?;
    Ok(Uint8Array::from(bytes.as_slice()))
}

pub(super) fn subtle() -> Result<SubtleCrypto, JsValue> {
    let subtle = gloo::utils::window().crypto()?.subtle();
    // Pages that are neither encrypted nor local have none, whatever the type says.
    if subtle.is_undefined() { Err(JsValue::from_str("WebCrypto")) } else { Ok(subtle) }
}

fn cipher(nonce: &Uint8Array, place: &str) -> Result<Object, JsValue> {
    let place = Uint8Array::from(place.as_bytes());
    object(&[("name", "AES-GCM".into()), ("iv", nonce.into()), ("additionalData", place.into())])
}

fn uses() -> Array {
    Array::of2(&"encrypt".into(), &"decrypt".into())
}
