//! What the piano roll edits: the pattern of the selected clip, where that clip lies.

use std::rc::Rc;

use studio::edit::{Command, NoteEdit};
use studio::project::{Clip, Pattern, Project, Track, TrackRole};
use studio::session::Selection;
use studio::sound::PatchKind;

/// The selected clip with its track and pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The track.
    pub track: Rc<Track>,
    /// The clip.
    pub clip: Clip,
    /// Its pattern.
    pub pattern: Rc<Pattern>,
}

impl Subject {
    /// The selected clip, if it is still there.
    pub fn of(project: &Project, selection: &Selection) -> Option<Self> {
        let track = project.track(selection.track?)?;
        let clip = *selection.clip.and_then(|id| track.clip(id))?;
        let pattern = Rc::clone(track.pattern_of(&clip)?);
        Some(Self { track: Rc::clone(track), clip, pattern })
    }

    /// Whether its rows are pieces of a drum kit.
    pub fn is_drums(&self) -> bool {
        self.track.role == TrackRole::Drums || self.track.patch.kind == PatchKind::Drums
    }

    /// Where the pattern's tick zero lies on the timeline; before the start of the song where the clip begins in the
    /// middle of its pattern.
    pub fn origin(&self) -> f64 {
        f64::from(self.clip.at.0) - f64::from(self.clip.offset.0 % self.pattern.length.0.max(1))
    }

    /// Whether another is a different clip or pattern, not only an edited one.
    pub fn differs(&self, other: &Self) -> bool {
        (self.track.id, self.clip.id, self.pattern.id) != (other.track.id, other.clip.id, other.pattern.id)
    }

    /// The command that edits its notes.
    pub fn command(&self, edits: Vec<NoteEdit>) -> Command {
        Command::EditNotes { track: self.track.id, pattern: self.pattern.id, edits }
    }
}
