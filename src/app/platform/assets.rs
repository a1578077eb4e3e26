//! The modules and scripts beside the app: their names by content, as the build wrote them into the page, and their bytes.

use js_sys::ArrayBuffer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlMetaElement, Response};

/// A file beside the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// The AudioWorklet's shell.
    WorkletScript,
    /// The engine that plays.
    WorkletModule,
    /// The Worker's shell.
    BouncerScript,
    /// The engine that renders files.
    BouncerModule,
    /// The decoder's shell.
    DecoderScript,
    /// What reads sound files.
    DecoderModule,
    /// The press's shell.
    PressScript,
    /// What prepares a release.
    PressModule,
    /// The signer's shell.
    SignerScript,
    /// What writes Content Credentials.
    SignerModule,
}

impl Asset {
    /// The name of its `<meta>` in the page, and its own name where the page does not tell another.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::WorkletScript => ("cowrite-worklet-script", "worklet.js"),
            Self::WorkletModule => ("cowrite-worklet-module", "worklet.wasm"),
            Self::BouncerScript => ("cowrite-bouncer-script", "bouncer.js"),
            Self::BouncerModule => ("cowrite-bouncer-module", "bouncer.wasm"),
            Self::DecoderScript => ("cowrite-decoder-script", "decoder.js"),
            Self::DecoderModule => ("cowrite-decoder-module", "decoder.wasm"),
            Self::PressScript => ("cowrite-press-script", "press.js"),
            Self::PressModule => ("cowrite-press-module", "press.wasm"),
            Self::SignerScript => ("cowrite-signer-script", "signer.js"),
            Self::SignerModule => ("cowrite-signer-module", "signer.wasm"),
        }
    }

    /// Where it is, relative to the page.
    pub fn address(self) -> String {
        let (meta, plain) = self.names();
        gloo::utils::document()
            .query_selector(&format!("meta[name={meta}]"))
            .ok()
            .flatten()
            .and_then(|element| element.dyn_into::<HtmlMetaElement>().ok())
            .map_or_else(|| plain.to_owned(), |element| element.content())
    }

    /// Its bytes.
    ///
    /// # Errors
    /// What the browser says: there is no network and no kept copy, or the server does not have it.
    pub async fn bytes(self) -> Result<ArrayBuffer, JsValue> {
        let address = self.address();
        let response: Response = JsFuture::from(gloo::utils::window().fetch_with_str(&address)).await?.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::from_str(&format!("{address}: {}", response.status())));
        }
        JsFuture::from(response.array_buffer()?).await?.dyn_into()
    }
}
