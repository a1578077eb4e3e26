//! The control of one parameter, made from its description.

use std::rc::Rc;

use studio::project::AutomationLane;
use studio::sound::{ParamSpec, Unit};
use studio::text::named;
use studio::view::value_label;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::moving::use_moving;
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
    /// Its automation lane, where it moves with the song.
    #[prop_or_default]
    pub lane: Option<Rc<AutomationLane>>,
    /// Says what is done with it; the travel is that of the parameter.
    pub on: Callback<Slide>,
}

/// The control of one parameter: a knob, or a list for a choice.
#[component]
pub fn Parameter(props: &ParameterProps) -> Html {
    let studio = use_studio();
    let ParameterProps { spec, .. } = props;
    let on = &movable(props.lane.as_ref(), props.on.clone());
    let value = &use_moving(&studio, props.lane.clone(), spec, props.value);
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
        <Knob {label} value={value_label(spec, *value, studio.locale)} travel={spec.travel(*value)}
            usual={spec.travel(spec.default)} centred={spec.min < 0.0 && spec.max > 0.0} on={on.clone()} />
    }
}

/// What a control does: nothing while its lane moves it, which would go over whatever it is set to.
pub fn movable(lane: Option<&Rc<AutomationLane>>, on: Callback<Slide>) -> Callback<Slide> {
    if lane.is_some() { Callback::noop() } else { on }
}

/// A level as it is written.
pub fn level_text(studio: &Studio, level: f32) -> String {
    value_label(&ParamSpec::VOLUME, level, studio.locale)
}
