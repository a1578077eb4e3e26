//! What a file says about itself.

use serde::{Deserialize, Serialize};

use crate::provenance::Disclosure;

/// What a file says about itself, whatever its format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackTags {
    /// The title.
    pub title: String,
    /// The artist.
    pub artist: String,
    /// The program that wrote the file, with its version.
    pub software: String,
    /// Beats a minute at the start.
    pub bpm: f64,
    /// The key, as written on a chart.
    pub key: String,
    /// The words, where there are any that are more than placeholders.
    pub lyrics: String,
    /// What must be disclosed.
    pub disclosure: Disclosure,
    /// The digest of the ledger's last entry.
    pub ledger_head: String,
}
