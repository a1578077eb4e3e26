//! A proposal as it is drawn over the song: what its open hunks would bring, row by row.

use crate::project::Project;
use crate::score::{HunkKind, Proposal, known_tracks};
use crate::time::TickRange;

/// What an open hunk would bring to a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GhostClip {
    /// The section it lies in.
    pub range: TickRange,
    /// The section's place in the score.
    pub section: usize,
}

/// The open hunks of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GhostRow {
    /// The part's place in the score.
    pub part: usize,
    /// The place of the track that it is meant for, where there is one.
    pub track: Option<usize>,
    /// What it would bring.
    pub clips: Vec<GhostClip>,
}

/// The open hunks of a proposal by part, over the tracks that accepting them would change.
pub fn ghost_rows(project: &Project, proposal: &Proposal) -> Vec<GhostRow> {
    let ranges = proposal.section_ranges();
    let open: Vec<HunkKind> = proposal.open().collect();
    let meant = known_tracks(&proposal.score, project);
    let rows = (0..proposal.score.parts.len()).filter_map(|index| {
        let clips: Vec<GhostClip> = open
            .iter()
            .filter_map(|kind| match kind {
                HunkKind::Part { part, section } if *part == index => Some(*section),
                _ => None,
            })
            .filter_map(|section| ranges.get(section).map(|range| GhostClip { range: *range, section }))
            .collect();
        let meant = meant.get(index).copied().flatten();
        let track = meant.and_then(|id| project.tracks.iter().position(|track| track.id == id));
        (!clips.is_empty()).then_some(GhostRow { part: index, track, clips })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::music::{Key, Pitch, Velocity};
    use crate::pcm::{Decibels, Pan};
    use crate::project::{ProjectId, SectionKind, Strip, Track, TrackId, TrackRole};
    use crate::provenance::{AuthorsId, Contributor, PromptRecord};
    use crate::score::{HunkState, Part, Score, ScoreNote, ScoreSection};
    use crate::sound::{Patch, PatchKind};
    use crate::time::{Bpm, Meter, Tick};

    fn part(role: TrackRole) -> Part {
        let note = |start| ScoreNote {
            start: Tick(start),
            length: Tick(240),
            pitch: Pitch::clamped(60),
            velocity: Velocity::DEFAULT,
        };
        Part {
            name: String::new(),
            role,
            patch: Patch::new(PatchKind::Fm),
            gain: Decibels::default(),
            pan: Pan::default(),
            reverb: Decibels::default(),
            delay: Decibels::default(),
            inserts: vec![],
            notes: vec![note(0), note(3840)],
        }
    }

    fn score(roles: &[TrackRole]) -> Score {
        let section = |name: &str| ScoreSection { name: name.to_owned(), kind: SectionKind::Verse, bars: 1 };
        Score {
            title: String::new(),
            bpm: Bpm::clamped(100.0),
            meter: Meter::COMMON,
            key: Key::c_major(),
            sections: vec![section("A"), section("B")],
            chords: vec![],
            lyrics: vec![],
            parts: roles.iter().copied().map(part).collect(),
        }
    }

    #[test]
    fn parts_find_their_tracks_by_role_and_decided_hunks_are_gone() {
        let mut project = Project::empty(ProjectId(1));
        let (patch, patch_authors) = (Patch::new(PatchKind::Fm), AuthorsId(0));
        let (id, name, role) = (TrackId(5), String::new(), TrackRole::Keys);
        let (patterns, clips, strip) = (vec![], vec![], Strip::default());
        project.tracks.push(Rc::new(Track {
            id,
            name,
            role,
            colour: 0,
            locked: false,
            patch,
            patch_authors,
            zones: Rc::default(),
            patterns,
            clips,
            strip,
        }));
        let score = score(&[TrackRole::Keys, TrackRole::Keys, TrackRole::Bass]);
        let prompt = PromptRecord::with_text("a song", None);
        let mut proposal = Proposal::new(score, Contributor::built_in_composer(), prompt);
        proposal.decide(&[HunkKind::Part { part: 0, section: 0 }], HunkState::Accepted);
        let rows = ghost_rows(&project, &proposal);
        let found: Vec<_> = rows.iter().map(|row| (row.part, row.track, row.clips.len())).collect();
        assert_eq!(found, [(0, Some(0), 1), (1, None, 2), (2, None, 2)]);
        assert_eq!(rows[0].clips[0].range, TickRange::new(Tick(3840), Tick(7680)));
    }
}
