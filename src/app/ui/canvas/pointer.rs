//! Browser events in the words of the view.

use studio::view::Modifiers;
use web_sys::{Element, KeyboardEvent, MouseEvent, WheelEvent};
use yew::TargetCast;

/// The modifier keys of a pointer event.
pub fn modifiers(event: &MouseEvent) -> Modifiers {
    Modifiers { shift: event.shift_key(), control: event.ctrl_key() || event.meta_key(), alt: event.alt_key() }
}

/// The modifier keys of a key press.
pub fn modifiers_of_key(event: &KeyboardEvent) -> Modifiers {
    Modifiers { shift: event.shift_key(), control: event.ctrl_key() || event.meta_key(), alt: event.alt_key() }
}

/// The place under the control of an event, in whole pixels of the window.
pub fn below(event: &MouseEvent) -> (i32, i32) {
    let area = event.target_dyn_into::<Element>().map(|element| match element.closest("button") {
        Ok(Some(button)) => button.get_bounding_client_rect(),
        _ => element.get_bounding_client_rect(),
    });
    area.map_or((0, 0), |area| (area.left() as i32, area.bottom() as i32 + 4))
}

/// How far a wheel turned, right and down, in pixels.
pub fn wheel_pixels(event: &WheelEvent) -> (f64, f64) {
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 20.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    (event.delta_x() * unit, event.delta_y() * unit)
}
