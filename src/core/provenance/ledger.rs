//! The project's append-only list of contributions, in a hash chain.

use serde::{Deserialize, Serialize};

use crate::provenance::{Contribution, ContributionId, Contributor, Digest, PromptRecord, Seal, SealClaim};
use crate::text::{Message, describe};

/// A contribution with its link in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What was contributed.
    pub contribution: Contribution,
    /// SHA-256 of the previous entry's digest (zeros for the first) and this contribution's JSON.
    #[serde(default, skip_serializing_if = "Digest::is_zero")]
    pub digest: Digest,
    /// A device's signature over the ledger up to here. An entry that has one does not grow any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Box<Seal>>,
}

/// Contributions in the order they began. Only the last one can still grow; it is closed when somebody else begins, or when
/// a device signs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    entries: Vec<Entry>,
}

/// Where a ledger does not agree with itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// The entry of this number, counted from one, does not match its digest.
    Broken {
        /// Counted from one.
        entry: usize,
    },
    /// The ledger has as many contributions as it can hold.
    Full,
}

impl LedgerError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Broken { entry } => Message::new("error-ledger-broken").with("entry", entry),
            Self::Full => Message::new("error-ledger-full"),
        }
    }
}
describe!(LedgerError);

impl Ledger {
    /// The most contributions a ledger holds.
    pub const MAX_ENTRIES: usize = 20_000;

    /// The contribution that a contributor's next act belongs to: the open one where it is theirs and answers the same
    /// prompt, or a new one.
    ///
    /// # Errors
    /// [`LedgerError::Full`] when a new one would be one too many.
    pub fn attribute(
        &mut self,
        contributor: &Contributor,
        prompt: Option<&PromptRecord>,
        now: u64,
    ) -> Result<ContributionId, LedgerError> {
        let continues = self.entries.last().is_some_and(|entry| {
            let same = entry.contribution.contributor == *contributor && entry.contribution.prompt.as_ref() == prompt;
            same && entry.seal.is_none()
        });
        if !continues {
            if self.entries.len() >= Self::MAX_ENTRIES {
                return Err(LedgerError::Full);
            }
            self.entries.push(Entry {
                contribution: Contribution {
                    contributor: contributor.clone(),
                    prompt: prompt.cloned(),
                    began: now,
                    ended: now,
                    acts: 0,
                    payload: Digest::default(),
                },
                digest: Digest::default(),
                seal: None,
            });
            self.close_last();
        }
        Ok(ContributionId(u16::try_from(self.entries.len() - 1).unwrap_or(u16::MAX)))
    }

    /// Covers one more act by the last contribution: `payload` is the journal entry's canonical bytes.
    pub fn cover(&mut self, payload: &[u8], now: u64) {
        if let Some(entry) = self.entries.last_mut() {
            let contribution = &mut entry.contribution;
            contribution.acts = contribution.acts.saturating_add(1);
            contribution.ended = contribution.ended.max(now);
            contribution.payload = contribution.payload.chained(payload);
        }
        self.close_last();
    }

    /// Puts a device's signature at the last entry, which then is closed. Whether it holds is not looked at here.
    /// Returns whether there was an entry without one.
    pub fn seal(&mut self, seal: Seal) -> bool {
        match self.entries.last_mut() {
            Some(entry) if entry.seal.is_none() => {
                entry.seal = Some(Box::new(seal));
                true
            }
            _ => false,
        }
    }

