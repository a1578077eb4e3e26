//! What a co-writer offers, laid over the project and not yet applied.

use std::rc::Rc;

use crate::edit::Command;
use crate::project::Project;
use crate::provenance::{Contributor, PromptRecord};
use crate::score::lower::{frame, lower_at};
use crate::score::{Hunk, HunkKind, HunkState, Score};
use crate::time::Tick;

/// Hunks that somebody else than the one who offers them wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Who.
    pub by: Contributor,
    /// Which.
    pub hunks: Vec<HunkKind>,
}

/// A song or a part of one that a co-writer offers. Nothing of it is in the project until hunks of it are accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What is offered.
    pub score: Rc<Score>,
    /// Who offers it.
    pub by: Contributor,
    /// What of it somebody else wrote: the built-in composer, where a model left parts to it.
    pub filled: Option<Filled>,
    /// Where in the project it begins, where it takes the place of a part of the song. The form, tempo and key of the
    /// song then stay as they are.
    pub at: Option<Tick>,
    /// What they were asked.
    pub prompt: PromptRecord,
    /// Its parts that can be accepted alone, by section, then chords, lyrics and parts in order.
    pub hunks: Vec<Hunk>,
}

impl Proposal {
    /// The proposal of a score, every hunk open. Parts that rest through a section have no hunk there.
    pub fn new(score: Score, by: Contributor, prompt: PromptRecord) -> Self {
        let hunks = hunks_of(&score);
        Self { score: Rc::new(score), by, filled: None, at: None, prompt, hunks }
    }

    /// With hunks that somebody else wrote.
    #[must_use]
    pub fn filled_by(mut self, by: Contributor, hunks: Vec<HunkKind>) -> Self {
        self.filled = (!hunks.is_empty()).then_some(Filled { by, hunks });
        self
    }

    /// In the place of a part of the song that begins here.
    #[must_use]
    pub fn in_place(self, at: Tick) -> Self {
        Self { at: Some(at), ..self }
    }

    /// Who wrote a hunk.
    pub fn author_of(&self, hunk: HunkKind) -> &Contributor {
        self.filled.as_ref().filter(|filled| filled.hunks.contains(&hunk)).map_or(&self.by, |filled| &filled.by)
    }

    /// The commands that bring hunks into a project, for each contributor in the order to apply them: whoever offers it
    /// sets the frame. Each is lowered against the project as those before leave it, which `after` tells.
    pub fn lower(
        &self,
        hunks: &[HunkKind],
        project: &Rc<Project>,
        mut after: impl FnMut(&Rc<Project>, &[Command], &Contributor) -> Option<Rc<Project>>,
    ) -> Vec<(Contributor, Vec<Command>)> {
        let place = self.at;
        let (others, own): (Vec<HunkKind>, Vec<HunkKind>) =
            hunks.iter().copied().partition(|hunk| *self.author_of(*hunk) != self.by);
        let mut first = lower_at(&self.score, &own, project, place);
        if own.is_empty() && place.is_none() && !others.is_empty() {
            first = frame(&self.score, &self.score.section_ranges(), project);
        }
        let Some(filled) = self.filled.as_ref().filter(|_| !others.is_empty()) else {
            return vec![(self.by.clone(), first)];
        };
        let base = if first.is_empty() { Some(Rc::clone(project)) } else { after(project, &first, &self.by) };
        let second = base.map(|base| lower_at(&self.score, &others, &base, place)).unwrap_or_default();
        let all = [(self.by.clone(), first), (filled.by.clone(), second)];
        all.into_iter().filter(|(_, commands)| !commands.is_empty()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::edit::{Edit, History};
    use crate::project::ProjectId;

    #[test]
    fn a_model_and_a_tool_each_sign_their_own_hunks() {
        let score = compose("a folk song about a river", 2).unwrap();
        let model = Contributor::Model { provider: "P".to_owned(), model: "m".to_owned(), terms: String::new() };
        let tool = Contributor::built_in_composer();
        let by_tool = [HunkKind::Part { part: 1, section: 1 }, HunkKind::Part { part: 1, section: 2 }];
        let prompt = PromptRecord::with_text("x", None);
        let proposal = Proposal::new(score, model.clone(), prompt.clone()).filled_by(tool.clone(), by_tool.to_vec());
        let edit = |by: &Contributor, commands: &[Command]| Edit {
            label: "edit-accept-proposal".to_owned(),
            commands: commands.to_vec(),
            by: by.clone(),
            prompt: Some(prompt.clone()),
            at: 1,
        };
        let after = |project: &Rc<Project>, commands: &[Command], by: &Contributor| {
            History::new(Project::clone(project)).preview(&edit(by, commands)).ok()
        };
        let empty = Rc::new(Project::empty(ProjectId(1)));
        let all: Vec<HunkKind> = proposal.open().collect();
        for (hunks, tracks) in [(all.as_slice(), proposal.score.parts.len()), (&by_tool[..1], 1)] {
            let mut history = History::new(Project::clone(&empty));
            for (index, (by, commands)) in proposal.lower(hunks, &empty, after).into_iter().enumerate() {
                let run = if index == 0 { History::run } else { History::join };
                run(&mut history, edit(&by, &commands)).unwrap();
            }
            let project = history.project();
            let makers: Vec<&Contributor> =
                project.ledger.entries().iter().map(|entry| &entry.contribution.contributor).collect();
            assert_eq!(makers, [&model, &tool]);
            assert_eq!((project.tracks.len(), project.sections.len()), (tracks, proposal.score.sections.len()));
            history.undo(&model, 2).unwrap();
            assert!(history.project().tracks.is_empty() && history.project().sections.is_empty());
        }
        let own = proposal.lower(&all[..1], &empty, after);
        assert!(own.len() == 1 && own[0].0 == model);
    }
}
