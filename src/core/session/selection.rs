//! What is selected.

use std::collections::BTreeSet;

use crate::project::{ClipId, NoteKey, TrackId};

/// What is selected: a track, a clip on it, notes in that clip's pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The track.
    pub track: Option<TrackId>,
    /// The clip, which the piano roll shows.
    pub clip: Option<ClipId>,
    /// Clips that are selected besides it, on whatever track.
    pub others: BTreeSet<ClipId>,
    /// Notes of the clip's pattern.
    pub notes: BTreeSet<NoteKey>,
}

impl Selection {
    /// Whether a clip is selected.
    pub fn has_clip(&self, clip: ClipId) -> bool {
        self.clip == Some(clip) || self.others.contains(&clip)
    }
}

/// The views of the dock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dock {
    /// Notes of the selected clip.
    #[default]
    PianoRoll,
    /// Bars of the selected drums as steps.
    DrumGrid,
    /// Lines of words under their sections.
    Lyrics,
    /// A strip for each track and bus.
    Mixer,
    /// The instrument of the selected track.
    Sound,
}
