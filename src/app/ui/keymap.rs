//! Where keys are changed: every verb with its keys, and the next press is the new ones.

use studio::session::{Action, Settings};
use studio::text::Message;
use studio::view::{Keymap, Topic, Verb, key_caps, keys_of_press};
use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_node_ref, use_state};

use crate::ui::canvas::modifiers_of_key;
use crate::ui::context::{Studio, sift, use_studio};
use crate::ui::focus::use_focus_kept;
use crate::ui::settings::change;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::window::Show;

/// What is changed, and how it is put away.
#[derive(Clone, PartialEq, Properties)]
pub struct KeymapRoomProps {
    /// What the person chose, the keys among it.
    pub settings: Settings,
    /// Says that it shall go.
    pub onclose: Callback<()>,
}

/// What is done to the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Bind(Verb, String),
    Unbind(Verb),
    Restore(Verb),
    RestoreAll,
}

/// The line that waits for a press, and what was pressed there.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Waiting {
    Press,
    Reserved,
    Taken(String, Verb),
}

/// Where keys are changed.
#[component]
pub fn KeymapRoom(props: &KeymapRoomProps) -> Html {
    let studio = use_studio();
    let node = use_node_ref();
    use_focus_kept(node.clone());
    let query = use_state(String::new);
    let waiting = use_state(|| None::<(Verb, Waiting)>);
    let onchange = change(&studio, &props.settings, |settings, change: Change| {
        let map = &mut settings.keymap;
        match change {
            Change::Bind(verb, keys) => map.bind(verb, &keys),
            Change::Unbind(verb) => map.unbind(verb),
            Change::Restore(verb) => map.restore(verb),
            Change::RestoreAll => *map = Keymap::default(),
        }
    });
    let onwait = {
        let waiting = waiting.clone();
        Callback::from(move |next| waiting.set(next))
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value().to_lowercase());
        })
    };
    let onkeydown = sift(&props.onclose, |event: KeyboardEvent| (event.key() == "Escape").then_some(()));
    let topic = |topic: Topic| {
        let found =
            |verb: &&Verb| verb.topic() == topic && studio.text(verb.id()).to_lowercase().contains(query.trim());
        let verbs: Vec<Verb> = Verb::ALL.iter().filter(found).copied().collect();
        html! {
            if !verbs.is_empty() {
                <section class="keys-topic">
                    <h3 class="group-title">{ studio.text(topic.id()) }</h3>
                    for verb in verbs {
                        { line(&studio, verb, waiting.as_ref().filter(|(known, _)| *known == verb), &onwait, &onchange) }
                    }
                </section>
            }
        }
    };
    html! {
        <div class="veil" onclick={props.onclose.reform(|_| ())} {onkeydown}>
            <section class="help keys" role="dialog" aria-modal="true" aria-label={studio.text("keys-room")}
                data-test="keys-room" onclick={|event: MouseEvent| event.stop_propagation()}>
                <header class="help-head">
                    <h2>{ studio.text("keys-room") }</h2>
                    <Button label={studio.text("close")} icon={Icon::Close} words=false onclick={props.onclose.clone()} />
                </header>
                <p class="keys-lead">{ studio.text("keys-lead") }</p>
                <div class="keys-tools">
                    <input class="field" type="search" ref={node} placeholder={studio.text("keys-find")} {oninput}
                        aria-label={studio.text("keys-find")} autocomplete="off" data-test="keys-find" />
                    <Button label={studio.text("keys-load")} icon={Icon::Open} tone={Tone::Plain} test="keys-load"
                        onclick={studio.show.reform(|()| Show::OpenFile)} />
                    <Button label={studio.text("keys-save")} icon={Icon::Download} tone={Tone::Plain} test="keys-save"
                        onclick={studio.send(Action::SaveKeymap)} />
                    <Button label={studio.text("keys-restore-all")} icon={Icon::Undo} tone={Tone::Plain}
                        disabled={*studio.keymap == Keymap::default()} test="keys-restore-all"
                        onclick={onchange.reform(|()| Change::RestoreAll)} />
                </div>
                <div class="keys-list">for one in Topic::ALL { { topic(one) } }</div>
            </section>
        </div>
    }
}

