//! Content Credentials in exported files: this device's certificate and key, and one Worker for each thing that is done
//! with them. The protocol stands at the head of `src/signer/main.rs`.
//!
//! The key is kept as the browser's own object: it signs, and no script can read it out. It is made, and the signer is
//! loaded, only when the person turns signing on.

use js_sys::{Array, ArrayBuffer, Date, Object, Reflect, Uint8Array};
use serde::Deserialize;
use studio::credentials::{Certified, SignJob, Work};
use studio::session::{Action, Notice, Severity, Signing, SigningWish};
use studio::text::{Locale, Message};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::assets::Asset;
use super::vault::{DEVICE, read, thrown, write};
use super::{Dispatch, errand, object, random, settings, words};

/// Names what is kept of signing.
const KEPT: &str = "credentials";

/// What the Worker posts to the page.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Certified(JsValue),
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Signed(Blob),
    Refused(String),
    Crashed(String),
}

/// Tells the session how it stands with signing.
pub fn look(dispatch: Dispatch) {
    spawn_local(async move {
        // Where nothing is kept, or nothing can be, signing is off as it was.
        if let Ok(Some(kept)) = kept().await
            && let Some(signing) = standing(&kept)
        {
            dispatch(Action::SigningChanged { signing });
        }
    });
}

/// Does what the person wishes.
pub fn set(dispatch: Dispatch, wish: SigningWish) {
    spawn_local(async move {
        let before = kept().await.ok().flatten();
        let signing = match fulfil(wish, before.clone()).await {
            Ok(kept) => standing(&kept).unwrap_or_default(),
            Err(reason) => {
                dispatch(Action::Notify { notice: Notice::new(Severity::Error, reason) });
                before.and_then(|kept| standing(&kept)).unwrap_or_default()
            }
        };
        dispatch(Action::SigningChanged { signing });
    });
}

async fn fulfil(wish: SigningWish, before: Option<JsValue>) -> Result<JsValue, Message> {
    let on = wish != SigningWish::Off;
    let certified = match (wish, before) {
        (SigningWish::Off, None) => return Ok(JsValue::UNDEFINED),
        (SigningWish::On | SigningWish::Off, Some(kept)) => kept,
        (SigningWish::Pem(pem), _) => certified(("pem", pem.into())).await?,
        (SigningWish::On | SigningWish::OfThisDevice, _) => certified(("issue", true.into())).await?,
    };
    let kept = remember(&certified, on).await.map_err(|thrown| failed(&words(&thrown)))?;
    Ok(kept)
}

/// A new certificate with its key.
async fn certified(how: (&str, JsValue)) -> Result<JsValue, Message> {
    match ask(&[how]).await? {
        Report::Certified(certified) => Ok(certified),
        _ => Err(failed("")),
    }
}

/// The file with a manifest. `recordings` are the files that the work's ingredients came as, or null.
///
/// # Errors
/// Why it was not signed.
pub async fn sign(file: &Blob, work: Work, recordings: Array) -> Result<Blob, Message> {
    let kept = kept().await.map_err(|thrown| failed(&words(&thrown)))?.ok_or_else(|| failed("no key"))?;
    let part = |name: &str| Reflect::get(&kept, &name.into()).map_err(|thrown| failed(&words(&thrown)));
    let chain = about(&kept).ok_or_else(|| failed("no certificate"))?.chain;
    let job = SignJob { work, chain, names: [random::name(), random::name()], now: now() as u64 }.bytes();
    let order = [
        ("file", JsValue::from(file)),
        ("job", Uint8Array::from(job.as_slice()).into()),
        ("recordings", recordings.into()),
        ("key", part("key")?),
    ];
    match ask(&order).await? {
        Report::Signed(signed) => Ok(signed),
        _ => Err(failed("")),
    }
}

async fn ask(order: &[(&str, JsValue)]) -> Result<Report, Message> {
    match post(order).await.map_err(|thrown| failed(&words(&thrown)))? {
        Report::Refused(reason) => Err(Message::new("signing-refused").with("reason", reason)),
        Report::Crashed(reason) => Err(failed(&reason)),
        done => Ok(done),
    }
}

async fn post(order: &[(&str, JsValue)]) -> Result<Report, JsValue> {
    let wasm: ArrayBuffer = Asset::SignerModule.bytes().await?;
    let chinese = settings::read().locale == Locale::SimplifiedChinese;
    let message: Object = object(&[("wasm", wasm.into()), ("chinese", chinese.into()), ("now", now().into())])?;
    for (name, value) in order {
        Reflect::set(&message, &(*name).into(), value)?;
    }
    errand::ask(Asset::SignerScript, &message, &Array::new()).await
}

/// Milliseconds since 1970-01-01 UTC.
fn now() -> f64 {
    Date::now()
}

async fn kept() -> Result<Option<JsValue>, JsValue> {
    Ok(read(DEVICE, KEPT).await.map_err(thrown)?.filter(JsValue::is_object))
}

/// Keeps a certificate, its key, and whether files are signed.
async fn remember(certified: &JsValue, on: bool) -> Result<JsValue, JsValue> {
    let part = |name: &str| Reflect::get(certified, &name.into());
    let kept = object(&[("key", part("key")?), ("about", part("about")?), ("on", on.into())])?;
    write(DEVICE, KEPT, &kept).await.map_err(thrown)?;
    Ok(kept.into())
}

fn about(kept: &JsValue) -> Option<Certified> {
    let bytes = Reflect::get(kept, &"about".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
    postcard::from_bytes(&bytes.to_vec()).ok()
}

/// What the session is told of what is kept.
fn standing(kept: &JsValue) -> Option<Signing> {
    let on = Reflect::get(kept, &"on".into()).ok()?.is_truthy();
    Some(if on { Signing::On(Box::new(about(kept)?)) } else { Signing::Off })
}

fn failed(reason: &str) -> Message {
    Message::new("signing-failed").with("reason", reason)
}
