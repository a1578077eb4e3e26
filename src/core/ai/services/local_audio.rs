//! Servers on this computer that answer with sound.

use crate::ai::dialect::Dialect;
use crate::ai::services::{KeyNeed, Preset};
use crate::ai::{Ability, Protocol, Reach};

/// LocalAI.
pub const LOCAL_AI: Preset = Preset {
    id: "localai",
    account: "localai",
    name: "LocalAI",
    abilities: &[Ability::Audio],
    protocol: Protocol::SoundGeneration,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:8080",
    models: &["musicgen-small"],
    reach: Reach::Permitted,
    key: KeyNeed::Optional,
    page: "https://localai.io",
    terms: "",
    hint: Some("service-hint-local-cors"),
};

/// vLLM-Omni.
pub const OMNI: Preset = Preset {
    id: "vllm-omni",
    account: "vllm-omni",
    name: "vLLM-Omni",
    abilities: &[Ability::Audio],
    protocol: Protocol::OmniAudio,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:8000",
    models: &["stabilityai/stable-audio-open-1.0"],
    reach: Reach::Permitted,
    key: KeyNeed::Optional,
    page: "https://github.com/vllm-project/vllm-omni",
    terms: "",
    hint: Some("service-hint-local-cors"),
};

/// A demonstration made with Gradio, on this computer or as a Space.
pub const GRADIO: Preset = Preset {
    id: "gradio",
    account: "gradio",
    name: "Gradio",
    abilities: &[Ability::Audio],
    protocol: Protocol::Gradio,
    dialect: Dialect::NO_WORDS,
    base: "http://localhost:7860",
    models: &[""],
    reach: Reach::Direct,
    key: KeyNeed::Optional,
    page: "https://www.gradio.app",
    terms: "",
    hint: Some("service-hint-gradio"),
};
