//! The AudioContext and the engine in its worklet: messages go in, telemetry comes out.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Float32Array, Uint8Array};
use serde::{Deserialize, Serialize};
use studio::engine::{EngineMessage, Telemetry};
use studio::session::Action;
use studio::text::Message;
use studio::time::Tick;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AudioContext, AudioContextState, AudioWorkletNode, AudioWorkletNodeOptions, MessageEvent, MessagePort};

use super::analyser::Analyser;
use super::assets::Asset;
use super::{Dispatch, words};
use crate::spectrum::{SpectrumDoor, Watch};

/// The name under which the worklet's script registers the engine.
const PROCESSOR: &str = "cowrite";
/// Rates the engine is made for, in hertz.
const SAMPLE_RATES: std::ops::RangeInclusive<f32> = 8_000.0..=192_000.0;

/// What the engine is made with.
#[derive(Serialize)]
struct ProcessorOptions {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    wasm: ArrayBuffer,
}

/// Asks the worklet for room for a recording.
#[derive(Serialize)]
struct Room {
    high: u32,
    low: u32,
    channels: u32,
    frames: u32,
}

/// A stretch of a recording.
#[derive(Serialize)]
struct Stretch {
    high: u32,
    low: u32,
    channel: u32,
    from: u32,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    samples: Float32Array,
}

/// Frames of a stretch: little enough that the engine does not miss its time over one.
const STRETCH: u32 = 1 << 16;

/// What the worklet's script tells beside telemetry.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Ready(bool),
    /// A message could not be read.
    Refused(bool),
    /// A recording did not fit into memory.
    Full(bool),
    /// The words of a panic, UTF-8.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    Panic(Uint8Array),
}

/// The engine as the page sees it.
#[derive(Clone)]
pub struct Audio(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    hear: Box<dyn Fn(Telemetry)>,
    module: RefCell<Option<ArrayBuffer>>,
    context: RefCell<Option<Context>>,
    node: RefCell<Option<Node>>,
    /// Tells the engine that was started last from one before it, whose late words are of no interest.
    generation: Cell<u32>,
    faults: RefCell<BTreeSet<u8>>,
    /// Whether the transport ran at the last word.
    ran: Cell<bool>,
    /// How many watch a spectrum, the strip whose it is, and what listens for them.
    watchers: Cell<u32>,
    watched: Cell<Option<u8>>,
    analyser: RefCell<Option<Analyser>>,
}

struct Context {
    audio: AudioContext,
    script_added: Cell<bool>,
}

struct Node {
    node: AudioWorkletNode,
    port: MessagePort,
    _listeners: [EventListener; 2],
}

impl Drop for Node {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        if let Err(thrown) = self.node.disconnect() {
            gloo::console::warn!("the engine before was not disconnected:", words(&thrown));
        }
    }
}

impl Audio {
    /// No engine yet. `hear` takes each word of the engine.
    pub fn new(dispatch: Dispatch, hear: impl Fn(Telemetry) + 'static) -> Self {
        Self(Rc::new(Inner {
            dispatch,
            hear: Box::new(hear),
            module: RefCell::default(),
            context: RefCell::default(),
            node: RefCell::default(),
            generation: Cell::new(0),
            faults: RefCell::default(),
            ran: Cell::default(),
            watchers: Cell::default(),
            watched: Cell::default(),
            analyser: RefCell::default(),
        }))
    }

    /// Fetches the engine's module ahead, so that the first sound does not wait for it.
    pub fn fetch_ahead(&self) {
        let this = self.clone();
        spawn_local(async move {
            // A failure shows itself, with words, when the engine is started.
            if let Ok(module) = Asset::WorkletModule.bytes().await {
                this.0.module.borrow_mut().get_or_insert(module);
            }
        });
    }

    /// Starts the engine, or starts it anew. To be called while the browser handles a gesture.
    pub fn start(&self) {
        let generation = self.0.generation.get().wrapping_add(1);
        self.0.generation.set(generation);
        *self.0.node.borrow_mut() = None;
        self.0.faults.borrow_mut().clear();
        // The context is made and resumed at once: after the first wait the gesture would no longer count.
        let opened = self.open_context();
        let this = self.clone();
        spawn_local(async move {
            let started = match opened {
                Ok(audio) => this.start_engine(&audio, generation).await,
                Err(reason) => Err(reason),
            };
            if let Err(reason) = started {
                this.fail(generation, reason);
            }
        });
    }

    /// Tells the engine; says nothing while there is none, because a new engine is told everything.
    pub fn send(&self, messages: &[EngineMessage]) {
        let starts = messages.iter().any(|message| {
            matches!(
                message,
                EngineMessage::Play
                    | EngineMessage::Audition { .. }
                    | EngineMessage::Press { .. }
                    | EngineMessage::CountIn { .. }
            )
        });
        if starts {
            self.resume();
        }
        let node = self.0.node.borrow();
        let Some(node) = node.as_ref() else { return };
        let sent = postcard::to_allocvec(messages).map_err(|error| JsValue::from_str(&error.to_string()));
        let sent = sent.and_then(|bytes| {
            let bytes = Uint8Array::from(bytes.as_slice()).buffer();
            node.port.post_message_with_transferable(&bytes, &Array::of1(&bytes))
        });
        if let Err(thrown) = sent {
            self.fail(self.0.generation.get(), Message::new("engine-not-told").with("reason", words(&thrown)));
        }
    }

