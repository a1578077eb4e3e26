//! What is said beside the words when a recording is asked for, and the way without any service's API.

use studio::session::{Action, Brief};
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct RecordingFieldsProps {
    /// The question so far.
    pub brief: Brief,
    /// Says how it goes on.
    pub onchange: Callback<Brief>,
}

/// What is said beside the words when a recording is asked for.
#[component]
pub fn RecordingFields(props: &RecordingFieldsProps) -> Html {
    let studio = use_studio();
    let brief = &props.brief;
    let instrumental = {
        let (brief, onchange) = (brief.clone(), props.onchange.clone());
        Callback::from(move |instrumental| onchange.emit(Brief { instrumental, ..brief.clone() }))
    };
    let seconds = {
        let (brief, onchange) = (brief.clone(), props.onchange.clone());
        Callback::from(move |text: String| onchange.emit(Brief { seconds: text.parse().ok(), ..brief.clone() }))
    };
    let copy = {
        let (dispatch, brief) = (studio.dispatch.clone(), brief.clone());
        Callback::from(move |()| dispatch.emit(Action::CopyBrief { brief: Box::new(brief.clone()) }))
    };
    html! {
        <>
            <div class="recording-fields">
                <Field label={studio.text("ask-seconds")} number=true labelled=true test="seconds"
                    value={brief.seconds.map(|seconds| seconds.to_string()).unwrap_or_default()} onchange={seconds} />
                <Check label={studio.text("ask-instrumental")} on={brief.instrumental} onchange={instrumental} />
            </div>
            <div class="no-api">
                <p class="muted">{ studio.text("ask-no-api") }</p>
                <Button label={studio.text("ask-copy")} icon={Icon::Share} tone={Tone::Plain} test="copy-brief"
                    onclick={copy} />
            </div>
        </>
    }
}
