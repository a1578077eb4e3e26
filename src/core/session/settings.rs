//! What a person chose for this browser, whatever project is open.

use serde::{Deserialize, Serialize};

use crate::session::{CoWriters, InputSettings};
use crate::text::Locale;
use crate::view::Keymap;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light letters on dark ground.
    #[default]
    Dark,
    /// Dark letters on light ground.
    Light,
}

/// What a person chose for this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// The name the person is credited by; empty until they say it.
    pub name: String,
    /// The services of the person, and who is asked for what.
    pub cowriters: CoWriters,
    /// The keys that do things.
    pub keymap: Keymap,
    /// How what is played gets into the song.
    pub input: InputSettings,
    /// Whether the tour was taken or left, and is not offered again.
    pub toured: bool,
}
