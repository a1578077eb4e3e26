//! Rendering offline, by the same engine that plays live.

use serde::{Deserialize, Serialize};

use crate::engine::EngineMessage;
use crate::time::Tick;

/// A song to render.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Song {
    /// What the engine is told before it plays.
    pub messages: Vec<EngineMessage>,
    /// Where the music ends; tails ring on after it.
    pub end: Tick,
}
