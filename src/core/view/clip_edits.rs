//! Commands that place, repeat, remove and create clips.

use crate::edit::Command;
use crate::project::limits::MAX_TICK;
use crate::project::{Clip, ClipContent, ClipId, Pattern, Project, TrackId};
use crate::provenance::AuthorsId;
use crate::time::{Tick, TickRange};

/// Puts a clip where it shall lie; no command where it lies there already.
pub fn place_clip(track: TrackId, from: &Clip, at: Tick, length: Tick) -> Vec<Command> {
    let length = length.max(Tick(1)).min(MAX_TICK);
    let clip = Clip { at: at.min(MAX_TICK - length), length, ..*from };
    if clip == *from { Vec::new() } else { vec![Command::SetClip { track, clip }] }
}

/// Moves a clip to a tick of its track or of another one, or a copy of it, which leaves the clip where it is. Notes go
/// along to another track; nothing happens where that is not there or is the clip's own place.
pub fn shift_clip(
    project: &Project,
    track: TrackId,
    base: &Clip,
    (over, at): (TrackId, Tick),
    copy: bool,
) -> Vec<Command> {
    let at = at.min(MAX_TICK - base.length);
    if over == track && !copy {
        return place_clip(track, base, at, base.length);
    }
    if over == track && at == base.at {
        return Vec::new();
    }
    let mut ids = project.ids;
    let mut commands = Vec::new();
    let mut clip = Clip { id: ids.clip(), at, ..*base };
    if over != track
        && let ClipContent::Pattern(pattern) = base.content
    {
        let Some(known) = project.tracks.iter().find_map(|track| track.pattern(pattern)) else { return commands };
        let pattern = Pattern { id: ids.pattern(), ..Pattern::clone(known) };
        clip.content = ClipContent::Pattern(pattern.id);
        commands.push(Command::AddPattern { track: over, pattern });
    }
    commands.push(Command::AddClip { track: over, clip });
    if !copy {
        commands.push(Command::RemoveClip { track, clip: base.id });
    }
    commands
}

/// Removes a clip.
pub fn remove_clip(track: TrackId, clip: ClipId) -> Vec<Command> {
    vec![Command::RemoveClip { track, clip }]
}

/// Repeats a clip right after itself; the copy plays the same pattern. `None` where the clip is gone or time ends.
pub fn duplicate_clip(project: &Project, track: TrackId, clip: ClipId) -> Option<(Vec<Command>, ClipId)> {
    let from = project.track(track)?.clip(clip)?;
    if from.end() + from.length > MAX_TICK {
        return None;
    }
    let mut ids = project.ids;
    let copy = Clip { id: ids.clip(), at: from.end(), ..*from };
    Some((vec![Command::AddClip { track, clip: copy }], copy.id))
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
    use crate::project::{PatternId, ProjectId, Section, SectionKind, Strip, Track, TrackRole};
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
    fn new_ids_are_free_and_the_copy_follows_its_original() {
        let project = project(vec![clip(1, 0, 960)]);
        let (commands, id) = duplicate_clip(&project, TrackId(50), ClipId(1)).unwrap();
        assert_eq!(id.0, project.ids.peek());
        assert_eq!(span_of(&commands), Some(TickRange::new(Tick(960), Tick(1920))));
        assert_eq!(duplicate_clip(&project, TrackId(50), ClipId(7)), None);
    }

    #[test]
    fn a_clip_that_does_not_move_sends_nothing() {
        let clip = clip(1, 960, 960);
        assert!(place_clip(TrackId(50), &clip, Tick(960), Tick(960)).is_empty());
        assert_eq!(place_clip(TrackId(50), &clip, Tick(0), Tick(960)).len(), 1);
    }

    #[test]
    fn a_clip_takes_its_notes_along_to_another_track_and_a_copy_leaves_it() {
        let mut project = project(vec![clip(1, 960, 960)]);
        let pattern = Pattern { id: PatternId(90), length: Tick(960), notes: Vec::new() };
        project.track_mut(TrackId(50)).unwrap().patterns.push(Rc::new(pattern));
        let base = clip(1, 960, 960);
        let kinds = |over, at, copy| -> Vec<&'static str> {
            let commands = shift_clip(&project, TrackId(50), &base, (TrackId(over), Tick(at)), copy);
            let kind = |command: &Command| match command {
                Command::AddPattern { .. } => "pattern",
                Command::AddClip { .. } => "clip",
                Command::RemoveClip { .. } => "remove",
                _ => "set",
            };
            commands.iter().map(kind).collect()
        };
        assert_eq!(kinds(51, 0, false), ["pattern", "clip", "remove"]);
        assert_eq!(kinds(51, 0, true), ["pattern", "clip"]);
        assert_eq!(kinds(50, 0, true), ["clip"]);
        assert_eq!(kinds(50, 0, false), ["set"]);
        assert!(kinds(50, 960, false).is_empty() && kinds(50, 960, true).is_empty());
    }
}
