//! This device's signature under a ledger, by the browser's own cryptography (WebCrypto): EdDSA on Curve25519 where the
//! browser has it, ECDSA on P-256 otherwise. The key is made at the first use, and no script can read it out.

use js_sys::{Array, Object, Reflect, Uint8Array};
use studio::provenance::{DeviceKey, Seal, SealClaim};
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
    let kind = Kind::of_key(&private)?;
    let signature = subtle()?.sign_with_object_and_buffer_source(&kind.signature()?, &private, &signed)?;
    let signature = Uint8Array::new(&JsFuture::from(signature).await?).to_vec();
    let key = Uint8Array::new(&JsFuture::from(subtle()?.export_key("raw", &public)?).await?).to_vec();
    let unfit = || JsValue::from_str(kind.name());
    Ok(DeviceSignature {
        key: DeviceKey::of(&key).ok_or_else(unfit)?,
        signature: signature.try_into().map_err(|_| unfit())?,
    })
}

/// Whether a signature is right. One that the browser cannot check is not.
pub async fn holds(claim: &SealClaim) -> bool {
    checked(claim).await.is_ok_and(|answer| answer.is_truthy())
}

async fn checked(claim: &SealClaim) -> Result<JsValue, JsValue> {
    let kind = Kind::of_claim(claim);
    let raw = Uint8Array::from(claim.key.bytes());
    let uses = Array::of1(&"verify".into());
    let key = subtle()?.import_key_with_object("raw", &raw, &kind.key()?, false, &uses)?;
    let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;
    let (signature, signed) = (Uint8Array::from(claim.signature.as_slice()), Uint8Array::from(claim.words.as_slice()));
    let answer = subtle()?.verify_with_object_and_buffer_source_and_buffer_source(
        &kind.signature()?,
        &key,
        &signature,
        &signed,
    )?;
    JsFuture::from(answer).await
}

/// The keys of this device, made at the first use.
async fn pair() -> Result<JsValue, JsValue> {
    if let Some(kept) = read(DEVICE, SIGNER).await.map_err(thrown)?.filter(JsValue::is_object) {
        return Ok(kept);
    }
    let pair = match made(Kind::Ed25519).await {
        Ok(pair) => pair,
        // This browser does not know it.
        Err(_) => made(Kind::P256).await?,
    };
    write(DEVICE, SIGNER, &pair).await.map_err(thrown)?;
    Ok(pair)
}

async fn made(kind: Kind) -> Result<JsValue, JsValue> {
    let uses = Array::of2(&"sign".into(), &"verify".into());
    JsFuture::from(subtle()?.generate_key_with_object(&kind.key()?, false, &uses)?).await
}

fn part(pair: &JsValue, name: &str) -> Result<CryptoKey, JsValue> {
    Reflect::get(pair, &name.into())?.dyn_into()
}

/// The kinds of keys.
#[derive(Clone, Copy)]
enum Kind {
    Ed25519,
    P256,
}

impl Kind {
    fn of_claim(claim: &SealClaim) -> Self {
        match claim.key {
            DeviceKey::Ed25519(_) => Self::Ed25519,
            DeviceKey::P256(_) => Self::P256,
        }
    }

    fn of_key(key: &CryptoKey) -> Result<Self, JsValue> {
        let algorithm = Reflect::get(key, &"algorithm".into())?;
        let name = Reflect::get(&algorithm, &"name".into())?;
        Ok(if name == "Ed25519" { Self::Ed25519 } else { Self::P256 })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
        }
    }

    /// As WebCrypto names the kind of a key.
    fn key(self) -> Result<Object, JsValue> {
        match self {
            Self::Ed25519 => object(&[("name", "Ed25519".into())]),
            Self::P256 => object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())]),
        }
    }

    /// As WebCrypto names the way of signing.
    fn signature(self) -> Result<Object, JsValue> {
        match self {
            Self::Ed25519 => object(&[("name", "Ed25519".into())]),
            Self::P256 => object(&[("name", "ECDSA".into()), ("hash", "SHA-256".into())]),
        }
    }
}
