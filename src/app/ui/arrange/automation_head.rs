//! What stands left of an automation lane: what it moves, its value, and how to be rid of it.

use std::rc::Rc;

use studio::project::{AutomationLane, StripId};
use studio::sound::ParamSpec;
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::use_studio;
use crate::ui::moving::use_moving;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;

/// What the head of a lane shows.
#[derive(Clone, PartialEq, Properties)]
pub struct AutomationHeadProps {
    /// The lane's strip.
    pub strip: StripId,
    /// What the strip is called.
    pub name: String,
    /// The strip's place in the palette of track colours; none for a bus and the master.
    pub colour: Option<u8>,
    /// Everything that a lane of it can move, in words.
    pub choices: Vec<String>,
    /// Which of it this lane moves.
    pub chosen: usize,
    /// What that is.
    pub spec: ParamSpec,
    /// Its lane, where it has one.
    pub lane: Option<Rc<AutomationLane>>,
    /// Where it stands without one.
    pub resting: f32,
    /// Says what the lane shall move.
    pub onchoose: Callback<(StripId, usize)>,
    /// Folds the lane in.
    pub onclose: Callback<StripId>,
}

/// The head of a lane.
#[component]
pub fn AutomationHead(props: &AutomationHeadProps) -> Html {
    let studio = use_studio();
    let value = use_moving(&studio, props.lane.clone(), &props.spec, props.resting);
    let value = studio::view::value_label(&props.spec, value, studio.locale);
    let value = match props.lane {
        Some(_) => value,
        None => studio.say(&Message::new("automation-resting").with("value", value)),
    };
    let strip = props.strip;
    let label = format!("{}: {}", props.name, studio.text("automation-choose"));
    html! {
        <div class="automation-head" data-test="automation-head" data-colour={props.colour.map(|colour| (colour % 12).to_string())}>
            <span class="track-swatch" aria-hidden="true"></span>
            <div class="automation-what">
                if props.colour.is_none() { <span class="automation-name">{ &props.name }</span> }
                <Select {label} choices={props.choices.clone()} chosen={props.chosen} class="automation-target"
                    test="automation-target" onchoose={props.onchoose.reform(move |place| (strip, place))} />
                <span class="automation-value numbers">{ value }</span>
            </div>
            <Button label={studio.text("automation-close")} icon={Icon::Close} words={false} class="automation-close"
                test="automation-close" onclick={props.onclose.reform(move |()| strip)} />
        </div>
    }
}
