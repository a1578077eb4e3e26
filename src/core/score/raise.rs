//! A part of a project as a score: what a co-writer is shown of it. The other way round is [`lower`](crate::score::lower).

use crate::pcm::Decibels;
use crate::project::limits::MAX_NOTES;
use crate::project::{Clip, Pattern, Project, SectionKind, Track, TrackId, TrackRole};
use crate::score::check::tidy;
use crate::score::{Part, Score, ScoreChord, ScoreLyric, ScoreNote, ScoreSection};
use crate::text::{Locale, Message};
use crate::time::{Tick, TickRange};

/// A region of a project and some of its tracks, in their order. Times count from the start of the region, which is
/// widened to whole bars; tempo and time signature are those at its start.
pub fn raise(project: &Project, region: TickRange, tracks: &[TrackId]) -> (Score, TickRange) {
    let meter = project.meter.changes().iter().rev().find(|change| project.meter.bar_start(change.bar) <= region.start);
    let meter = meter.map_or(crate::time::Meter::COMMON, |change| change.meter);
    let bar = meter.bar().0.max(1);
    let first = project.meter.position(region.start).bar;
    let start = project.meter.bar_start(first);
    let bars = (region.end - start).0.div_ceil(bar).max(1);
    let region = TickRange::new(start, start + Tick(bar.saturating_mul(bars)));
    // Recordings cannot be told in notes.
    let told = |track: &Track| track.role != TrackRole::Audio && tracks.contains(&track.id);
    let chosen = project.tracks.iter().filter(|track| told(track));
    let score = Score {
        title: project.metadata.title.clone(),
        bpm: project.tempo.bpm_at(region.start),
        meter,
        key: project.key,
        sections: sections(project, region, bar),
        chords: chords(project, region),
        lyrics: lyrics(project, region),
        parts: chosen.map(|track| part(track, region)).collect(),
    };
    (score, region)
}

/// A span inside a region, counted from its start.
fn inside(range: TickRange, region: TickRange) -> Option<TickRange> {
    let within = TickRange::new(range.start.max(region.start), range.end.min(region.end));
    let moved = TickRange::new(within.start - region.start, within.end - region.start);
    (range.overlaps(region) && !moved.is_empty()).then_some(moved)
}

/// The sections of a region, in whole bars, with no gap: what lies between two belongs to a section without a name.
fn sections(project: &Project, region: TickRange, bar: u32) -> Vec<ScoreSection> {
    let mut out: Vec<ScoreSection> = Vec::new();
    let mut at = 0;
    let unnamed = |bars: u32| {
        let name = Message::new("section-song").text(Locale::English);
        ScoreSection { name, kind: SectionKind::Verse, bars }
    };
    for section in project.sections.iter() {
        let Some(range) = inside(section.range, region) else { continue };
        let (from, to) = (range.start.0 / bar, range.end.0.div_ceil(bar));
        let from = from.max(at);
        if from > at {
            out.push(unnamed(from - at));
        }
        if to > from {
            out.push(ScoreSection { name: section.name.clone(), kind: section.kind, bars: to - from });
            at = to;
        }
    }
    let bars = region.length().0 / bar;
    if bars > at {
        out.push(unnamed(bars - at));
    }
    out
}

fn chords(project: &Project, region: TickRange) -> Vec<ScoreChord> {
    let spans = project.chords.iter();
    spans.filter_map(|span| Some(ScoreChord { range: inside(span.range, region)?, chord: span.chord })).collect()
}

fn lyrics(project: &Project, region: TickRange) -> Vec<ScoreLyric> {
    let lines = project.lyrics.iter().filter(|line| region.contains(line.range.start));
    let line = |line: &crate::project::LyricLine| {
        let (text, placeholder) = (line.text.clone(), line.placeholder);
        Some(ScoreLyric { range: inside(line.range, region)?, text, placeholder })
    };
    lines.filter_map(line).collect()
}

