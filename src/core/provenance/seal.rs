//! A device's signature over a ledger as it stood.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::provenance::Digest;

/// Bytes of a P-256 public key: an uncompressed point (SEC 1, 2.3.3).
const P256_BYTES: usize = 65;
/// Bytes of an Ed25519 public key (RFC 8032, 5.1.5).
const ED25519_BYTES: usize = 32;
/// Bytes of a signature: of P-256 r and s, 32 bytes each (IEEE P1363, as WebCrypto writes it); of Ed25519 R and S.
pub const SIGNATURE_BYTES: usize = 64;

/// A device's public key. What kind it is is told by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKey {
    /// For EdDSA on Curve25519 (RFC 8032), where the browser has it.
    Ed25519([u8; ED25519_BYTES]),
    /// For ECDSA on P-256 with SHA-256 (FIPS 186-5), which every browser has.
    P256([u8; P256_BYTES]),
}

impl DeviceKey {
    /// A key of its bytes; `None` where no key has so many.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let ed25519 = || bytes.try_into().ok().map(Self::Ed25519);
        bytes.try_into().ok().map(Self::P256).or_else(ed25519)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(bytes) => bytes,
            Self::P256(bytes) => bytes,
        }
    }
}

/// A device's signature over a ledger as it stood. It stands at the entry that
/// was the last one then. What it says is that nobody changed the ledger up to there since; whose device it was it does
/// not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SavedSeal", into = "SavedSeal")]
pub struct Seal {
    /// The project it was signed as, which a remix is another than: 128 bits.
    pub work: u128,
    /// When, in milliseconds since 1970-01-01 UTC, by the device's own clock.
    pub at: u64,
    /// The device's public key.
    pub key: DeviceKey,
    /// The signature over [`Seal::words`].
    pub signature: [u8; SIGNATURE_BYTES],
}

/// What a signature is checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealClaim {
    /// The signed bytes.
    pub words: Vec<u8>,
    /// The public key.
    pub key: DeviceKey,
    /// The signature.
    pub signature: [u8; SIGNATURE_BYTES],
}

impl Seal {
    /// The bytes that are signed for a ledger whose entry `number`, counted from one, is the last and has this digest.
    pub fn words(work: u128, number: usize, digest: Digest, at: u64) -> Vec<u8> {
        format!("cowrite ledger 1\n{work:032x}\n{number}\n{digest}\n{at}\n").into_bytes()
    }

    /// What must hold for the seal at entry `number`, counted from one, whose digest this is.
    pub fn claim(&self, number: usize, digest: Digest) -> SealClaim {
        SealClaim { words: Self::words(self.work, number, digest, self.at), key: self.key, signature: self.signature }
    }
}

/// A seal as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedSeal {
    work: String,
    at: u64,
    key: String,
    signature: String,
}

impl TryFrom<SavedSeal> for Seal {
    type Error = &'static str;
    fn try_from(saved: SavedSeal) -> Result<Self, Self::Error> {
        let well_formed = saved.work.len() == 32 && saved.work.bytes().all(|byte| byte.is_ascii_hexdigit());
        let work = u128::from_str_radix(&saved.work, 16).ok().filter(|_| well_formed);
        Ok(Self {
            work: work.ok_or("a seal names no project")?,
            at: saved.at,
            key: decoded(&saved.key).and_then(|key| DeviceKey::of(&key)).ok_or("a seal's key has 32 or 65 bytes")?,
            signature: decoded(&saved.signature)
                .and_then(|bytes| bytes.try_into().ok())
                .ok_or("a seal's signature has 64 bytes")?,
        })
    }
}

impl From<Seal> for SavedSeal {
    fn from(seal: Seal) -> Self {
        Self {
            work: format!("{:032x}", seal.work),
            at: seal.at,
            key: BASE64URL_NOPAD.encode(seal.key.bytes()),
            signature: BASE64URL_NOPAD.encode(&seal.signature),
        }
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_read_as_it_is_written_and_nothing_else_is_read() {
        for key in [DeviceKey::P256([4; P256_BYTES]), DeviceKey::Ed25519([4; ED25519_BYTES])] {
            let seal = Seal { work: 7, at: 9, key, signature: [5; SIGNATURE_BYTES] };
            let json = serde_json::to_string(&seal).unwrap();
            assert_eq!(serde_json::from_str::<Seal>(&json).unwrap(), seal);
            for (from, to) in [("\"at\":9", "\"at\":-9"), ("0007", "00+7"), ("BAQE", ""), ("\"key\"", "\"kex\"")] {
                assert!(serde_json::from_str::<Seal>(&json.replacen(from, to, 1)).is_err(), "{to}");
            }
        }
    }
}
