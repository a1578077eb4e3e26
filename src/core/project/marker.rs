//! Named places on the timeline.

use serde::{Deserialize, Serialize};

use crate::provenance::AuthorsId;
use crate::time::Tick;

/// A named place on the timeline. It is heard nowhere and counts for nobody's share of the song.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Where it is.
    pub at: Tick,
    /// What it is called.
    pub name: String,
    /// Who made and changed it.
    pub authors: AuthorsId,
}
