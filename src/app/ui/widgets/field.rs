//! Lines of text and numbers that are taken over on Enter or on leaving, and left alone on Escape.

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::{AttrValue, Callback, FocusEvent, Html, Properties, TargetCast, component, html, use_state};

/// What a field shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// What it holds.
    pub label: String,
    /// Its value.
    pub value: String,
    /// What stands in it while it is empty.
    #[prop_or_default]
    pub placeholder: String,
    /// The most characters.
    #[prop_or(120)]
    pub longest: usize,
    /// Whether it holds a number.
    #[prop_or_default]
    pub number: bool,
    /// Whether the label is drawn above it.
    #[prop_or_default]
    pub labelled: bool,
    /// More classes.
    #[prop_or_default]
    pub class: &'static str,
    /// Its name for tests.
    #[prop_or_default]
    pub test: Option<&'static str>,
    /// Says its new value.
    pub onchange: Callback<String>,
}

/// A line of text or a number.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let commit = {
        let (draft, onchange, value) = (draft.clone(), props.onchange.clone(), props.value.clone());
        move |text: String| {
            draft.set(None);
            if text.trim() != value {
                onchange.emit(text.trim().to_owned());
            }
        }
    };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()))
        })
    };
    let onkeydown = {
        let draft = draft.clone();
        let commit = commit.clone();
        Callback::from(move |event: KeyboardEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            match event.key().as_str() {
                "Enter" if !event.is_composing() => commit(input.value()),
                "Escape" => draft.set(None),
                _ => return,
            }
            event.stop_propagation();
        })
    };
    let onblur = {
        let changed = draft.is_some();
        Callback::from(move |event: FocusEvent| {
            if changed {
                commit(event.target_unchecked_into::<HtmlInputElement>().value());
            }
        })
    };
    let value = AttrValue::from((*draft).clone().unwrap_or_else(|| props.value.clone()));
    let input = html! {
        <input class={yew::classes!("field", props.class)} type="text" {value} {oninput} {onkeydown} {onblur}
            inputmode={props.number.then_some("decimal")} placeholder={props.placeholder.clone()}
            maxlength={props.longest.to_string()} autocomplete="off" spellcheck="false"
            aria-label={(!props.labelled).then(|| props.label.clone())} title={(!props.labelled).then(|| props.label.clone())}
            data-test={props.test} />
    };
    if props.labelled {
        html! { <label class="labelled"><span class="label">{ &props.label }</span>{ input }</label> }
    } else {
        input
    }
}
