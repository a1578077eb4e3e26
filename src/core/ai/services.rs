//! The services the studio knows: one file each. A person may add any other by its base URL and model.
//!
//! Adding a service that speaks a known protocol: a file here with its [`Preset`], a line in [`PRESETS`], its hint in
//! `text/*/ai.ftl` where it has one, and its fixture in `tests/services/text` where it departs from its protocol's. What
//! sets it apart is data (see [`Dialect`]); nothing else in the studio names a service.

mod ace_step;
mod ace_step_songs;
mod anthropic;
mod beatoven;
mod chrome;
mod deepseek;
mod eleven_labs;
mod fal;
mod gemini;
mod gemini_images;
mod hugging_face;
mod llama_cpp;
mod lm_studio;
mod local_audio;
mod loudly;
mod lyria;
mod mini_max;
mod ollama;
mod openai;
mod openai_images;
mod openrouter;
mod openrouter_images;
mod replicate;
mod stability;
mod suno_gateways;

use crate::ai::{Ability, Address, AddressError, Dialect, Plan, Protocol, Reach, Service};

/// Whether a service wants a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyNeed {
    /// It answers nobody without one.
    Required,
    /// Its owner may have set one.
    Optional,
    /// It knows none.
    None,
}

/// A service the studio knows.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Tells it from the others.
    pub id: &'static str,
    /// Whose key it uses.
    pub account: &'static str,
    /// What it is called, the same in every language.
    pub name: &'static str,
    /// What it can make.
    pub abilities: &'static [Ability],
    /// What it speaks.
    pub protocol: Protocol,
    /// What sets it apart from others of its protocol.
    pub dialect: Dialect,
    /// Where it answers, unless the person moves it.
    pub base: &'static str,
    /// Models that are known to do, the first one the usual choice. The service's own list has more.
    pub models: &'static [&'static str],
    /// Whether a page may call it.
    pub reach: Reach,
    /// Whether it wants a key.
    pub key: KeyNeed,
    /// Where to get a key, or the program.
    pub page: &'static str,
    /// Its terms of use; empty where it is a program of the person's own.
    pub terms: &'static str,
    /// A sentence on what to do before it answers.
    pub hint: Option<&'static str>,
}

/// Every service: those for words, then for recordings, then for pictures; those reached over the internet first.
pub const PRESETS: &[Preset] = &[
    openai::PRESET,
    anthropic::PRESET,
    gemini::PRESET,
    openrouter::PRESET,
    deepseek::PRESET,
    ollama::PRESET,
    lm_studio::PRESET,
    llama_cpp::PRESET,
    ace_step::PRESET,
    chrome::PRESET,
    eleven_labs::PRESET,
    lyria::SONGS,
    lyria::GENERATED,
    mini_max::PRESET,
    mini_max::CHINA,
    stability::SOUND,
    fal::SONGS,
    replicate::SONGS,
    hugging_face::PRESET,
    suno_gateways::SUNO_API_ORG,
    suno_gateways::KIE,
    suno_gateways::KIE_JOBS,
    suno_gateways::OWN,
    suno_gateways::NEW_API,
    suno_gateways::ACE_DATA,
    suno_gateways::UDIO_API,
    beatoven::PRESET,
    loudly::PRESET,
    ace_step_songs::SERVER,
    ace_step_songs::CHAT,
    replicate::COG,
    local_audio::LOCAL_AI,
    local_audio::OMNI,
    local_audio::GRADIO,
    openai_images::PRESET,
    gemini_images::PRESET,
    openrouter_images::PRESET,
    stability::PICTURES,
    fal::PICTURES,
    replicate::PICTURES,
];

impl Preset {
    /// The preset of an id.
    pub fn named(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// The service as it is before the person changes anything.
    ///
    /// # Errors
    /// Never for a preset of the list: a test reads each.
    pub fn service(&self) -> Result<Service, AddressError> {
        Ok(Service {
            id: self.id.to_owned(),
            account: self.account.to_owned(),
            name: self.name.to_owned(),
            protocol: self.protocol,
            base: Address::parse(self.base)?,
            relay: None,
            model: self.models.first().copied().unwrap_or_default().to_owned(),
            plan: Plan::default(),
        })
    }
}

/// What sets a service apart: its preset's dialect while it speaks the preset's protocol, else the protocol's usual one.
pub fn dialect_of(service: &Service) -> Dialect {
    let preset = Preset::named(&service.id).filter(|preset| preset.protocol == service.protocol);
    preset.map_or_else(Dialect::default, |preset| preset.dialect)
}

/// Whether a service has room for a plan alone, which the built-in composer arranges, and not for notes.
pub fn plans_only(service: &Service) -> bool {
    dialect_of(service).most_tokens < 4_000
}

/// Whether a request goes out without a key where none is kept.
pub fn key_is_optional(service: &Service) -> bool {
    Preset::named(&service.id).is_none_or(|preset| preset.key != KeyNeed::Required)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn every_preset_can_be_used_as_it_is() {
        for (index, preset) in PRESETS.iter().enumerate() {
            let service = preset.service().unwrap();
            assert!(service.base.to_string().starts_with("http"), "{}", preset.id);
            assert!(PRESETS[..index].iter().all(|other| other.id != preset.id), "{}", preset.id);
            assert!(preset.page.starts_with("https://") && !preset.abilities.is_empty(), "{}", preset.id);
            let gateway = preset.protocol.is_unofficial();
            assert_eq!(
                preset.terms.is_empty(),
                service.base.is_local() && !gateway || preset.id == "ace-step",
                "{}",
                preset.id
            );
            assert_eq!(gateway, preset.hint == Some("service-hint-unofficial"), "{}", preset.id);
            for (_, value) in preset.dialect.extra {
                assert!(serde_json::from_str::<serde_json::Value>(value).is_ok(), "{value}");
            }
            for locale in [Locale::English, Locale::SimplifiedChinese] {
                let hint = preset.hint.map(|id| crate::text::named(locale, id));
                assert!(hint.is_none_or(|hint| !hint.is_empty() && Some(hint.as_str()) != preset.hint));
            }
        }
    }

    #[test]
    fn a_service_of_the_persons_own_has_the_usual_dialect_and_needs_no_key() {
        let own = Service { id: "mine".to_owned(), ..openai::PRESET.service().unwrap() };
        assert_eq!(dialect_of(&own), Dialect::default());
        assert!(key_is_optional(&own) && !key_is_optional(&openai::PRESET.service().unwrap()));
    }
}
