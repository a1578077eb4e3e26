//! A loop of animation frames that ends when it is dropped.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::render::{AnimationFrame, request_animation_frame};

struct Loop {
    next: RefCell<Option<AnimationFrame>>,
    draw: Box<dyn Fn(f64)>,
}

/// Calls back on every frame, with the time in milliseconds, until it is dropped.
pub struct Frames {
    _running: Rc<Loop>,
}

impl Frames {
    /// Starts the loop.
    pub fn start(draw: impl Fn(f64) + 'static) -> Self {
        let running = Rc::new(Loop { next: RefCell::new(None), draw: Box::new(draw) });
        request(&running);
        Self { _running: running }
    }
}

fn request(running: &Rc<Loop>) {
    // The frame knows the loop weakly: dropping the loop drops the frame, which cancels it.
    let weak: Weak<Loop> = Rc::downgrade(running);
    let frame = request_animation_frame(move |now| {
        if let Some(running) = weak.upgrade() {
            (running.draw)(now);
            request(&running);
        }
    });
    *running.next.borrow_mut() = Some(frame);
}
