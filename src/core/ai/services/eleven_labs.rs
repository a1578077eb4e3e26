//! ElevenLabs Music: songs and stems. Whether it answers browsers is said both ways.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// The service.
pub const PRESET: Preset = Preset {
    id: "elevenlabs",
    account: "elevenlabs",
    name: "ElevenLabs Music",
    abilities: &[Ability::Audio],
    protocol: Protocol::ElevenLabs,
    dialect: Dialect::NO_WORDS,
    base: "https://api.elevenlabs.io",
    models: &["music_v2_5", "music_v2"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://elevenlabs.io/app/settings/api-keys",
    terms: "https://elevenlabs.io/music-terms",
    hint: Some("service-hint-relay"),
};
