//! Files that are picked or dropped: projects are opened, sound and pictures are brought in.

use std::rc::Rc;

use gloo::file::callbacks::{FileReader, read_as_bytes};
use gloo::file::{Blob, File};
use studio::archive::reader::is_archive;
use studio::decode::MOST_FILE_BYTES;
use studio::decode::font::is_font;
use studio::pcm::sniff;
use studio::picture::picture_type;
use studio::project::TrackId;
use studio::session::{About, Action, AudioFile, ForKeys, Notice, PictureFile, Severity};
use studio::text::Message;
use studio::time::Tick;
use studio::view::Keymap;
use web_sys::{DragEvent, Event, FileList, HtmlInputElement};
use yew::{
    Callback, Children, Html, NodeRef, Properties, TargetCast, UseStateHandle, component, hook, html, use_mut_ref,
    use_state,
};

use crate::ui::context::{Studio, fresh_project, use_studio};

/// Reads a file and asks the session to open it or to bring it in.
#[hook]
pub fn use_opener() -> Callback<web_sys::File> {
    use_opener_for(None)
}

/// The same, with sound for the keys of a track where there is one.
#[hook]
pub fn use_opener_for(keys: Option<TrackId>) -> Callback<web_sys::File> {
    let studio = use_studio();
    // A reader that is dropped stops reading.
    let readers = use_mut_ref(Vec::<FileReader>::new);
    Callback::from(move |file: web_sys::File| {
        let studio = studio.clone();
        let file = File::from(file);
        if file.size() > MOST_FILE_BYTES as u64 {
            let message = Message::new("error-decode-large").with("limit", MOST_FILE_BYTES >> 20);
            studio.dispatch.emit(Action::Notify { notice: Notice::new(Severity::Error, message) });
            return;
        }
        let (name, blob): (String, &Blob) = (file.name(), &file);
        let reader = read_as_bytes(blob, move |read| studio.dispatch.emit(opened(name.clone(), read.ok(), keys)));
        readers.borrow_mut().push(reader);
    })
}

/// What a file is for, by what is in it.
fn opened(name: String, bytes: Option<Vec<u8>>, keys: Option<TrackId>) -> Action {
    match bytes {
        Some(bytes) if sniff(&bytes).is_some() => {
            let keys = keys.map(|track| ForKeys { track: Some(track), zones: Vec::new() });
            let (at, about) = (Tick::ZERO, About::default());
            let file = AudioFile { name, bytes: Rc::new(bytes), credit: None, at, about, keys };
            Action::ImportAudio { file: Box::new(file) }
        }
        Some(bytes) if is_font(&bytes) => Action::OpenFont { name, bytes: Rc::new(bytes), track: keys },
        Some(bytes) if picture_type(&bytes).is_some() => {
            Action::ImportPicture { file: Box::new(PictureFile { name, bytes: Rc::new(bytes) }) }
        }
        Some(bytes) if Keymap::is_file(&bytes) => Action::OpenKeymap { bytes },
        Some(bytes) if is_archive(&bytes) => Action::OpenBundle { bytes, fresh: fresh_project() },
        Some(bytes) => Action::OpenFile { bytes, fresh: fresh_project() },
        None => Action::Notify { notice: Notice::new(Severity::Error, Message::new("file-unreadable")) },
    }
}

fn emit_all(opener: &Callback<web_sys::File>, files: Option<FileList>) {
    let Some(files) = files else { return };
    for place in 0..files.length() {
        if let Some(file) = files.get(place) {
            opener.emit(file);
        }
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
        emit_all(&opener, input.files());
        // The same file can be picked again.
        input.set_value("");
    });
    html! {
        <input type="file" class="hidden" ref={props.node.clone()} tabindex="-1" multiple=true
            accept=".cowrite,.json,.zip,application/zip,application/json,audio/*,image/png,image/jpeg,image/webp,.wav,.aif,.aiff,.flac,.mp3,.ogg,.m4a,.mp4,.sf2"
            aria-label={studio.text("project-open")} data-test="open-file" {onchange} />
    }
}

/// What lies in the drop target.
#[derive(Clone, PartialEq, Properties)]
pub struct DropTargetProps {
    /// The window.
    pub children: Children,
}

/// The whole window takes dropped files.
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
            let files = event.data_transfer().and_then(|data| data.files());
            if files.as_ref().is_some_and(|files| files.length() > 0) {
                event.prevent_default();
                emit_all(&opener, files);
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
