//! Stability: instrumental recordings and pictures.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// Stable Audio.
pub const SOUND: Preset = Preset {
    id: "stability",
    account: "stability",
    name: "Stable Audio",
    abilities: &[Ability::Audio],
    protocol: Protocol::Stability,
    dialect: Dialect::NO_WORDS,
    base: "https://api.stability.ai",
    models: &["stable-audio-2.5", "stable-audio-2"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://platform.stability.ai/account/keys",
    terms: "https://stability.ai/terms-of-use",
    hint: Some("service-hint-relay"),
};

/// Stable Image.
pub const PICTURES: Preset = Preset {
    id: "stability-image",
    account: "stability",
    name: "Stable Image",
    abilities: &[Ability::Image],
    protocol: Protocol::Stability,
    dialect: Dialect::NO_WORDS,
    base: "https://api.stability.ai",
    models: &["core", "ultra", "sd3"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://platform.stability.ai/account/keys",
    terms: "https://stability.ai/terms-of-use",
    hint: Some("service-hint-relay"),
};
