//! What a service that writes is asked, before any protocol.

use serde_json::Value;

/// Who says something in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The person, through the studio.
    User,
    /// The service, earlier.
    Service,
}

/// Something said in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who says it.
    pub speaker: Speaker,
    /// What.
    pub text: String,
}

impl Turn {
    /// What the person says.
    pub fn user(text: impl Into<String>) -> Self {
        Self { speaker: Speaker::User, text: text.into() }
    }

    /// What the service said.
    pub fn service(text: impl Into<String>) -> Self {
        Self { speaker: Speaker::Service, text: text.into() }
    }
}

/// The form an answer shall have.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Words.
    Free,
    /// JSON.
    Json {
        /// What the form is called, in ASCII letters and `_`.
        name: &'static str,
        /// Its JSON schema.
        schema: Value,
    },
}

/// What a service that writes is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct TextAsk {
    /// Who it shall be and what it must know.
    pub system: String,
    /// The conversation; the last turn is the person's.
    pub turns: Vec<Turn>,
    /// The form of the answer.
    pub shape: Shape,
    /// The most tokens of the answer, thinking included.
    pub max_tokens: u32,
}
