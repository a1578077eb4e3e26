//! Loudly: instrumental songs.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "loudly",
    account: "loudly",
    name: "Loudly",
    abilities: &[Ability::Audio],
    protocol: Protocol::Loudly,
    dialect: Dialect::NO_WORDS,
    base: "https://soundtracks.loudly.com",
    models: &["prompt"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://www.loudly.com/developers",
    terms: "https://www.loudly.com/terms",
    hint: Some("service-hint-relay"),
};
