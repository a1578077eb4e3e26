//! What happens to a canvas whatever it shows: frames, sizes and turns of the wheel.

use gloo::events::{EventListener, EventListenerOptions};
use studio::view::Turn;
use wasm_bindgen::JsCast;
use web_sys::{Element, WheelEvent};

use crate::ui::canvas::frames::Frames;
use crate::ui::canvas::pointer::{modifiers, wheel_pixels};
use crate::ui::canvas::resize::ResizeWatch;

/// Something that happened to a canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seen {
    /// A frame is due, at this time in milliseconds.
    Frame(f64),
    /// It has this width and height in CSS pixels.
    Resized(f64, f64),
    /// The wheel turned over this place in CSS pixels, right and down from the canvas's corner.
    Turned(Turn, (f64, f64)),
}

/// Watches a canvas until it is dropped.
pub struct Watch {
    _frames: Frames,
    _resize: Option<ResizeWatch>,
    _wheel: EventListener,
}

impl Watch {
    /// Calls back with all that happens to the canvas of a stage. The wheel is heard over the whole of `around`.
    pub fn start(stage: &Element, around: &Element, seen: impl Fn(Seen) + Clone + 'static) -> Self {
        let frame = seen.clone();
        let resized = seen.clone();
        let corner = stage.clone();
        // The browser would zoom the page, so it must be possible to prevent that: the listener cannot be passive.
        let options = EventListenerOptions::enable_prevent_default();
        let wheel = EventListener::new_with_options(around, "wheel", options, move |event| {
            if let Some(event) = event.dyn_ref::<WheelEvent>() {
                event.prevent_default();
                let (right, down) = wheel_pixels(event);
                let origin = corner.get_bounding_client_rect();
                let at = (f64::from(event.client_x()) - origin.x(), f64::from(event.client_y()) - origin.y());
                seen(Seen::Turned(Turn::of(right, down, modifiers(event)), at));
            }
        });
        Self {
            _frames: Frames::start(move |now| frame(Seen::Frame(now))),
            _resize: ResizeWatch::start(stage, move |width, height| resized(Seen::Resized(width, height))),
            _wheel: wheel,
        }
    }
}
