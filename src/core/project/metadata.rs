//! What the song is called and by whom.

use serde::{Deserialize, Serialize};

use crate::provenance::Digest;

/// What the song is called and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The song's title.
    pub title: String,
    /// The artist it is released under.
    pub artist: String,
    /// The picture on its cover, one of the project's assets; none while nobody has chosen one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<Digest>,
}
