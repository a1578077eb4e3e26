//! How services that speak one protocol differ.

/// How a service is told that an answer shall be JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonMode {
    /// By a schema that it keeps to.
    #[default]
    Schema,
    /// By a schema, as the arguments of a tool it must call.
    Tool,
    /// By name alone; the schema goes into the words.
    Object,
    /// In words alone.
    Words,
}

impl JsonMode {
    /// What to try where a service does not know this.
    pub fn simpler(self) -> Option<Self> {
        match self {
            Self::Schema | Self::Tool => Some(Self::Object),
            Self::Object => Some(Self::Words),
            Self::Words => None,
        }
    }
}

/// What sets a service apart from others of its protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// How it is told that an answer shall be JSON.
    pub json: JsonMode,
    /// What it calls the most tokens of an answer.
    pub max_tokens: &'static str,
    /// The most tokens of an answer that it takes.
    pub most_tokens: u32,
    /// Further fields of the body, each with its value as JSON.
    pub extra: &'static [(&'static str, &'static str)],
    /// Whether it tells what it counted at the end of a stream when asked to.
    pub counts: bool,
}

impl Dialect {
    /// Of services that do not write.
    pub const NO_WORDS: Self =
        Self { json: JsonMode::Words, max_tokens: "max_tokens", most_tokens: 8_192, extra: &[], counts: false };
}

impl Default for Dialect {
    fn default() -> Self {
        Self { json: JsonMode::Schema, max_tokens: "max_tokens", most_tokens: 32_000, extra: &[], counts: false }
    }
}
