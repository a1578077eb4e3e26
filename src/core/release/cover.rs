//! What a project's cover is drawn from.

use crate::cover::{CoverBrief, CoverChord, CoverSection};
use crate::project::{Project, TrackRole};
use crate::time::{TICKS_PER_QUARTER, Tick};

/// The parts of the song that density and melody are told for.
const SLICES: usize = 64;
/// So many notes in a quarter, of all tracks together, are as dense as it gets.
const DENSEST: f32 = 16.0;
/// The most notes that are looked at.
const MOST_NOTES: usize = 200_000;
/// The most times that a pattern is followed within one clip.
const MOST_ROUNDS: u32 = 4096;

/// What a project's cover is drawn from. The seed is the song's name, so that it keeps its cover wherever a link
/// opens it; another `variant` gives another cover.
pub fn cover_brief(project: &Project, variant: u64) -> CoverBrief {
    let end = project.end().0.max(TICKS_PER_QUARTER);
    let mut counts = [0_u32; SLICES];
    let mut highest = [None::<u8>; SLICES];
    for (role, at, pitch) in notes(project).take(MOST_NOTES) {
        let slice = slice_of(at, end);
        counts[slice] = counts[slice].saturating_add(1);
        if role == TrackRole::Lead {
            highest[slice] = highest[slice].max(Some(pitch));
        }
    }
    let quarters = end as f32 / TICKS_PER_QUARTER as f32 / SLICES as f32;
    let density: Vec<f32> = counts.iter().map(|count| *count as f32 / (quarters * DENSEST).max(0.25)).collect();
    let fullness = |from: Tick, to: Tick| {
        let (from, to) = (slice_of(from, end), slice_of(to, end));
        let part = density.get(from..=to.max(from)).unwrap_or_default();
        (part.iter().sum::<f32>() / part.len().max(1) as f32).min(1.0)
    };
    let section = |section: &crate::project::Section| CoverSection {
        share: section.range.length().0 as f32 / end as f32,
        energy: fullness(section.range.start, section.range.end.saturating_sub(Tick(1))),
    };
    let chord = |chord: crate::music::Chord| CoverChord {
        root: chord.root.semitones(),
        minor: chord.contains(chord.root.transposed(3)) && !chord.contains(chord.root.transposed(4)),
    };
    #[expect(clippy::cast_possible_truncation, reason = "a tempo needs no more digits")]
    let bpm = project.tempo.bpm_at(Tick::ZERO).get() as f32;
    CoverBrief {
        key: project.key,
        bpm,
        sections: project.sections.iter().map(section).collect(),
        chords: project.chords.iter().map(|span| chord(span.chord)).collect(),
        contour: contour(&highest),
        density,
        seed: seed(project).wrapping_add(variant.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
    }
}

/// Which variant the chosen cover is, where the studio has drawn it.
pub fn drawn_variant(project: &Project) -> Option<u64> {
    let authors = project.authors.get(project.cover()?.authors);
    let drawn = project.ledger.get(*authors.last()?)?;
    let by_the_studio = authors.len() == 1 && drawn.contributor == crate::cover::contributor();
    drawn.prompt.as_ref().filter(|_| by_the_studio)?.seed
}

/// The name of the song as a number: the project's own, or that of the first project it came from.
fn seed(project: &Project) -> u64 {
    let name = project.lineage.first().unwrap_or(&project.id).0;
    #[expect(clippy::cast_possible_truncation, reason = "both halves are folded in")]
    let folded = (name as u64) ^ ((name >> 64) as u64);
    folded
}

fn slice_of(at: Tick, end: u32) -> usize {
    let slice = u64::from(at.0) * SLICES as u64 / u64::from(end);
    usize::try_from(slice).unwrap_or(SLICES).min(SLICES - 1)
}

/// The notes as they sound, with the part of their track: patterns repeat for as long as their clips last.
fn notes(project: &Project) -> impl Iterator<Item = (TrackRole, Tick, u8)> + '_ {
    project.tracks.iter().flat_map(|track| {
        track.clips.iter().flat_map(move |clip| {
            let pattern = track.pattern_of(clip);
            pattern.into_iter().flat_map(move |pattern| {
                let length = pattern.length.0.max(1);
                let rounds = clip.offset.0.saturating_add(clip.length.0).div_ceil(length);
                let rounds = if pattern.heard().next().is_none() { 0 } else { rounds.min(MOST_ROUNDS) };
                (0..rounds).flat_map(move |round| {
                    pattern.heard().filter_map(move |note| {
                        let at =
                            round.saturating_mul(length).saturating_add(note.start.0).checked_sub(clip.offset.0)?;
                        (at < clip.length.0).then(|| (track.role, Tick(clip.at.0.saturating_add(at)), note.pitch.key()))
                    })
                })
            })
        })
    })
}

