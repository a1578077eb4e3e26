//! OpenRouter: many models behind one key, which a person can get by signing in.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "openrouter",
    account: "openrouter",
    name: "OpenRouter",
    abilities: &[Ability::Text],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 32_000,
        extra: &[],
        counts: true,
    },
    base: "https://openrouter.ai/api/v1",
    models: &[
        "google/gemini-3.8-flash",
        "anthropic/claude-sonnet-5.5",
        "openai/gpt-5.4-mini",
        "deepseek/deepseek-v4-flash",
    ],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://openrouter.ai/settings/keys",
    terms: "https://openrouter.ai/terms",
    hint: None,
};
