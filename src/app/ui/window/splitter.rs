//! The edge between the arrangement and the dock, which can be moved.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use yew::{Callback, Html, TargetCast, component, html, use_effect_with, use_mut_ref, use_state};

use crate::ui::context::use_studio;

const LOWEST: i32 = 160;
const USUAL: i32 = 312;

/// The edge. Drag it, or use the arrow keys; double-click for the usual height.
#[component]
pub fn Splitter() -> Html {
    let studio = use_studio();
    let height = use_state(|| USUAL);
    let drag = use_mut_ref(|| None::<(i32, i32)>);
    use_effect_with(*height, |height| set_height(*height));
    let onpointerdown = {
        let (drag, height) = (drag.clone(), *height);
        Callback::from(move |event: PointerEvent| {
            if let Some(target) = event.target_dyn_into::<Element>() {
                target.set_pointer_capture(event.pointer_id()).ok();
            }
            *drag.borrow_mut() = Some((event.client_y(), height));
        })
    };
    let onpointermove = {
        let (drag, height) = (drag.clone(), height.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some((from, before)) = *drag.borrow() {
                height.set(in_bounds(before + from - event.client_y()));
            }
        })
    };
    let onpointerup = Callback::from(move |_: PointerEvent| {
        drag.borrow_mut().take();
    });
    let onkeydown = {
        let height = height.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowUp" => 16,
                "ArrowDown" => -16,
                _ => return,
            };
            event.prevent_default();
            height.set(in_bounds(*height + by));
        })
    };
    let ondblclick = {
        let height = height.clone();
        Callback::from(move |_| height.set(USUAL))
    };
    html! {
        <div class="splitter" role="separator" tabindex="0" aria-orientation="horizontal"
            aria-label={studio.text("dock-resize")} aria-valuenow={height.to_string()}
            aria-valuemin={LOWEST.to_string()}
            {onpointerdown} {onpointermove} onpointerup={onpointerup.clone()} onpointercancel={onpointerup}
            {onkeydown} {ondblclick}></div>
    }
}

fn in_bounds(height: i32) -> i32 {
    let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(800.0);
    height.clamp(LOWEST, ((window * 0.7) as i32).max(LOWEST))
}

fn set_height(height: i32) {
    let studio = web_sys::window().and_then(|window| window.document()?.query_selector(".studio").ok().flatten());
    if let Some(element) = studio.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        element.style().set_property("--dock-height", &format!("{height}px")).ok();
    }
}
