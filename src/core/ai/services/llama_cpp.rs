//! llama.cpp's server: a model on this computer.

use crate::ai::dialect::{Dialect, JsonMode};
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "llama-cpp",
    account: "llama-cpp",
    name: "llama.cpp",
    abilities: &[Ability::Text],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect {
        json: JsonMode::Schema,
        max_tokens: "max_tokens",
        most_tokens: 32_000,
        extra: &[],
        counts: false,
    },
    base: "http://localhost:8080/v1",
    models: &["default"],
    reach: Reach::Permitted,
    key: KeyNeed::Optional,
    page: "https://github.com/ggml-org/llama.cpp",
    terms: "",
    hint: Some("service-hint-llama-cpp"),
};
