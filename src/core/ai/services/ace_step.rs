//! ACE-Step's adapter, which speaks as OpenRouter does. Here it writes words; its recordings are another service.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "ace-step",
    account: "ace-step",
    name: "ACE-Step (words)",
    abilities: &[Ability::Text],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect { json: JsonMode::Words, max_tokens: "max_tokens", most_tokens: 8_192, extra: &[], counts: false },
    base: "http://localhost:8002/v1",
    models: &["acemusic/acestep-v1.5-turbo"],
    reach: Reach::Relay,
    key: KeyNeed::Optional,
    page: "https://github.com/ace-step/ACE-Step-1.5",
    terms: "",
    hint: Some("service-hint-ace-step"),
};
