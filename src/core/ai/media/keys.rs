//! In which header each service takes its key.

use crate::ai::services::key_is_optional;
use crate::ai::{Address, KeyUse, Protocol, Service};

/// The header's name in lower case, and what stands before the key.
pub const fn key_style(protocol: Protocol) -> (&'static str, &'static str) {
    match protocol {
        Protocol::ElevenLabs => ("xi-api-key", ""),
        Protocol::Gemini | Protocol::GoogleInteractions => ("x-goog-api-key", ""),
        Protocol::Fal => ("authorization", "Key "),
        Protocol::Loudly => ("api-key", ""),
        _ => ("authorization", "Bearer "),
    }
}

/// The key for a request to a place. Only the service's own origin is ever sent it.
pub fn key_for(service: &Service, place: &Address) -> Option<KeyUse> {
    let (header, prefix) = key_style(service.protocol);
    (place.origin() == service.base.origin()).then(|| KeyUse {
        account: service.account.clone(),
        header: header.to_owned(),
        prefix,
        optional: key_is_optional(service),
    })
}
