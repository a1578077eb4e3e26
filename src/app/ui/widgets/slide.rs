//! Moving a value by pointer and keyboard: what knobs and faders share. One drag, or one key held down, is one gesture.

use std::cell::Cell;

use studio::session::GestureId;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Callback, FocusEvent, MouseEvent, TargetCast, hook, use_mut_ref};

thread_local! {
    static NEXT_GESTURE: Cell<u32> = const { Cell::new(1) };
}

/// A gesture that no control has used.
pub fn next_gesture() -> GestureId {
    GestureId(NEXT_GESTURE.with(|next| next.replace(next.get().wrapping_add(1))))
}

/// What is done with a control.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slide {
    /// It stands here now, 0 to 1.
    Move {
        /// The drag it belongs to.
        gesture: GestureId,
        /// The new place.
        travel: f32,
    },
    /// It was let go.
    End {
        /// The drag that ends.
        gesture: GestureId,
    },
}

/// How a control answers pointer and keyboard.
#[derive(Clone, PartialEq)]
pub struct SlideHandlers {
    /// Begins a drag.
    pub down: Callback<PointerEvent>,
    /// Goes on with it.
    pub moved: Callback<PointerEvent>,
    /// Ends it.
    pub up: Callback<PointerEvent>,
    /// Steps by arrows, jumps by Home, End, Page Up, Page Down; Backspace goes back to the usual place.
    pub key: Callback<KeyboardEvent>,
    /// Ends what a held key began.
    pub key_up: Callback<KeyboardEvent>,
    /// Ends whatever was under way.
    pub blur: Callback<FocusEvent>,
    /// Goes back to the usual place.
    pub reset: Callback<MouseEvent>,
}

struct Drag {
    gesture: GestureId,
    from: f32,
    pointer: i32,
}

/// A control at `travel` whose usual place is `usual`; `pixels` is how far a pointer goes for the whole range.
#[hook]
pub fn use_slide(travel: f32, usual: f32, pixels: f32, on: Callback<Slide>) -> SlideHandlers {
    let drag = use_mut_ref(|| None::<Drag>);
    let held = use_mut_ref(|| None::<GestureId>);
    let down = {
        let drag = drag.clone();
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            if let Some(target) = event.target_dyn_into::<Element>() {
                // Without capture a drag ends at the control's edge, which is a lesser evil than no drag.
                target.set_pointer_capture(event.pointer_id()).ok();
            }
            *drag.borrow_mut() = Some(Drag { gesture: next_gesture(), from: travel, pointer: event.client_y() });
        })
    };
    let moved = {
        let (drag, on) = (drag.clone(), on.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(Drag { gesture, from, pointer }) = *drag.borrow() else { return };
            let range = if event.shift_key() { pixels * 5.0 } else { pixels };
            let travel = (from + (pointer - event.client_y()) as f32 / range).clamp(0.0, 1.0);
            on.emit(Slide::Move { gesture, travel });
        })
    };
    let up = {
        let (drag, on) = (drag.clone(), on.clone());
        Callback::from(move |_: PointerEvent| {
            if let Some(Drag { gesture, .. }) = drag.borrow_mut().take() {
                on.emit(Slide::End { gesture });
            }
        })
    };
    let key = {
        let (held, on) = (held.clone(), on.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(travel) = travel_by_key(&event, travel, usual) else { return };
            event.prevent_default();
            event.stop_propagation();
            let gesture = *held.borrow_mut().get_or_insert_with(next_gesture);
            on.emit(Slide::Move { gesture, travel: travel.clamp(0.0, 1.0) });
        })
    };
    let release = {
        let on = on.clone();
        Callback::from(move |()| {
            if let Some(gesture) = held.borrow_mut().take() {
                on.emit(Slide::End { gesture });
            }
        })
    };
    let reset = Callback::from(move |_: MouseEvent| {
        let gesture = next_gesture();
        on.emit(Slide::Move { gesture, travel: usual });
        on.emit(Slide::End { gesture });
    });
    SlideHandlers { down, moved, up, key, key_up: release.reform(|_| ()), blur: release.reform(|_| ()), reset }
}

fn travel_by_key(event: &KeyboardEvent, travel: f32, usual: f32) -> Option<f32> {
    let step = if event.shift_key() { 0.002 } else { 0.01 };
    match event.key().as_str() {
        "ArrowUp" | "ArrowRight" => Some(travel + step),
        "ArrowDown" | "ArrowLeft" => Some(travel - step),
        "PageUp" => Some(travel + 0.1),
        "PageDown" => Some(travel - 0.1),
        "Home" => Some(0.0),
        "End" => Some(1.0),
        "Backspace" | "Delete" => Some(usual),
        _ => None,
    }
}
