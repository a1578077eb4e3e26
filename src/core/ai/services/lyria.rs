//! Google Lyria: songs, through Gemini's two interfaces.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// Whole songs, as interactions.
pub const SONGS: Preset = Preset {
    id: "lyria",
    account: "google",
    name: "Google Lyria",
    abilities: &[Ability::Audio],
    protocol: Protocol::GoogleInteractions,
    dialect: Dialect::NO_WORDS,
    base: "https://generativelanguage.googleapis.com/v1beta",
    models: &["lyria-3.5", "lyria-3-clip-preview"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://aistudio.google.com/apikey",
    terms: "https://ai.google.dev/gemini-api/terms",
    hint: None,
};

/// Clips and songs of the generation before, as generated content.
pub const GENERATED: Preset = Preset {
    id: "lyria-3",
    account: "google",
    name: "Google Lyria 3",
    abilities: &[Ability::Audio],
    protocol: Protocol::Gemini,
    dialect: Dialect::NO_WORDS,
    base: "https://generativelanguage.googleapis.com/v1beta",
    models: &["lyria-3-pro-preview", "lyria-3-clip-preview"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://aistudio.google.com/apikey",
    terms: "https://ai.google.dev/gemini-api/terms",
    hint: None,
};
