//! Google Gemini.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "gemini",
    account: "google",
    name: "Google Gemini",
    abilities: &[Ability::Text],
    protocol: Protocol::Gemini,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 32_000,
        extra: &[],
        counts: false,
    },
    base: "https://generativelanguage.googleapis.com/v1beta",
    models: &["gemini-3.8-flash", "gemini-flash-latest", "gemini-3.1-pro-preview", "gemini-2.5-flash"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://aistudio.google.com/apikey",
    terms: "https://ai.google.dev/gemini-api/terms",
    hint: None,
};
