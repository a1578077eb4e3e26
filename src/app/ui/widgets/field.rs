//! Lines of text and numbers that are taken over on Enter or on leaving, and left alone on Escape.

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::{AttrValue, Callback, FocusEvent, Html, Properties, TargetCast, component, html, use_mut_ref, use_state};

use crate::ui::widgets::labelled::{labelled, spoken};

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
    /// The id of what is wrong with it, where something is.
    #[prop_or_default]
    pub described: Option<String>,
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
    let abandoned = use_mut_ref(|| false);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let onkeydown = {
        let abandoned = abandoned.clone();
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" if !event.is_composing() => {}
                "Escape" => *abandoned.borrow_mut() = true,
                _ => return,
            }
            event.stop_propagation();
            // Leaving the field is what takes the text over; a field that cannot be left keeps it.
            event.target_unchecked_into::<HtmlInputElement>().blur().ok();
        })
    };
    let onblur = {
        let (draft, onchange, value) = (draft.clone(), props.onchange.clone(), props.value.clone());
        Callback::from(move |event: FocusEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let abandoned = std::mem::take(&mut *abandoned.borrow_mut());
            draft.set(None);
            if !abandoned && text.trim() != value {
                onchange.emit(text.trim().to_owned());
            }
        })
    };
    let value = AttrValue::from((*draft).clone().unwrap_or_else(|| props.value.clone()));
    let input = html! {
        <input class={yew::classes!("field", props.class)} type="text" {value} {oninput} {onkeydown} {onblur}
            inputmode={props.number.then_some("decimal")} placeholder={props.placeholder.clone()}
            maxlength={props.longest.to_string()} autocomplete="off" spellcheck="false"
            aria-label={spoken(&props.label, props.labelled)} title={spoken(&props.label, props.labelled)}
            aria-describedby={props.described.clone()} data-test={props.test} />
    };
    labelled(&props.label, props.labelled, input)
}
