//! One contributor's work without a break: what the ledger's entries hold.

use serde::{Deserialize, Serialize};

use crate::provenance::{Contributor, Digest};

/// The place of a contribution in its project's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContributionId(pub u16);

/// What a contributor was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SavedPrompt", into = "SavedPrompt")]
pub struct PromptRecord {
    /// SHA-256 of the prompt's UTF-8 text.
    pub digest: Digest,
    /// The text itself, where the person chose to keep it in the project.
    pub text: Option<String>,
    /// The seed that makes a rule-based answer repeatable.
    pub seed: Option<u64>,
    /// What a service calls the answer: its request, task or song.
    pub reference: Option<String>,
}

/// A prompt as it is written: a digest that follows from the text is left out, which shortens share links.
#[derive(Serialize, Deserialize)]
struct SavedPrompt {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digest: Option<Digest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

impl TryFrom<SavedPrompt> for PromptRecord {
    type Error = &'static str;
    fn try_from(saved: SavedPrompt) -> Result<Self, Self::Error> {
        let of_text = || saved.text.as_deref().map(|text| Digest::of(text.as_bytes()));
        let digest = saved.digest.or_else(of_text).ok_or("a prompt has neither text nor digest")?;
        Ok(Self { digest, text: saved.text, seed: saved.seed, reference: saved.reference })
    }
}

impl From<PromptRecord> for SavedPrompt {
    fn from(prompt: PromptRecord) -> Self {
        let follows = prompt.text.as_ref().is_some_and(|text| Digest::of(text.as_bytes()) == prompt.digest);
        Self {
            digest: (!follows).then_some(prompt.digest),
            text: prompt.text,
            seed: prompt.seed,
            reference: prompt.reference,
        }
    }
}

impl PromptRecord {
    /// A prompt kept with its text.
    pub fn with_text(text: &str, seed: Option<u64>) -> Self {
        Self { digest: Digest::of(text.as_bytes()), text: Some(text.to_owned()), seed, reference: None }
    }
}

/// Everything one contributor did in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// Who.
    pub contributor: Contributor,
    /// What they were asked, where they were asked something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptRecord>,
    /// When it began, in milliseconds since 1970-01-01 UTC.
    pub began: u64,
    /// When it ended, in milliseconds since 1970-01-01 UTC.
    pub ended: u64,
    /// How many journal entries it covers.
    pub acts: u32,
    /// A digest that covers the payload, every journal entry in order.
    pub payload: Digest,
}

impl Contribution {
    /// The bytes that its entry's digest covers: its JSON.
    pub fn bytes(&self) -> Vec<u8> {
        // A contribution holds only strings, numbers and digests, so its JSON cannot fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The digest of its entry after an entry of this digest; zeros before the first.
    pub fn linked(&self, previous: Digest) -> Digest {
        previous.chained(&self.bytes())
    }
}
