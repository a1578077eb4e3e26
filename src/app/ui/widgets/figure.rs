//! A shape that settings make, drawn from them, with grips that change them. The controls of the same settings stand
//! beside it: they are its form for the keyboard and for screen readers, so the drawing is hidden from those.

use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use studio::session::GestureId;
use studio::sound::{Figure, Params};
use studio::view::{Drawn, Grip, draw_figure};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_effect_with, use_mut_ref, use_node_ref};

use crate::ui::context::use_studio;
use crate::ui::moving::{MovingKey, use_moving_params};
use crate::ui::widgets::slide::next_gesture;

/// The drawing's size in its own units.
const WIDTH: f32 = 300.0;
const HEIGHT: f32 = 100.0;
/// How long the wheel rests before its turn is one step, in milliseconds.
const REST: u32 = 400;
/// Pixels of a wheel's notch.
const NOTCH: f64 = 100.0;

/// What is done with a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Shaping {
    /// These parameters have these values now.
    Move {
        /// The drag it belongs to.
        gesture: GestureId,
        /// Parameters by their keys.
        values: Vec<(&'static str, f32)>,
    },
    /// It was let go.
    End {
        /// The drag that ends.
        gesture: GestureId,
    },
    /// The browser took the pointer away: all is as it was.
    Abort {
        /// The drag that never was.
        gesture: GestureId,
    },
}

/// What a figure shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FigureProps {
    /// Which settings make it.
    pub figure: &'static Figure,
    /// The settings.
    pub params: Params,
    /// What of the settings moves with the song.
    #[prop_or_default]
    pub lanes: Vec<MovingKey>,
    /// Says what is done with it.
    pub on: Callback<Shaping>,
    /// What stands behind the line.
    #[prop_or_default]
    pub children: Html,
}

struct Drag {
    gesture: GestureId,
    grip: Grip,
    from: (i32, i32),
    moved: bool,
}

/// A turn of the wheel, which ends when it rests.
struct Turn {
    gesture: GestureId,
    place: usize,
    grip: Grip,
    notches: f32,
    _rest: Timeout,
}

/// A figure. Drag a grip; with Alt held, or by the wheel, a band gets narrower or wider; double-click for the usual
/// values.
#[component]
pub fn FigureView(props: &FigureProps) -> Html {
    let studio = use_studio();
    let drawn = draw_figure(props.figure, &use_moving_params(&studio, &props.lanes, &props.params));
    let plot = use_node_ref();
    let drag = use_mut_ref(|| None::<Drag>);
    let turn = use_mut_ref(|| None::<Turn>);
    let latest = use_mut_ref(Vec::new);
    latest.borrow_mut().clone_from(&drawn.grips);
    {
        let (plot, on) = (plot.clone(), props.on.clone());
        use_effect_with(on, move |on| {
            let (on, listened) = (on.clone(), plot.cast::<Element>());
            // The page would scroll, so it must be possible to prevent that: the listeners cannot be passive, and what
            // a finger may do is not looked up by style inside of a drawing.
            let listeners = listened.map(|plot| {
                let turns = EventListener::new_with_options(&plot, "wheel", prevents(), move |event| {
                    let (Some(event), Some(place)) = (event.dyn_ref::<WheelEvent>(), grip_under(event)) else { return };
                    let Some(grip) = latest.borrow().get(place).cloned() else { return };
                    if grip.turned(0.0).is_empty() {
                        return;
                    }
                    event.prevent_default();
                    wheel(&turn, &on, (place, grip), (event.delta_y() / -NOTCH) as f32);
                });
                let touches = EventListener::new_with_options(&plot, "touchstart", prevents(), |event| {
                    if grip_under(event).is_some() {
                        event.prevent_default();
                    }
                });
                [turns, touches]
            });
            move || drop(listeners)
        });
    }
    let moved = {
        let (drag, plot, on) = (drag.clone(), plot.clone(), props.on.clone());
        Callback::from(move |event: PointerEvent| {
            let mut held = drag.borrow_mut();
            let (Some(drag), Some(plot)) = (held.as_mut(), plot.cast::<Element>()) else { return };
            let area = plot.get_bounding_client_rect();
            let (right, down) = (event.client_x() - drag.from.0, event.client_y() - drag.from.1);
            let way = (right as f32 / area.width().max(1.0) as f32, -down as f32 / area.height().max(1.0) as f32);
            let values = drag.grip.moved(way, event.shift_key(), event.alt_key());
            drag.moved |= right != 0 || down != 0;
            if drag.moved {
                on.emit(Shaping::Move { gesture: drag.gesture, values });
            }
        })
    };
    let ended = |keep: bool| {
        let (drag, on) = (drag.clone(), props.on.clone());
        Callback::from(move |_: PointerEvent| {
            let Some(Drag { gesture, moved: true, .. }) = drag.borrow_mut().take() else { return };
            on.emit(if keep { Shaping::End { gesture } } else { Shaping::Abort { gesture } });
        })
    };
    let (up, cancelled) = (ended(true), ended(false));
    let grips = drawn.grips.iter().enumerate().map(|(place, grip)| {
        let (held, own) = (drag.clone(), grip.clone());
        let down = Callback::from(move |event: PointerEvent| {
            if event.button() != 0 || !event.is_primary() {
                return;
            }
            if let Some(target) = event.target_dyn_into::<Element>() {
                // Without capture a drag ends at the grip's edge, which is a lesser evil than no drag.
                target.set_pointer_capture(event.pointer_id()).ok();
            }
            let from = (event.client_x(), event.client_y());
            *held.borrow_mut() = Some(Drag { gesture: next_gesture(), grip: own.clone(), from, moved: false });
        });
        let (on, own) = (props.on.clone(), grip.clone());
        let reset = Callback::from(move |_| {
            let gesture = next_gesture();
            on.emit(Shaping::Move { gesture, values: own.usual() });
            on.emit(Shaping::End { gesture });
        });
        html! {
            <svg class="figure-grip" key={place} data-grip={place.to_string()} x={percent(grip.at.0)}
                y={percent(grip.at.1)} onpointerdown={down} onpointermove={moved.clone()} onpointerup={up.clone()}
                onpointercancel={cancelled.clone()} ondblclick={reset}>
                <circle class="figure-reach" />
                <circle class="figure-dot" r={if grip.number.is_some() { "8" } else { "5" }} />
                if let Some(number) = grip.number { <text>{ number }</text> }
            </svg>
        }
    });
    html! {
        <div class="figure" aria-hidden="true" data-test={props.figure.id()}>
            <span class="figure-name">{ studio.text(props.figure.id()) }</span>
            <div class="figure-plot" ref={plot} title={studio.text(hint(&drawn))}>
                <svg viewBox="0 0 300 100" preserveAspectRatio="none" focusable="false">
                    { mark_lines(&drawn.marks) }
                    if drawn.base < 1.0 {
                        <line class="figure-mark" x1="0" x2="300" y1={at(drawn.base, HEIGHT)} y2={at(drawn.base, HEIGHT)} />
                    }
                    { props.children.clone() }
                    <path class="figure-fill" d={filled(&drawn)} />
                    if !drawn.opened.is_empty() {
                        <polyline class="figure-opened" points={points(&drawn.opened)} />
                    }
                    <polyline class="figure-line" points={points(&drawn.line)} />
                </svg>
                <svg class="figure-grips" focusable="false">
                    { mark_words(&drawn.marks) }
                    { for grips }
                </svg>
            </div>
        </div>
    }
}

