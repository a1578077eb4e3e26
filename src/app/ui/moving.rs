//! Where a control stands while the song moves it.

use std::rc::Rc;

use studio::project::AutomationLane;
use studio::sound::{ParamSpec, Params};
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

/// A parameter's key and the automation lane that moves it.
pub type MovingKey = (&'static str, Rc<AutomationLane>);

/// Where settings stand at the playhead: by their lanes where they have them, else where they were set.
#[hook]
pub fn use_moving_params(studio: &Studio, lanes: &[MovingKey], resting: &Params) -> Params {
    let drawn = use_state_eq(Vec::<i32>::new);
    let setter = drawn.setter();
    let (told, lanes, specs) = (studio.telemetry.clone(), lanes.to_vec(), resting.specs());
    let moves = !lanes.is_empty();
    let now = move || {
        let tick = told.read(|telemetry| telemetry.tick);
        let places = lanes.iter().filter_map(|(key, lane)| {
            let spec = specs.iter().find(|spec| spec.key == *key)?;
            Some((*key, lane.value_at(spec, tick), spec))
        });
        places.collect::<Vec<_>>()
    };
    let mut params = resting.clone();
    for (key, value, _) in now() {
        // The key is one of the table's.
        params.set(key, value).ok();
    }
    use_frames_while(moves, move |_| {
        // What is set in a frame is only a reason to be drawn again.
        setter.set(now().into_iter().map(|(_, value, spec)| (spec.travel(value) / STEP) as i32).collect());
    });
    params
}
