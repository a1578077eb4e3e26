//! What was found of a ledger, entry by entry.

use crate::project::ProjectId;
use crate::provenance::{Digest, SealClaim};
use crate::text::Message;
use crate::verify::{Evidence, EvidenceEntry};

/// What was found of the acts that an entry covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// They are not at hand; their digest is.
    Absent,
    /// They are what the entry covers.
    Holds,
    /// They are not.
    Broken,
}

/// What was found of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryVerdict {
    /// Whether its digest covers its own words and the entry before.
    pub linked: bool,
    /// What was found of its acts.
    pub payload: Payload,
    /// Whether the signature at it holds; none where nobody signed.
    pub seal: Option<bool>,
}

/// What was found of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The project.
    pub work: ProjectId,
    /// The digest of the last entry as it stands there; zeros for an empty ledger.
    pub head: Digest,
    /// What was found of each entry.
    pub entries: Vec<EntryVerdict>,
}

/// What is wrong with an entry, the first that is; entries are counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The entry was changed.
    Entry(usize),
    /// What was done was changed.
    Acts(usize),
    /// The signature at it is not of this ledger.
    Seal(usize),
}

impl Flaw {
    /// The entry, counted from one.
    pub fn entry(self) -> usize {
        let (Self::Entry(entry) | Self::Acts(entry) | Self::Seal(entry)) = self;
        entry
    }

    /// What the user reads.
    pub fn message(self) -> Message {
        let id = match self {
            Self::Entry(_) => "error-ledger-broken",
            Self::Acts(_) => "verify-flaw-acts",
            Self::Seal(_) => "verify-flaw-seal",
        };
        Message::new(id).with("entry", self.entry())
    }
}

impl Verdict {
    /// Checks a ledger. `holds` says whether a signature is right; each is asked for once, in the order of the entries.
    pub fn of(evidence: &Evidence, mut holds: impl FnMut(&SealClaim) -> bool) -> Self {
        let mut previous = Digest::default();
        let mut entries = Vec::with_capacity(evidence.entries.len());
        for (place, entry) in evidence.entries.iter().enumerate() {
            let claim = entry.seal.as_ref().map(|seal| seal.claim(place + 1, entry.digest));
            entries.push(EntryVerdict {
                linked: previous.chained(entry.contribution.as_bytes()) == entry.digest,
                payload: payload(evidence, entry),
                seal: claim.map(|claim| holds(&claim)),
            });
            previous = entry.digest;
        }
        Self { work: evidence.work, head: previous, entries }
    }

    /// The first flaw, where there is one.
    pub fn flaw(&self) -> Option<Flaw> {
        let flaw = |(place, entry): (usize, &EntryVerdict)| match entry {
            EntryVerdict { linked: false, .. } => Some(Flaw::Entry(place + 1)),
            EntryVerdict { payload: Payload::Broken, .. } => Some(Flaw::Acts(place + 1)),
            EntryVerdict { seal: Some(false), .. } => Some(Flaw::Seal(place + 1)),
            _ => None,
        };
        self.entries.iter().enumerate().find_map(flaw)
    }

    /// How many entries have their acts at hand.
    pub fn with_acts(&self) -> usize {
        self.entries.iter().filter(|entry| entry.payload != Payload::Absent).count()
    }

    /// The last entry that a device signed, counted from one.
    pub fn signed(&self) -> Option<usize> {
        self.entries.iter().rposition(|entry| entry.seal == Some(true)).map(|place| place + 1)
    }
}

fn payload(evidence: &Evidence, entry: &EvidenceEntry) -> Payload {
    // Whose words cannot be read has lost its link already.
    let (Some(acts), Some(contribution)) = (&entry.acts, entry.contribution()) else { return Payload::Absent };
    let bytes = acts.iter().filter_map(|act| evidence.acts.get(*act as usize));
    let digest = bytes.fold(Digest::default(), |digest, act| digest.chained(act.as_bytes()));
    let holds = digest == contribution.payload && acts.len() == contribution.acts as usize;
    if holds { Payload::Holds } else { Payload::Broken }
}
