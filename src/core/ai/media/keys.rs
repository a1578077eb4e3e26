//! In which header each service takes its key.

use crate::ai::{Address, KeyUse, Protocol, Service};

/// The header's name in lower case, what stands before the key, and whether a server may run without one.
pub const fn key_style(protocol: Protocol) -> (&'static str, &'static str, bool) {
    match protocol {
        Protocol::ElevenLabs => ("xi-api-key", "", false),
        Protocol::Gemini | Protocol::GoogleInteractions => ("x-goog-api-key", "", false),
        Protocol::Fal => ("authorization", "Key ", false),
        Protocol::Loudly => ("api-key", "", false),
        Protocol::SunoApi | Protocol::AceStep | Protocol::Cog | Protocol::Gradio => ("authorization", "Bearer ", true),
        Protocol::SoundGeneration | Protocol::OmniAudio => ("authorization", "Bearer ", true),
        _ => ("authorization", "Bearer ", false),
    }
}

/// The key for a request to a place. Only the service's own origin is ever sent it.
pub fn key_for(service: &Service, place: &Address) -> Option<KeyUse> {
    let (header, prefix, optional) = key_style(service.protocol);
    (place.origin() == service.base.origin()).then(|| KeyUse {
        account: service.account.clone(),
        header: header.to_owned(),
        prefix,
        optional: optional || service.base.is_local(),
    })
}