    /// The rate of the sound output in hertz, once there is one.
    pub fn sample_rate(&self) -> Option<u32> {
        // Rates are whole numbers far below what the type holds.
        self.0.context.borrow().as_ref().map(|context| context.audio.sample_rate() as u32)
    }

    /// Hands the engine a recording at its own rate, in stretches.
    pub fn give(&self, key: u64, planes: &[ArrayBuffer]) {
        let node = self.0.node.borrow();
        let Some(node) = node.as_ref() else { return };
        if let Err(thrown) = give(&node.port, key, planes) {
            gloo::console::warn!("a recording was not handed over:", words(&thrown));
        }
    }

    /// The way to spectra: of what is heard, and of strips.
    pub fn spectrum(&self) -> SpectrumDoor {
        let (watched, read) = (self.clone(), self.clone());
        let watch = move |change: Watch| {
            let (Inner { watchers, watched: strip, .. }, before) = (&*watched.0, watched.0.watchers.get());
            match change {
                Watch::Come(place) => {
                    watchers.set(before + 1);
                    if strip.replace(place) != place || before == 0 {
                        watched.analyse();
                    }
                }
                Watch::Go => {
                    watchers.set(before.saturating_sub(1));
                    if before == 1 {
                        strip.set(None);
                        watched.analyse();
                    }
                }
            }
        };
        SpectrumDoor::new(watch, move |spectrum| {
            let analyser = read.0.analyser.borrow();
            analyser.as_ref().map(|analyser| analyser.read(spectrum)).is_some()
        })
    }

    /// Has the engine's output, or the strip that it hands out beside it, listened to while somebody watches, and not
    /// otherwise.
    fn analyse(&self) {
        *self.0.analyser.borrow_mut() = None;
        let strip = self.0.watched.get();
        self.send(&[EngineMessage::Watch(strip)]);
        let (context, node) = (self.0.context.borrow(), self.0.node.borrow());
        let (Some(context), Some(node)) = (context.as_ref(), node.as_ref()) else { return };
        if self.0.watchers.get() > 0 {
            // Without it there is no spectrum to see, and nothing else is amiss.
            let output = u32::from(strip.is_some());
            *self.0.analyser.borrow_mut() = Analyser::listen(&context.audio, &node.node, output).ok();
        }
    }

    fn open_context(&self) -> Result<AudioContext, Message> {
        let closed = |context: &Context| context.audio.state() == AudioContextState::Closed;
        let mut kept = self.0.context.borrow_mut();
        if kept.as_ref().is_none_or(closed) {
            let audio =
                AudioContext::new().map_err(|thrown| Message::new("engine-no-audio").with("reason", words(&thrown)))?;
            *kept = Some(Context { audio, script_added: Cell::new(false) });
        }
        let audio = kept.as_ref().map(|context| context.audio.clone());
        drop(kept);
        self.resume();
        audio.ok_or_else(|| Message::new("engine-no-audio").with("reason", ""))
    }

    /// Lets the context run: a browser suspends it before the first gesture, and a phone when a call comes in.
    fn resume(&self) {
        let context = self.0.context.borrow();
        let Some(context) = context.as_ref() else { return };
        if context.audio.state() == AudioContextState::Running {
            return;
        }
        if let Err(thrown) = context.audio.resume() {
            gloo::console::warn!("the sound stays suspended:", words(&thrown));
        }
    }

    async fn start_engine(&self, audio: &AudioContext, generation: u32) -> Result<(), Message> {
        let rate = audio.sample_rate();
        if !SAMPLE_RATES.contains(&rate) {
            return Err(Message::new("engine-odd-rate").with("rate", rate));
        }
        let refused = |thrown: JsValue| Message::new("engine-not-started").with("reason", words(&thrown));
        let module = self.module().await?;
        self.add_script(audio).await.map_err(refused)?;
        // Started again while this was under way: the later one goes on.
        if generation == self.0.generation.get() {
            let node = self.make_node(audio, module, generation).map_err(refused)?;
            *self.0.node.borrow_mut() = Some(node);
            self.analyse();
        }
        Ok(())
    }

    async fn module(&self) -> Result<ArrayBuffer, Message> {
        let kept = self.0.module.borrow().clone();
        if let Some(module) = kept {
            return Ok(module);
        }
        let fetched = Asset::WorkletModule.bytes().await;
        let module = fetched.map_err(|thrown| Message::new("engine-not-fetched").with("reason", words(&thrown)))?;
        *self.0.module.borrow_mut() = Some(module.clone());
        Ok(module)
    }

