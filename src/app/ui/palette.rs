//! The palette: every verb by its name, found by typing.

use std::rc::Rc;

use studio::text::Message;
use studio::view::{Scope, Verb};
use web_sys::{Element, HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_effect_with, use_node_ref, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::focus::use_focus_kept;
use crate::ui::help::caps;

/// What the palette lists, and what it says.
#[derive(Clone, PartialEq, Properties)]
pub struct PaletteProps {
    /// Whether the arrangement is on the page.
    pub editing: bool,
    /// Whether the piano roll shows a clip.
    pub roll: bool,
    /// Says that it shall go.
    pub onclose: Callback<()>,
    /// Says what was chosen.
    pub ondo: Callback<Verb>,
}

/// The verbs whose names hold every word of a query, in the order of the table.
fn found(studio: &Studio, props: &PaletteProps, query: &str) -> Vec<(Verb, String)> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let can = |verb: &&Verb| match verb.scope() {
        Scope::Anywhere => **verb != Verb::Palette,
        Scope::Arrangement => props.editing,
        Scope::Roll => props.roll,
    };
    let named = Verb::ALL.iter().filter(can).map(|verb| (*verb, studio.text(verb.id())));
    let holds = |(verb, name): &(Verb, String)| {
        let all = format!("{} {}", name.to_lowercase(), studio.text(verb.topic().id()).to_lowercase());
        words.iter().all(|word| all.contains(word))
    };
    named.filter(holds).collect()
}

/// The palette.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let studio = use_studio();
    let (query, place) = (use_state(String::new), use_state(|| 0usize));
    let (input, list) = (use_node_ref(), use_node_ref());
    use_focus_kept(input.clone());
    let verbs = Rc::new(found(&studio, props, &query));
    let chosen = (*place).min(verbs.len().saturating_sub(1));
    use_effect_with((chosen, verbs.len()), {
        let list = list.clone();
        move |(chosen, _)| {
            let items = list.cast::<Element>().map(|list| list.children());
            if let Some(item) = items.and_then(|items| items.item(*chosen as u32)) {
                item.scroll_into_view_with_bool(false);
            }
        }
    });
    let oninput = {
        let (query, place) = (query.clone(), place.clone());
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            place.set(0);
        })
    };
    let onkeydown = {
        let (verbs, place, props) = (Rc::clone(&verbs), place.clone(), props.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = verbs.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => place.set(if chosen == last { 0 } else { chosen + 1 }),
                "ArrowUp" => place.set(if chosen == 0 { last } else { chosen - 1 }),
                "Escape" => props.onclose.emit(()),
                "Enter" if !event.is_composing() => match verbs.get(chosen) {
                    Some((verb, _)) => props.ondo.emit(*verb),
                    None => return,
                },
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let active = verbs.get(chosen).map(|(verb, _)| verb.id());
    html! {
        <div class="veil veil-high" onclick={props.onclose.reform(|_| ())}>
            <section class="palette" role="dialog" aria-modal="true" aria-label={studio.text("palette")} data-test="palette-box"
                onclick={|event: MouseEvent| event.stop_propagation()}>
                <input class="field palette-field" type="text" ref={input} role="combobox" aria-expanded="true"
                    aria-controls="palette-list" aria-activedescendant={active} aria-label={studio.text("palette-find")}
                    placeholder={studio.text("palette-find")} autocomplete="off" spellcheck="false"
                    data-test="palette" {oninput} {onkeydown} />
                <ul class="palette-list" id="palette-list" role="listbox" ref={list} aria-label={studio.text("palette")}>
                    for (index, (verb, name)) in verbs.iter().enumerate() {
                        { item(&studio, props, *verb, name, index == chosen) }
                    }
                </ul>
                if verbs.is_empty() { <p class="palette-none">{ studio.text("palette-none") }</p> }
                <p class="canvas-shadow" aria-live="polite">
                    { studio.say(&Message::new("palette-found").with("count", verbs.len())) }
                </p>
            </section>
        </div>
    }
}

fn item(studio: &Studio, props: &PaletteProps, verb: Verb, name: &str, chosen: bool) -> Html {
    html! {
        <li class="palette-item" key={verb.id()} id={verb.id()} role="option"
            aria-selected={if chosen { "true" } else { "false" }}
            onclick={props.ondo.reform(move |_: MouseEvent| verb)}>
            <span>{ name.to_owned() }</span>
            <small>{ studio.text(verb.topic().id()) }</small>
            <span class="palette-keys" aria-hidden="true">{ caps(studio, verb) }</span>
        </li>
    }
}
