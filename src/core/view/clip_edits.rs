//! Commands that place, repeat, remove and create clips.

use crate::edit::Command;
use crate::project::limits::MAX_TICK;
use crate::project::{Clip, ClipContent, ClipId, Pattern, PatternId, Project, TrackId};
use crate::provenance::AuthorsId;
use crate::time::{Tick, TickRange};

/// Puts a clip where it shall lie; no command where it lies there already.
pub fn place_clip(track: TrackId, from: &Clip, at: Tick, length: Tick) -> Vec<Command> {
    let length = length.max(Tick(1)).min(MAX_TICK);
    let clip = Clip { at: at.min(MAX_TICK - length), length, ..*from };
    if clip == *from { Vec::new() } else { vec![Command::SetClip { track, clip }] }
}

/// Moves clips, in the order of [`clips_of`], by ticks and down by tracks, or copies of them, which leave them where they are. They go together: the
/// limits of time and the first and last track stop all of them. Notes go along to another track, and clips that shared
/// a pattern share it there too.
pub fn shift_clips(
    project: &Project,
    clips: &[(TrackId, Clip)],
    (ticks, down): (i64, i32),
    copy: bool,
) -> Vec<Command> {
    let place = |id: TrackId| project.tracks.iter().position(|track| track.id == id).unwrap_or(0);
    let (ticks, down) = held(project, clips, (ticks, down));
    if ticks == 0 && down == 0 {
        return Vec::new();
    }
    let moved = |clip: &Clip| Clip { at: clip.at.shifted(ticks), ..*clip };
    if down == 0 && !copy {
        let set = |(track, clip): &(TrackId, Clip)| Command::SetClip { track: *track, clip: moved(clip) };
        // The foremost first, so that none lands on one that is still to go.
        return if ticks > 0 { clips.iter().rev().map(set).collect() } else { clips.iter().map(set).collect() };
    }
    let mut ids = project.ids;
    let mut copied = Vec::<((TrackId, PatternId), PatternId)>::new();
    let (mut patterns, mut added) = (Vec::new(), Vec::new());
    for (track, clip) in clips {
        let over = place(*track).saturating_add_signed(isize::try_from(down).unwrap_or(0));
        let Some(over) = project.tracks.get(over).map(|track| track.id) else { continue };
        let mut clip = Clip { id: ids.clip(), ..moved(clip) };
        let known = clip.pattern().filter(|_| over != *track).and_then(|id| project.track(*track)?.pattern(id));
        if let Some(known) = known {
            let id = copied.iter().find(|(of, _)| *of == (over, known.id)).map(|(_, id)| *id).unwrap_or_else(|| {
                let pattern = Pattern { id: ids.pattern(), ..Pattern::clone(known) };
                let id = pattern.id;
                copied.push(((over, known.id), id));
                patterns.push(Command::AddPattern { track: over, pattern });
                id
            });
            clip.content = ClipContent::Pattern(id);
        }
        added.push(Command::AddClip { track: over, clip });
    }
    let removed =
        clips.iter().filter(|_| !copy).map(|(track, clip)| Command::RemoveClip { track: *track, clip: clip.id });
    patterns.into_iter().chain(removed).chain(added).collect()
}

/// How far clips can go together.
fn held(project: &Project, clips: &[(TrackId, Clip)], (ticks, down): (i64, i32)) -> (i64, i32) {
    let first = clips.iter().map(|(_, clip)| i64::from(clip.at.0)).min().unwrap_or(0);
    let last = clips.iter().map(|(_, clip)| i64::from(clip.end().0)).max().unwrap_or(0);
    let places = clips.iter().filter_map(|(id, _)| project.tracks.iter().position(|track| track.id == *id));
    let places = places.map(|place| i32::try_from(place).unwrap_or(0));
    let (top, bottom) = (places.clone().min().unwrap_or(0), places.max().unwrap_or(0));
    let lowest = i32::try_from(project.tracks.len()).unwrap_or(0) - 1;
    (ticks.min(i64::from(MAX_TICK.0) - last).max(-first), down.min(lowest - bottom).max(-top))
}

