//! Anthropic. Some organisations forbid calls from browsers; its answer then says so.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "anthropic",
    account: "anthropic",
    name: "Anthropic",
    abilities: &[Ability::Text],
    protocol: Protocol::Anthropic,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 32_000,
        extra: &[],
        counts: false,
    },
    base: "https://api.anthropic.com",
    models: &["claude-sonnet-5-5", "claude-haiku-4-5"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://console.anthropic.com/settings/keys",
    terms: "https://www.anthropic.com/legal/commercial-terms",
    hint: None,
};
