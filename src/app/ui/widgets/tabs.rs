//! Tabs with one stop for the Tab key; arrows go from one to the next.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html};

use crate::ui::context::sift;
use crate::ui::widgets::icon::{Glyph, Icon};

/// One tab.
#[derive(Clone, PartialEq)]
pub struct Tab {
    /// Its words.
    pub label: String,
    /// Its icon.
    pub icon: Option<Icon>,
    /// Its name for tests.
    pub test: Option<&'static str>,
}

/// What a row of tabs shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TabsProps {
    /// What they choose between.
    pub label: String,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The place of the chosen one.
    pub chosen: usize,
    /// More classes.
    #[prop_or_default]
    pub class: &'static str,
    /// Says the place of the tab that was chosen.
    pub onchoose: Callback<usize>,
}

/// A row of tabs.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let (chosen, count) = (props.chosen, props.tabs.len());
    let onkeydown = sift(&props.onchoose, move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (chosen + 1) % count,
            "ArrowLeft" | "ArrowUp" => (chosen + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return None,
        };
        event.prevent_default();
        event.stop_propagation();
        focus_child(&event, next);
        Some(next)
    });
    html! {
        <div class={yew::classes!("tabs", props.class)} role="tablist" aria-label={props.label.clone()} {onkeydown}>
            for (place, tab) in props.tabs.iter().enumerate() {
                <button type="button" role="tab" class="tab" data-test={tab.test}
                    aria-selected={if place == chosen { "true" } else { "false" }}
                    tabindex={if place == chosen { "0" } else { "-1" }}
                    onclick={props.onchoose.reform(move |_| place)}>
                    if let Some(icon) = tab.icon { <Glyph {icon} /> }
                    <span>{ &tab.label }</span>
                </button>
            }
        </div>
    }
}

fn focus_child(event: &KeyboardEvent, place: usize) {
    let list = event.target_dyn_into::<Element>().and_then(|tab| tab.closest("[role=tablist]").ok().flatten());
    let child = list.and_then(|list| list.query_selector_all("[role=tab]").ok()?.item(place as u32));
    if let Some(tab) = child.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        // A tab that cannot take the focus leaves it where it was.
        tab.focus().ok();
    }
}
