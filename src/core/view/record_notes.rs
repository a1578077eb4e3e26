//! Commands that lay played notes into a track: into the clips that are there, and into new ones between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::{Command, NoteEdit};
use crate::music::{Pitch, Velocity};
use crate::project::limits::MAX_TICK;
use crate::project::{Clip, ClipContent, Note, Pattern, PatternId, Project, Track, TrackId};
use crate::provenance::AuthorsId;
use crate::time::{Grid, Tick, TickRange};

/// How a note lands on the grid: its start on the nearest line, its length as it was played.
pub fn quantised(start: Tick, end: Tick, grid: Grid) -> (Tick, Tick) {
    let length = end.saturating_sub(start).max(Tick(1));
    let start = grid.round(start);
    (start, start + length)
}

/// A note to be laid: where it starts and ends on the timeline, its key and how hard it is struck.
pub type Laid = (TickRange, Pitch, Velocity);

/// Lays notes into a track. A note inside a clip goes into that clip's pattern; others go into new clips of whole bars.
/// With `replacing`, notes that start in that span of the timeline give way.
pub fn lay_notes(project: &Project, track: TrackId, notes: &[Laid], replacing: Option<TickRange>) -> Vec<Command> {
    let Some(known) = project.track(track) else { return Vec::new() };
    let mut edits = BTreeMap::<PatternId, (BTreeSet<_>, BTreeMap<_, Note>)>::new();
    if let Some(span) = replacing {
        for (pattern, note) in within(known, span) {
            edits.entry(pattern).or_default().0.insert(note);
        }
    }
    let mut outside = Vec::new();
    for laid in notes.iter().filter(|(range, ..)| !range.is_empty() && range.end <= MAX_TICK) {
        let clip = known.clips.iter().find(|clip| clip.range().contains(laid.0.start));
        let Some((clip, pattern)) = clip.and_then(|clip| Some((clip, known.pattern_of(clip)?))) else {
            if clip.is_none() {
                outside.push(*laid);
            }
            continue;
        };
        let into = laid.0.start - clip.at + clip.offset;
        let note = note(Tick(into.0 % pattern.length.0.max(1)), laid);
        edits.entry(pattern.id).or_default().1.insert(note.key(), note);
    }
    let mut commands = Vec::new();
    for (pattern, (mut gone, fresh)) in edits {
        let known = known.pattern(pattern);
        gone.extend(fresh.keys().filter(|key| known.is_some_and(|known| known.find(**key).is_ok())));
        let removed = gone.into_iter().map(NoteEdit::remove);
        let edits: Vec<NoteEdit> = removed.chain(fresh.into_values().map(NoteEdit::add)).collect();
        commands.push(Command::EditNotes { track, pattern, edits });
    }
    commands.extend(new_clips(project, known, outside));
    commands
}

fn note(start: Tick, (range, pitch, velocity): &Laid) -> Note {
    let (pitch, velocity, authors) = (*pitch, *velocity, AuthorsId::default());
    Note { start, length: range.length(), pitch, velocity, authors, muted: false }
}

/// The notes that a track's clips sound first in a span, by pattern.
fn within(track: &Track, span: TickRange) -> Vec<(PatternId, crate::project::NoteKey)> {
    let mut found = Vec::new();
    for clip in track.clips.iter().filter(|clip| clip.range().overlaps(span)) {
        let Some(pattern) = track.pattern_of(clip) else { continue };
        let sounding = crate::view::ClipNotes::new(*clip, pattern).inside(span);
        let starts = sounding.into_iter().filter(|(range, _)| span.contains(range.start));
        found.extend(starts.map(|(_, note)| (pattern.id, note.key())));
    }
    found
}

/// New clips of whole bars, as many as lie between the clips that are there.
fn new_clips(project: &Project, track: &Track, mut notes: Vec<Laid>) -> Vec<Command> {
    notes.sort_by_key(|(range, pitch, _)| (range.start, *pitch));
    let mut ids = project.ids;
    let mut commands = Vec::new();
    let mut rest = notes.as_slice();
    while let Some((first, ..)) = rest.first() {
        let gap = gap(track, first.start);
        let count = rest.iter().take_while(|(range, ..)| gap.contains(range.start)).count().max(1);
        let (inside, later) = rest.split_at(count);
        rest = later;
        let end = inside.iter().map(|(range, ..)| range.end).max().unwrap_or(first.end).min(gap.end);
        let bar = |tick: Tick| project.meter.position(tick).bar;
        let begin = project.meter.bar_start(bar(first.start)).max(gap.start);
        let end = project.meter.bar_start(bar(end - Tick(1)).saturating_add(1)).min(gap.end);
        let (pattern, clip) = (ids.pattern(), ids.clip());
        let mut built = Pattern { id: pattern, length: end - begin, notes: Vec::new() };
        for laid in inside {
            built.put(note(laid.0.start - begin, laid));
        }
        let clip = Clip {
            id: clip,
            at: begin,
            length: end - begin,
            offset: Tick::ZERO,
            content: ClipContent::Pattern(pattern),
            authors: AuthorsId::default(),
        };
        commands.push(Command::AddPattern { track: track.id, pattern: built });
        commands.push(Command::AddClip { track: track.id, clip });
    }
    commands
}

/// The free span around a tick at which no clip lies.
fn gap(track: &Track, tick: Tick) -> TickRange {
    let before = track.clips.iter().map(|clip| clip.end()).filter(|end| *end <= tick).max();
    let after = track.clips.iter().map(|clip| clip.at).filter(|at| *at > tick).min();
    TickRange::new(before.unwrap_or(Tick::ZERO), after.unwrap_or(MAX_TICK))
}
