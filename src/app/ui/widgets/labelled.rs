//! The label of a control.

use yew::{AttrValue, Html, html};

/// A control under its drawn label, or alone where its name is only spoken.
pub fn labelled(label: &str, drawn: bool, control: Html) -> Html {
    if drawn {
        html! { <label class="labelled"><span class="label">{ label }</span>{ control }</label> }
    } else {
        control
    }
}

/// The name of a control whose label is not drawn, for screen readers and for who rests the pointer on it.
pub fn spoken(label: &str, drawn: bool) -> Option<AttrValue> {
    (!drawn).then(|| AttrValue::from(label.to_owned()))
}
