//! MiniMax Music, at its two addresses.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// Outside of China.
pub const PRESET: Preset = Preset {
    id: "minimax",
    account: "minimax",
    name: "MiniMax Music",
    abilities: &[Ability::Audio],
    protocol: Protocol::MiniMax,
    dialect: Dialect::NO_WORDS,
    base: "https://api.minimax.io",
    models: &["music-2.6", "music-2.5", "music-2.0", "music-1.5"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://www.minimax.io/platform/user-center/basic-information/interface-key",
    terms: "https://www.minimax.io/terms-of-service",
    hint: Some("service-hint-relay"),
};

/// In China.
pub const CHINA: Preset = Preset {
    id: "minimax-cn",
    account: "minimax-cn",
    name: "MiniMax Music (minimaxi.com)",
    abilities: &[Ability::Audio],
    protocol: Protocol::MiniMax,
    dialect: Dialect::NO_WORDS,
    base: "https://api.minimaxi.com",
    models: &["music-2.6", "music-2.5", "music-2.0", "music-1.5"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://platform.minimaxi.com/user-center/basic-information/interface-key",
    terms: "https://www.minimaxi.com/terms-of-service",
    hint: Some("service-hint-relay"),
};
