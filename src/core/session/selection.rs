//! What is selected.

use std::collections::BTreeSet;

use crate::project::{ClipId, NoteKey, Project, TrackId};

/// What is selected: a track, a clip on it, notes in that clip's pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The track.
    pub track: Option<TrackId>,
    /// Tracks that are selected besides it.
    pub beside: BTreeSet<TrackId>,
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

    /// Whether a track is selected.
    pub fn has_track(&self, track: TrackId) -> bool {
        self.track == Some(track) || self.beside.contains(&track)
    }

    /// The tracks that are selected, and those on which a selected clip lies.
    pub fn tracks(&self, project: &Project) -> BTreeSet<TrackId> {
        let meant = project
            .tracks
            .iter()
            .filter(|track| self.has_track(track.id) || track.clips.iter().any(|clip| self.others.contains(&clip.id)));
        meant.map(|track| track.id).collect()
    }

    /// Selects a track besides the others, or no longer: then one of the others is the one that views show.
    pub fn toggled(&self, track: TrackId) -> Self {
        let mut beside = self.beside.clone();
        beside.extend(self.track);
        if self.has_track(track) && beside.len() > 1 {
            beside.remove(&track);
            let shown = self.track.filter(|shown| *shown != track).or_else(|| beside.first().copied());
            beside.retain(|other| Some(*other) != shown);
            return Self { track: shown, beside, ..Self::default() };
        }
        beside.remove(&track);
        Self { track: Some(track), beside, ..Self::default() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_join_the_selection_and_leave_it_but_for_the_last() {
        let [one, two] = [TrackId(1), TrackId(2)];
        let first = Selection::default().toggled(one);
        assert_eq!((first.track, first.beside.len()), (Some(one), 0));
        let both = first.toggled(two);
        assert!(both.has_track(one) && both.has_track(two) && both.track == Some(two));
        assert_eq!(both.toggled(two), first);
        assert_eq!(both.toggled(one), Selection { track: Some(two), ..Selection::default() });
        assert_eq!(first.toggled(one), first);
    }
}
