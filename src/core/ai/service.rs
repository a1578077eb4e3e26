//! A service as a person has set it up: where it answers, in which protocol, with which model.

use serde::{Deserialize, Serialize};

use crate::ai::{Address, Preset};

/// What a service can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Words and scores.
    Text,
    /// Finished recordings.
    Audio,
    /// Cover art.
    Image,
}

/// The plan under which a service is used: it decides who owns what comes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Nobody said.
    #[default]
    Unknown,
    /// Without paying.
    Free,
    /// Paid for.
    Paid,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Free, Self::Paid];

    /// As the ledger says it.
    pub fn terms(self) -> &'static str {
        match self {
            Self::Unknown => "plan not stated",
            Self::Free => "free plan",
            Self::Paid => "paid plan",
        }
    }
}

/// Whether a page on another origin may call a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It answers browsers.
    Direct,
    /// It answers browsers once its owner says so: a server on this computer.
    Permitted,
    /// It may not answer browsers; nobody has said.
    Unknown,
    /// It refuses browsers: a relay is needed.
    Relay,
}

/// The wire format a service speaks. Each is one file of `ai/protocols`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// OpenAI's chat completions, which many services and local servers speak.
    OpenAiChat,
    /// Anthropic's messages.
    Anthropic,
    /// Google's `generateContent`.
    Gemini,
    /// Ollama's own chat.
    Ollama,
    /// The browser's built-in model.
    PromptApi,
    /// Google's interactions: songs by Lyria.
    GoogleInteractions,
    /// ElevenLabs Music.
    ElevenLabs,
    /// Stability: Stable Audio and Stable Image.
    Stability,
    /// MiniMax Music.
    MiniMax,
    /// Hugging Face's inference router.
    HuggingFace,
    /// LocalAI's sound generation.
    SoundGeneration,
    /// vLLM-Omni's audio generation.
    OmniAudio,
    /// Gradio's calls: demonstrations and Spaces.
    Gradio,
    /// OpenAI's pictures.
    OpenAiImages,
    /// OpenRouter's pictures.
    OpenRouterImages,
    /// Suno through sunoapi.org and kie.ai.
    SunoRecord,
    /// The general jobs of kie.ai.
    KieJobs,
    /// Suno through a server of one's own, gcui-art's suno-api.
    SunoApi,
    /// Suno through gateways made with new-api.
    SunoSubmit,
    /// Suno through acedata.cloud.
    AceData,
    /// Suno through udioapi.pro.
    UdioApi,
    /// The ACE-Step server.
    AceStep,
    /// Replicate.
    Replicate,
    /// A container of Replicate's, run by oneself.
    Cog,
    /// The queue of fal.ai.
    Fal,
    /// Beatoven.
    Beatoven,
    /// Loudly.
    Loudly,
}

impl Protocol {
    /// Whether it is a gateway that its makers have not agreed to: to be said wherever it is offered.
    pub const fn is_unofficial(self) -> bool {
        matches!(self, Self::SunoRecord | Self::SunoApi | Self::SunoSubmit | Self::AceData | Self::UdioApi)
    }
}

impl Protocol {
    /// What it is for, first of all.
    pub fn ability(self) -> Ability {
        match self {
            Self::OpenAiChat | Self::Anthropic | Self::Gemini | Self::Ollama | Self::PromptApi => Ability::Text,
            Self::OpenAiImages | Self::OpenRouterImages => Ability::Image,
            _ => Ability::Audio,
        }
    }
}

/// A service as a person has set it up. It holds no key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Tells it from the others: a preset's id, or one made up for a service of the person's own.
    pub id: String,
    /// Whose key it uses: presets of one company share one.
    pub account: String,
    /// What it is called.
    pub name: String,
    /// What it speaks.
    pub protocol: Protocol,
    /// Where it answers.
    pub base: Address,
    /// The relay it is reached through, where it refuses browsers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<Address>,
    /// The model to ask.
    pub model: String,
    /// The plan the person has there.
    #[serde(default)]
    pub plan: Plan,
}

impl Service {
    /// Where a path of the service is asked, through the relay where there is one.
    pub fn at(&self, path: &str) -> Address {
        self.reached(&self.base.join(path))
    }

    /// Where an address that the service named is asked. Only its own origin is reached through the relay.
    pub fn reached(&self, address: &Address) -> Address {
        match &self.relay {
            Some(relay) if address.origin() == self.base.origin() => address.through(relay),
            _ => address.clone(),
        }
    }

    /// Whether it makes this: what its preset says while it speaks the preset's protocol, else what its protocol is for.
    pub fn makes(&self, ability: Ability) -> bool {
        let preset = Preset::named(&self.id).filter(|preset| preset.protocol == self.protocol);
        preset.map_or_else(|| self.protocol.ability() == ability, |preset| preset.abilities.contains(&ability))
    }

    /// The origin its key is bound to: the relay's, where there is one, for that is who sees it.
    pub fn origin(&self) -> String {
        self.relay.as_ref().unwrap_or(&self.base).origin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(relay: Option<&str>) -> Service {
        Service {
            id: "own".to_owned(),
            account: "own".to_owned(),
            name: "Own".to_owned(),
            protocol: Protocol::OpenAiChat,
            base: Address::parse("https://api.example.com/v1").unwrap(),
            relay: relay.map(|relay| Address::parse(relay).unwrap()),
            model: "m".to_owned(),
            plan: Plan::default(),
        }
    }

    #[test]
    fn a_relay_takes_the_services_own_requests_and_its_key_but_not_those_to_others() {
        let relayed = service(Some("http://localhost:8787"));
        assert_eq!(relayed.at("/models").to_string(), "http://localhost:8787/api.example.com/v1/models");
        assert_eq!(relayed.origin(), "http://localhost:8787");
        let file = Address::parse("https://cdn.example.org/a.mp3").unwrap();
        assert_eq!(relayed.reached(&file), file);
        assert_eq!(service(None).at("/models").to_string(), "https://api.example.com/v1/models");
    }
}
