//! Effects in a strip's chain: their kinds and settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sound::{ParamError, ParamSpec, Params};

mod chorus;
mod compressor;
mod delay;
mod eq;
mod reverb;
mod saturator;

/// A kind of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InsertKind {
    /// Equaliser: low cut, low shelf, two bells, high shelf.
    Eq,
    /// Compressor.
    Compressor,
    /// Soft saturation.
    Saturator,
    /// Chorus.
    Chorus,
    /// Stereo delay in quarter notes.
    Delay,
    /// Reverb.
    Reverb,
}

impl InsertKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Eq, Self::Compressor, Self::Saturator, Self::Chorus, Self::Delay, Self::Reverb];

    /// Its parameters.
    pub const fn specs(self) -> &'static [ParamSpec] {
        match self {
            Self::Eq => eq::SPECS,
            Self::Compressor => compressor::SPECS,
            Self::Saturator => saturator::SPECS,
            Self::Chorus => chorus::SPECS,
            Self::Delay => delay::SPECS,
            Self::Reverb => reverb::SPECS,
        }
    }

    /// Its name in the catalogue of sentences.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Eq => "insert-eq",
            Self::Compressor => "insert-compressor",
            Self::Saturator => "insert-saturator",
            Self::Chorus => "insert-chorus",
            Self::Delay => "insert-delay",
            Self::Reverb => "insert-reverb",
        }
    }
}

/// An effect in a strip's chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Saved", into = "Saved")]
pub struct Insert {
    /// The kind.
    pub kind: InsertKind,
    /// Its settings.
    pub params: Params,
    /// Whether sound passes it by.
    pub bypassed: bool,
}

impl Insert {
    /// An effect with every setting at its default.
    pub fn new(kind: InsertKind) -> Self {
        Self { kind, params: Params::defaults(kind.specs()), bypassed: false }
    }
}

#[derive(Serialize, Deserialize)]
struct Saved {
    kind: InsertKind,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    params: BTreeMap<String, f32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    bypassed: bool,
}

impl TryFrom<Saved> for Insert {
    type Error = ParamError;
    fn try_from(saved: Saved) -> Result<Self, ParamError> {
        let named = saved.params.iter().map(|(key, value)| (key.as_str(), *value));
        let params = Params::from_named(saved.kind.specs(), named)?;
        Ok(Self { kind: saved.kind, params, bypassed: saved.bypassed })
    }
}

impl From<Insert> for Saved {
    fn from(insert: Insert) -> Self {
        let params = insert.params.changed().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { kind: insert.kind, params, bypassed: insert.bypassed }
    }
}
