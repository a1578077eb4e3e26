//! ACE-Step: songs by a server on this computer. Neither of its two servers answers browsers by itself.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// Its own server.
pub const SERVER: Preset = Preset {
    id: "ace-step-songs",
    account: "ace-step",
    name: "ACE-Step",
    abilities: &[Ability::Audio],
    protocol: Protocol::AceStep,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:8001",
    models: &["acestep-v15-turbo"],
    reach: Reach::Relay,
    key: KeyNeed::Optional,
    page: "https://github.com/ace-step/ACE-Step-1.5",
    terms: "",
    hint: Some("service-hint-relay"),
};

/// Its adapter, which answers a chat with a song.
pub const CHAT: Preset = Preset {
    id: "ace-step-chat",
    account: "ace-step",
    name: "ACE-Step (chat)",
    abilities: &[Ability::Audio],
    protocol: Protocol::OpenAiChat,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:8002/v1",
    models: &["acestep/acestep-v15-turbo"],
    reach: Reach::Relay,
    key: KeyNeed::Optional,
    page: "https://github.com/ace-step/ACE-Step-1.5",
    terms: "",
    hint: Some("service-hint-relay"),
};
