//! What the song is called and by whom.

use serde::{Deserialize, Serialize};

/// What the song is called and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The song's title.
    pub title: String,
    /// The artist it is released under.
    pub artist: String,
}
