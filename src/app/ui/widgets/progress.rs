//! How far long work has got.

use yew::{Html, Properties, component, html};

/// What a progress bar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ProgressProps {
    /// The work.
    pub label: String,
    /// How far it has got, 0 to 1.
    pub done: f32,
    /// Its name for tests.
    #[prop_or_default]
    pub test: Option<&'static str>,
}

/// How far long work has got.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let per_cent = format!("{:.0}", props.done.clamp(0.0, 1.0) * 100.0);
    html! {
        <progress class="progress" max="100" value={per_cent.clone()} aria-label={props.label.clone()}
            data-test={props.test}>{ per_cent }</progress>
    }
}