fn part(track: &Track, region: TickRange) -> Part {
    let mut notes = Vec::new();
    for clip in track.clips.iter().filter(|clip| clip.range().overlaps(region)) {
        if let Some(pattern) = clip.pattern().and_then(|id| track.pattern(id)) {
            play(clip, pattern, region, &mut notes);
        }
    }
    tidy(&mut notes, region.length());
    Part {
        name: track.name.clone(),
        role: track.role,
        patch: track.patch.clone(),
        gain: track.strip.gain,
        pan: track.strip.pan,
        reverb: Decibels::SILENCE,
        delay: Decibels::SILENCE,
        inserts: Vec::new(),
        notes,
    }
}

/// The notes of a clip that start in the region: its pattern from the offset on, again and again until the clip ends.
fn play(clip: &Clip, pattern: &Pattern, region: TickRange, notes: &mut Vec<ScoreNote>) {
    let length = i64::from(pattern.length.0.max(1));
    let (begin, end) = (clip.at.max(region.start), clip.end().min(region.end));
    let zero = i64::from(clip.at.0) - i64::from(clip.offset.0);
    let mut turn = (i64::from(begin.0) - zero).div_euclid(length);
    while zero + turn * length < i64::from(end.0) && !pattern.notes.is_empty() && notes.len() < MAX_NOTES {
        for note in pattern.heard().take_while(|note| i64::from(note.start.0) < length) {
            let start = Tick::ZERO.shifted(zero + turn * length + i64::from(note.start.0));
            if start >= begin && start < end {
                let length = note.length.min(clip.end() - start);
                notes.push(ScoreNote {
                    start: start - region.start,
                    length,
                    pitch: note.pitch,
                    velocity: note.velocity,
                });
            }
        }
        turn += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::edit::apply;
    use crate::project::ProjectId;
    use crate::provenance::ContributionId;
    use crate::score::{HunkKind, Place, lower};

    fn project() -> (Score, Project) {
        let score = compose("a folk song about a river", 2).unwrap();
        let mut project = Project::empty(ProjectId(1));
        let sections = 0..score.sections.len();
        let hunks: Vec<HunkKind> = sections
            .flat_map(|section| {
                let parts = (0..score.parts.len()).map(move |part| HunkKind::Part { part, section });
                [HunkKind::Chords { section }, HunkKind::Lyrics { section }].into_iter().chain(parts)
            })
            .collect();
        for command in lower(&score, &hunks, &project, Place::Song) {
            apply(&mut project, &command, ContributionId(0)).unwrap();
        }
        (score, project)
    }

    #[test]
    fn a_song_that_was_taken_in_comes_out_again() {
        let (score, project) = project();
        let tracks: Vec<TrackId> = project.tracks.iter().map(|track| track.id).collect();
        let all = TickRange::new(Tick::ZERO, project.end());
        let (raised, region) = raise(&project, all, &tracks);
        assert_eq!(region, all);
        assert_eq!((&raised.sections, &raised.chords, &raised.title), (&score.sections, &score.chords, &score.title));
        let notes = |score: &Score| score.parts.iter().map(|part| part.notes.len()).collect::<Vec<_>>();
        assert_eq!(notes(&raised), notes(&score));
    }

    #[test]
    fn a_region_is_counted_from_its_first_bar() {
        let (score, project) = project();
        let bar = score.meter.bar();
        let region = TickRange::new(bar + Tick(10), Tick(bar.0 * 3 - 10));
        let (raised, widened) = raise(&project, region, &[project.tracks[0].id]);
        assert_eq!(widened, TickRange::new(bar, Tick(bar.0 * 3)));
        assert_eq!((raised.bars(), raised.parts.len()), (2, 1));
        let inside = score.parts[0].notes.iter().filter(|note| widened.contains(note.start)).count();
        assert_eq!(raised.parts[0].notes.len(), inside);
        assert!(raised.chords.iter().all(|chord| chord.range.end <= widened.length()));
    }
}
