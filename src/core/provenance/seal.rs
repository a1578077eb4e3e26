//! A device's signature over a ledger as it stood.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::provenance::Digest;

/// Bytes of a P-256 public key: an uncompressed point (SEC 1, 2.3.3).
pub const KEY_BYTES: usize = 65;
/// Bytes of a P-256 signature: r and s, 32 bytes each (IEEE P1363, as WebCrypto writes it).
pub const SIGNATURE_BYTES: usize = 64;

/// A device's signature over a ledger as it stood: ECDSA on P-256 with SHA-256 (FIPS 186-5). It stands at the entry that
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
    pub key: [u8; KEY_BYTES],
    /// The signature over [`Seal::words`].
    pub signature: [u8; SIGNATURE_BYTES],
}

/// What a signature is checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealClaim {
    /// The signed bytes.
    pub words: Vec<u8>,
    /// The public key.
    pub key: [u8; KEY_BYTES],
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
            key: bytes(&saved.key).ok_or("a seal's key has 65 bytes")?,
            signature: bytes(&saved.signature).ok_or("a seal's signature has 64 bytes")?,
        })
    }
}

impl From<Seal> for SavedSeal {
    fn from(seal: Seal) -> Self {
        Self {
            work: format!("{:032x}", seal.work),
            at: seal.at,
            key: BASE64URL_NOPAD.encode(&seal.key),
            signature: BASE64URL_NOPAD.encode(&seal.signature),
        }
    }
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_read_as_it_is_written_and_nothing_else_is_read() {
        let seal = Seal { work: 7, at: 9, key: [4; KEY_BYTES], signature: [5; SIGNATURE_BYTES] };
        let json = serde_json::to_string(&seal).unwrap();
        assert_eq!(serde_json::from_str::<Seal>(&json).unwrap(), seal);
        for (from, to) in [("\"at\":9", "\"at\":-9"), ("0007", "00+7"), ("BAQ", "BA"), ("\"key\"", "\"kex\"")] {
            assert!(serde_json::from_str::<Seal>(&json.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
