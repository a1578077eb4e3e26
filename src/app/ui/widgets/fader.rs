//! A fader: a level on a straight way.

use studio::pcm::Decibels;
use web_sys::HtmlElement;
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use crate::ui::widgets::slide::{Slide, use_slide};

/// Where a fader stands for a level, 0 to 1: fine around unity, coarse in the depths.
pub fn travel_of(level: Decibels) -> f32 {
    let span = Decibels::MAX.0 - Decibels::SILENCE.0;
    let share = ((level.0 - Decibels::SILENCE.0) / span).clamp(0.0, 1.0);
    share * share
}

/// The level at a fader's place.
pub fn level_at(travel: f32) -> Decibels {
    let span = Decibels::MAX.0 - Decibels::SILENCE.0;
    let level = Decibels::SILENCE.0 + travel.clamp(0.0, 1.0).sqrt() * span;
    // A tenth of a decibel is finer than anybody hears, and makes unity easy to hit.
    Decibels((level * 10.0).round() / 10.0)
}

/// What a fader shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FaderProps {
    /// What it sets.
    pub label: String,
    /// Its level as it is written.
    pub value: String,
    /// Its level.
    pub level: Decibels,
    /// Says what is done with it.
    pub on: Callback<Slide>,
}

/// A fader. Drag it, use the arrow keys, double-click for unity.
#[component]
pub fn Fader(props: &FaderProps) -> Html {
    let travel = travel_of(props.level);
    let node = use_node_ref();
    let length = length_of(&node);
    let slide = use_slide(travel, travel_of(Decibels(0.0)), length, props.on.clone());
    use_effect_with((node.clone(), travel), |(node, travel)| {
        if let Some(element) = node.cast::<HtmlElement>() {
            // Only a browser without custom properties refuses, and none of those runs the studio.
            element.style().set_property("--travel", &format!("{travel:.4}")).ok();
        }
    });
    html! {
        <div class="fader" ref={node} role="slider" tabindex="0" aria-orientation="vertical"
            aria-label={props.label.clone()} aria-valuemin="-60" aria-valuemax="6"
            aria-valuenow={format!("{:.1}", props.level.0)} aria-valuetext={props.value.clone()}
            onpointerdown={slide.down} onpointermove={slide.moved} onpointerup={slide.up.clone()}
            onpointercancel={slide.up} onkeydown={slide.key} onkeyup={slide.key_up} onblur={slide.blur}
            ondblclick={slide.reset}>
            <span class="fader-way"></span>
            <span class="fader-unity"></span>
            <span class="fader-cap"></span>
        </div>
    }
}

fn length_of(node: &NodeRef) -> f32 {
    let height = node.cast::<HtmlElement>().map_or(0, |element| element.offset_height());
    (height - 24).max(60) as f32
}
