//! A menu of what can be done at a place: opened by the second button, a long touch or a button of its own.

use studio::view::Verb;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use crate::ui::context::use_studio;
use crate::ui::focus::use_focus_kept;
use crate::ui::help::caps;
use crate::ui::window::MenuPlace;

/// Pixels between the menu and the edge of the window.
const MARGIN: f64 = 8.0;

/// What the menu offers.
#[derive(Clone, PartialEq, Properties)]
pub struct VerbMenuProps {
    /// Where, and what.
    pub place: MenuPlace,
    /// Says that it shall go.
    pub onclose: Callback<()>,
    /// Says what was chosen.
    pub ondo: Callback<Verb>,
}

/// A menu at a place of the window.
#[component]
pub fn VerbMenu(props: &VerbMenuProps) -> Html {
    let studio = use_studio();
    let node = use_node_ref();
    use_effect_with((node.clone(), props.place), |(node, place)| put(node, *place));
    use_focus_kept(node.clone());
    let onkeydown = {
        let (node, onclose) = (node.clone(), props.onclose.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => step(&node, 1),
                "ArrowUp" => step(&node, -1),
                "Escape" | "Tab" => onclose.emit(()),
                "Enter" | " " => return event.stop_propagation(),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let away = props.onclose.reform(|_: MouseEvent| ());
    let again = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    html! {
        <>
            <div class="menu-away verb-away" onclick={away} oncontextmenu={again}></div>
            <div class="verb-menu" role="menu" ref={node} tabindex="-1" data-test="verb-menu"
                aria-label={studio.text("track-tools")} {onkeydown}>
                for verb in props.place.offer.verbs() {
                    <button type="button" class="verb-item" role="menuitem" key={verb.id()} tabindex="-1" data-test={verb.id()}
                        onclick={props.ondo.reform(|_: MouseEvent| *verb)}>
                        <span>{ studio.text(verb.id()) }</span>
                        <span class="palette-keys" aria-hidden="true">{ caps(&studio, *verb) }</span>
                    </button>
                }
            </div>
        </>
    }
}

/// Puts the menu where it was asked for, or as near as it fits into the window.
fn put(node: &NodeRef, place: MenuPlace) {
    let Some((element, window)) = node.cast::<HtmlElement>().zip(web_sys::window()) else { return };
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let (own_width, own_height) = (f64::from(element.offset_width()), f64::from(element.offset_height()));
    let left = f64::from(place.x).min(width - own_width - MARGIN).max(MARGIN);
    let top = f64::from(place.y).min(height - own_height - MARGIN).max(MARGIN);
    for (side, pixels) in [("left", left), ("top", top)] {
        // Two well-formed declarations.
        element.style().set_property(side, &format!("{pixels}px")).ok();
    }
}

/// Moves the focus to the next item, or the one before, round and round.
fn step(node: &NodeRef, by: i64) {
    let Some(menu) = node.cast::<Element>() else { return };
    let items = menu.children();
    let count = i64::from(items.length()).max(1);
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    let here = (0..items.length()).find(|index| items.item(*index) == focused).map(i64::from);
    let next = here.map_or(if by > 0 { 0 } else { count - 1 }, |here| (here + by).rem_euclid(count));
    let item = u32::try_from(next).ok().and_then(|next| items.item(next));
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        item.focus().ok();
    }
}
