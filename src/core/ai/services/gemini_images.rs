//! Pictures by Gemini.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "gemini-image",
    account: "google",
    name: "Gemini (pictures)",
    abilities: &[Ability::Image],
    protocol: Protocol::Gemini,
    dialect: Dialect::NO_WORDS,
    base: "https://generativelanguage.googleapis.com/v1beta",
    models: &["gemini-3.1-flash-image", "gemini-3-pro-image"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://aistudio.google.com/apikey",
    terms: "https://ai.google.dev/gemini-api/terms",
    hint: None,
};
