//! Language, theme and name as this browser keeps them; on a first visit the browser's language and the dark theme.

use gloo::storage::errors::StorageError;
use gloo::storage::{LocalStorage, Storage};
use studio::session::Settings;
use studio::text::Locale;

const KEY: &str = "cowrite-settings";

/// What was chosen, or what a first visit begins with.
pub fn read() -> Settings {
    LocalStorage::get(KEY).unwrap_or_else(|_| suggested())
}

/// Keeps what was chosen.
///
/// # Errors
/// The browser keeps nothing for this page, or has no room.
pub fn write(settings: &Settings) -> Result<(), StorageError> {
    LocalStorage::set(KEY, settings)
}

fn suggested() -> Settings {
    let window = gloo::utils::window();
    let wanted: Vec<String> = window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
    Settings { locale: Locale::choose(wanted.iter().map(String::as_str)), ..Settings::default() }
}
