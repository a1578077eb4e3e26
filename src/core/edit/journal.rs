//! The saved sequence of what was done: undo across a reload, and the ledger's evidence, read it.

use serde::{Deserialize, Serialize};

use crate::edit::Command;
use crate::provenance::{Contributor, PromptRecord, Seal};

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Applied commands as one step.
    Apply {
        /// Names the step in the undo list; an id of the catalogue of sentences.
        label: String,
        /// The commands, in order.
        commands: Vec<Command>,
        /// What others sent with it, after it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        with: Vec<Share>,
    },
    /// Took the last step back.
    Undo,
    /// Did the step again that was taken back.
    Redo,
    /// Signed the ledger with this device's key. It changes nothing in the song and is no step.
    Seal {
        /// The signature.
        seal: Box<Seal>,
    },
}

/// What another contributor sends in the same act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub by: Contributor,
    /// What they were asked, where they were asked something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptRecord>,
    /// The commands, in order.
    pub commands: Vec<Command>,
}

/// An act with its author and time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Milliseconds since 1970-01-01 UTC.
    pub at: u64,
    /// Who did it.
    pub by: Contributor,
    /// What they were asked, where they were asked something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptRecord>,
    /// What they did.
    #[serde(flatten)]
    pub act: Act,
}

impl JournalEntry {
    /// How many entries of the ledger cover it: one for each contributor of the act.
    pub fn covers(&self) -> usize {
        match &self.act {
            Act::Apply { with, .. } => 1 + with.len(),
            Act::Undo | Act::Redo => 1,
            Act::Seal { .. } => 0,
        }
    }

    /// The bytes that the ledger's digest covers: the entry's JSON.
    pub fn payload(&self) -> Vec<u8> {
        // An entry holds only strings, numbers and lists, so its JSON cannot fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
