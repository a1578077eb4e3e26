//! The drum grid of one clip: what is in hand, and the edits that keys and pointers make.

use std::rc::Rc;

use studio::edit::NoteEdit;
use studio::music::{Pitch, Velocity};
use studio::project::{Note, Project};
use studio::provenance::Contributor;
use studio::session::Action;
use studio::time::{Grid, Tick};
use studio::view::{DrumCell, DrumGrid, NoteTool, PitchRows, use_note_tool};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::{
    Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_mut_ref, use_node_ref, use_state,
};

use crate::ui::context::{Studio, use_studio};
use crate::ui::drums::lanes::{LanesProps, lanes};
use crate::ui::drums::stroke::use_strokes;
use crate::ui::drums::tools::{Brush, DrumTool, Tools};
use crate::ui::frames::use_frames;
use crate::ui::roll::subject::Subject;

/// How far a velocity goes with one key press.
const VELOCITY_STEP: i32 = 12;

/// What the editor shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DrumEditorProps {
    /// The selected clip.
    pub subject: Subject,
    /// The project.
    pub project: Rc<Project>,
    /// The grid that edits snap to.
    pub grid: Grid,
    /// Whether steps are tinted by author instead of by track.
    pub authorship: bool,
    /// The one contributor whose work stands out.
    pub only: Option<Rc<Contributor>>,
}

impl DrumEditorProps {
    /// The bars and steps of the pattern.
    pub fn drum_grid(&self, swing: u8) -> DrumGrid {
        DrumGrid::new(self.project.meter.meter_at(self.subject.clip.at).bar(), self.grid, swing)
    }

    /// Sends edits as one undo step.
    pub fn edit(&self, studio: &Studio, label: &'static str, edits: Vec<NoteEdit>) {
        if !edits.is_empty() {
            studio.dispatch.emit(Action::Edit { label, commands: vec![self.subject.command(edits)] });
        }
    }

    /// Sounds a piece.
    pub fn sound(&self, studio: &Studio, pitch: Pitch, velocity: Velocity) {
        studio.dispatch.emit(Action::Audition { track: self.subject.track.id, pitch, velocity });
    }
}

