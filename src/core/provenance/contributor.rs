//! Who can contribute to a song.

use serde::{Deserialize, Serialize};

/// Who made a contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Contributor {
    /// A person; an empty name is a person who has not said theirs.
    Person {
        /// The name to credit.
        name: String,
    },
    /// A trained model, reached through a provider.
    Model {
        /// The service.
        provider: String,
        /// The model's own name.
        model: String,
        /// The plan and terms it was used under, where known.
        terms: String,
    },
    /// A rule-based tool: a program that was written, not trained.
    Tool {
        /// The tool's name.
        name: String,
        /// Its version.
        version: String,
    },
    /// Material brought in from elsewhere.
    Import {
        /// Where it comes from.
        source: String,
        /// The right it is used by.
        rights: String,
    },
}

/// The four kinds of contributor, each with a fixed hue and letter in the studio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContributorKind {
    /// A person.
    Person,
    /// A trained model.
    Model,
    /// A rule-based tool.
    Tool,
    /// Material brought in.
    Import,
}

impl ContributorKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Person, Self::Model, Self::Tool, Self::Import];
}

impl Contributor {
    /// The built-in rule-based composer of this version.
    pub fn built_in_composer() -> Self {
        Self::Tool { name: "Cowrite composer".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }

    /// The built-in tool that brings a song to a loudness.
    pub fn loudness_matcher() -> Self {
        Self::Tool { name: "Cowrite loudness".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }

    /// Which of the four kinds it is.
    pub fn kind(&self) -> ContributorKind {
        match self {
            Self::Person { .. } => ContributorKind::Person,
            Self::Model { .. } => ContributorKind::Model,
            Self::Tool { .. } => ContributorKind::Tool,
            Self::Import { .. } => ContributorKind::Import,
        }
    }

    /// The service behind a trained model; empty for all others.
    pub fn provider(&self) -> &str {
        match self {
            Self::Model { provider, .. } => provider,
            _ => "",
        }
    }

    /// The name to credit; empty for a person who has not said theirs.
    pub fn name(&self) -> String {
        match self {
            Self::Person { name } => name.clone(),
            Self::Model { provider, model, .. } => format!("{provider} {model}").trim_end().to_owned(),
            Self::Tool { name, version } => format!("{name} {version}"),
            Self::Import { source, .. } => source.clone(),
        }
    }
}
