//! A choice of one from a list.

use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, Properties, TargetCast, component, html};

use crate::ui::context::sift;
use crate::ui::widgets::labelled::{labelled, spoken};

/// What a select shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SelectProps {
    /// What it chooses.
    pub label: String,
    /// The words of each choice.
    pub choices: Vec<String>,
    /// The place of the chosen one; past the end where none is.
    pub chosen: usize,
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
    /// Says the place of what was chosen.
    pub onchoose: Callback<usize>,
}

/// A choice of one from a list.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchange = sift(&props.onchoose, |event: Event| {
        usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok()
    });
    let select = html! {
        <select class={yew::classes!("select", props.class)} {onchange} data-test={props.test} aria-describedby={props.described.clone()}
            aria-label={spoken(&props.label, props.labelled)} title={spoken(&props.label, props.labelled)}>
            for (place, words) in props.choices.iter().enumerate() {
                <option value={place.to_string()} selected={place == props.chosen}>{ words }</option>
            }
        </select>
    };
    labelled(&props.label, props.labelled, select)
}
