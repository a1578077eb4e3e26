//! The header of a group: its name, folding, mute and solo.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::{Bus, StripId, TrackId};
use studio::session::{Action, Selection};
use studio::text::Message;
use studio::view::{Offer, Verb};
use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::arrange::header::{Toggle, name_input, toggle, unfold, use_naming};
use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::window::{MenuPlace, Show};

/// What a group's header shows.
#[derive(Clone, PartialEq, Properties)]
pub struct GroupHeaderProps {
    /// The bus that its tracks lead to.
    pub bus: Rc<Bus>,
    /// Its first track's place in the palette of track colours.
    pub colour: u8,
    /// Its first track.
    pub first: Option<TrackId>,
    /// How many tracks it has.
    pub count: usize,
    /// Whether its tracks are folded away.
    pub folded: bool,
    /// Selects all of its tracks.
    pub onpick: Callback<()>,
    /// Whether a track that is folded away is selected.
    pub selected: bool,
    /// Whether it is being named.
    pub naming: bool,
    /// Says which strip is being named from now on.
    pub onnaming: Callback<Option<StripId>>,
    /// Folds it, or unfolds it.
    pub onfold: Callback<()>,
    /// Whether its automation lane is unfolded.
    pub unfolded: bool,
    /// Unfolds its automation lane, or folds it in.
    pub onunfold: Callback<()>,
}

/// The header of a group.
#[component]
pub fn GroupHeader(props: &GroupHeaderProps) -> Html {
    let studio = use_studio();
    let input = use_naming(props.naming);
    let GroupHeaderProps { bus, folded, .. } = props;
    let (id, strip) = (StripId::Bus(bus.id), &bus.strip);
    let start_naming = props.onnaming.reform(move |_: MouseEvent| Some(id));
    let done = {
        let (dispatch, naming, bus) = (studio.dispatch.clone(), props.onnaming.clone(), props.bus.clone());
        Callback::from(move |name: Option<String>| {
            naming.emit(None);
            let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && *name != bus.name);
            if let Some(name) = name {
                let commands = vec![Command::RenameBus { bus: bus.id, name }];
                dispatch.emit(Action::Edit { label: "step-rename-group", commands });
            }
        })
    };
    let class = if props.selected { "track-head is-group is-selected" } else { "track-head is-group" };
    let fold = studio.say(&Message::new("group-fold").with("name", &bus.name));
    let count = studio.say(&Message::new("group-tracks").with("count", props.count));
    let place = format!("group-{}", bus.id.0);
    html! {
        <div {class} data-test="group-header" data-colour={(props.colour % 12).to_string()}
            oncontextmenu={menu(&studio, props.first)}>
            <span class="track-swatch" aria-hidden="true"></span>
            <button type="button" class="group-fold" data-test="group-fold" aria-expanded={(!folded).to_string()}
                aria-label={fold.clone()} title={fold} onclick={props.onfold.reform(|_: MouseEvent| ())}>
                <Glyph icon={Icon::Chevron} />
            </button>
            if props.naming {
                { name_input(&studio, Verb::RenameGroup.id(), &bus.name, input, &done) }
            } else {
                <button type="button" class="track-name" title={studio.hint(Verb::RenameGroup.id(), Verb::RenameGroup)}
                    onclick={props.onpick.reform(|_: MouseEvent| ())} ondblclick={start_naming}>{ &bus.name }<small>{ count }</small></button>
            }
            { unfold(&studio, &place, (&bus.name, strip), props.unfolded, &props.onunfold) }
            { toggle(&studio, Toggle::Mute, &place, (id, strip, &bus.name)) }
            { toggle(&studio, Toggle::Solo, &place, (id, strip, &bus.name)) }
        </div>
    }
}

/// The second button or a long touch selects the group's first track and offers what can be done to the group.
fn menu(studio: &Studio, first: Option<TrackId>) -> Callback<MouseEvent> {
    let studio = studio.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        studio.dispatch.emit(Action::Select { selection: Selection { track: first, ..Selection::default() } });
        let place = MenuPlace { x: event.client_x(), y: event.client_y(), offer: Offer::Group };
        studio.show.emit(Show::Menu(place));
    })
}
