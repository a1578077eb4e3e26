//! A button that opens a small panel; it closes on Escape and when the focus goes elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, Node};
use yew::{Callback, Children, FocusEvent, Html, Properties, TargetCast, component, html, use_node_ref, use_state};

use crate::ui::widgets::icon::{Glyph, Icon};

/// What a menu shows.
#[derive(Clone, PartialEq, Properties)]
pub struct MenuProps {
    /// What it opens.
    pub label: String,
    /// Its button's icon.
    pub icon: Icon,
    /// Whether the words are drawn beside the icon.
    #[prop_or_default]
    pub words: bool,
    /// Whether pressing a button inside closes it.
    #[prop_or_default]
    pub closes: bool,
    /// More classes of the panel.
    #[prop_or_default]
    pub class: &'static str,
    /// Its button's name for tests.
    #[prop_or_default]
    pub test: Option<&'static str>,
    /// What is in the panel.
    pub children: Children,
}

/// A button that opens a small panel.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state(|| false);
    let (root, button) = (use_node_ref(), use_node_ref());
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onfocusout = {
        let (open, root) = (open.clone(), root.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
            let inside = root.cast::<Node>().is_some_and(|root| root.contains(to.as_ref()));
            if to.is_some() && !inside {
                open.set(false);
            }
        })
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if *open && event.key() == "Escape" {
                event.stop_propagation();
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    button.focus().ok();
                }
            }
        })
    };
    let onpanel = {
        let (open, closes) = (open.clone(), props.closes);
        Callback::from(move |event: MouseEvent| {
            let on_button = event
                .target_dyn_into::<Element>()
                .is_some_and(|target| matches!(target.closest("button"), Ok(Some(_))));
            if closes && on_button {
                open.set(false);
            }
        })
    };
    let away = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(false))
    };
    let shape = if props.words { "" } else { "button-icon" };
    html! {
        <div class="menu" ref={root} {onfocusout} {onkeydown}>
            <button type="button" ref={button} class={yew::classes!("button", "button-quiet", shape)} onclick={toggle}
                aria-expanded={if *open { "true" } else { "false" }} data-test={props.test}
                aria-label={(!props.words).then(|| props.label.clone())}
                title={(!props.words).then(|| props.label.clone())}>
                <Glyph icon={props.icon} />
                if props.words { <span>{ &props.label }</span> }
            </button>
            if *open {
                <div class="menu-away" onclick={away}></div>
                <div class={yew::classes!("menu-panel", props.class)} role="group" aria-label={props.label.clone()}
                    tabindex="-1" onclick={onpanel}>
                    { for props.children.iter() }
                </div>
            }
        </div>
    }
}
