//! A choice of yes or no.

use web_sys::{Event, HtmlInputElement};
use yew::{Callback, Html, Properties, TargetCast, component, html};

/// What a check shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CheckProps {
    /// What is chosen.
    pub label: String,
    /// What it means, in smaller letters.
    #[prop_or_default]
    pub hint: String,
    /// Whether it is.
    pub on: bool,
    /// Its name for tests.
    #[prop_or_default]
    pub test: Option<&'static str>,
    /// Says what was chosen.
    pub onchange: Callback<bool>,
}

/// A choice of yes or no.
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let onchange = props.onchange.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label class="check">
            <input type="checkbox" checked={props.on} {onchange} data-test={props.test} />
            <span class="check-words">
                <span>{ &props.label }</span>
                if !props.hint.is_empty() { <span class="muted">{ &props.hint }</span> }
            </span>
        </label>
    }
}