/// The drum grid of one clip.
#[component]
pub fn DrumEditor(props: &DrumEditorProps) -> Html {
    let studio = use_studio();
    let table = use_node_ref();
    let brush = use_state(Brush::default);
    let grid = props.drum_grid(brush.swing);
    let bars = grid.bars(&props.subject.pattern);
    let rows = PitchRows::drums(&props.subject.pattern.notes, 1.0);
    let first = rows.pitches().last().copied().unwrap_or(Pitch::clamped(36));
    let hand = use_state(|| DrumCell { pitch: first, bar: 0, step: 0 });
    let bar = hand.bar.min(bars - 1);
    let at = DrumCell { bar, step: hand.step.min(grid.steps(bar).saturating_sub(1)), ..*hand };
    let moved = use_mut_ref(|| false);
    use_effect_with(at, {
        let (table, moved) = (table.clone(), moved.clone());
        move |_| {
            if std::mem::take(&mut *moved.borrow_mut()) {
                focus(&table);
            }
        }
    });
    use_sounding_step(table.clone(), props.clone(), grid, bar, studio.clone());
    let go = {
        let (hand, moved) = (hand.clone(), moved.clone());
        Callback::from(move |cell: DrumCell| {
            *moved.borrow_mut() = true;
            hand.set(cell);
        })
    };
    let onkeydown = {
        let (studio, props, go, brush) = (studio.clone(), props.clone(), go.clone(), *brush);
        Callback::from(move |event: KeyboardEvent| {
            if key(&studio, &props, grid, brush, (at, bars), &event, &go) {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let onused = {
        let (studio, props, brush, hand) = (studio.clone(), props.clone(), brush.clone(), hand.clone());
        Callback::from(move |tool: DrumTool| match tool {
            DrumTool::Brush(next) => {
                if next.swing != brush.swing {
                    swing(&studio, &props, next.swing);
                }
                brush.set(next);
            }
            DrumTool::Bar(bar) => hand.set(DrumCell { bar, ..at }),
            DrumTool::Snap(grid) => studio.dispatch.emit(Action::SetGrid { grid }),
            DrumTool::Copy => {
                props.edit(&studio, "step-drum-copy", grid.copy_bar(&props.subject.pattern, bar).edits);
                if bar + 1 < bars {
                    hand.set(DrumCell { bar: bar + 1, ..at });
                }
            }
            DrumTool::Fill => {
                let lane = (at.pitch, bar);
                let change = grid.euclid(&props.subject.pattern, lane, (brush.pulses, brush.turned), brush.velocity());
                props.edit(&studio, "step-drum-fill", change.edits);
            }
        })
    };
    let strokes = use_strokes(props, grid, bar, brush.velocity(), {
        let hand = hand.clone();
        Callback::from(move |cell| hand.set(cell))
    });
    html! {
        <section class="roll drums editor" data-test="drums" aria-label={studio.text("dock-drum-grid")}>
            <Tools brush={*brush} grid={grid.grid()} {bar} {bars} steps={grid.steps(bar)} track={props.subject.track.name.clone()}
                colour={props.subject.track.colour} piece={at.pitch} used={onused} />
            { lanes(&studio, &LanesProps { props, rows: &rows, grid, bar, at, table, onkeydown, strokes }) }
        </section>
    }
}

/// What a key does. Says whether it did something.
fn key(
    studio: &Studio,
    props: &DrumEditorProps,
    grid: DrumGrid,
    brush: Brush,
    (at, bars): (DrumCell, u32),
    event: &KeyboardEvent,
    go: &Callback<DrumCell>,
) -> bool {
    let pattern = &props.subject.pattern;
    let rows = PitchRows::drums(&pattern.notes, 1.0);
    let last = grid.steps(at.bar).saturating_sub(1);
    let known = grid.note(pattern, at);
    let to = |bar: u32, step: u32| go.emit(DrumCell { bar, step, ..at });
    let paint = |strike| props.edit(studio, "step-drum-steps", grid.paint(pattern, &[at], strike).edits);
    if event.ctrl_key() || event.meta_key() {
        return false;
    }
    match (event.key().as_str(), known) {
        (key @ ("ArrowUp" | "ArrowDown"), Some(note)) if event.alt_key() => {
            let by = if key == "ArrowUp" { VELOCITY_STEP } else { -VELOCITY_STEP };
            let velocity = Velocity::clamped(i32::from(note.velocity.get()) + by);
            paint(Some(velocity));
            props.sound(studio, at.pitch, velocity);
        }
        (key @ ("ArrowUp" | "ArrowDown"), _) => {
            if let Some(pitch) = rows.moved(at.pitch, if key == "ArrowUp" { -1 } else { 1 }) {
                go.emit(DrumCell { pitch, ..at });
            }
        }
        ("ArrowLeft", _) if at.step > 0 => to(at.bar, at.step - 1),
        ("ArrowLeft", _) if at.bar > 0 => to(at.bar - 1, grid.steps(at.bar - 1).saturating_sub(1)),
        ("ArrowRight", _) if at.step < last => to(at.bar, at.step + 1),
        ("ArrowRight", _) if at.bar + 1 < bars => to(at.bar + 1, 0),
        ("PageUp", _) if at.bar > 0 => to(at.bar - 1, at.step),
        ("PageDown", _) if at.bar + 1 < bars => to(at.bar + 1, at.step),
        ("Home", _) => to(at.bar, 0),
        ("End", _) => to(at.bar, last),
        ("Enter", None) => {
            paint(Some(brush.velocity()));
            props.sound(studio, at.pitch, brush.velocity());
        }
        ("Enter" | "Delete" | "Backspace", Some(_)) => paint(None),
        _ => return false,
    }
    true
}

/// Puts the whole pattern on the lines of a swing.
fn swing(studio: &Studio, props: &DrumEditorProps, swing: u8) {
    let pattern = &props.subject.pattern;
    let all = pattern.notes.iter().map(Note::key).collect();
    let grid = props.drum_grid(swing).grid();
    let tool = NoteTool::Quantise { strength: 100, swing };
    let change = use_note_tool(pattern, &all, tool, grid, props.project.key);
    props.edit(studio, "step-drum-swing", change.edits);
}

fn focus(table: &NodeRef) {
    let cell = table.cast::<Element>().and_then(|table| table.query_selector("[tabindex='0']").ok().flatten());
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
        // A cell that cannot take the focus leaves it where it was.
        cell.focus().ok();
    }
}

/// Marks the step that sounds, in animation frames and past the component tree.
#[yew::hook]
fn use_sounding_step(table: NodeRef, props: DrumEditorProps, grid: DrumGrid, bar: u32, studio: Studio) {
    let shown = use_mut_ref(|| None::<u32>);
    use_frames(move |_| {
        let (tick, playing) = studio.telemetry.read(|telemetry| (telemetry.tick, telemetry.playing));
        let local = tick - props.subject.origin();
        let inside = playing && props.subject.clip.range().contains(Tick(tick.max(0.0) as u32)) && local >= 0.0;
        let length = props.subject.pattern.length.0.max(1);
        let now = inside.then(|| Tick(local as u32 % length));
        let step = now.and_then(|now| (0..grid.steps(bar)).rev().find(|step| grid.at(bar, *step) <= now));
        let step = step.filter(|_| now.is_some_and(|now| now.0 / grid.bar.0 == bar));
        if *shown.borrow() == step {
            return;
        }
        *shown.borrow_mut() = step;
        let Some(table) = table.cast::<Element>() else { return };
        // A plain number, so it cannot be refused.
        table.set_attribute("data-now", &step.map(|step| step.to_string()).unwrap_or_default()).ok();
        let cells = table.query_selector_all("[data-step]");
        for place in 0..cells.as_ref().map_or(0, web_sys::NodeList::length) {
            let cell = cells
                .as_ref()
                .ok()
                .and_then(|cells| cells.item(place))
                .and_then(|cell| cell.dyn_into::<Element>().ok());
            let Some(cell) = cell else { continue };
            let on = cell.get_attribute("data-step").and_then(|step| step.parse().ok()) == step && step.is_some();
            cell.class_list().toggle_with_force("drums-now", on).ok();
        }
    });
}
