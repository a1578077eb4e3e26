//! Where the focus goes while something lies on top of the window, and where it goes back to.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{NodeRef, hook, use_effect_with};

/// Gives the focus to a node when it comes, and back to whatever had it when the node goes.
#[hook]
pub fn use_focus_kept(node: NodeRef) {
    use_effect_with((), move |()| {
        let before = web_sys::window().and_then(|window| window.document()?.active_element());
        if let Some(element) = node.cast::<HtmlElement>() {
            // What cannot take the focus leaves it where it was.
            element.focus().ok();
        }
        move || {
            if let Some(before) = before.and_then(|before| before.dyn_into::<HtmlElement>().ok()) {
                before.focus().ok();
            }
        }
    });
}
