//! The model inside Chrome. It has no address; the base only fills the place of one. Its context is a few thousand tokens.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "chrome",
    account: "chrome",
    name: "Chrome built-in",
    abilities: &[Ability::Text],
    protocol: Protocol::PromptApi,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 1_000,
        extra: &[],
        counts: false,
    },
    base: "https://built-in.localhost",
    models: &["gemini-nano"],
    reach: Reach::Direct,
    key: KeyNeed::None,
    page: "https://developer.chrome.com/docs/ai/prompt-api",
    terms: "",
    hint: Some("service-hint-chrome"),
};