/// One verb with its keys, and what there is to say about what was pressed.
fn line(
    studio: &Studio,
    verb: Verb,
    waiting: Option<&(Verb, Waiting)>,
    onwait: &Callback<Option<(Verb, Waiting)>>,
    onchange: &Callback<Change>,
) -> Html {
    let name = studio.text(verb.id());
    let bound = studio.keymap.caps(verb).join("+");
    let spoken = if bound.is_empty() { studio.text("keys-none") } else { bound.clone() };
    let label = studio.say(&Message::new("keys-change").with("verb", &name).with("keys", spoken));
    let onkeydown = {
        let (map, onwait, onchange, waits) =
            (studio.keymap.clone(), onwait.clone(), onchange.clone(), waiting.is_some());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            if !waits && key == "Backspace" {
                onchange.emit(Change::Unbind(verb));
            } else if !waits || key == "Tab" {
                return;
            } else if key == "Escape" {
                onwait.emit(None);
            } else {
                pressed(&map, verb, &event, &onwait, &onchange);
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let caps = match waiting {
        Some(_) => html! { <em>{ studio.text("keys-press") }</em> },
        None if bound.is_empty() => html! { <em>{ studio.text("keys-none") }</em> },
        None => written(studio, verb),
    };
    let restore = studio.keymap.is_changed(verb);
    html! {
        <div class="keys-line" key={verb.id()}>
            <span>{ name }</span>
            if restore {
                <Button label={studio.text("keys-restore")} icon={Icon::Undo} words=false
                    onclick={onchange.reform(move |()| Change::Restore(verb))} />
            }
            <button type="button" class="keys-bound" aria-label={label} data-test={format!("keys-{}", verb.id())}
                aria-pressed={waiting.is_some().to_string()} {onkeydown}
                onclick={onwait.reform(move |_: MouseEvent| Some((verb, Waiting::Press)))}>{ caps }</button>
            { question(studio, verb, waiting, onwait, onchange) }
        </div>
    }
}

/// The caps of a verb's keys with a plus between them, as the button's name has them: what is seen is what is said.
fn written(studio: &Studio, verb: Verb) -> Html {
    let caps = studio.keymap.caps(verb).into_iter().enumerate();
    caps.map(|(place, cap)| html! { <>if place > 0 { { "+" } }<kbd>{ cap.to_owned() }</kbd></> }).collect()
}

/// Takes a press: binds it where it is free, and asks where it is not.
fn pressed(
    map: &Keymap,
    verb: Verb,
    event: &KeyboardEvent,
    onwait: &Callback<Option<(Verb, Waiting)>>,
    onchange: &Callback<Change>,
) {
    let key = event.key();
    if matches!(key.as_str(), "Shift" | "Control" | "Alt" | "Meta" | "AltGraph") {
        return;
    }
    let Some(keys) = keys_of_press(&key, modifiers_of_key(event)) else {
        onwait.emit(Some((verb, Waiting::Reserved)));
        return;
    };
    match map.conflict(verb, &keys) {
        Some(other) => onwait.emit(Some((verb, Waiting::Taken(keys, other)))),
        None => {
            onchange.emit(Change::Bind(verb, keys));
            onwait.emit(None);
        }
    }
}

fn question(
    studio: &Studio,
    verb: Verb,
    waiting: Option<&(Verb, Waiting)>,
    onwait: &Callback<Option<(Verb, Waiting)>>,
    onchange: &Callback<Change>,
) -> Html {
    match waiting {
        Some((_, Waiting::Reserved)) => {
            html! { <p class="keys-question" role="alert">{ studio.text("keys-reserved") }</p> }
        }
        Some((_, Waiting::Taken(keys, other))) => {
            let message = Message::new("keys-taken-by").with("keys", key_caps(keys).join("+"));
            let take = {
                let (keys, onwait, onchange) = (keys.clone(), onwait.clone(), onchange.clone());
                Callback::from(move |()| {
                    onchange.emit(Change::Bind(verb, keys.clone()));
                    onwait.emit(None);
                })
            };
            html! {
                <p class="keys-question" role="alert">
                    { studio.say(&message.with("verb", studio.text(other.id()))) }
                    <Button label={studio.text("keys-take")} tone={Tone::Plain} test="keys-take" onclick={take} />
                    <Button label={studio.text("keys-keep")} onclick={onwait.reform(|()| None)} />
                </p>
            }
        }
        _ => Html::default(),
    }
}
