//! What every component can reach without being handed it: how to send actions, the language, and the engine's word.

use studio::session::Action;
use studio::text::{Locale, Message};
use yew::{Callback, hook, use_context};

use crate::telemetry::TelemetryCell;

/// What every component can reach.
#[derive(Clone, PartialEq)]
pub struct Studio {
    /// Sends an action to the session.
    pub dispatch: Callback<Action>,
    /// The language.
    pub locale: Locale,
    /// The engine's latest word.
    pub telemetry: TelemetryCell,
}

impl Studio {
    /// The sentence of a name.
    pub fn text(&self, id: &'static str) -> String {
        Message::new(id).text(self.locale)
    }

    /// A sentence.
    pub fn say(&self, message: &Message) -> String {
        message.text(self.locale)
    }
}

/// What every component can reach.
///
/// # Panics
/// Outside of the studio's root, which is a mistake in the code that no user can cause.
#[hook]
#[allow(clippy::expect_used, reason = "the root provides it around every component")]
pub fn use_studio() -> Studio {
    use_context().expect("components are drawn inside the studio's root")
}
