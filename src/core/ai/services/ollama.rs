//! Ollama: models on this computer.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "ollama",
    account: "ollama",
    name: "Ollama",
    abilities: &[Ability::Text],
    protocol: Protocol::Ollama,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 8_192,
        extra: &[("think", "false")],
        counts: false,
    },
    base: "http://localhost:11434",
    models: &["llama3.1:8b"],
    reach: Reach::Permitted,
    key: KeyNeed::Optional,
    page: "https://ollama.com/download",
    terms: "",
    hint: Some("service-hint-ollama"),
};