fn prevents() -> EventListenerOptions {
    EventListenerOptions::enable_prevent_default()
}

fn hint(drawn: &Drawn) -> &'static str {
    if drawn.grips.iter().any(|grip| grip.number.is_some()) { "figure-hint-bands" } else { "figure-hint" }
}

fn wheel(turn: &Rc<RefCell<Option<Turn>>>, on: &Callback<Shaping>, (place, grip): (usize, Grip), notches: f32) {
    let before = turn.borrow_mut().take().filter(|turn| turn.place == place);
    let (gesture, grip, before) = match before {
        Some(turn) => (turn.gesture, turn.grip, turn.notches),
        None => (next_gesture(), grip, 0.0),
    };
    let notches = before + notches;
    on.emit(Shaping::Move { gesture, values: grip.turned(notches) });
    let (rests, ends) = (turn.clone(), on.clone());
    let rest = Timeout::new(REST, move || {
        rests.borrow_mut().take();
        ends.emit(Shaping::End { gesture });
    });
    *turn.borrow_mut() = Some(Turn { gesture, place, grip, notches, _rest: rest });
}

/// The place of the grip on which something happened.
fn grip_under(event: &Event) -> Option<usize> {
    let grip = event.target_dyn_into::<Element>()?.closest("[data-grip]").ok()??;
    grip.get_attribute("data-grip")?.parse().ok()
}

fn at(share: f32, size: f32) -> String {
    format!("{:.2}", share * size)
}

/// The standing lines of marks, inside of a drawing.
pub fn mark_lines(marks: &[(f32, &'static str)]) -> Html {
    let line = |(mark, _): &(f32, &str)| {
        let x = at(*mark, WIDTH);
        html! { <line class="figure-mark" x1={x.clone()} x2={x} y1="0" y2="100" /> }
    };
    marks.iter().map(line).collect()
}

/// What marks say, inside of a picture that is not stretched.
pub fn mark_words(marks: &[(f32, &'static str)]) -> Html {
    let words = |(mark, words): &(f32, &'static str)| {
        html! { <text class="figure-words" x={percent(*mark)} y="100%">{ *words }</text> }
    };
    marks.iter().map(words).collect()
}

fn percent(share: f32) -> String {
    format!("{:.2}%", share * 100.0)
}

/// A line as SVG writes it.
pub fn points(line: &[(f32, f32)]) -> String {
    line.iter().fold(String::new(), |mut words, (x, y)| {
        // A string takes whatever is written to it.
        write!(words, "{:.2},{:.2} ", x * WIDTH, y * HEIGHT).ok();
        words
    })
}

/// The space between a line and its base.
fn filled(drawn: &Drawn) -> String {
    let (first, last) = (drawn.line.first(), drawn.line.last());
    let (Some((first, _)), Some((last, _))) = (first, last) else { return String::new() };
    let base = at(drawn.base, HEIGHT);
    format!("M{},{base} L{}L{},{base}Z", at(*first, WIDTH), points(&drawn.line), at(*last, WIDTH))
}
