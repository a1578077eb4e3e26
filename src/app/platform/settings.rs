//! Language, theme and name as this browser keeps them, or as it would have them on a first visit.

use gloo::storage::errors::StorageError;
use gloo::storage::{LocalStorage, Storage};
use studio::session::{Settings, Theme};
use studio::text::Locale;

const KEY: &str = "cowrite-settings";

/// What was chosen, or on a first visit what the browser's own settings suggest.
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
    let light = window.match_media("(prefers-color-scheme: light)").ok().flatten().is_some_and(|query| query.matches());
    Settings {
        locale: Locale::choose(wanted.iter().map(String::as_str)),
        theme: if light { Theme::Light } else { Theme::Dark },
        ..Settings::default()
    }
}
