//! The ledger under examination: what is asked of the platform, and what it answers.

use crate::provenance::{DeviceKey, Digest, SIGNATURE_BYTES};

/// What the kept acts of a song are wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceUse {
    /// To check the ledger with everything it covers.
    Check,
    /// To hand them out as a file.
    Save,
    /// To go with the project and its recordings.
    Bundle,
    /// To go into a release pack.
    Pack,
}

/// A ledger that shall be signed as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRequest {
    /// The project's id.
    pub work: u128,
    /// The place of the last entry, counted from one.
    pub number: usize,
    /// Its digest.
    pub digest: Digest,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

/// A signature by this device's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceSignature {
    /// The public key.
    pub key: DeviceKey,
    /// The signature.
    pub signature: [u8; SIGNATURE_BYTES],
}
