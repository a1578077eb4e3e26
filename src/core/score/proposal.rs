//! What a co-writer offers, laid over the project and not yet applied.

use std::rc::Rc;

use crate::edit::{Edit, Share, apply};
use crate::project::Project;
use crate::provenance::{Contributor, PromptRecord};
use crate::score::lower::frame;
use crate::score::{Hunk, HunkKind, HunkState, Place, Repair, Score, lower};
use crate::time::TickRange;

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

    /// Where its sections lie in the project.
    pub fn section_ranges(&self) -> Vec<TickRange> {
        self.score.section_ranges().into_iter().map(|range| self.placed(range)).collect()
    }

    /// A span of its score where it lies in the project.
    pub fn placed(&self, range: TickRange) -> TickRange {
        let start = self.place.start();
        TickRange::new(range.start + start, range.end + start)
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
    /// Hunks of it as one edit of a project: what its author wrote, with the form of the song, then what another
    /// completed.
    pub fn edit(&self, label: &str, hunks: &[HunkKind], project: &Project, at: u64) -> Edit {
        let (others, own): (Vec<HunkKind>, Vec<HunkKind>) =
            hunks.iter().partition(|hunk| *self.author(**hunk) != self.by);
        let mut commands = lower(&self.score, &own, project, self.place);
        if own.is_empty() && self.place == Place::Song && !others.is_empty() {
            // The form is its author's, whoever filled it in.
            commands = frame(&self.score, &self.score.section_ranges(), project);
        }
        let mut edit = Edit { prompt: Some(self.prompt.clone()), ..Edit::new(label, commands, self.by.clone(), at) };
        let Some((other, _)) = self.filled.as_ref().filter(|_| !others.is_empty()) else { return edit };
        // New tracks have their ids only once they are there.
        let between = after(project, &edit);
        let (by, prompt) = (other.clone(), Some(self.prompt.clone()));
        let commands = lower(&self.score, &others, &between, self.place);
        if edit.commands.is_empty() {
            return Edit { by, commands, ..edit };
        }
        edit.with.push(Share { by, prompt, commands });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::edit::History;
    use crate::project::ProjectId;

    #[test]
    fn a_model_and_a_tool_each_sign_their_own_hunks_in_one_step() {
        let score = compose("a folk song about a river", 2).unwrap();
        let model = Contributor::Model { provider: "P".to_owned(), model: "m".to_owned(), terms: String::new() };
        let tool = Contributor::built_in_composer();
        let by_tool = [HunkKind::Part { part: 1, section: 1 }, HunkKind::Part { part: 1, section: 2 }];
        let offered = Proposal::new(score, model.clone(), PromptRecord::with_text("x", None));
        let proposal = Proposal { filled: Some((tool.clone(), by_tool.to_vec())), ..offered };
        let all: Vec<HunkKind> = proposal.open().collect();
        for (hunks, tracks) in [(all.as_slice(), proposal.score.parts.len()), (&by_tool[..1], 1)] {
            let mut history = History::new(Project::empty(ProjectId(1)));
            let entry = history.run(proposal.edit("edit-accept-proposal", hunks, history.project(), 1)).unwrap();
            let project = history.project();
            let makers: Vec<&Contributor> =
                project.ledger.entries().iter().map(|entry| &entry.contribution.contributor).collect();
            assert_eq!(makers, [&model, &tool]);
            assert_eq!(project.ledger.verify(), Ok(()));
            assert_eq!((project.tracks.len(), project.sections.len()), (tracks, proposal.score.sections.len()));
            let text = serde_json::to_string(&entry).unwrap();
            let (again, replayed) =
                History::replay(Project::empty(ProjectId(1)), &[serde_json::from_str(&text).unwrap()]);
            assert_eq!((replayed, again.project()), (1, project));
            history.undo(&model, 2).unwrap();
            assert!(history.project().tracks.is_empty() && history.project().sections.is_empty());
        }
    }

    #[test]
    fn a_part_of_a_song_changes_nothing_else() {
        let project = crate::draft::song("a folk song about a river", 2, 0).unwrap();
        let tracks: Vec<_> = project.tracks.iter().map(|track| track.id).collect();
        let at = project.sections[1].range;
        let (score, region) = crate::score::raise(&project, at, &tracks[..1]);
        let by = Contributor::Model { provider: "P".to_owned(), model: "m".to_owned(), terms: String::new() };
        let offered = Proposal::new(score, by, PromptRecord::with_text("x", None));
        let proposal = Proposal { place: Place::At(region.start), ..offered };
        let hunks: Vec<HunkKind> = proposal.open().collect();
        let mut history = History::new(project.clone());
        history.run(proposal.edit("edit-accept-proposal", &hunks, history.project(), 1)).unwrap();
        let changed = history.project();
        assert_eq!((&changed.tempo, &changed.sections), (&project.tempo, &project.sections));
        assert_eq!(changed.tracks[1..], project.tracks[1..]);
        let outside = |project: &Project| {
            let clips = project.tracks[0].clips.iter().filter(|clip| !clip.range().overlaps(region)).copied();
            clips.collect::<Vec<_>>()
        };
        assert_eq!(outside(changed), outside(&project));
        assert_eq!(crate::score::raise(changed, at, &tracks[..1]).0.parts[0].notes, proposal.score.parts[0].notes);
    }
}
