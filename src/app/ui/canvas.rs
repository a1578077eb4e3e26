//! What the arrangement and the piano roll share: a crisp canvas, its colours, frames, sizes and pointers.

mod frames;
mod palette;
mod pointer;
mod resize;
mod surface;
mod watch;

use std::cell::Cell;

pub use palette::{Palette, author_letter};
pub use pointer::{below, modifiers, modifiers_of_key};
pub use resize::{ResizeWatch, pixel_ratio};
pub use surface::Surface;
pub use watch::{Seen, Watch};

use studio::session::GestureId;

thread_local! {
    static NEXT_GESTURE: Cell<u32> = const { Cell::new(1) };
}

/// An id that no drag in this tab has had.
pub fn next_gesture() -> GestureId {
    GestureId(NEXT_GESTURE.with(|next| next.replace(next.get().wrapping_add(1))))
}
