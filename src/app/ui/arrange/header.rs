//! The header of a track: its colour, its name, mute and solo.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::limits::MAX_NAME;
use studio::project::{Strip, StripId, Track, TrackId};
use studio::session::{Action, Selection};
use studio::text::Message;
use studio::view::{Offer, Verb, keys_of_press};
use web_sys::{FocusEvent, HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::{
    Callback, Html, NodeRef, Properties, TargetCast, classes, component, hook, html, use_effect_with, use_node_ref,
};

use crate::ui::canvas::modifiers_of_key;
use crate::ui::context::{Studio, use_studio};
use crate::ui::sound::lock_track;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::window::{MenuPlace, Show};

/// What a header shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TrackHeaderProps {
    /// The track's place, counted from the top.
    pub index: usize,
    /// The track.
    pub track: Rc<Track>,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether it is being named.
    pub naming: bool,
    /// Says which strip is being named from now on.
    pub onnaming: Callback<Option<StripId>>,
    /// Whether other tracks are selected with it.
    pub several: bool,
    /// Says that it is picked, and whether it joins what is selected or leaves it.
    pub onpick: Callback<(TrackId, bool)>,
    /// Whether its automation lane is unfolded.
    pub unfolded: bool,
    /// Unfolds its automation lane, or folds it in.
    pub onunfold: Callback<()>,
}

/// The header of a track.
#[component]
pub fn TrackHeader(props: &TrackHeaderProps) -> Html {
    let studio = use_studio();
    let input = use_naming(props.naming);
    let TrackHeaderProps { index, track, selected, .. } = props;
    let id = track.id;
    let start_naming = props.onnaming.reform(move |()| Some(StripId::Track(id)));
    let joins = |event: &MouseEvent| event.ctrl_key() || event.meta_key() || event.shift_key();
    let select = props.onpick.reform(move |event: MouseEvent| (id, joins(&event)));
    let onkeydown = {
        let (start_naming, onpick) = (start_naming.clone(), props.onpick.clone());
        let bound: Vec<String> = studio.keymap.keys(Verb::RenameTrack).into_iter().map(str::to_owned).collect();
        Callback::from(move |event: KeyboardEvent| {
            if keys_of_press(&event.key(), modifiers_of_key(&event)).is_some_and(|keys| bound.contains(&keys)) {
                event.prevent_default();
                start_naming.emit(());
            } else if event.key() == "Enter" {
                onpick.emit((id, false));
            }
        })
    };
    let done = {
        let (dispatch, naming, before) = (studio.dispatch.clone(), props.onnaming.clone(), track.name.clone());
        Callback::from(move |name: Option<String>| {
            naming.emit(None);
            let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && *name != before);
            if let Some(name) = name {
                let commands = vec![Command::RenameTrack { track: id, name }];
                dispatch.emit(Action::Edit { label: "step-rename-track", commands });
            }
        })
    };
    let oncontextmenu = menu(&studio, id, *selected && props.several);
    let member = track.strip.output.map(|_| "is-member");
    html! {
        <div class={classes!("track-head", selected.then_some("is-selected"), member)} data-test={format!("track-header-{index}")} data-colour={(track.colour % 12).to_string()}
            aria-current={selected.to_string()} onclick={select} {oncontextmenu}>
            <span class="track-swatch" aria-hidden="true"></span>
            if props.naming {
                { name_input(&studio, Verb::RenameTrack.id(), &track.name, input, &done) }
            } else {
                <button type="button" class="track-name" title={studio.hint("track-rename", Verb::RenameTrack)}
                    ondblclick={start_naming.reform(|_: MouseEvent| ())} {onkeydown}>{ &track.name }</button>
            }
            if track.locked {
                <Button label={studio.text("track-unlock")} icon={Icon::Lock} words={false} class="track-unlock" test="track-unlock"
                    onclick={studio.send(lock_track(id, false))} />
            }
            { unfold(&studio, &index.to_string(), (&track.name, &track.strip), props.unfolded, &props.onunfold) }
            { toggle(&studio, Toggle::Mute, &index.to_string(), (StripId::Track(id), &track.strip, &track.name)) }
            { toggle(&studio, Toggle::Solo, &index.to_string(), (StripId::Track(id), &track.strip, &track.name)) }
        </div>
    }
}

