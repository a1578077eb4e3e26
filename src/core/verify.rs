//! Whether a ledger was changed after it was written: entry by entry, what was done included where it was kept.
//!
//! Three things are checked of each entry. Its *link*: its digest covers the entry before and its own words. Its
//! *payload*: what was done, where it is at hand, is what the entry covers. Its *seal*: where a device signed the ledger
//! up to here, the signature holds. `www/verify.html` checks the same in a browser without the studio, and a test holds
//! the two to the same answers.

mod evidence;
mod reader;
mod replay;
mod signature;
mod verdict;

pub use evidence::{Evidence, EvidenceEntry};
pub use reader::{MAX_EVIDENCE_BYTES, Subject, VerifyError, read};
pub use replay::{Replay, replay};
pub use signature::holds;
pub use verdict::{EntryVerdict, Flaw, Payload, Verdict};

/// The standalone verifier: one page of HTML that needs no network. It stands in release packs.
pub const PAGE: &[u8] = include_bytes!("../../www/verify.html");

#[cfg(test)]
mod tests;
