//! The control of one parameter, made from its description.

use studio::sound::{ParamSpec, Unit};
use studio::text::{Message, named};
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::knob::Knob;
use crate::ui::widgets::select::Select;
use crate::ui::widgets::slide::{Slide, next_gesture};

/// What a parameter's control shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ParameterProps {
    /// The parameter.
    pub spec: ParamSpec,
    /// Its value.
    pub value: f32,
    /// Says what is done with it; the travel is that of the parameter.
    pub on: Callback<Slide>,
}

/// The control of one parameter: a knob, or a list for a choice.
#[component]
pub fn Parameter(props: &ParameterProps) -> Html {
    let studio = use_studio();
    let ParameterProps { spec, value, on } = props;
    let label = named(studio.locale, &format!("param-{}", spec.key));
    if let Unit::Choice(names) = spec.unit {
        let choices = names.iter().map(|name| named(studio.locale, name)).collect::<Vec<_>>();
        let spec = *spec;
        let onchoose = on.clone();
        let onchoose = Callback::from(move |place: usize| {
            let gesture = next_gesture();
            onchoose.emit(Slide::Move { gesture, travel: spec.travel(place as f32) });
            onchoose.emit(Slide::End { gesture });
        });
        return html! { <Select {label} {choices} chosen={*value as usize} labelled=true class="parameter-choice" {onchoose} /> };
    }
    html! {
        <Knob {label} value={value_text(&studio, spec, *value)} travel={spec.travel(*value)}
            usual={spec.travel(spec.default)} centred={spec.min < 0.0 && spec.max > 0.0} on={on.clone()} />
    }
}

/// A value as it is written, with its unit.
fn value_text(studio: &Studio, spec: &ParamSpec, value: f32) -> String {
    let (id, text) = match spec.unit {
        Unit::Ratio => ("value-percent", format!("{:.0}", value * 100.0)),
        Unit::Hertz if value >= 1_000.0 => ("value-kilohertz", format!("{:.2}", value / 1_000.0)),
        Unit::Hertz if value < 20.0 => ("value-hertz", format!("{value:.2}")),
        Unit::Hertz => ("value-hertz", format!("{value:.0}")),
        Unit::Decibels => ("value-decibels", format!("{value:.1}")),
        Unit::Seconds if value < 1.0 => ("value-milliseconds", format!("{:.0}", value * 1_000.0)),
        Unit::Seconds => ("value-seconds", format!("{value:.2}")),
        Unit::Semitones => ("value-semitones", format!("{value:.0}")),
        Unit::Cents => ("value-cents", format!("{value:.0}")),
        Unit::Beats => ("value-beats", format!("{value:.2}")),
        Unit::Number | Unit::Choice(_) => return format!("{value:.1}"),
    };
    studio.say(&Message::new(id).with("value", text))
}

/// A level as it is written.
pub fn level_text(studio: &Studio, level: f32) -> String {
    if level <= -60.0 {
        studio.text("value-silence")
    } else {
        studio.say(&Message::new("value-decibels").with("value", format!("{level:.1}")))
    }
}
