//! The computer keyboard as a piano, while it is turned on.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use studio::music::{Pitch, Velocity};
use studio::session::Action;
use studio::view::typed_key;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::{Callback, TargetCast};

use crate::ui::app::App;

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
    /// The octave whose C lies on the left, and how hard keys are struck.
    static HAND: Cell<(i32, i32)> = const { Cell::new((4, 96)) };
}

/// A key that was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    pitch: Pitch,
    /// How hard it was struck; none where it was let go.
    struck: Option<Velocity>,
}

/// Lets the keyboard play, or give commands again.
pub fn turn(on: bool) {
    ON.with(|known| known.set(on));
}

/// Hears keys before anything else on the page does, and keeps those that play to itself.
pub fn listen(played: Callback<Typed>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let hear = |name: &'static str, down: bool| {
        let (played, mut options) = (played.clone(), EventListenerOptions::run_in_capture_phase());
        options.passive = false;
        EventListener::new_with_options(&window, name, options, move |event: &Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| plays(event)) else { return };
            let (octave, velocity) = HAND.with(Cell::get);
            let pitch = typed_key(&event.code(), octave);
            let hand = match event.code().as_str() {
                "KeyZ" => (octave - 1, velocity),
                "KeyX" => (octave + 1, velocity),
                "KeyC" => (octave, velocity - 12),
                "KeyV" => (octave, velocity + 12),
                _ if pitch.is_none() => return,
                _ => (octave, velocity),
            };
            event.prevent_default();
            event.stop_propagation();
            if event.repeat() {
                return;
            }
            match pitch {
                Some(pitch) => played.emit(Typed { pitch, struck: down.then_some(Velocity::clamped(velocity)) }),
                None if down => HAND.with(|known| known.set((hand.0.clamp(0, 8), hand.1.clamp(12, 120)))),
                None => {}
            }
        })
    };
    vec![hear("keydown", true), hear("keyup", false)]
}

/// Whether a key is meant for the piano: it is on, nothing is typed, and no command is meant.
fn plays(event: &KeyboardEvent) -> bool {
    let target = event.target_dyn_into::<Element>();
    let typing =
        target.is_some_and(|element| matches!(element.closest("input, textarea, select, dialog"), Ok(Some(_))));
    let held = event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
    ON.with(Cell::get) && !typing && !held
}

impl App {
    pub(super) fn typed(&mut self, typed: Typed) -> bool {
        let (pitch, at) = (typed.pitch, self.studio.telemetry.moment_now());
        self.act(match typed.struck {
            Some(velocity) => Action::PressKey { pitch, velocity, at },
            None => Action::LiftKey { pitch, at },
        });
        false
    }
}
