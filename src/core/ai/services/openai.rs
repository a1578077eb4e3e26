//! OpenAI. Its newer models call the most tokens `max_completion_tokens`.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "openai",
    account: "openai",
    name: "OpenAI",
    abilities: &[Ability::Text],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_completion_tokens",
        most_tokens: 32_000,
        extra: &[],
        counts: true,
    },
    base: "https://api.openai.com/v1",
    models: &["gpt-5.4-mini", "gpt-5.4", "gpt-5.4-nano", "gpt-5.2", "gpt-4.1"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://platform.openai.com/api-keys",
    terms: "https://openai.com/policies/terms-of-use",
    hint: None,
};
