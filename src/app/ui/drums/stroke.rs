//! Pointers over the drum grid: a stroke strikes or empties every step it passes; with Shift it sets a velocity.

use std::rc::Rc;

use studio::music::{Pitch, Velocity};
use studio::project::Pattern;
use studio::session::{Action, GestureId};
use studio::view::{DrumCell, DrumGrid};
use web_sys::{Element, PointerEvent};
use yew::{Callback, TargetCast, hook, use_mut_ref};

use crate::ui::canvas::next_gesture;
use crate::ui::context::use_studio;
use crate::ui::drums::editor::DrumEditorProps;

/// How many velocities a pixel is worth.
const LEVELS_A_PIXEL: f64 = 1.0;

/// What pointers do.
#[derive(Clone, PartialEq)]
pub struct Strokes {
    /// One goes down.
    pub down: Callback<PointerEvent>,
    /// It moves.
    pub moved: Callback<PointerEvent>,
    /// It is lifted.
    pub up: Callback<PointerEvent>,
    /// The browser takes it away.
    pub cancelled: Callback<PointerEvent>,
}

/// A stroke under way.
struct Stroke {
    id: GestureId,
    base: Rc<Pattern>,
    cells: Vec<DrumCell>,
    /// What the steps become: struck, or empty.
    strike: Option<Velocity>,
    /// Where it began and from which velocity, where it sets one.
    level: Option<(i32, Velocity)>,
    changes: bool,
}

/// The step under a pointer, which may have left the one it was pressed on.
fn cell_at(event: &PointerEvent, bar: u32) -> Option<DrumCell> {
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let under = web_sys::window()?.document()?.element_from_point(x, y)?;
    let cell = under.closest("[data-step]").ok().flatten()?;
    let number = |name: &str| cell.get_attribute(name)?.parse::<u32>().ok();
    let pitch = Pitch::clamped(i32::try_from(number("data-key")?).ok()?);
    Some(DrumCell { pitch, bar, step: number("data-step")? })
}

/// What pointers do over a bar; `take` is told which step is in hand.
#[hook]
pub fn use_strokes(
    props: &DrumEditorProps,
    grid: DrumGrid,
    bar: u32,
    velocity: Velocity,
    take: Callback<DrumCell>,
) -> Strokes {
    let studio = use_studio();
    let stroke = use_mut_ref(|| None::<Stroke>);
    let send = {
        let (studio, props) = (studio.clone(), props.clone());
        move |stroke: &mut Stroke| {
            let edits = grid.paint(&stroke.base, &stroke.cells, stroke.strike).edits;
            stroke.changes = !edits.is_empty();
            let commands = if edits.is_empty() { Vec::new() } else { vec![props.subject.command(edits)] };
            studio.dispatch.emit(Action::Drag { gesture: stroke.id, label: "step-drum-steps", commands });
        }
    };
    let down = {
        let (studio, props, stroke, send) = (studio.clone(), props.clone(), stroke.clone(), send.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(cell) = cell_at(&event, bar).filter(|_| event.button() == 0 && event.is_primary()) else { return };
            let pressed = event.target_dyn_into::<Element>();
            if let Some(lanes) = pressed.and_then(|step| step.closest(".drums-lanes").ok().flatten()) {
                // So that its end is heard wherever that is; where the pointer is told by its place.
                lanes.set_pointer_capture(event.pointer_id()).ok();
            }
            take.emit(cell);
            let known = grid.note(&props.subject.pattern, cell);
            let level = known.filter(|_| event.shift_key()).map(|note| (event.client_y(), note.velocity));
            let strike = match level {
                Some((_, velocity)) => Some(velocity),
                None => known.is_none_or(|note| note.muted).then_some(velocity),
            };
            if let Some(velocity) = strike {
                props.sound(&studio, cell.pitch, velocity);
            }
            let base = Rc::clone(&props.subject.pattern);
            let mut begun = Stroke { id: next_gesture(), base, cells: vec![cell], strike, level, changes: false };
            send(&mut begun);
            *stroke.borrow_mut() = Some(begun);
        })
    };
    let moved = {
        let (stroke, send) = (stroke.clone(), send.clone());
        Callback::from(move |event: PointerEvent| {
            let mut held = stroke.borrow_mut();
            let Some(stroke) = held.as_mut() else { return };
            if let Some((from, velocity)) = stroke.level {
                let by = f64::from(from - event.client_y()) * LEVELS_A_PIXEL;
                stroke.strike = Some(Velocity::clamped(i32::from(velocity.get()) + by as i32));
                send(stroke);
            } else if let Some(cell) = cell_at(&event, bar).filter(|cell| !stroke.cells.contains(cell)) {
                stroke.cells.push(cell);
                send(stroke);
            }
        })
    };
    let end = |keep: bool| {
        let (studio, stroke) = (studio.clone(), stroke.clone());
        Callback::from(move |_: PointerEvent| {
            let Some(stroke) = stroke.borrow_mut().take() else { return };
            let gesture = stroke.id;
            let done = keep && stroke.changes;
            studio.dispatch.emit(if done { Action::EndDrag { gesture } } else { Action::AbortDrag { gesture } });
        })
    };
    Strokes { down, moved, up: end(true), cancelled: end(false) }
}
