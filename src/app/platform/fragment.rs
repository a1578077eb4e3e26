//! The fragment of the address, where a share link holds its song.

use gloo::events::EventListener;
use studio::session::Action;

use super::{Dispatch, random};

/// The fragment without `#`, where there is one.
pub fn read() -> Option<String> {
    let hash = gloo::utils::window().location().hash().ok()?;
    let fragment = hash.trim_start_matches('#');
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// Opens a link that is put into the address bar of the running studio.
pub fn listen(dispatch: Dispatch) -> EventListener {
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
        if let Some(fragment) = read() {
            dispatch(Action::OpenLink { fragment, fresh: random::project_id() });
        }
    })
}

/// Takes the fragment off the address, so that a reload does not open the link again.
pub fn clear() {
    let window = gloo::utils::window();
    let location = window.location();
    let (Ok(path), Ok(search)) = (location.pathname(), location.search()) else { return };
    let replaced = window
        .history()
        .and_then(|history| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&(path + &search))));
    if let Err(thrown) = replaced {
        gloo::console::warn!("the address keeps its fragment:", thrown);
    }
}
