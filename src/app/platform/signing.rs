//! This device's signature under a ledger: ECDSA on P-256 by the browser's own cryptography (WebCrypto). The key is made
//! at the first use, and no script can read it out.

use js_sys::{Array, Object, Reflect, Uint8Array};
use studio::provenance::{Seal, SealClaim};
use studio::session::{DeviceSignature, SealRequest};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::sealing::subtle;
use super::vault::{DEVICE, read, thrown, write};
use super::{object, words};

/// Names the pair of keys that signs.
const SIGNER: &str = "signer";

/// Signs a ledger as it stands.
///
/// # Errors
/// The browser has no WebCrypto on this page, or keeps nothing for it; in its own words.
pub async fn sign(request: &SealRequest) -> Result<DeviceSignature, String> {
    signed(request).await.map_err(|thrown| words(&thrown))
}

async fn signed(request: &SealRequest) -> Result<DeviceSignature, JsValue> {
    let pair = pair().await?;
    let (private, public) = (part(&pair, "privateKey")?, part(&pair, "publicKey")?);
    let signed = Seal::words(request.work, request.number, request.digest, request.at);
    let signed = Uint8Array::from(signed.as_slice());
    let signature = subtle()?.sign_with_object_and_buffer_source(&hashed()?, &private, &signed)?;
    let signature = Uint8Array::new(&JsFuture::from(signature).await?).to_vec();
    let key = Uint8Array::new(&JsFuture::from(subtle()?.export_key("raw", &public)?).await?).to_vec();
    let unfit = || JsValue::from_str("P-256");
    Ok(DeviceSignature {
        key: key.try_into().map_err(|_| unfit())?,
        signature: signature.try_into().map_err(|_| unfit())?,
    })
}

/// Whether a signature is right. One that the browser cannot check is not.
pub async fn holds(claim: &SealClaim) -> bool {
    checked(claim).await.is_ok_and(|answer| answer.is_truthy())
}

async fn checked(claim: &SealClaim) -> Result<JsValue, JsValue> {
    let raw = Uint8Array::from(claim.key.as_slice());
    let uses = Array::of1(&"verify".into());
    let key = subtle()?.import_key_with_object("raw", &raw, &curve()?, false, &uses)?;
    let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;
    let (signature, signed) = (Uint8Array::from(claim.signature.as_slice()), Uint8Array::from(claim.words.as_slice()));
    let answer =
        subtle()?.verify_with_object_and_buffer_source_and_buffer_source(&hashed()?, &key, &signature, &signed)?;
    JsFuture::from(answer).await
}

/// The keys of this device, made at the first use.
async fn pair() -> Result<JsValue, JsValue> {
    if let Some(kept) = read(DEVICE, SIGNER).await.map_err(thrown)?.filter(JsValue::is_object) {
        return Ok(kept);
    }
    let uses = Array::of2(&"sign".into(), &"verify".into());
    let pair = JsFuture::from(subtle()?.generate_key_with_object(&curve()?, false, &uses)?).await?;
    write(DEVICE, SIGNER, &pair).await.map_err(thrown)?;
    Ok(pair)
}

fn part(pair: &JsValue, name: &str) -> Result<CryptoKey, JsValue> {
    Reflect::get(pair, &name.into())?.dyn_into()
}

fn curve() -> Result<Object, JsValue> {
    object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())])
}

fn hashed() -> Result<Object, JsValue> {
    object(&[("name", "ECDSA".into()), ("hash", "SHA-256".into())])
}
