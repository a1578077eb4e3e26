//! A line for something secret: it is handed over and forgotten, and never drawn.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_node_ref};

use crate::ui::widgets::button::{Button, Tone};

/// What it asks for.
#[derive(Clone, PartialEq, Properties)]
pub struct SecretProps {
    /// What it holds.
    pub label: String,
    /// What its button says.
    pub act: String,
    /// Its name for tests.
    pub test: &'static str,
    /// Is handed the secret. The line is empty afterwards.
    pub onsubmit: Callback<String>,
}

/// A line for something secret. Its text lives in the page alone: neither state nor properties hold it.
#[component]
pub fn Secret(props: &SecretProps) -> Html {
    let node = use_node_ref();
    let submit = {
        let (node, onsubmit) = (node.clone(), props.onsubmit.clone());
        Callback::from(move |()| {
            let Some(input) = node.cast::<HtmlInputElement>() else { return };
            let secret = input.value();
            input.set_value("");
            if !secret.trim().is_empty() {
                onsubmit.emit(secret);
            }
        })
    };
    let onkeydown = {
        let submit = submit.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.stop_propagation();
                submit.emit(());
            } else if event.key() == "Escape" {
                event.target_unchecked_into::<HtmlInputElement>().set_value("");
            }
        })
    };
    html! {
        <div class="secret">
            <label class="labelled">
                <span class="label">{ &props.label }</span>
                // Not a password of this page: browsers shall neither offer nor keep it.
                <input ref={node} class="field" type="password" autocomplete="off" spellcheck="false" {onkeydown}
                    data-test={props.test} />
            </label>
            <Button label={props.act.clone()} tone={Tone::Plain} onclick={submit} />
        </div>
    }
}
