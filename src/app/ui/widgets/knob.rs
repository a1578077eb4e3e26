//! A knob: a value on an arc.

use yew::{Callback, Html, Properties, component, html};

use crate::ui::widgets::slide::{Slide, use_slide};

/// What a knob shows.
#[derive(Clone, PartialEq, Properties)]
pub struct KnobProps {
    /// What it sets.
    pub label: String,
    /// Its value as it is written.
    pub value: String,
    /// Where it stands, 0 to 1.
    pub travel: f32,
    /// Its usual place.
    pub usual: f32,
    /// Whether the arc grows from the middle.
    #[prop_or_default]
    pub centred: bool,
    /// Says what is done with it.
    pub on: Callback<Slide>,
}

/// Half of the knob's turn, in degrees.
const HALF_TURN: f32 = 135.0;

/// A knob. Drag up and down, use the arrow keys, double-click for the usual value.
#[component]
pub fn Knob(props: &KnobProps) -> Html {
    let slide = use_slide(props.travel, props.usual, 180.0, props.on.clone());
    let travel = props.travel.clamp(0.0, 1.0);
    let from: f32 = if props.centred { 0.5 } else { 0.0 };
    let ((hand_x, hand_y), (foot_x, foot_y)) = (place(travel, 7.0), place(travel, 3.0));
    let hand = format!("M{foot_x:.2} {foot_y:.2}L{hand_x:.2} {hand_y:.2}");
    html! {
        <div class="knob">
            <div class="knob-dial" role="slider" tabindex="0" aria-label={props.label.clone()} aria-valuemin="0"
                aria-valuemax="100" aria-valuenow={((travel * 100.0) as i32).to_string()}
                aria-valuetext={props.value.clone()} onpointerdown={slide.down} onpointermove={slide.moved}
                onpointerup={slide.up.clone()} onpointercancel={slide.up} onkeydown={slide.key}
                onkeyup={slide.key_up} onblur={slide.blur} ondblclick={slide.reset}>
                <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
                    <path class="knob-track" d={arc(0.0, 1.0)} />
                    <path class="knob-arc" d={arc(from.min(travel), from.max(travel))} />
                    <circle class="knob-cap" cx="16" cy="16" r="8.5" />
                    <path class="knob-hand" d={hand} />
                </svg>
            </div>
            <span class="knob-value" aria-hidden="true">{ &props.value }</span>
            <span class="knob-label" aria-hidden="true">{ &props.label }</span>
        </div>
    }
}

/// Where a place on the arc lies; zero radius is the middle.
fn place(travel: f32, radius: f32) -> (f32, f32) {
    let angle = (travel * 2.0 - 1.0) * HALF_TURN.to_radians();
    (16.0 + radius * angle.sin(), 16.0 - radius * angle.cos())
}

fn arc(from: f32, to: f32) -> String {
    let ((start_x, start_y), (end_x, end_y)) = (place(from, 13.0), place(to, 13.0));
    let large = i32::from((to - from) * 2.0 * HALF_TURN > 180.0);
    format!("M{start_x:.2} {start_y:.2}A13 13 0 {large} 1 {end_x:.2} {end_y:.2}")
}
