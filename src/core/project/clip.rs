//! A pattern placed on its track.

use serde::{Deserialize, Serialize};

use crate::project::{ClipId, PatternId};
use crate::provenance::AuthorsId;
use crate::time::{Tick, TickRange};

/// A pattern placed on its track. A clip longer than its pattern plays it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clip {
    /// Its name in the project.
    pub id: ClipId,
    /// What it plays.
    pub pattern: PatternId,
    /// Where it begins on the timeline.
    pub at: Tick,
    /// How long it plays; never zero.
    pub length: Tick,
    /// How far into the pattern it begins.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub offset: Tick,
    /// Who placed and changed it.
    pub authors: AuthorsId,
}

impl Clip {
    /// Where it ends on the timeline.
    pub fn end(&self) -> Tick {
        self.at + self.length
    }

    /// The span it takes on the timeline.
    pub fn range(&self) -> TickRange {
        TickRange::new(self.at, self.end())
    }
}

fn is_zero(tick: &Tick) -> bool {
    *tick == Tick::ZERO
}
