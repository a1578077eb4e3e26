//! Pictures by OpenAI.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "openai-image",
    account: "openai",
    name: "OpenAI (pictures)",
    abilities: &[Ability::Image],
    protocol: Protocol::OpenAiImages,
    dialect: Dialect::NO_WORDS,
    base: "https://api.openai.com/v1",
    models: &["gpt-image-1.5", "gpt-image-2", "gpt-image-1-mini"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://platform.openai.com/api-keys",
    terms: "https://openai.com/policies/terms-of-use",
    hint: None,
};
