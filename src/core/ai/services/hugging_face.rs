//! Hugging Face: models of sound behind its router. What it hosts changes; a Space or an endpoint of one's own is surer.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "huggingface",
    account: "huggingface",
    name: "Hugging Face",
    abilities: &[Ability::Audio],
    protocol: Protocol::HuggingFace,
    dialect: Dialect::NO_WORDS,
    base: "https://router.huggingface.co",
    models: &["facebook/musicgen-small"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://huggingface.co/settings/tokens",
    terms: "https://huggingface.co/terms-of-service",
    hint: None,
};
