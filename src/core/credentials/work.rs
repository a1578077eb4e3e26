//! What a manifest says of a file: plain facts, derived from the project and never typed.

use serde::{Deserialize, Serialize};

use crate::provenance::{Aspect, Contributor, Digest, SourceType};

/// What a manifest says of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// The title.
    pub title: String,
    /// Who is credited with it.
    pub creators: Vec<String>,
    /// The program that makes the file.
    pub software: Software,
    /// How the whole arose.
    pub source_type: SourceType,
    /// When it began, in milliseconds since 1970-01-01 UTC.
    pub began: u64,
    /// What each contributor did, in order.
    pub deeds: Vec<Deed>,
    /// The recordings it is made of.
    pub ingredients: Vec<Ingredient>,
    /// The ledger it was derived from.
    pub ledger: LedgerMark,
    /// Whether it asks not to be used for training models, nor for mining.
    pub no_training: bool,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What one contributor did that is still in the song.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// Who.
    pub by: Contributor,
    /// When it ended, in milliseconds since 1970-01-01 UTC.
    pub when: u64,
    /// How their part arose; `None` for material of unknown origin.
    pub source_type: Option<SourceType>,
    /// The sides of the song they had a part in.
    pub aspects: Vec<Aspect>,
    /// Whether they only changed what others made.
    pub only_edited: bool,
    /// Where it is heard.
    pub regions: Vec<Region>,
}

/// A span of one track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// The track's name.
    pub track: String,
    /// Where it begins, in seconds.
    pub start: f64,
    /// Where it ends, in seconds.
    pub end: f64,
}

/// A recording that a song is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ingredient {
    /// What the file was called.
    pub title: String,
    /// The media type of the file.
    pub media_type: String,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// How it arose; `None` where nobody knows.
    pub source_type: Option<SourceType>,
    /// Where it is heard.
    pub regions: Vec<Region>,
    /// The manifest store the file came with, byte for byte.
    pub store: Option<Vec<u8>>,
}

/// The state of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerMark {
    /// The digest of its last entry.
    pub head: Digest,
    /// How many entries it has.
    pub count: u64,
}