/// The clips that commands add, with their tracks.
pub fn added_clips(commands: &[Command]) -> Vec<(TrackId, ClipId)> {
    let added = commands.iter().filter_map(|command| match command {
        Command::AddClip { track, clip } => Some((*track, clip.id)),
        _ => None,
    });
    added.collect()
}

/// Repeats clips right after the last of them ends; the copies play the same patterns. `None` where there are none or
/// time ends.
pub fn repeat_clips(project: &Project, clips: &[(TrackId, Clip)]) -> Option<Vec<Command>> {
    let first = clips.iter().map(|(_, clip)| clip.at).min()?;
    let last = clips.iter().map(|(_, clip)| clip.end()).max()?;
    let span = last - first;
    (last + span <= MAX_TICK).then(|| shift_clips(project, clips, (i64::from(span.0), 0), true))
}

/// Selected clips with their tracks, from the top and in time.
pub fn clips_of(project: &Project, selected: impl Fn(ClipId) -> bool) -> Vec<(TrackId, Clip)> {
    let clips = project.tracks.iter().flat_map(|track| track.clips.iter().map(|clip| (track.id, *clip)));
    clips.filter(|(_, clip)| selected(clip.id)).collect()
}

/// Creates an empty clip around a tick: as long as the section there, or one bar, and never over another clip. `None`
/// where a clip lies there already.
pub fn create_clip(project: &Project, track: TrackId, tick: Tick) -> Option<(Vec<Command>, ClipId)> {
    let row = project.track(track)?;
    let span = free_span(project, &row.clips, tick)?;
    let mut ids = project.ids;
    let pattern = Pattern { id: ids.pattern(), length: span.length(), notes: Vec::new() };
    let clip = Clip {
        id: ids.clip(),
        content: ClipContent::Pattern(pattern.id),
        at: span.start,
        length: span.length(),
        offset: Tick::ZERO,
        authors: AuthorsId::default(),
    };
    let id = clip.id;
    Some((vec![Command::AddPattern { track, pattern }, Command::AddClip { track, clip }], id))
}

