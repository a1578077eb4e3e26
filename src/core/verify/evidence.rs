//! The evidence bundle: a ledger with the acts that it covers, as the bytes that were hashed.
//!
//! JSON: `{"cowrite_evidence":1,"work":…,"entries":[{"contribution":…,"digest":…,"seal":…,"acts":[…]},…],"acts":[…]}`.
//! Contributions and acts are JSON inside strings, so that every program hashes the very bytes that the studio hashed and
//! none has to write numbers or order keys the way another does. `acts` of an entry are places in the list of acts; it is
//! left out where not all acts of the entry were kept, and then only their digest is known.

use serde::{Deserialize, Serialize};

use crate::edit::{Act, Command, JournalEntry};
use crate::project::{Project, ProjectId};
use crate::provenance::{Contribution, ContributionId, Digest, Seal};

/// The version of the bundle's form.
const FORM: u32 = 1;

/// A ledger with the acts that it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The version of its form.
    pub cowrite_evidence: u32,
    /// The project.
    pub work: ProjectId,
    /// The ledger's entries, oldest first.
    pub entries: Vec<EvidenceEntry>,
    /// Every act that was kept, oldest first: the JSON of a journal entry.
    pub acts: Vec<String>,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceEntry {
    /// The JSON of the contribution, as the digest covers it.
    pub contribution: String,
    /// The entry's digest.
    pub digest: Digest,
    /// A device's signature over the ledger up to here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// The places of its acts in [`Evidence::acts`]; none where they were not all kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts: Option<Vec<u32>>,
}

impl EvidenceEntry {
    /// What was contributed, where the words can be read.
    pub fn contribution(&self) -> Option<Contribution> {
        serde_json::from_str(&self.contribution).ok()
    }
}

impl Evidence {
    /// Whether this studio knows the form.
    pub(super) fn is_known(&self) -> bool {
        self.cowrite_evidence == FORM
    }

    /// The evidence of a project, from the acts that were kept of it: JSON of journal entries in order, up to the last.
    /// Older ones may be missing. Acts that the ledger does not cover, because another program or a lost entry broke the
    /// row, are left out, and the entry then stands on its digest alone.
    pub fn of(project: &Project, kept: &[String]) -> Self {
        let ledger = project.ledger.entries();
        let row: Vec<u32> = (0..).zip(kept).flat_map(|(place, act)| std::iter::repeat_n(place, covers(act))).collect();
        // Rows end together: the last act is covered by the last entries. This is where the row begins in the ledger's,
        // which is before it where acts are not the ledger's.
        let in_ledger: i64 = ledger.iter().map(|entry| i64::from(entry.contribution.acts)).sum();
        let begin = in_ledger.saturating_sub_unsigned(row.len() as u64);
        let mut from = 0;
        let entries = ledger.iter().map(|entry| {
            let to = from + i64::from(entry.contribution.acts);
            let place = |at: i64| usize::try_from(at - begin).ok();
            let acts = place(from).zip(place(to)).and_then(|(from, to)| row.get(from..to)).map(<[u32]>::to_vec);
            from = to;
            let payload = |acts: &Vec<u32>| {
                let bytes = acts.iter().filter_map(|act| kept.get(*act as usize));
                bytes.fold(Digest::default(), |digest, act| digest.chained(act.as_bytes()))
            };
            EvidenceEntry {
                contribution: String::from_utf8(entry.contribution.bytes()).unwrap_or_default(),
                digest: entry.digest,
                seal: entry.seal.as_deref().cloned(),
                acts: acts.filter(|acts| payload(acts) == entry.contribution.payload),
            }
        });
        let entries = entries.collect();
        Self { cowrite_evidence: FORM, work: project.id, entries, acts: kept.to_vec() }.without_loose_acts()
    }

    /// Whether the acts of a contribution hold a person's word that material may be sold, on this ground. `None` where
    /// they were not kept, and their digest alone is known.
    pub fn declares(&self, by: ContributionId, material: ContributionId, ground: &str) -> Option<bool> {
        let Some(entry) = self.entries.get(usize::from(by.0)) else { return Some(false) };
        let said = |command: &Command| {
            matches!(command, Command::ClearMaterial { material: about, ground: on, .. }
                if *about == material && on.trim() == ground)
        };
        let acts = entry.acts.as_ref()?.iter().filter_map(|act| self.acts.get(*act as usize));
        let mut acts = acts.filter_map(|act| serde_json::from_str::<JournalEntry>(act).ok());
        Some(acts.any(|act| match &act.act {
            Act::Apply { commands, .. } => commands.iter().any(said),
            Act::Undo | Act::Redo | Act::Seal { .. } => false,
        }))
    }

    /// Its file.
    pub fn bytes(&self) -> Vec<u8> {
        // It holds only strings, numbers and lists, so it cannot fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// How many entries have all their acts at hand.
    pub fn with_acts(&self) -> usize {
        self.entries.iter().filter(|entry| entry.acts.is_some()).count()
    }

    fn without_loose_acts(mut self) -> Self {
        let mut places: Vec<Option<u32>> = vec![None; self.acts.len()];
        for act in self.entries.iter().filter_map(|entry| entry.acts.as_ref()).flatten() {
            if let Some(place) = places.get_mut(*act as usize) {
                *place = Some(0);
            }
        }
        let used = places.iter_mut().filter(|place| place.is_some());
        for (number, place) in (0..).zip(used) {
            *place = Some(number);
        }
        let moved = |act: &u32| places.get(*act as usize).copied().flatten().unwrap_or_default();
        for entry in &mut self.entries {
            if let Some(acts) = &mut entry.acts {
                acts.iter_mut().for_each(|act| *act = moved(act));
            }
        }
        let mut at = 0;
        self.acts.retain(|_| {
            at += 1;
            places[at - 1].is_some()
        });
        self
    }
}

/// How many entries of the ledger cover an act.
fn covers(act: &str) -> usize {
    serde_json::from_str::<JournalEntry>(act).map_or(0, |entry| entry.covers())
}
