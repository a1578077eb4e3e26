//! Checking signatures natively; in a browser WebCrypto does it.

use p256::ecdsa;
use p256::ecdsa::signature::Verifier;

use crate::provenance::{DeviceKey, SealClaim};

/// Whether a signature is right, by the kind of its key: EdDSA on Curve25519 (RFC 8032), or ECDSA on P-256 with SHA-256
/// (FIPS 186-5).
pub fn holds(claim: &SealClaim) -> bool {
    match &claim.key {
        DeviceKey::Ed25519(key) => {
            let signature = ed25519_dalek::Signature::from_bytes(&claim.signature);
            ed25519_dalek::VerifyingKey::from_bytes(key).is_ok_and(|key| key.verify(&claim.words, &signature).is_ok())
        }
        DeviceKey::P256(key) => {
            let Ok(key) = ecdsa::VerifyingKey::from_sec1_bytes(key) else { return false };
            ecdsa::Signature::from_slice(&claim.signature).is_ok_and(|right| key.verify(&claim.words, &right).is_ok())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The third test of RFC 8032, 7.1.
    #[test]
    fn ed25519_is_that_of_the_standard() {
        let hex = |text: &[u8]| data_encoding::HEXLOWER.decode(text).unwrap();
        let key = hex(b"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        let signature = hex(b"6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
              18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        let claim = SealClaim {
            words: vec![0xaf, 0x82],
            key: DeviceKey::of(&key).unwrap(),
            signature: signature.try_into().unwrap(),
        };
        assert!(matches!(claim.key, DeviceKey::Ed25519(_)) && holds(&claim));
        assert!(!holds(&SealClaim { words: vec![0xaf, 0x83], ..claim.clone() }));
        let mut other = claim;
        other.signature[63] |= 0x20;
        assert!(!holds(&other));
    }
}
