//! Instruments: their kinds and settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sound::{Figure, ParamError, ParamSpec, Params};

mod analog;
mod bass;
mod choir;
mod drums;
mod fm;
mod mallet;
mod operators;
mod organ;
mod pad;
mod pluck;
mod sampler;
mod strings;
mod subtractive;
mod voice;

/// A kind of instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatchKind {
    /// Oscillators through a resonant filter.
    Subtractive,
    /// Frequency modulation: electric pianos and bells.
    Fm,
    /// Plucked string.
    Pluck,
    /// Bass, one note at a time.
    Bass,
    /// Slow, wide chords.
    Pad,
    /// Synthesised drum kit.
    Drums,
    /// Drawbar organ with a turning speaker.
    Organ,
    /// Struck bars, tines and tubes.
    Mallet,
    /// Singers on a vowel.
    Choir,
    /// Bowed strings.
    Strings,
    /// Frequency modulation with four operators.
    Operators,
    /// Two oscillators in unison through a ladder or a state-variable filter.
    Analog,
    /// A singer on the vowels of the words.
    Voice,
    /// Recordings, played by keys.
    Sampler,
}

impl PatchKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Subtractive,
        Self::Analog,
        Self::Fm,
        Self::Operators,
        Self::Organ,
        Self::Mallet,
        Self::Pluck,
        Self::Strings,
        Self::Bass,
        Self::Pad,
        Self::Choir,
        Self::Voice,
        Self::Drums,
        Self::Sampler,
    ];

    /// Its parameters.
    pub const fn specs(self) -> &'static [ParamSpec] {
        match self {
            Self::Subtractive => subtractive::SPECS,
            Self::Fm => fm::SPECS,
            Self::Pluck => pluck::SPECS,
            Self::Bass => bass::SPECS,
            Self::Pad => pad::SPECS,
            Self::Drums => drums::SPECS,
            Self::Organ => organ::SPECS,
            Self::Mallet => mallet::SPECS,
            Self::Choir => choir::SPECS,
            Self::Strings => strings::SPECS,
            Self::Operators => operators::SPECS,
            Self::Analog => analog::SPECS,
            Self::Voice => voice::SPECS,
            Self::Sampler => sampler::SPECS,
        }
    }

    /// The shapes that its parameters make.
    pub const fn figures(self) -> &'static [Figure] {
        match self {
            Self::Subtractive => subtractive::FIGURES,
            Self::Fm => fm::FIGURES,
            Self::Bass => bass::FIGURES,
            Self::Pad => pad::FIGURES,
            Self::Organ => organ::FIGURES,
            Self::Choir => choir::FIGURES,
            Self::Strings => strings::FIGURES,
            Self::Operators => operators::FIGURES,
            Self::Analog => analog::FIGURES,
            Self::Voice => voice::FIGURES,
            Self::Sampler => sampler::FIGURES,
            Self::Pluck | Self::Mallet | Self::Drums => &[],
        }
    }

    /// Its name in the catalogue of sentences.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Subtractive => "patch-subtractive",
            Self::Fm => "patch-fm",
            Self::Pluck => "patch-pluck",
            Self::Bass => "patch-bass",
            Self::Pad => "patch-pad",
            Self::Drums => "patch-drums",
            Self::Organ => "patch-organ",
            Self::Mallet => "patch-mallet",
            Self::Choir => "patch-choir",
            Self::Strings => "patch-strings",
            Self::Operators => "patch-operators",
            Self::Analog => "patch-analog",
            Self::Voice => "patch-voice",
            Self::Sampler => "patch-sampler",
        }
    }
}

/// An instrument's kind and settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Saved", into = "Saved")]
pub struct Patch {
    /// The kind.
    pub kind: PatchKind,
    /// Its settings.
    pub params: Params,
}

impl Patch {
    /// A patch with every setting at its default.
    pub fn new(kind: PatchKind) -> Self {
        Self { kind, params: Params::defaults(kind.specs()) }
    }
}

#[derive(Serialize, Deserialize)]
struct Saved {
    kind: PatchKind,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    params: BTreeMap<String, f32>,
}

impl TryFrom<Saved> for Patch {
    type Error = ParamError;
    fn try_from(saved: Saved) -> Result<Self, ParamError> {
        let named = saved.params.iter().map(|(key, value)| (key.as_str(), *value));
        Ok(Self { kind: saved.kind, params: Params::from_named(saved.kind.specs(), named)? })
    }
}

impl From<Patch> for Saved {
    fn from(patch: Patch) -> Self {
        let params = patch.params.changed().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { kind: patch.kind, params }
    }
}
