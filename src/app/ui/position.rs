//! Where the playhead is, in bars and in time. It draws by itself, in animation frames.

use std::rc::Rc;

use studio::project::Project;
use studio::text::{Locale, Message};
use studio::time::Tick;
use web_sys::Element;
use yew::{Html, Properties, component, html, use_mut_ref, use_node_ref};

use crate::ui::context::use_studio;
use crate::ui::frames::use_frames;

/// What the position is counted by.
#[derive(Clone, PartialEq, Properties)]
pub struct PositionProps {
    /// The project, for its tempo and time signatures.
    pub project: Rc<Project>,
    /// Where the playhead is while the engine does not run.
    pub start: Tick,
    /// Whether the engine tells where it is.
    pub running: bool,
}

/// Bars, beats and ticks; minutes and seconds; how many voices sound.
#[component]
pub fn Position(props: &PositionProps) -> Html {
    let studio = use_studio();
    let (bars, time, voices) = (use_node_ref(), use_node_ref(), use_node_ref());
    let shown = use_mut_ref(|| (String::new(), String::new(), None::<(u16, Locale)>));
    {
        let (nodes, props, studio) = ((bars.clone(), time.clone(), voices.clone()), props.clone(), studio.clone());
        use_frames(move |_| {
            let (tick, sounding) = studio.telemetry.read(|telemetry| (telemetry.tick, telemetry.voices));
            let tick = if props.running { tick } else { f64::from(props.start.0) };
            let position = props.project.meter.position(Tick(tick.max(0.0) as u32)).to_string();
            let seconds = props.project.tempo.seconds_at(tick);
            let clock = format!("{}:{:04.1}", (seconds / 60.0).floor(), (seconds % 60.0 * 10.0).floor() / 10.0);
            let shown = &mut *shown.borrow_mut();
            if shown.0 != position {
                write(&nodes.0, &position);
                shown.0 = position;
            }
            if shown.1 != clock {
                write(&nodes.1, &clock);
                shown.1 = clock;
            }
            if shown.2 != Some((sounding, studio.locale)) {
                write(&nodes.2, &studio.say(&Message::new("voices").with("count", sounding)));
                shown.2 = Some((sounding, studio.locale));
            }
        });
    }
    html! {
        <div class="position" role="timer" aria-label={studio.text("position")} aria-live="off">
            <span class="position-bars" ref={bars} data-test="position"></span>
            <span class="position-time" ref={time}></span>
            <span class="position-voices" ref={voices} data-test="voices"></span>
        </div>
    }
}

fn write(node: &yew::NodeRef, text: &str) {
    if let Some(element) = node.cast::<Element>() {
        element.set_text_content(Some(text));
    }
}