/// A place for a field that takes the focus as soon as something is named in it.
#[hook]
pub fn use_naming(naming: bool) -> NodeRef {
    let input = use_node_ref();
    let place = input.clone();
    use_effect_with(naming, move |naming| {
        if let Some(input) = place.cast::<HtmlInputElement>().filter(|_| *naming) {
            // An input that has just been drawn takes the focus.
            input.focus().ok();
            input.select();
        }
    });
    input
}

/// The second button or a long touch selects the track, unless it stays selected with others, and offers what can be done.
fn menu(studio: &Studio, id: TrackId, stays: bool) -> Callback<MouseEvent> {
    let studio = studio.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        if !stays {
            let selection = Selection { track: Some(id), ..Selection::default() };
            studio.dispatch.emit(Action::Select { selection });
        }
        let place = MenuPlace { x: event.client_x(), y: event.client_y(), offer: Offer::Track };
        studio.show.emit(Show::Menu(place));
    })
}

/// The field in which a strip is named; `label` says what it is.
pub fn name_input(
    studio: &Studio,
    label: &'static str,
    name: &str,
    input: NodeRef,
    done: &Callback<Option<String>>,
) -> Html {
    let onkeydown = {
        let done = done.clone();
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            match event.key().as_str() {
                "Enter" => done.emit(text),
                "Escape" => done.emit(None),
                _ => {}
            }
        })
    };
    let onblur = {
        let done = done.clone();
        Callback::from(move |event: FocusEvent| {
            done.emit(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()));
        })
    };
    html! {
        <input class="track-name-input" ref={input} value={name.to_owned()} maxlength={MAX_NAME.to_string()}
            aria-label={studio.text(label)} {onkeydown} {onblur} />
    }
}

/// The button that unfolds the automation lane; a dot tells that something moves.
pub fn unfold(
    studio: &Studio,
    place: &str,
    (name, strip): (&str, &Strip),
    unfolded: bool,
    onunfold: &Callback<()>,
) -> Html {
    let name = studio.say(&Message::new("automation-show").with("track", name));
    let moves = !strip.automation.is_empty();
    let class = if moves { "track-toggle is-automation has-lanes" } else { "track-toggle is-automation" };
    let onclick = onunfold.reform(|event: MouseEvent| event.stop_propagation());
    html! {
        <button type="button" {class} data-test={format!("track-automation-{place}")}
            aria-expanded={unfolded.to_string()} aria-label={name.clone()} title={name} {onclick}>
            <Glyph icon={Icon::Automation} />
        </button>
    }
}

/// What a button beside a name switches.
#[derive(Clone, Copy)]
pub enum Toggle {
    /// Whether the strip is silent.
    Mute,
    /// Whether it is soloed.
    Solo,
}

/// The button that mutes or solos a strip, which is called by a name.
pub fn toggle(studio: &Studio, which: Toggle, place: &str, (strip, settings, called): (StripId, &Strip, &str)) -> Html {
    let (on, test, class, name, letter) = match which {
        Toggle::Mute => (settings.mute, "track-mute", "track-toggle is-mute", "track-mute-named", "M"),
        Toggle::Solo => (settings.solo, "track-solo", "track-toggle is-solo", "track-solo-named", "S"),
    };
    let onclick = studio.dispatch.reform(move |event: MouseEvent| {
        event.stop_propagation();
        let (label, command) = match which {
            Toggle::Mute => ("step-mute-track", Command::SetMute { strip, mute: !on }),
            Toggle::Solo => ("step-solo-track", Command::SetSolo { strip, solo: !on }),
        };
        Action::Edit { label, commands: vec![command] }
    });
    let name = studio.say(&Message::new("track-toggle").with("what", studio.text(name)).with("track", called));
    html! {
        <button type="button" {class} data-test={format!("{test}-{place}")} aria-pressed={on.to_string()}
            aria-label={name.clone()} title={name} {onclick}>{ letter }</button>
    }
}

/// What the header of a proposed track shows.
#[derive(Clone, PartialEq, Properties)]
pub struct GhostHeaderProps {
    /// The track's name.
    pub name: String,
}

/// The header of a track that is only proposed.
#[component]
pub fn GhostHeader(props: &GhostHeaderProps) -> Html {
    let studio = use_studio();
    html! {
        <div class="track-head is-ghost">
            <span class="track-swatch" aria-hidden="true"></span>
            <span class="track-name">{ &props.name }</span>
            <span class="track-proposed">{ studio.text("track-proposed") }</span>
        </div>
    }
}
