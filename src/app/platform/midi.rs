//! Instruments that play into the song, by the Web MIDI API.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use studio::music::{Pitch, Velocity};
use studio::session::{Action, Midi as State};
use studio::text::Message;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::platform::{Dispatch, words};
use crate::telemetry::TelemetryCell;

type Listener = Closure<dyn FnMut(JsValue)>;

/// The instruments of this device.
#[derive(Clone)]
pub struct Midi {
    dispatch: Dispatch,
    telemetry: TelemetryCell,
    /// What the browser calls; dropped with the tab.
    listeners: Rc<RefCell<Option<(Listener, Listener)>>>,
}

impl Midi {
    /// Asks for nothing yet: browsers ask the person first.
    pub fn new(dispatch: Dispatch, telemetry: TelemetryCell) -> Self {
        Self { dispatch, telemetry, listeners: Rc::default() }
    }

    /// Lets instruments in, and tells which there are.
    pub fn listen(&self) {
        let this = self.clone();
        spawn_local(async move {
            let midi = match ask().await {
                Ok(access) => this.attend(access),
                Err(reason) => State::Refused(Message::new("midi-refused").with("reason", reason)),
            };
            (this.dispatch)(Action::MidiChanged { midi });
        });
    }

    /// Listens to every instrument, also to those that come later.
    fn attend(&self, access: JsValue) -> State {
        let (dispatch, telemetry) = (Rc::clone(&self.dispatch), self.telemetry.clone());
        let heard: Listener = Closure::new(move |event: JsValue| {
            if let Some(action) = action_of(&event, &telemetry) {
                dispatch(action);
            }
        });
        let hears = heard.as_ref().clone();
        let names = attach(&access, &hears);
        let (dispatch, known) = (Rc::clone(&self.dispatch), access.clone());
        let changed: Listener = Closure::new(move |_| {
            let midi = State::On(attach(&known, &hears));
            dispatch(Action::MidiChanged { midi });
        });
        // A plain object of the browser takes its own handler.
        Reflect::set(&access, &"onstatechange".into(), changed.as_ref()).ok();
        *self.listeners.borrow_mut() = Some((heard, changed));
        State::On(names)
    }
}

/// What the browser answers to the request for instruments.
async fn ask() -> Result<JsValue, String> {
    let navigator = gloo::utils::window().navigator();
    let asked = Reflect::get(&navigator, &"requestMIDIAccess".into()).ok();
    let asked = asked.and_then(|asked| asked.dyn_into::<Function>().ok()).ok_or("Web MIDI")?;
    let promise = asked.call0(&navigator).map_err(|thrown| words(&thrown))?;
    let promise = promise.dyn_into::<Promise>().map_err(|_| "Web MIDI")?;
    JsFuture::from(promise).await.map_err(|thrown| words(&thrown))
}

/// Listens to every instrument there is and tells their names.
fn attach(access: &JsValue, heard: &JsValue) -> Vec<String> {
    let inputs = Reflect::get(access, &"inputs".into()).unwrap_or(JsValue::UNDEFINED);
    let values = Reflect::get(&inputs, &"values".into()).ok().and_then(|values| values.dyn_into::<Function>().ok());
    let all = values.and_then(|values| values.call0(&inputs).ok()).map(|all| js_sys::Array::from(&all));
    let name = |input: JsValue| {
        Reflect::set(&input, &"onmidimessage".into(), heard).ok()?;
        Reflect::get(&input, &"name".into()).ok()?.as_string()
    };
    all.iter().flat_map(js_sys::Array::iter).filter_map(name).collect()
}

/// What a message of an instrument asks for: keys that go down and up, on whatever channel; all else is passed over.
fn action_of(event: &JsValue, telemetry: &TelemetryCell) -> Option<Action> {
    let data = Reflect::get(event, &"data".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
    let (status, key, velocity) = match data.to_vec().as_slice() {
        [status, key, velocity, ..] => (*status & 0xf0, *key, *velocity),
        _ => return None,
    };
    let time = Reflect::get(event, &"timeStamp".into()).ok().and_then(|time| time.as_f64());
    let at = time.map_or_else(|| telemetry.moment_now(), |time| telemetry.moment(time));
    let pitch = Pitch::new(key).ok()?;
    match (status, Velocity::new(velocity)) {
        (0x90, Ok(velocity)) => Some(Action::PressKey { pitch, velocity, at }),
        // Struck with no velocity is let go.
        (0x80 | 0x90, _) => Some(Action::LiftKey { pitch, at }),
        _ => None,
    }
}
