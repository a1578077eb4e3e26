//! What a co-writer offers, laid over the project and not yet applied.

use std::rc::Rc;

use crate::edit::{Edit, Share, apply};
use crate::project::Project;
use crate::provenance::{Contributor, PromptRecord};
use crate::score::{Hunk, HunkKind, HunkState, Place, Repair, Score, lower};

/// A song or a part of one that a co-writer offers. Nothing of it is in the project until hunks of it are accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What is offered.
    pub score: Rc<Score>,
    /// Who offers it.
    pub by: Contributor,
    /// What they were asked.
    pub prompt: PromptRecord,
    /// Where it goes.
    pub place: Place,
    /// What of it another contributor wrote, and who: the built-in composer completes what a model left out.
    pub filled: Option<(Contributor, Vec<HunkKind>)>,
    /// What had to be put right in what was offered.
    pub repairs: Vec<Repair>,
    /// Its parts that can be accepted alone, by section, then chords, lyrics and parts in order.
    pub hunks: Vec<Hunk>,
}

impl Proposal {
    /// The proposal of a score, every hunk open. Parts that rest through a section have no hunk there.
    pub fn new(score: Score, by: Contributor, prompt: PromptRecord) -> Self {
        let hunks = hunks_of(&score);
        let (place, filled, repairs) = (Place::Song, None, Vec::new());
        Self { score: Rc::new(score), by, prompt, place, filled, repairs, hunks }
    }

    /// Who wrote a hunk.
    pub fn author(&self, hunk: HunkKind) -> &Contributor {
        match &self.filled {
            Some((other, hunks)) if hunks.contains(&hunk) => other,
            _ => &self.by,
        }
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

impl Proposal {
    /// Hunks of it as one edit of a project: what its author wrote, then what another completed.
    pub fn edit(&self, label: &str, hunks: &[HunkKind], project: &Project, at: u64) -> Edit {
        let by_other = |hunk: &&HunkKind| *self.author(**hunk) != self.by;
        let (others, own): (Vec<HunkKind>, Vec<HunkKind>) = hunks.iter().partition(by_other);
        let commands = lower(&self.score, &own, project, self.place);
        let mut edit = Edit { prompt: Some(self.prompt.clone()), ..Edit::new(label, commands, self.by.clone(), at) };
        if let (Some((other, _)), false) = (&self.filled, others.is_empty()) {
            // New tracks have their ids only once they are there.
            let between = after(project, &edit);
            let share = Share {
                by: other.clone(),
                prompt: Some(self.prompt.clone()),
                commands: lower(&self.score, &others, &between, self.place),
            };
            if edit.commands.is_empty() {
                return Edit { by: share.by, commands: share.commands, ..edit };
            }
            edit.with.push(share);
        }
        edit
    }
}

/// The project as the first contributor's part of an edit leaves it. A command that is refused changes nothing; the
/// whole edit is refused then, when it is run.
fn after(project: &Project, edit: &Edit) -> Project {
    let mut project = project.clone();
    if let Ok(id) = Rc::make_mut(&mut project.ledger).attribute(&edit.by, edit.prompt.as_ref(), edit.at) {
        for command in &edit.commands {
            if apply(&mut project, command, id).is_err() {
                break;
            }
        }
    }
    project
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
