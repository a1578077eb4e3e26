//! Gateways to Suno, which has no public interface. None is Suno's own.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// sunoapi.org.
pub const SUNO_API_ORG: Preset = Preset {
    id: "sunoapi-org",
    account: "sunoapi-org",
    name: "Suno (sunoapi.org)",
    abilities: &[Ability::Audio],
    protocol: Protocol::SunoRecord,
    dialect: Dialect::NO_WORDS,
    base: "https://api.sunoapi.org/api/v1",
    models: &["V5", "V5_5", "V4_5PLUS", "V4_5", "V4"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://sunoapi.org/api-key",
    terms: "https://suno.com/terms",
    hint: Some("service-hint-unofficial"),
};

/// kie.ai.
pub const KIE: Preset = Preset {
    id: "kie-suno",
    account: "kie",
    name: "Suno (kie.ai)",
    abilities: &[Ability::Audio],
    protocol: Protocol::SunoRecord,
    dialect: Dialect::NO_WORDS,
    base: "https://api.kie.ai/api/v1",
    models: &["V5", "V6", "V5_5", "V4_5PLUS"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://kie.ai/api-key",
    terms: "https://suno.com/terms",
    hint: Some("service-hint-unofficial"),
};

/// The other models of kie.ai.
pub const KIE_JOBS: Preset = Preset {
    id: "kie-jobs",
    account: "kie",
    name: "kie.ai",
    abilities: &[Ability::Audio, Ability::Image],
    protocol: Protocol::KieJobs,
    dialect: Dialect::NO_WORDS,
    base: "https://api.kie.ai/api/v1",
    models: &["elevenlabs/music", "google/nano-banana"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://kie.ai/api-key",
    terms: "https://kie.ai/terms-of-service",
    hint: Some("service-hint-relay"),
};

/// gcui-art's server, run by oneself.
pub const OWN: Preset = Preset {
    id: "suno-api",
    account: "suno-api",
    name: "Suno (suno-api)",
    abilities: &[Ability::Audio],
    protocol: Protocol::SunoApi,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:3000",
    models: &["chirp-v3-5"],
    reach: Reach::Direct,
    key: KeyNeed::None,
    page: "https://github.com/gcui-art/suno-api",
    terms: "https://suno.com/terms",
    hint: Some("service-hint-unofficial"),
};

/// Any gateway made with new-api.
pub const NEW_API: Preset = Preset {
    id: "suno-new-api",
    account: "suno-new-api",
    name: "Suno (new-api)",
    abilities: &[Ability::Audio],
    protocol: Protocol::SunoSubmit,
    dialect: Dialect::NO_WORDS,
    base: "https://api.newapi.pro",
    models: &["chirp-v5", "chirp-v4"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://docs.newapi.pro",
    terms: "https://suno.com/terms",
    hint: Some("service-hint-unofficial"),
};

/// acedata.cloud.
pub const ACE_DATA: Preset = Preset {
    id: "acedata",
    account: "acedata",
    name: "Suno (acedata.cloud)",
    abilities: &[Ability::Audio],
    protocol: Protocol::AceData,
    dialect: Dialect::NO_WORDS,
    base: "https://api.acedata.cloud",
    models: &["chirp-v5", "chirp-v4-5"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://platform.acedata.cloud",
    terms: "https://suno.com/terms",
    hint: Some("service-hint-unofficial"),
};

/// udioapi.pro.
pub const UDIO_API: Preset = Preset {
    id: "udioapi",
    account: "udioapi",
    name: "Suno (udioapi.pro)",
    abilities: &[Ability::Audio],
    protocol: Protocol::UdioApi,
    dialect: Dialect::NO_WORDS,
    base: "https://udioapi.pro",
    models: &["chirp-v5-5"],
    reach: Reach::Unknown,
    key: KeyNeed::Required,
    page: "https://udioapi.pro",
    terms: "https://suno.com/terms",
    hint: Some("service-hint-unofficial"),
};
