//! Requests to services: the only place where a key meets a request, and the only one that leaves this origin.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use studio::ai::{Address, Body, FormField, Input, KeyTaken, KeyUse, Loss, Method, Request};
use studio::session::{Action, JobId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, Blob, BlobPropertyBag, FormData, Headers, ReadableStreamDefaultReader, ReferrerPolicy,
    RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response,
};

use super::Dispatch;
use super::vault::Vault;
use crate::keys::{Keep, KeyWish};

/// The requests and waits under way, by the job they belong to.
#[derive(Clone)]
pub struct Fetcher {
    dispatch: Dispatch,
    vault: Vault,
    running: Rc<RefCell<BTreeMap<JobId, Running>>>,
}

/// Something under way. It ends when it is dropped.
enum Running {
    Request(AbortController),
    /// Dropping the timer stops it.
    Wait(#[allow(dead_code, reason = "held for its drop")] Timeout),
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Self::Request(controller) = self {
            controller.abort();
        }
    }
}

impl Fetcher {
    /// Nothing under way; keys come from `vault`.
    pub fn new(dispatch: Dispatch, vault: Vault) -> Self {
        Self { dispatch, vault, running: Rc::default() }
    }

    /// Carries out a request. What is heard goes to the session as it arrives.
    pub fn start(&self, job: JobId, request: Request) {
        let Ok(controller) = AbortController::new() else { return self.hear(job, Input::Lost(Loss::Unsupported)) };
        let init = match self.init(&request, &controller) {
            Ok(init) => init,
            Err(loss) => return self.hear_soon(job, Input::Lost(loss)),
        };
        self.running.borrow_mut().insert(job, Running::Request(controller.clone()));
        let this = self.clone();
        spawn_local(async move {
            let outcome = this.read(job, &request, &init, &controller).await;
            if controller.signal().aborted() {
                return;
            }
            this.running.borrow_mut().remove(&job);
            this.hear(job, outcome.err().map_or(Input::Closed, Input::Lost));
        });
    }

    /// Says `Elapsed` to a job after so many milliseconds.
    pub fn wait(&self, job: JobId, milliseconds: u32) {
        let this = self.clone();
        let timer = Timeout::new(milliseconds, move || {
            this.running.borrow_mut().remove(&job);
            this.hear(job, Input::Elapsed);
        });
        self.running.borrow_mut().insert(job, Running::Wait(timer));
    }

    /// Ends what a job has under way; nothing more is heard of it.
    pub fn stop(&self, job: JobId) {
        self.running.borrow_mut().remove(&job);
    }

    fn hear(&self, job: JobId, input: Input) {
        (self.dispatch)(Action::CallHeard { job, input });
    }

    /// After the session has done what it is about.
    fn hear_soon(&self, job: JobId, input: Input) {
        let this = self.clone();
        spawn_local(async move { this.hear(job, input) });
    }

    async fn read(
        &self,
        job: JobId,
        request: &Request,
        init: &RequestInit,
        controller: &AbortController,
    ) -> Result<(), Loss> {
        let address = request.address.to_string();
        let answer = JsFuture::from(gloo::utils::window().fetch_with_str_and_init(&address, init)).await;
        // An aborted request looks like a lost one; whoever aborted it does not listen any more.
        let response: Response = answer.ok().and_then(|answer| answer.dyn_into().ok()).ok_or_else(unreachable)?;
        if let Some(taken) = request.taken.as_ref().filter(|_| response.ok()) {
            return self.take_key(job, request, taken, &response).await;
        }
        self.hear(job, Input::Opened { status: response.status(), headers: headers_of(&response) });
        let Some(body) = response.body() else { return Ok(()) };
        let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into().map_err(|_| Loss::Unsupported)?;
        let mut length = 0;
        loop {
            let step = JsFuture::from(reader.read()).await.map_err(|_| Loss::Cut)?;
            if controller.signal().aborted() || is_done(&step) {
                return Ok(());
            }
            let bytes = Reflect::get(&step, &"value".into()).map_err(|_| Loss::Cut)?;
            let bytes = bytes.dyn_into::<Uint8Array>().map_err(|_| Loss::Cut)?.to_vec();
            length += bytes.len() as u64;
            if length > request.limit {
                return Err(Loss::TooLarge);
            }
            self.hear(job, Input::Bytes(bytes));
        }
    }

