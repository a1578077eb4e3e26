//! Browser events in the words of the view.

use studio::view::Modifiers;
use web_sys::{KeyboardEvent, MouseEvent, WheelEvent};

/// The modifier keys of a pointer event.
pub fn modifiers(event: &MouseEvent) -> Modifiers {
    Modifiers { shift: event.shift_key(), control: event.ctrl_key() || event.meta_key(), alt: event.alt_key() }
}

/// The modifier keys of a key press.
pub fn modifiers_of_key(event: &KeyboardEvent) -> Modifiers {
    Modifiers { shift: event.shift_key(), control: event.ctrl_key() || event.meta_key(), alt: event.alt_key() }
}

/// The modifier keys of a wheel event. Browsers tell a pinch on a touch pad as a wheel with the control key.
pub fn modifiers_of_wheel(event: &WheelEvent) -> Modifiers {
    modifiers(event)
}

/// How far a wheel turned, right and down, in pixels.
pub fn wheel_pixels(event: &WheelEvent) -> (f64, f64) {
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 20.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (right, down) = (event.delta_x() * unit, event.delta_y() * unit);
    // A wheel that turns one way only scrolls sideways with Shift; some browsers have swapped the two already.
    if event.shift_key() && right == 0.0 { (down, 0.0) } else { (right, down) }
}
