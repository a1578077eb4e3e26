//! Project files that are picked or dropped.

use gloo::file::callbacks::{FileReader, read_as_bytes};
use gloo::file::{Blob, File};
use studio::session::{Action, Notice, Severity};
use studio::text::Message;
use web_sys::{DragEvent, Event, HtmlInputElement};
use yew::{
    Callback, Children, Html, NodeRef, Properties, TargetCast, UseStateHandle, component, hook, html, use_mut_ref,
    use_state,
};

use crate::ui::context::{Studio, fresh_project, use_studio};

/// Reads a file and asks the session to open it.
#[hook]
fn use_opener() -> Callback<web_sys::File> {
    let studio = use_studio();
    // A reader that is dropped stops reading.
    let reader = use_mut_ref(|| None::<FileReader>);
    Callback::from(move |file: web_sys::File| {
        let studio = studio.clone();
        let file = File::from(file);
        let blob: &Blob = &file;
        *reader.borrow_mut() = Some(read_as_bytes(blob, move |read| studio.dispatch.emit(opened(read.ok()))));
    })
}

fn opened(bytes: Option<Vec<u8>>) -> Action {
    match bytes {
        Some(bytes) => Action::OpenFile { bytes, fresh: fresh_project() },
        None => Action::Notify { notice: Notice::new(Severity::Error, Message::new("file-unreadable")) },
    }
}

/// Where the input is found.
#[derive(Clone, PartialEq, Properties)]
pub struct FileInputProps {
    /// The input itself.
    pub node: NodeRef,
}

/// The input behind every “open file”.
#[component]
pub fn FileInput(props: &FileInputProps) -> Html {
    let studio = use_studio();
    let opener = use_opener();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            opener.emit(file);
        }
        // The same file can be picked again.
        input.set_value("");
    });
    html! {
        <input type="file" class="hidden" ref={props.node.clone()} tabindex="-1" accept=".cowrite,application/json"
            aria-label={studio.text("project-open")} data-test="open-file" {onchange} />
    }
}

/// What lies in the drop target.
#[derive(Clone, PartialEq, Properties)]
pub struct DropTargetProps {
    /// The window.
    pub children: Children,
}

/// The whole window takes a dropped project file.
#[component]
pub fn DropTarget(props: &DropTargetProps) -> Html {
    let studio = use_studio();
    let opener = use_opener();
    let over = use_state(|| false);
    let ondragover = holding(&over, true);
    let ondragleave = holding(&over, false);
    let ondrop = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            over.set(false);
            let file = event.data_transfer().and_then(|data| data.files()?.get(0));
            if let Some(file) = file {
                event.prevent_default();
                opener.emit(file);
            }
        })
    };
    html! {
        <div class="drop-target" {ondragover} {ondragleave} {ondrop}>
            { for props.children.iter() }
            if *over { { invitation(&studio) } }
        </div>
    }
}

fn holding(over: &UseStateHandle<bool>, is_over: bool) -> Callback<DragEvent> {
    let over = over.clone();
    Callback::from(move |event: DragEvent| {
        let files = event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
        if files {
            event.prevent_default();
            if *over != is_over {
                over.set(is_over);
            }
        }
    })
}

fn invitation(studio: &Studio) -> Html {
    html! { <div class="drop-invitation" aria-hidden="true"><p>{ studio.text("drop-file") }</p></div> }
}