/// The melody between its lowest and its highest note; where it rests it stays where it was.
fn contour(highest: &[Option<u8>]) -> Vec<f32> {
    let sung = || highest.iter().flatten().copied();
    let (Some(low), Some(high)) = (sung().min(), sung().max()) else { return Vec::new() };
    let span = f32::from(high - low).max(1.0);
    let mut last = highest.iter().flatten().next().copied().unwrap_or(low);
    let height = |pitch: &Option<u8>| {
        last = pitch.unwrap_or(last);
        f32::from(last - low) / span
    };
    highest.iter().map(height).collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{ChordSpan, ProjectId, Section, SectionKind};
    use crate::provenance::AuthorsId;
    use crate::time::TickRange;

    #[test]
    fn an_empty_project_has_a_cover_and_another_project_another() {
        let brief = cover_brief(&Project::empty(ProjectId(1)), 0);
        let drawn = crate::cover::draw(&brief, 32).unwrap();
        assert_eq!(crate::cover::draw(&cover_brief(&Project::empty(ProjectId(1)), 0), 32).unwrap(), drawn);
        assert_ne!(cover_brief(&Project::empty(ProjectId(2)), 0).seed, brief.seed);
        assert_ne!(cover_brief(&Project::empty(ProjectId(1)), 1).seed, brief.seed);
        let mut shared = Project::empty(ProjectId(2));
        shared.lineage = vec![ProjectId(1), ProjectId(3)];
        assert_eq!(cover_brief(&shared, 0), brief);
    }

    #[test]
    fn sections_and_chords_are_told_in_their_order() {
        let mut project = Project::empty(ProjectId(1));
        let range = |from, to| TickRange::new(Tick::quarters(from), Tick::quarters(to));
        let section = |from, to| Section {
            name: "Verse".to_owned(),
            kind: SectionKind::Verse,
            range: range(from, to),
            authors: AuthorsId::default(),
        };
        project.sections = Rc::new(vec![section(0, 16), section(16, 64)]);
        let chord =
            |text: &str| ChordSpan { range: range(0, 4), chord: text.parse().unwrap(), authors: AuthorsId::default() };
        project.chords = Rc::new(vec![chord("Am"), chord("F")]);
        let brief = cover_brief(&project, 0);
        assert_eq!(brief.chords, [CoverChord { root: 9, minor: true }, CoverChord { root: 5, minor: false }]);
        let shares: Vec<f32> = brief.sections.iter().map(|section| section.share).collect();
        assert!((shares[1] / shares[0] - 3.0).abs() < 0.01, "{shares:?}");
        assert!(brief.density.iter().all(|density| *density == 0.0) && brief.contour.is_empty());
    }

    #[test]
    fn a_composed_song_has_a_melody_that_rises_and_falls() {
        let highest = [None, Some(60), None, Some(72), Some(66)];
        assert_eq!(contour(&highest), [0.0, 0.0, 0.0, 1.0, 0.5]);
        assert!(contour(&[None; 3]).is_empty());
    }
}
