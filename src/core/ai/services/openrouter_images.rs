//! Pictures by models behind OpenRouter.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "openrouter-image",
    account: "openrouter",
    name: "OpenRouter (pictures)",
    abilities: &[Ability::Image],
    protocol: Protocol::OpenRouterImages,
    dialect: Dialect::NO_WORDS,
    base: "https://openrouter.ai/api/v1",
    models: &["google/gemini-3.1-flash-image"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://openrouter.ai/keys",
    terms: "https://openrouter.ai/terms",
    hint: None,
};