    /// Keeps the key that an answer brings; of the answer only its status is passed on.
    async fn take_key(&self, job: JobId, request: &Request, taken: &KeyTaken, answer: &Response) -> Result<(), Loss> {
        let text = JsFuture::from(answer.text().map_err(|_| Loss::Cut)?).await.map_err(|_| Loss::Cut)?;
        let json: serde_json::Value =
            serde_json::from_str(&text.as_string().unwrap_or_default()).map_err(|_| Loss::NoKey)?;
        let key = json.pointer(taken.pointer).and_then(|key| key.as_str()).ok_or(Loss::NoKey)?;
        self.vault.fulfil(KeyWish::Enter {
            account: taken.account.clone(),
            origin: request.address.origin(),
            key: key.to_owned(),
            keep: Keep::Memory,
        });
        self.hear(job, Input::Opened { status: answer.status(), headers: Vec::new() });
        Ok(())
    }

    fn init(&self, request: &Request, controller: &AbortController) -> Result<RequestInit, Loss> {
        let init = RequestInit::new();
        init.set_method(match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
        });
        init.set_credentials(RequestCredentials::Omit);
        init.set_cache(RequestCache::NoStore);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_signal(Some(&controller.signal()));
        let headers = Headers::new().map_err(|_| Loss::Unsupported)?;
        for (name, value) in &request.headers {
            headers.append(name, value).map_err(|_| Loss::Unsupported)?;
        }
        if let Some(key) = &request.key {
            // Another origin must never see it, and browsers carry most key headers along on a redirect.
            init.set_redirect(RequestRedirect::Error);
            self.unlock(key, &request.address, &headers)?;
        }
        if let Some(body) = body_of(&request.body, &headers).map_err(|_| Loss::Unsupported)? {
            init.set_body(&body);
        }
        init.set_headers(&headers);
        name_address_space(&init, &request.address);
        Ok(init)
    }

    fn unlock(&self, key: &KeyUse, address: &Address, headers: &Headers) -> Result<(), Loss> {
        match self.vault.key(&key.account, &address.origin()) {
            Some(secret) => headers.append(&key.header, &format!("{}{secret}", key.prefix)).map_err(|_| Loss::NoKey),
            None if key.optional => Ok(()),
            None => Err(Loss::NoKey),
        }
    }
}

fn unreachable() -> Loss {
    if gloo::utils::window().navigator().on_line() { Loss::Unreachable } else { Loss::Offline }
}

fn is_done(step: &JsValue) -> bool {
    Reflect::get(step, &"done".into()).is_ok_and(|done| done.is_truthy())
}

/// The headers that the browser lets a page read.
fn headers_of(response: &Response) -> Vec<(String, String)> {
    let pairs = js_sys::try_iter(&response.headers()).ok().flatten();
    let pairs = pairs.into_iter().flatten().filter_map(Result::ok).map(|pair| Array::from(&pair));
    pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect()
}

fn body_of(body: &Body, headers: &Headers) -> Result<Option<JsValue>, JsValue> {
    match body {
        Body::Empty => Ok(None),
        Body::Json(json) => {
            headers.append("content-type", "application/json")?;
            Ok(Some(JsValue::from_str(json)))
        }
        Body::Form(fields) => {
            // The browser sets the content type, with its boundary.
            let form = FormData::new()?;
            for field in fields {
                append(&form, field)?;
            }
            Ok(Some(form.into()))
        }
    }
}

fn append(form: &FormData, field: &FormField) -> Result<(), JsValue> {
    match field {
        FormField::Text { name, value } => form.append_with_str(name, value),
        FormField::File { name, file_name, media_type, bytes } => {
            let options = BlobPropertyBag::new();
            options.set_type(media_type);
            let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
            let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
            form.append_with_blob_and_filename(name, &blob, file_name)
        }
    }
}

/// Chrome asks the person before an encrypted page reaches this computer or the local network, and wants to be told that
/// this is meant (Local Network Access); other browsers pass over the field.
fn name_address_space(init: &RequestInit, address: &Address) {
    let space = match (address.is_loopback(), address.is_local()) {
        (true, _) => "loopback",
        (false, true) => "local",
        (false, false) => return,
    };
    // A plain object takes every property.
    Reflect::set(init, &"targetAddressSpace".into(), &space.into()).ok();
}
