//! A zone of a sampler with the recording that it plays.

use serde::{Deserialize, Serialize};

use crate::provenance::Digest;
use crate::sound::Zone;

/// A zone of a sampler with the recording that it plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleZone {
    /// The recording.
    pub asset: Digest,
    /// How keys play it.
    pub zone: Zone,
}
