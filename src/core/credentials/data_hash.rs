//! The hard binding: a hash of the whole file but for the place of the manifest itself (`c2pa.hash.data`).

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::credentials::cbor::Value;

/// The label of its assertion.
pub(super) const LABEL: &str = "c2pa.hash.data";
/// The most places that a hash may leave out.
const MOST_EXCLUSIONS: usize = 64;

/// A hash of a file, and the places it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataHash {
    /// Bytes of the file that it does not cover, in order.
    pub exclusions: Vec<Range<u64>>,
    /// SHA-256 of all others.
    pub hash: Vec<u8>,
}

impl DataHash {
    /// A hash of everything but one place.
    pub(super) fn beside(place: Range<u64>, hash: Vec<u8>) -> Self {
        Self { exclusions: Vec::from([place]), hash }
    }

    pub(super) fn value(&self) -> Value {
        let exclusion = |range: &Range<u64>| {
            Value::map([("start", range.start.into()), ("length", (range.end - range.start).into())])
        };
        Value::map([
            ("exclusions", Value::Array(self.exclusions.iter().map(exclusion).collect())),
            ("name", "jumbf manifest".into()),
            ("alg", "sha256".into()),
            ("hash", Value::Bytes(self.hash.clone())),
            ("pad", Value::Bytes(vec![0; 8])),
        ])
    }

    /// Reads an assertion; `None` where it is none, or one of another algorithm.
    pub(super) fn read(value: &Value, algorithm: &str) -> Option<Self> {
        if value.get("alg").and_then(Value::text).unwrap_or(algorithm) != "sha256" {
            return None;
        }
        let excluded = value.get("exclusions").map(Value::items).unwrap_or_default();
        let range = |exclusion: &Value| {
            let start = exclusion.get("start")?.unsigned()?;
            Some(start..start.checked_add(exclusion.get("length")?.unsigned()?)?)
        };
        let mut exclusions: Vec<Range<u64>> = excluded.iter().map(range).collect::<Option<_>>()?;
        exclusions.sort_by_key(|range| range.start);
        let apart = exclusions.windows(2).all(|pair| pair[0].end <= pair[1].start);
        let fits = apart && exclusions.len() <= MOST_EXCLUSIONS;
        fits.then_some(Self { exclusions, hash: value.get("hash")?.bytes()?.to_vec() })
    }
}

/// Compares a file with its hash, piece by piece.
#[derive(Clone, Debug)]
pub struct DataHasher {
    wanted: DataHash,
    at: u64,
    hasher: Sha256,
}

impl DataHasher {
    /// For a file that shall have this hash.
    pub fn new(wanted: DataHash) -> Self {
        Self { wanted, at: 0, hasher: Sha256::new() }
    }

    /// Takes the next bytes of the file.
    pub fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let next = self.wanted.exclusions.iter().find(|range| range.end > self.at);
            let (until, covered) = match next {
                Some(range) if range.start <= self.at => (range.end, false),
                Some(range) => (range.start, true),
                None => (u64::MAX, true),
            };
            let count = usize::try_from(until - self.at).map_or(bytes.len(), |count| count.min(bytes.len()));
            let (taken, rest) = bytes.split_at(count);
            if covered {
                self.hasher.update(taken);
            }
            self.at += taken.len() as u64;
            bytes = rest;
        }
    }

    /// Whether all bytes taken are the ones that were hashed.
    pub fn matches(self) -> bool {
        let whole = self.wanted.exclusions.last().is_none_or(|range| range.end <= self.at);
        whole && self.hasher.finalize().as_slice() == self.wanted.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_may_change_and_nothing_else_may() {
        let file: Vec<u8> = (0..100).collect();
        let kept = [&file[..10], &file[20..50], &file[60..]].concat();
        let wanted = DataHash { exclusions: vec![10..20, 50..60], hash: Sha256::digest(&kept).to_vec() };
        let matches = |file: &[u8], step: usize| {
            let mut hasher = DataHasher::new(wanted.clone());
            file.chunks(step).for_each(|piece| hasher.update(piece));
            hasher.matches()
        };
        for step in [1, 7, 100] {
            assert!(matches(&file, step));
        }
        for at in 0..100 {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_eq!(matches(&changed, 9), wanted.exclusions.iter().any(|range| range.contains(&(at as u64))));
        }
        assert!(!matches(&file[..55], 9));
        assert_eq!(DataHash::read(&wanted.value(), "sha256"), Some(wanted.clone()));
    }
}
