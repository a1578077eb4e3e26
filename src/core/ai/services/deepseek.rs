//! DeepSeek. It takes no schema, thinks unless told not to, and may send nothing in JSON mode.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "deepseek",
    account: "deepseek",
    name: "DeepSeek",
    abilities: &[Ability::Text],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect {
        json: JsonMode::Object,
        max_tokens: "max_tokens",
        most_tokens: 8_192,
        extra: &[("thinking", r#"{"type":"disabled"}"#)],
        counts: true,
    },
    base: "https://api.deepseek.com",
    models: &["deepseek-v4-flash", "deepseek-v4-pro", "deepseek-flash"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://platform.deepseek.com/api_keys",
    terms: "https://cdn.deepseek.com/policies/en-US/deepseek-open-platform-terms-of-service.html",
    hint: None,
};
