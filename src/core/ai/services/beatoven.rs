//! Beatoven: instrumental tracks.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "beatoven",
    account: "beatoven",
    name: "Beatoven",
    abilities: &[Ability::Audio],
    protocol: Protocol::Beatoven,
    dialect: Dialect::NO_WORDS,
    base: "https://public-api.beatoven.ai",
    models: &["maestro"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://www.beatoven.ai/api",
    terms: "https://www.beatoven.ai/terms",
    hint: Some("service-hint-relay"),
};
