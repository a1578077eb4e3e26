//! Drawing in animation frames, past the component tree.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use yew::{hook, use_effect_with, use_mut_ref};

type Draw = Rc<dyn Fn(f64)>;

struct Loop {
    draw: Rc<RefCell<Draw>>,
    frame: RefCell<Option<AnimationFrame>>,
    ended: RefCell<bool>,
}

/// Calls `draw` with the time in milliseconds in every frame while the component is there.
#[hook]
pub fn use_frames(draw: impl Fn(f64) + 'static) {
    use_frames_while(true, draw);
}

/// The same, in the frames in which there is something to draw.
#[hook]
pub fn use_frames_while(active: bool, draw: impl Fn(f64) + 'static) {
    let latest = use_mut_ref(|| Rc::new(|_| ()) as Draw);
    *latest.borrow_mut() = Rc::new(draw);
    use_effect_with(active, move |active| {
        let running = Rc::new(Loop { draw: latest, frame: RefCell::default(), ended: RefCell::new(false) });
        if *active {
            go_on(&running);
        }
        move || {
            *running.ended.borrow_mut() = true;
            running.frame.borrow_mut().take();
        }
    });
}

fn go_on(running: &Rc<Loop>) {
    let next = Rc::clone(running);
    let frame = request_animation_frame(move |time| {
        let draw = Rc::clone(&next.draw.borrow());
        draw(time);
        if !*next.ended.borrow() {
            go_on(&next);
        }
    });
    *running.frame.borrow_mut() = Some(frame);
}