fn free_span(project: &Project, clips: &[Clip], tick: Tick) -> Option<TickRange> {
    let bar = project.meter.position(tick).bar;
    let one_bar = TickRange::new(project.meter.bar_start(bar), project.meter.bar_start(bar.saturating_add(1)));
    let section = project.sections.iter().map(|section| section.range).find(|range| range.contains(tick));
    let wanted = section.unwrap_or(one_bar);
    let before = clips.iter().map(Clip::end).filter(|end| *end <= tick).max().unwrap_or(Tick::ZERO);
    let after = clips.iter().map(|clip| clip.at).filter(|at| *at > tick).min().unwrap_or(MAX_TICK);
    let free = TickRange::new(wanted.start.max(before), wanted.end.min(after).min(MAX_TICK));
    let taken = clips.iter().any(|clip| clip.range().contains(tick));
    (!taken && free.contains(tick)).then_some(free)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{ProjectId, Section, SectionKind, Strip, Track, TrackRole};
    use crate::sound::{Patch, PatchKind};

    fn clip(id: u32, at: u32, length: u32) -> Clip {
        let (content, authors) = (ClipContent::Pattern(PatternId(90)), AuthorsId(0));
        Clip { id: ClipId(id), content, at: Tick(at), length: Tick(length), offset: Tick::ZERO, authors }
    }

    fn project(clips: Vec<Clip>) -> Project {
        let mut project = Project::empty(ProjectId(1));
        let authors = AuthorsId(0);
        let patch = Patch::new(PatchKind::Fm);
        let strip = Strip::default();
        let (id, name) = (TrackId(50), "Keys".to_owned());
        let track = Track {
            locked: false,
            id,
            name,
            role: TrackRole::Keys,
            colour: 0,
            patch,
            patch_authors: authors,
            zones: Rc::default(),
            patterns: vec![],
            clips,
            strip,
        };
        project.tracks.push(Rc::new(track));
        let range = TickRange::new(Tick(3840), Tick(3840 * 5));
        project.sections =
            Rc::new(vec![Section { name: "Verse".to_owned(), kind: SectionKind::Verse, range, authors }]);
        project
    }

    fn span_of(commands: &[Command]) -> Option<TickRange> {
        commands.iter().find_map(|command| match command {
            Command::AddClip { clip, .. } => Some(clip.range()),
            _ => None,
        })
    }

    #[test]
    fn a_new_clip_takes_its_section_or_a_bar_and_spares_its_neighbours() {
        let project = project(vec![clip(1, 3840, 960), clip(2, 3840 * 4, 960)]);
        let made = |tick| create_clip(&project, TrackId(50), Tick(tick)).and_then(|(commands, _)| span_of(&commands));
        assert_eq!(made(10), Some(TickRange::new(Tick::ZERO, Tick(3840))));
        assert_eq!(made(3840 * 2), Some(TickRange::new(Tick(4800), Tick(3840 * 4))));
        assert_eq!(made(4000), None);
    }

    #[test]
    fn a_clip_that_does_not_move_sends_nothing() {
        let clip = clip(1, 960, 960);
        assert!(place_clip(TrackId(50), &clip, Tick(960), Tick(960)).is_empty());
        assert_eq!(place_clip(TrackId(50), &clip, Tick(0), Tick(960)).len(), 1);
    }

    /// Two tracks, the second without clips; the first has the clips and the pattern they play.
    fn stage(clips: Vec<Clip>) -> Project {
        let mut project = project(clips);
        let pattern = Pattern { id: PatternId(90), length: Tick(960), notes: Vec::new() };
        project.track_mut(TrackId(50)).unwrap().patterns.push(Rc::new(pattern));
        let empty = Track { id: TrackId(51), clips: vec![], patterns: vec![], ..Track::clone(&project.tracks[0]) };
        project.tracks.push(Rc::new(empty));
        project.ids = crate::project::IdSource::starting_at(100);
        project
    }

    fn kinds(commands: &[Command]) -> Vec<&'static str> {
        let kind = |command: &Command| match command {
            Command::AddPattern { .. } => "pattern",
            Command::AddClip { .. } => "clip",
            Command::RemoveClip { .. } => "remove",
            _ => "set",
        };
        commands.iter().map(kind).collect()
    }

    #[test]
    fn clips_take_their_notes_along_to_another_track_and_copies_leave_them() {
        let project = stage(vec![clip(1, 960, 960), clip(2, 1920, 960)]);
        let both = clips_of(&project, |_| true);
        let shift = |by, copy| kinds(&shift_clips(&project, &both, by, copy));
        assert_eq!(shift((0, 1), false), ["pattern", "remove", "remove", "clip", "clip"]);
        assert_eq!(shift((0, 1), true), ["pattern", "clip", "clip"]);
        assert_eq!(shift((960, 0), true), ["clip", "clip"]);
        assert_eq!(shift((960, 0), false), ["set", "set"]);
        // Above the first track and before the start of the song there is nowhere to go.
        assert_eq!(shift((-9000, -1), false), ["set", "set"]);
        assert!(shift((0, -1), false).is_empty() && shift((0, 0), true).is_empty());
    }

    #[test]
    fn the_foremost_clip_goes_first() {
        let project = stage(vec![clip(1, 960, 960), clip(2, 1920, 960)]);
        let both = clips_of(&project, |_| true);
        let order = |ticks| -> Vec<u32> {
            let commands = shift_clips(&project, &both, (ticks, 0), false);
            let id = |command: &Command| match command {
                Command::SetClip { clip, .. } => Some(clip.id.0),
                _ => None,
            };
            commands.iter().filter_map(id).collect()
        };
        assert_eq!((order(960), order(-960)), (vec![2, 1], vec![1, 2]));
    }

    #[test]
    fn copies_follow_their_originals_with_ids_of_their_own() {
        let project = stage(vec![clip(1, 0, 960), clip(2, 960, 960)]);
        let commands = repeat_clips(&project, &clips_of(&project, |_| true)).unwrap();
        assert_eq!(span_of(&commands), Some(TickRange::new(Tick(1920), Tick(2880))));
        assert_eq!(added_clips(&commands), [(TrackId(50), ClipId(100)), (TrackId(50), ClipId(101))]);
        assert_eq!(repeat_clips(&project, &[]), None);
    }
}
