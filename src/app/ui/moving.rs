//! Where a control stands while the song moves it.

use std::rc::Rc;

use studio::project::AutomationLane;
use studio::sound::ParamSpec;
use yew::{hook, use_mut_ref, use_state_eq};

use crate::ui::context::Studio;
use crate::ui::frames::use_frames_while;

/// How far a control turns before it is drawn again, as a part of its travel.
const STEP: f32 = 0.004;

/// Where a control stands at the playhead: by its lane where it has one, else where it was set.
#[hook]
pub fn use_moving(studio: &Studio, lane: Option<Rc<AutomationLane>>, spec: &ParamSpec, resting: f32) -> f32 {
    let drawn = use_state_eq(|| None::<f32>);
    let last = use_mut_ref(|| None::<f32>);
    let told = studio.telemetry.clone();
    let now = {
        let (lane, spec) = (lane.clone(), *spec);
        move || lane.as_ref().map(|lane| lane.value_at(&spec, told.read(|telemetry| telemetry.tick)))
    };
    // What is set in a frame is only a reason to be drawn again.
    let first = now();
    let (setter, spec) = (drawn.setter(), *spec);
    use_frames_while(lane.is_some(), move |_| {
        let Some(value) = now() else { return };
        let before = last.borrow().map_or(f32::NAN, |before| spec.travel(before));
        let moved = (spec.travel(value) - before).abs();
        if moved.is_nan() || moved >= STEP {
            *last.borrow_mut() = Some(value);
            setter.set(Some(value));
        }
    });
    first.unwrap_or(resting)
}
