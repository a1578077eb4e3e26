//! Checking signatures natively; in a browser WebCrypto does it.

use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::provenance::SealClaim;

/// Whether a signature is right: ECDSA on P-256 with SHA-256 (FIPS 186-5).
pub fn holds(claim: &SealClaim) -> bool {
    let Ok(key) = VerifyingKey::from_sec1_bytes(&claim.key) else { return false };
    let Ok(signature) = Signature::from_slice(&claim.signature) else { return false };
    key.verify(&claim.words, &signature).is_ok()
}
