//! What a co-writer offers, laid over the project and not yet applied.

use std::rc::Rc;

use crate::provenance::{Contributor, PromptRecord};
use crate::score::{Hunk, HunkKind, HunkState, Score};

/// A song or a part of one that a co-writer offers. Nothing of it is in the project until hunks of it are accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What is offered.
    pub score: Rc<Score>,
    /// Who offers it.
    pub by: Contributor,
    /// What they were asked.
    pub prompt: PromptRecord,
    /// Its parts that can be accepted alone, by section, then chords, lyrics and parts in order.
    pub hunks: Vec<Hunk>,
}

impl Proposal {
    /// The proposal of a score, every hunk open. Parts that rest through a section have no hunk there.
    pub fn new(score: Score, by: Contributor, prompt: PromptRecord) -> Self {
        let hunks = hunks_of(&score);
        Self { score: Rc::new(score), by, prompt, hunks }
    }

    /// The hunks nobody has decided on.
    pub fn open(&self) -> impl Iterator<Item = HunkKind> + '_ {
        self.hunks.iter().filter(|hunk| hunk.state == HunkState::Open).map(|hunk| hunk.kind)
    }

    /// Marks hunks as decided.
    pub fn decide(&mut self, kinds: &[HunkKind], state: HunkState) {
        for hunk in self.hunks.iter_mut().filter(|hunk| kinds.contains(&hunk.kind)) {
            hunk.state = state;
        }
    }
}

fn hunks_of(score: &Score) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    for (section, range) in score.section_ranges().into_iter().enumerate() {
        let chords = score.chords.iter().filter(|chord| range.contains(chord.range.start)).count();
        let lyrics = score.lyrics.iter().filter(|line| range.contains(line.range.start)).count();
        let parts = score.parts.iter().enumerate().map(|(part, what)| {
            let notes = what.notes.iter().filter(|note| range.contains(note.start)).count();
            (HunkKind::Part { part, section }, notes)
        });
        let sizes = [(HunkKind::Chords { section }, chords), (HunkKind::Lyrics { section }, lyrics)];
        let found = sizes.into_iter().chain(parts).filter(|(_, size)| *size > 0);
        hunks.extend(found.map(|(kind, size)| Hunk { kind, state: HunkState::Open, size }));
    }
    hunks
}
