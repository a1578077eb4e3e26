//! Doing everything again: whether a song is what its acts make.

use crate::edit::{History, JournalEntry};
use crate::project::Project;
use crate::verify::Evidence;

/// What came of doing everything again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// The acts make this song, to the last note.
    Same,
    /// They make another.
    Differs,
    /// Not every act since the song was empty was kept, so nothing can be said.
    Incomplete,
}

/// Does every act again, from an empty project on, and compares.
pub fn replay(evidence: &Evidence, project: &Project) -> Replay {
    if evidence.work != project.id || evidence.with_acts() != evidence.entries.len() {
        return Replay::Incomplete;
    }
    let acts: Option<Vec<JournalEntry>> = evidence.acts.iter().map(|act| serde_json::from_str(act).ok()).collect();
    let Some(acts) = acts else { return Replay::Differs };
    let mut history = History::new(Project::empty(project.id));
    for act in acts {
        if !history.again(&act) {
            return Replay::Differs;
        }
        // A signed entry is closed, which decides where the next act goes.
        let entries = history.project().ledger.entries();
        let complete =
            entries.len().checked_sub(1).and_then(|last| Some((entries.get(last)?, evidence.entries.get(last)?)));
        if let Some((entry, told)) = complete
            && entry.digest == told.digest
            && let Some(seal) = &told.seal
        {
            history.seal(seal.clone(), &act.by, act.at);
        }
    }
    if **history.project() == *project { Replay::Same } else { Replay::Differs }
}