    /// What must hold for the signatures in it: each with the place of its entry, counted from zero.
    pub fn seals(&self) -> impl Iterator<Item = (usize, SealClaim)> + '_ {
        let claim =
            |(place, entry): (usize, &Entry)| Some((place, entry.seal.as_ref()?.claim(place + 1, entry.digest)));
        self.entries.iter().enumerate().filter_map(claim)
    }

    /// The contribution of an id.
    pub fn get(&self, id: ContributionId) -> Option<&Contribution> {
        self.entries.get(usize::from(id.0)).map(|entry| &entry.contribution)
    }

    /// Every entry, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The digest of the last entry, which covers the whole ledger; zeros for an empty one.
    pub fn head(&self) -> Digest {
        self.entries.last().map_or_else(Digest::default, |entry| entry.digest)
    }

    /// Checks every entry against its digest.
    ///
    /// # Errors
    /// [`LedgerError::Broken`] with the first entry that does not match.
    pub fn verify(&self) -> Result<(), LedgerError> {
        let mut previous = Digest::default();
        for (index, entry) in self.entries.iter().enumerate() {
            if entry.contribution.linked(previous) != entry.digest {
                return Err(LedgerError::Broken { entry: index + 1 });
            }
            previous = entry.digest;
        }
        Ok(())
    }

    /// The ledger without the digests that follow from the contributions, all but the last: a share link is shorter by
    /// them. It does not verify until it is [completed](Self::completed).
    #[must_use]
    pub fn abridged(mut self) -> Self {
        if let Some((_, all_but_last)) = self.entries.split_last_mut() {
            all_but_last.iter_mut().for_each(|entry| entry.digest = Digest::default());
        }
        self
    }

    /// The ledger with the digests that [`Self::abridged`] left out. The last one, which covers every entry, is never
    /// filled in, so that [`Self::verify`] still finds whatever was changed; it then names the last entry.
    #[must_use]
    pub fn completed(mut self) -> Self {
        let mut previous = Digest::default();
        if let Some((_, all_but_last)) = self.entries.split_last_mut() {
            for entry in all_but_last {
                if entry.digest.is_zero() {
                    entry.digest = entry.contribution.linked(previous);
                }
                previous = entry.digest;
            }
        }
        self
    }

    fn close_last(&mut self) {
        let previous = match self.entries.len() {
            0 | 1 => Digest::default(),
            count => self.entries[count - 2].digest,
        };
        if let Some(entry) = self.entries.last_mut() {
            entry.digest = entry.contribution.linked(previous);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::provenance::DeviceKey;

    fn person() -> Contributor {
        Contributor::Person { name: "Ada".to_owned() }
    }

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let prompt = PromptRecord::with_text("a song", Some(1));
        ledger.attribute(&Contributor::built_in_composer(), Some(&prompt), 1).unwrap();
        ledger.cover(b"notes", 1);
        ledger.attribute(&person(), None, 2).unwrap();
        ledger.cover(b"move", 3);
        ledger
    }

    #[test]
    fn acts_in_a_row_are_one_contribution() {
        let mut ledger = ledger();
        let id = ledger.attribute(&person(), None, 9).unwrap();
        ledger.cover(b"again", 9);
        assert_eq!(id, ContributionId(1));
        let contribution = ledger.get(id).unwrap();
        assert_eq!((contribution.acts, contribution.began, contribution.ended), (2, 2, 9));
        assert_eq!(ledger.verify(), Ok(()));
    }

    #[test]
    fn a_signed_entry_is_closed_and_whoever_goes_on_begins_another() {
        let mut ledger = ledger();
        let seal = Seal { work: 1, at: 5, key: DeviceKey::P256([0; 65]), signature: [0; 64] };
        assert!(ledger.seal(seal.clone()) && !ledger.seal(seal));
        let head = ledger.head();
        assert_eq!(ledger.attribute(&person(), None, 9).unwrap(), ContributionId(2));
        assert_eq!(ledger.entries()[1].digest, head);
        assert_eq!(ledger.seals().map(|(place, _)| place).collect::<Vec<_>>(), [1]);
        let json = serde_json::to_string(&ledger.clone().abridged()).unwrap();
        assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap().completed(), ledger);
    }

    #[test]
    fn an_abridged_ledger_is_completed_and_still_shows_what_was_changed() {
        let json = serde_json::to_string(&ledger().abridged()).unwrap();
        assert_eq!(json.matches("\"digest\"").count(), 1);
        let read = |json: &str| serde_json::from_str::<Ledger>(json).unwrap().completed();
        assert_eq!(read(&json), ledger());
        assert_eq!(read(&json.replace("a song", "a sonG")).verify(), Err(LedgerError::Broken { entry: 2 }));
        assert_eq!(Ledger::default().abridged().completed(), Ledger::default());
    }

    /// The entry, counted from one, that a byte of the ledger's JSON belongs to.
    fn entry_at(json: &str, at: usize) -> usize {
        json[..=at].matches("{\"contribution\"").count().max(1)
    }

    proptest! {
        #[test]
        fn no_changed_byte_goes_unseen(at in 0usize..2_000, flip in 1u8..=255) {
            let whole = ledger();
            let json = serde_json::to_string(&whole).unwrap();
            let at = at % json.len();
            let mut bytes = json.clone().into_bytes();
            bytes[at] ^= flip;
            let Ok(read) = serde_json::from_slice::<Ledger>(&bytes) else { return Ok(()) };
            if read != whole {
                // A digest that was changed belongs to its own entry, like what it covers.
                prop_assert_eq!(read.verify(), Err(LedgerError::Broken { entry: entry_at(&json, at) }));
            }
        }
    }

    #[test]
    fn any_changed_field_breaks_the_chain_at_its_entry() {
        for (field, entry) in [("Ada", 2), ("a song", 1), ("\"acts\":1", 1), ("\"ended\":3", 2)] {
            let json = serde_json::to_string(&ledger()).unwrap();
            let forged = field.chars().next_back().map(|last| if last == '1' { '7' } else { '1' }).unwrap();
            let mut changed = field.to_owned();
            changed.pop();
            changed.push(forged);
            let forged: Ledger = serde_json::from_str(&json.replacen(field, &changed, 1)).unwrap();
            assert_eq!(forged.verify(), Err(LedgerError::Broken { entry }), "{field}");
        }
    }
}