    async fn add_script(&self, audio: &AudioContext) -> Result<(), JsValue> {
        if self.0.context.borrow().as_ref().is_some_and(|context| context.script_added.get()) {
            return Ok(());
        }
        JsFuture::from(audio.audio_worklet()?.add_module(&Asset::WorkletScript.address())?).await?;
        if let Some(context) = self.0.context.borrow().as_ref() {
            context.script_added.set(true);
        }
        Ok(())
    }

    fn make_node(&self, audio: &AudioContext, wasm: ArrayBuffer, generation: u32) -> Result<Node, JsValue> {
        let options = AudioWorkletNodeOptions::new();
        options.set_number_of_inputs(0);
        options.set_number_of_outputs(2);
        options.set_output_channel_count(&Array::of2(&JsValue::from(2), &JsValue::from(2)));
        let processor_options = serde_wasm_bindgen::to_value(&ProcessorOptions { wasm })?;
        options.set_processor_options(Some(processor_options.unchecked_ref()));
        let node = AudioWorkletNode::new_with_options(audio, PROCESSOR, &options)?;
        let port = node.port()?;
        let (heard, died) = (self.clone(), self.clone());
        let listeners = [
            EventListener::new(&port, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    heard.hear(generation, event.data());
                }
            }),
            EventListener::new(&node, "processorerror", move |_| {
                died.fail(generation, Message::new("engine-died").with("reason", "processorerror"));
            }),
        ];
        port.start();
        node.connect_with_audio_node(&audio.destination())?;
        Ok(Node { node, port, _listeners: listeners })
    }

    fn hear(&self, generation: u32, word: JsValue) {
        if generation != self.0.generation.get() {
            return;
        }
        if let Some(bytes) = word.dyn_ref::<ArrayBuffer>() {
            match postcard::from_bytes(&Uint8Array::new(bytes).to_vec()) {
                Ok(telemetry) => self.take(telemetry),
                Err(error) => gloo::console::warn!("a word of the engine was not understood:", error.to_string()),
            }
            return;
        }
        match serde_wasm_bindgen::from_value(word) {
            Ok(Report::Ready(false) | Report::Refused(false) | Report::Full(false)) => {}
            Ok(Report::Full(true)) => (self.0.dispatch)(Action::RecordingsFull),
            Ok(Report::Ready(true)) => {
                let rate = self.0.context.borrow().as_ref().map(|context| context.audio.sample_rate());
                if let Some(sample_rate) = rate {
                    (self.0.dispatch)(Action::EngineReady { sample_rate });
                }
            }
            Ok(Report::Refused(true)) => {
                self.fail(generation, Message::new("engine-not-told").with("reason", "EngineMessage"));
            }
            Ok(Report::Panic(note)) => {
                let reason = String::from_utf8_lossy(&note.to_vec()).into_owned();
                self.fail(generation, Message::new("engine-died").with("reason", reason));
            }
            Err(error) => gloo::console::warn!("a word of the engine was not understood:", error.to_string()),
        }
    }

    fn take(&self, telemetry: Telemetry) {
        for meter in &telemetry.faults {
            let new = self.0.faults.borrow_mut().insert(*meter);
            if new {
                (self.0.dispatch)(Action::EngineFault { meter: *meter });
            }
        }
        let stopped = self.0.ran.replace(telemetry.playing) && !telemetry.playing;
        let tick = Tick(telemetry.tick as u32);
        (self.0.hear)(telemetry);
        if stopped {
            (self.0.dispatch)(Action::TransportStopped { tick });
        }
    }

    /// Ends the engine, and tells why; once for each that was started.
    fn fail(&self, generation: u32, reason: Message) {
        if generation == self.0.generation.get() {
            self.0.generation.set(generation.wrapping_add(1));
            (self.0.dispatch)(Action::EngineFailed { reason });
        }
    }
}

/// The upper and the lower half of a recording's number: numbers of a script have no more than 53 bits.
pub fn halves(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

fn give(port: &MessagePort, key: u64, planes: &[ArrayBuffer]) -> Result<(), JsValue> {
    let (high, low) = halves(key);
    let views: Vec<Float32Array> = planes.iter().map(|plane| Float32Array::new(plane)).collect();
    let frames = views.first().map_or(0, Float32Array::length);
    let room = Room { high, low, channels: views.len() as u32, frames };
    port.post_message(&serde_wasm_bindgen::to_value(&room)?)?;
    for from in (0..frames).step_by(STRETCH as usize) {
        for (channel, view) in (0..).zip(&views) {
            // A copy of its own, because what is posted is given away.
            let samples = view.slice(from, frames.min(from + STRETCH));
            let transfer = Array::of1(&samples.buffer());
            let stretch = serde_wasm_bindgen::to_value(&Stretch { high, low, channel, from, samples })?;
            port.post_message_with_transferable(&stretch, &transfer)?;
        }
    }
    Ok(())
}
