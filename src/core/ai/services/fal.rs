//! fal.ai: songs, pictures and stems of many models.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// Songs.
pub const SONGS: Preset = Preset {
    id: "fal",
    account: "fal",
    name: "fal.ai",
    abilities: &[Ability::Audio],
    protocol: Protocol::Fal,
    dialect: Dialect::NO_WORDS,
    base: "https://queue.fal.run",
    models: &[
        "fal-ai/ace-step",
        "fal-ai/elevenlabs/music",
        "fal-ai/minimax-music/v2",
        "sonauto/v2/text-to-music",
        "fal-ai/stable-audio-25/text-to-audio",
        "fal-ai/lyria2",
        "fal-ai/yue",
        "fal-ai/diffrhythm",
    ],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://fal.ai/dashboard/keys",
    terms: "https://fal.ai/legal/terms-of-service",
    hint: None,
};

/// Pictures.
pub const PICTURES: Preset = Preset {
    id: "fal-image",
    account: "fal",
    name: "fal.ai (pictures)",
    abilities: &[Ability::Image],
    protocol: Protocol::Fal,
    dialect: Dialect::NO_WORDS,
    base: "https://queue.fal.run",
    models: &["fal-ai/flux/dev"],
    reach: Reach::Direct,
    key: KeyNeed::Required,
    page: "https://fal.ai/dashboard/keys",
    terms: "https://fal.ai/legal/terms-of-service",
    hint: None,
};
