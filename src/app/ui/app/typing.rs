//! The computer keyboard as a piano, while it is turned on.

use std::cell::{Cell, RefCell};

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
    /// The keys that are down, and what they play.
    static DOWN: RefCell<Vec<(String, Pitch)>> = const { RefCell::new(Vec::new()) };
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
    let options = EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() };
    let (pressed, lifted, left) = (played.clone(), played.clone(), played);
    let down = EventListener::new_with_options(&window, "keydown", options, move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| plays(event)) else { return };
        if let Some(typed) = pressed_key(event) {
            event.prevent_default();
            event.stop_propagation();
            typed.into_iter().for_each(|typed| pressed.emit(typed));
        }
    });
    let up = EventListener::new_with_options(&window, "keyup", options, move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        // Whatever is held meanwhile, a key that sounds is let go.
        let place = |down: &Vec<(String, Pitch)>| down.iter().position(|(code, _)| *code == event.code());
        let found = DOWN.with_borrow_mut(|down| place(down).map(|place| down.remove(place)));
        found.into_iter().for_each(|(_, pitch)| lifted.emit(Typed { pitch, struck: None }));
    });
    let away = EventListener::new(&window, "blur", move |_| {
        let all = DOWN.take();
        all.into_iter().for_each(|(_, pitch)| left.emit(Typed { pitch, struck: None }));
    });
    vec![down, up, away]
}

/// What a key that goes down plays, if anything; none where it is not for the piano.
fn pressed_key(event: &KeyboardEvent) -> Option<Option<Typed>> {
    let (octave, velocity) = HAND.with(Cell::get);
    let code = event.code();
    if let Some(pitch) = typed_key(&code, octave) {
        let fresh = !event.repeat() && !DOWN.with_borrow(|down| down.iter().any(|(known, _)| *known == code));
        if fresh {
            DOWN.with_borrow_mut(|down| down.push((code, pitch)));
        }
        return Some(fresh.then_some(Typed { pitch, struck: Some(Velocity::clamped(velocity)) }));
    }
    let hand = match code.as_str() {
        "KeyZ" => (octave - 1, velocity),
        "KeyX" => (octave + 1, velocity),
        "KeyC" => (octave, velocity - 12),
        "KeyV" => (octave, velocity + 12),
        _ => return None,
    };
    HAND.with(|known| known.set((hand.0.clamp(0, 8), hand.1.clamp(12, 120))));
    Some(None)
}

/// Whether a key is meant for the piano: it is on, nothing is typed, and no command is meant.
fn plays(event: &KeyboardEvent) -> bool {
    let target = event.target_dyn_into::<Element>();
    let typing =
        target.is_some_and(|element| matches!(element.closest("input, textarea, select, [role=dialog]"), Ok(Some(_))));
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
