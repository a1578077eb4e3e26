//! Replicate: songs, pictures and stems by models that anybody may publish. It refuses browsers.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// Songs.
pub const SONGS: Preset = Preset {
    id: "replicate",
    account: "replicate",
    name: "Replicate",
    abilities: &[Ability::Audio],
    protocol: Protocol::Replicate,
    dialect: Dialect::NO_WORDS,
    base: "https://api.replicate.com/v1",
    models: &[
        "minimax/music-1.5",
        "stability-ai/stable-audio-2.5",
        "google/lyria-3",
        "lucataco/ace-step",
        "meta/musicgen",
    ],
    reach: Reach::Relay,
    key: KeyNeed::Required,
    page: "https://replicate.com/account/api-tokens",
    terms: "https://replicate.com/terms",
    hint: Some("service-hint-relay"),
};

/// Pictures.
pub const PICTURES: Preset = Preset {
    id: "replicate-image",
    account: "replicate",
    name: "Replicate (pictures)",
    abilities: &[Ability::Image],
    protocol: Protocol::Replicate,
    dialect: Dialect::NO_WORDS,
    base: "https://api.replicate.com/v1",
    models: &["black-forest-labs/flux-dev"],
    reach: Reach::Relay,
    key: KeyNeed::Required,
    page: "https://replicate.com/account/api-tokens",
    terms: "https://replicate.com/terms",
    hint: Some("service-hint-relay"),
};

/// A container of Replicate's on this computer.
pub const COG: Preset = Preset {
    id: "cog",
    account: "cog",
    name: "Cog",
    abilities: &[Ability::Audio],
    protocol: Protocol::Cog,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:5000",
    models: &["musicgen"],
    reach: Reach::Permitted,
    key: KeyNeed::None,
    page: "https://github.com/replicate/cog",
    terms: "",
    hint: Some("service-hint-local-cors"),
};
