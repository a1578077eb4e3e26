//! Reading what shall be verified: a project file or an evidence bundle, from anybody.

use std::error::Error;
use std::fmt;

use serde::Deserialize;

use crate::project::ProjectId;
use crate::provenance::Ledger;
use crate::text::{Locale, Message};
use crate::verify::{Evidence, EvidenceEntry};

/// Most bytes of a file that is verified.
pub const MAX_EVIDENCE_BYTES: usize = 128 << 20;

/// What a file holds that can be verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A project file: its ledger, without the acts.
    Project(Evidence),
    /// An evidence bundle.
    Evidence(Evidence),
}

impl Subject {
    /// The ledger, with the acts that are at hand.
    pub fn evidence(&self) -> &Evidence {
        match self {
            Self::Project(evidence) | Self::Evidence(evidence) => evidence,
        }
    }
}

/// Why nothing could be verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// More bytes than are read.
    TooLarge {
        /// How many may be read.
        limit: usize,
    },
    /// Neither a project file nor an evidence bundle, or one too damaged to be read; with what was found wrong.
    Unreadable(String),
    /// A bundle of a newer studio.
    Newer,
}

impl VerifyError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::TooLarge { limit } => Message::new("error-verify-large").with("limit", limit >> 20),
            Self::Unreadable(detail) => Message::new("error-verify-unreadable").with("detail", detail),
            Self::Newer => Message::new("error-verify-newer"),
        }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message().print(Locale::English))
    }
}

impl Error for VerifyError {}

/// As much of a project file as is verified: every version has it alike.
#[derive(Deserialize)]
struct ProjectLedger {
    id: ProjectId,
    ledger: Ledger,
}

/// Tells the two kinds of file apart.
#[derive(Deserialize)]
struct Head {
    cowrite: Option<u64>,
    cowrite_evidence: Option<u64>,
}

/// What a file holds that can be verified.
///
/// # Errors
/// It is too large, or no such file.
pub fn read(bytes: &[u8]) -> Result<Subject, VerifyError> {
    if bytes.len() > MAX_EVIDENCE_BYTES {
        return Err(VerifyError::TooLarge { limit: MAX_EVIDENCE_BYTES });
    }
    let unreadable = |error: serde_json::Error| VerifyError::Unreadable(error.to_string());
    let text = std::str::from_utf8(bytes).map_err(|error| VerifyError::Unreadable(error.to_string()))?;
    let head: Head = serde_json::from_str(text).map_err(unreadable)?;
    match (head.cowrite, head.cowrite_evidence) {
        (_, Some(1)) => {
            let evidence = serde_json::from_str(text).map_err(unreadable)?;
            sound(evidence).map(Subject::Evidence)
        }
        (_, Some(_)) => Err(VerifyError::Newer),
        (Some(_), None) => {
            let ProjectLedger { id, ledger } = serde_json::from_str(text).map_err(unreadable)?;
            sound(without_acts(id, ledger)).map(Subject::Project)
        }
        (None, None) => Err(VerifyError::Unreadable("neither a project nor an evidence bundle".to_owned())),
    }
}

fn without_acts(work: ProjectId, ledger: Ledger) -> Evidence {
    let ledger = ledger.completed();
    let entries = ledger.entries().iter().map(|entry| EvidenceEntry {
        contribution: String::from_utf8(entry.contribution.bytes()).unwrap_or_default(),
        digest: entry.digest,
        seal: entry.seal.as_deref().cloned(),
        acts: None,
    });
    Evidence { cowrite_evidence: 1, work, entries: entries.collect(), acts: Vec::new() }
}

/// A bundle of a known form in which every act belongs to an entry.
fn sound(evidence: Evidence) -> Result<Evidence, VerifyError> {
    let broken = |words: &str| Err(VerifyError::Unreadable(words.to_owned()));
    if !evidence.is_known() {
        return Err(VerifyError::Newer);
    }
    if evidence.entries.len() > Ledger::MAX_ENTRIES {
        return broken("more entries than a ledger has");
    }
    let mut belongs = vec![false; evidence.acts.len()];
    for act in evidence.entries.iter().filter_map(|entry| entry.acts.as_ref()).flatten() {
        match belongs.get_mut(*act as usize) {
            Some(belongs) => *belongs = true,
            None => return broken("an entry names an act that is not there"),
        }
    }
    if belongs.contains(&false) { broken("an act belongs to no entry") } else { Ok(evidence) }
}
