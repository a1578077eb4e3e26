//! Effects in a strip's chain: their kinds and settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sound::{Figure, ParamError, ParamSpec, Params};

mod bitcrusher;
mod chorus;
mod compressor;
mod convolution;
mod delay;
mod eq;
mod flanger;
mod gate;
mod parametric_eq;
mod phaser;
mod reverb;
mod saturator;
mod utility;
mod width;

/// A kind of effect. New ones come last: compact files count them.
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
    /// Gate: closes on what is soft.
    Gate,
    /// Fewer bits and a lower sample rate.
    Bitcrusher,
    /// Flanger.
    Flanger,
    /// Phaser.
    Phaser,
    /// Stereo width.
    Width,
    /// Gain, polarity, channels.
    Utility,
    /// Equaliser of eight bands, each of any kind.
    ParametricEq,
    /// Convolution with built-in impulses.
    Convolution,
}

impl InsertKind {
    /// Every kind, like beside like.
    pub const ALL: [Self; 14] = [
        Self::Eq,
        Self::ParametricEq,
        Self::Compressor,
        Self::Gate,
        Self::Saturator,
        Self::Bitcrusher,
        Self::Chorus,
        Self::Flanger,
        Self::Phaser,
        Self::Delay,
        Self::Reverb,
        Self::Convolution,
        Self::Width,
        Self::Utility,
    ];

    /// Its parameters.
    pub const fn specs(self) -> &'static [ParamSpec] {
        match self {
            Self::Eq => eq::SPECS,
            Self::Compressor => compressor::SPECS,
            Self::Saturator => saturator::SPECS,
            Self::Chorus => chorus::SPECS,
            Self::Delay => delay::SPECS,
            Self::Reverb => reverb::SPECS,
            Self::Gate => gate::SPECS,
            Self::Bitcrusher => bitcrusher::SPECS,
            Self::Flanger => flanger::SPECS,
            Self::Phaser => phaser::SPECS,
            Self::Width => width::SPECS,
            Self::Utility => utility::SPECS,
            Self::ParametricEq => parametric_eq::SPECS,
            Self::Convolution => convolution::SPECS,
        }
    }

    /// The shapes that its parameters make.
    pub const fn figures(self) -> &'static [Figure] {
        match self {
            Self::Eq => eq::FIGURES,
            Self::ParametricEq => parametric_eq::FIGURES,
            _ => &[],
        }
    }

    /// Whether another track's sound can decide what it does.
    pub const fn has_key(self) -> bool {
        matches!(self, Self::Compressor | Self::Gate)
    }

    /// Whether a parameter can move with the song. What lays out a room, an impulse or a delay line anew cannot: each
    /// step of it would be heard as a gap.
    pub fn can_move(self, key: &str) -> bool {
        match self {
            Self::Reverb => !matches!(key, "size" | "predelay"),
            Self::Convolution => !matches!(key, "impulse" | "decay" | "predelay"),
            Self::Delay => !matches!(key, "left_beats" | "right_beats" | "left_note" | "right_note"),
            _ => true,
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
            Self::Gate => "insert-gate",
            Self::Bitcrusher => "insert-bitcrusher",
            Self::Flanger => "insert-flanger",
            Self::Phaser => "insert-phaser",
            Self::Width => "insert-width",
            Self::Utility => "insert-utility",
            Self::ParametricEq => "insert-parametric_eq",
            Self::Convolution => "insert-convolution",
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
    /// The number of the track whose sound decides what it does; its own where there is none.
    pub key: Option<u32>,
}

impl Insert {
    /// An effect with every setting at its default.
    pub fn new(kind: InsertKind) -> Self {
        Self { kind, params: Params::defaults(kind.specs()), bypassed: false, key: None }
    }
}

#[derive(Serialize, Deserialize)]
struct Saved {
    kind: InsertKind,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    params: BTreeMap<String, f32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    bypassed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<u32>,
}

impl TryFrom<Saved> for Insert {
    type Error = ParamError;
    fn try_from(saved: Saved) -> Result<Self, ParamError> {
        let named = saved.params.iter().map(|(key, value)| (key.as_str(), *value));
        let params = Params::from_named(saved.kind.specs(), named)?;
        Ok(Self { kind: saved.kind, params, bypassed: saved.bypassed, key: saved.key.filter(|_| saved.kind.has_key()) })
    }
}

impl From<Insert> for Saved {
    fn from(insert: Insert) -> Self {
        let params = insert.params.changed().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { kind: insert.kind, params, bypassed: insert.bypassed, key: insert.key }
    }
}
