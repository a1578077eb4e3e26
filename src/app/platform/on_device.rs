//! The browser's own model, through Chrome's Prompt API (`LanguageModel`): no key, no network, a few thousand tokens.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use studio::ai::{Input, Loss, OnDevice, Speaker};
use studio::session::{Action, JobId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStream, ReadableStreamDefaultReader};

use super::{Dispatch, object};

/// The questions under way.
#[derive(Clone)]
pub struct OnDeviceModel {
    dispatch: Dispatch,
    running: Rc<RefCell<BTreeMap<JobId, AbortController>>>,
}

impl OnDeviceModel {
    /// Nothing under way.
    pub fn new(dispatch: Dispatch) -> Self {
        Self { dispatch, running: Rc::default() }
    }

    /// Asks. Its words go to the session as they come.
    pub fn start(&self, job: JobId, ask: OnDevice) {
        let this = self.clone();
        spawn_local(async move {
            let Ok(controller) = AbortController::new() else { return this.hear(job, Input::Lost(Loss::Unsupported)) };
            this.running.borrow_mut().insert(job, controller.clone());
            let outcome = this.read(job, &ask, &controller).await;
            this.running.borrow_mut().remove(&job);
            if !controller.signal().aborted() {
                this.hear(job, outcome.err().map_or(Input::Closed, Input::Lost));
            }
        });
    }

    /// Stops a question; nothing more is heard of it.
    pub fn stop(&self, job: JobId) {
        if let Some(controller) = self.running.borrow_mut().remove(&job) {
            controller.abort();
        }
    }

    fn hear(&self, job: JobId, input: Input) {
        (self.dispatch)(Action::CallHeard { job, input });
    }

    async fn read(&self, job: JobId, ask: &OnDevice, controller: &AbortController) -> Result<(), Loss> {
        let session = open(ask, controller).await.map_err(|_| Loss::Unsupported)?;
        let stream = prompt(&session, ask, controller).map_err(|_| Loss::Cut)?;
        self.hear(job, Input::Opened { status: 200, headers: Vec::new() });
        let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().map_err(|_| Loss::Unsupported)?;
        loop {
            let step = JsFuture::from(reader.read()).await.map_err(|_| Loss::Cut)?;
            if controller.signal().aborted() || Reflect::get(&step, &"done".into()).is_ok_and(|done| done.is_truthy()) {
                // The model's memory is freed at once where the browser knows how; else when the page goes.
                call(&session, "destroy", &Array::new()).ok();
                return Ok(());
            }
            let words = Reflect::get(&step, &"value".into()).ok().and_then(|value| value.as_string());
            self.hear(job, Input::Bytes(words.unwrap_or_default().into_bytes()));
        }
    }
}

/// A session with the model. The browser downloads the model first where it must, which can take minutes.
async fn open(ask: &OnDevice, controller: &AbortController) -> Result<JsValue, JsValue> {
    let model = Reflect::get(&js_sys::global(), &"LanguageModel".into())?;
    if model.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    let prompts = Array::of1(&message("system", &ask.system)?.into());
    let options = object(&[("initialPrompts", prompts.into()), ("signal", controller.signal().into())])?;
    JsFuture::from(call(&model, "create", &Array::of1(&options))?.dyn_into::<Promise>()?).await
}

fn prompt(session: &JsValue, ask: &OnDevice, controller: &AbortController) -> Result<ReadableStream, JsValue> {
    let turns = Array::new();
    for turn in &ask.turns {
        let role = match turn.speaker {
            Speaker::User => "user",
            Speaker::Service => "assistant",
        };
        turns.push(&message(role, &turn.text)?.into());
    }
    let options = object(&[("signal", controller.signal().into())])?;
    if let Some(schema) = &ask.schema {
        Reflect::set(&options, &"responseConstraint".into(), &js_sys::JSON::parse(schema)?)?;
    }
    call(session, "promptStreaming", &Array::of2(&turns, &options))?.dyn_into()
}

fn message(role: &str, text: &str) -> Result<Object, JsValue> {
    object(&[("role", role.into()), ("content", text.into())])
}

fn call(target: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    Reflect::get(target, &name.into())?.dyn_into::<Function>()?.apply(target, arguments)
}
