//! LM Studio: models on this computer.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "lm-studio",
    account: "lm-studio",
    name: "LM Studio",
    abilities: &[Ability::Text],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 32_000,
        extra: &[],
        counts: false,
    },
    base: "http://localhost:1234/v1",
    models: &["local-model"],
    reach: Reach::Permitted,
    key: KeyNeed::Optional,
    page: "https://lmstudio.ai/",
    terms: "",
    hint: Some("service-hint-lm-studio"),
};
