//! A button that picks a file of the device.

use web_sys::{Event, File, HtmlInputElement};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_node_ref};

use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;

/// What the button needs.
#[derive(Clone, PartialEq, Properties)]
pub struct FilePickProps {
    /// What is picked.
    pub label: String,
    /// Kinds of files and endings, as a browser takes them.
    pub accept: &'static str,
    /// Whether nothing can be picked now.
    #[prop_or_default]
    pub disabled: bool,
    /// What tests call the button.
    pub test: &'static str,
    /// What tests call the browser's own control.
    pub file_test: &'static str,
    /// Takes the file.
    pub onpick: Callback<File>,
}

/// A button that picks a file of the device.
#[component]
pub fn FilePick(props: &FilePickProps) -> Html {
    let input = use_node_ref();
    let pick = {
        let input = input.clone();
        Callback::from(move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onpick = props.onpick.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            onpick.emit(file);
        }
        // The same file can be picked again.
        input.set_value("");
    });
    html! {
        <>
            <Button label={props.label.clone()} icon={Icon::Open} tone={Tone::Plain} disabled={props.disabled}
                test={props.test} onclick={pick} />
            <input type="file" class="hidden" ref={input} tabindex="-1" accept={props.accept}
                aria-label={props.label.clone()} data-test={props.file_test} {onchange} />
        </>
    }
}
