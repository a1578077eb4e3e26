//! A score's hunks as commands on a project.

use crate::edit::{Command, NewTrack};
use crate::pcm::Decibels;
use crate::project::limits::{MAX_INSERTS, MAX_NAME, TRACK_COLOURS};
use crate::project::{
    Bus, ChordSpan, Clip, ClipContent, IdSource, LyricLine, Metadata, Note, Pattern, Project, Section, Send, TrackId,
    TrackRole,
};
use crate::provenance::AuthorsId;
use crate::score::check::tidy;
use crate::score::{HunkKind, Part, Score, ScoreInsert, ScoreLyric};
use crate::sound::{Insert, InsertKind};
use crate::time::{MeterMap, TempoMap, Tick, TickRange};

/// What nobody has signed yet: whoever applies a command stamps its content.
const UNSIGNED: AuthorsId = AuthorsId(0);

/// Where a score goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// It is the song: title, tempo, meter, key and sections come with it.
    #[default]
    Song,
    /// It is a part of the song that begins at a tick, and brings content alone.
    At(Tick),
}

impl Place {
    /// Where the score's beginning lies.
    pub fn start(self) -> Tick {
        match self {
            Self::Song => Tick::ZERO,
            Self::At(tick) => tick,
        }
    }
}

/// The commands that bring hunks of a score into a project: what they need first (title, tempo, meter, key, sections,
/// tracks) and then their content in place of what lies there. Hunks the score does not have, and those of locked tracks, are
/// passed over.
pub fn lower(score: &Score, hunks: &[HunkKind], project: &Project, place: Place) -> Vec<Command> {
    let ranges = score.section_ranges();
    let mut chosen: Vec<HunkKind> = Vec::new();
    let kept = locked_hunks(score, hunks, project);
    for hunk in hunks.iter().filter(|hunk| exists(score, **hunk)) {
        if !chosen.contains(hunk) && !kept.contains(hunk) {
            chosen.push(*hunk);
        }
    }
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut commands = match place {
        Place::Song => frame(score, &ranges, project),
        Place::At(_) => Vec::new(),
    };
    let start = place.start();
    let mut ids = project.ids;
    let tracks = tracks_for(score, &chosen, project, &mut ids, &mut commands);
    for hunk in chosen {
        let Some(range) = ranges.get(hunk.section()).copied() else { continue };
        match hunk {
            HunkKind::Chords { .. } => commands.push(chords(score, range, start)),
            HunkKind::Lyrics { .. } => commands.push(lyrics(project, score, range, start)),
            HunkKind::Part { part, .. } => {
                if let (Some(what), Some(Some(track))) = (score.parts.get(part), tracks.get(part)) {
                    commands.extend(content(what, *track, range, start, &mut ids));
                }
            }
        }
    }
    commands
}

fn exists(score: &Score, hunk: HunkKind) -> bool {
    let part = match hunk {
        HunkKind::Part { part, .. } => part < score.parts.len(),
        HunkKind::Chords { .. } | HunkKind::Lyrics { .. } => true,
    };
    part && hunk.section() < score.sections.len()
}

/// Title, tempo, meter, key and sections, where they differ.
pub(super) fn frame(score: &Score, ranges: &[TickRange], project: &Project) -> Vec<Command> {
    let mut commands = Vec::new();
    if project.metadata.title.trim().is_empty() && !score.title.trim().is_empty() {
        let title = score.title.chars().take(MAX_NAME).collect();
        commands.push(Command::SetMetadata { metadata: Metadata { title, ..project.metadata.clone() } });
    }
    let tempo = TempoMap::constant(score.bpm);
    if tempo != project.tempo {
        commands.push(Command::SetTempo { tempo });
    }
    let meter = MeterMap::constant(score.meter);
    if meter != project.meter {
        commands.push(Command::SetMeter { meter });
    }
    if score.key != project.key {
        commands.push(Command::SetKey { key: score.key });
    }
    let named = score.sections.iter().zip(ranges).filter(|(_, range)| !range.is_empty());
    let sections: Vec<Section> = named
        .map(|(section, range)| Section {
            name: section.name.clone(),
            kind: section.kind,
            range: *range,
            authors: UNSIGNED,
        })
        .collect();
    let same = sections.len() == project.sections.len()
        && sections
            .iter()
            .zip(project.sections.iter())
            .all(|(ours, theirs)| ours.name == theirs.name && ours.kind == theirs.kind && ours.range == theirs.range);
    if !same {
        let end = sections.last().map_or(Tick::ZERO, |section| section.range.end).max(project.end());
        commands.push(Command::ReplaceSections { range: TickRange::new(Tick::ZERO, end), sections });
    }
    commands
}

/// The track of every part that has or gets one; adds those that the chosen hunks need.
fn tracks_for(
    score: &Score,
    chosen: &[HunkKind],
    project: &Project,
    ids: &mut IdSource,
    commands: &mut Vec<Command>,
) -> Vec<Option<TrackId>> {
    let mut tracks = known_tracks(score, project);
    let mut order: Vec<TrackId> = project.tracks.iter().map(|track| track.id).collect();
    for (index, part) in score.parts.iter().enumerate() {
        let needed = chosen.iter().any(|hunk| matches!(hunk, HunkKind::Part { part, .. } if *part == index));
        if !needed || tracks[index].is_some() {
            continue;
        }
        let id = ids.track();
        let place = place_of(index, &tracks, &order);
        order.insert(place, id);
        tracks[index] = Some(id);
        let same_role = score.parts[..index].iter().filter(|other| other.role == part.role).count();
        let colour = u8::try_from((role_colour(part.role) + same_role) % usize::from(TRACK_COLOURS)).unwrap_or(0);
        commands.push(Command::AddTrack { index: place, track: new_track(part, id, colour, project) });
    }
    tracks
}

/// The hunks that would change a locked track.
pub fn locked_hunks(score: &Score, hunks: &[HunkKind], project: &Project) -> Vec<HunkKind> {
    let tracks = known_tracks(score, project);
    let locked = |part: usize| {
        let track = tracks.get(part).copied().flatten().and_then(|id| project.track(id));
        track.is_some_and(|track| track.locked)
    };
    let of_locked = |hunk: &&HunkKind| matches!(hunk, HunkKind::Part { part, .. } if locked(*part));
    hunks.iter().filter(of_locked).copied().collect()
}

/// The tracks that are there already: first those of a part's role and name, then those of its role alone. A track of
/// recordings is nobody's: notes in its place would take them away.
pub fn known_tracks(score: &Score, project: &Project) -> Vec<Option<TrackId>> {
    let mut found: Vec<Option<TrackId>> = vec![None; score.parts.len()];
    for by_name in [true, false] {
        for (index, part) in score.parts.iter().enumerate() {
            if found[index].is_some() {
                continue;
            }
            let matching = project.tracks.iter().filter(|track| track.role != TrackRole::Audio).find(|track| {
                track.role == part.role && (!by_name || track.name == part.name) && !found.contains(&Some(track.id))
            });
            found[index] = matching.map(|track| track.id);
        }
    }
    found
}

/// Where a part's new track goes: below the nearest part before it, else above the nearest after it, else last.
fn place_of(index: usize, tracks: &[Option<TrackId>], order: &[TrackId]) -> usize {
    let place = |track: &Option<TrackId>| track.and_then(|id| order.iter().position(|known| *known == id));
    if let Some(before) = tracks[..index].iter().rev().find_map(place) {
        return before + 1;
    }
    tracks[index..].iter().find_map(place).unwrap_or(order.len())
}

fn role_colour(role: TrackRole) -> usize {
    match role {
        TrackRole::Lead => 0,
        TrackRole::Keys => 2,
        TrackRole::Arp => 4,
        TrackRole::Pad => 6,
        TrackRole::Bass | TrackRole::Audio => 8,
        TrackRole::Drums => 10,
    }
}

fn new_track(part: &Part, id: TrackId, colour: u8, project: &Project) -> NewTrack {
    let wet = [(part.reverb, &[InsertKind::Reverb, InsertKind::Convolution][..]), (part.delay, &[InsertKind::Delay])];
    let wet = wet.into_iter().filter(|(level, _)| *level > Decibels::SILENCE);
    let sends = wet.filter_map(|(level, kinds)| Some((bus_with(project, kinds)?, level)));
    NewTrack {
        id,
        name: part.name.chars().take(MAX_NAME).collect(),
        role: part.role,
        colour,
        patch: part.patch.clone(),
        gain: part.gain,
        pan: part.pan,
        inserts: part.inserts.iter().take(MAX_INSERTS).map(insert).collect(),
        sends: sends.map(|(bus, level)| Send { bus: bus.id, level }).collect(),
    }
}

/// The first bus that carries an effect of a kind and is no group.
fn bus_with<'a>(project: &'a Project, kinds: &[InsertKind]) -> Option<&'a Bus> {
    let carries = |bus: &Bus| bus.strip.inserts.iter().any(|insert| kinds.contains(&insert.kind));
    project.buses.iter().map(AsRef::as_ref).find(|bus| carries(bus) && !project.is_group(bus.id))
}

fn insert(asked: &ScoreInsert) -> Insert {
    let mut insert = Insert::new(asked.kind);
    for (key, value) in &asked.values {
        if insert.params.set(key, *value).is_err() {
            // A score that was checked has no unknown setting; in any other it stays at its default.
            continue;
        }
    }
    insert
}

/// A span of the score where it lies in the project.
fn placed(range: TickRange, start: Tick) -> TickRange {
    TickRange::new(range.start + start, range.end + start)
}

fn chords(score: &Score, range: TickRange, start: Tick) -> Command {
    let inside = score.chords.iter().filter(|span| range.contains(span.range.start));
    let chords = inside.map(|span| ChordSpan {
        range: placed(TickRange::new(span.range.start, span.range.end.min(range.end)), start),
        chord: span.chord,
        authors: UNSIGNED,
    });
    Command::ReplaceChords { range: placed(range, start), chords: chords.collect() }
}

/// A line that stays as it is stays under the notes where somebody laid its syllables.
fn lyrics(project: &Project, score: &Score, range: TickRange, start: Tick) -> Command {
    let inside = score.lyrics.iter().filter(|line| range.contains(line.range.start));
    let laid = |line: &ScoreLyric| {
        let same = |known: &&LyricLine| known.range == placed(line.range, start) && known.text == line.text;
        project.lyrics.iter().find(same).map(|known| known.notes.clone()).unwrap_or_default()
    };
    let lines = inside.map(|line| LyricLine {
        range: placed(line.range, start),
        text: line.text.clone(),
        placeholder: line.placeholder,
        notes: laid(line),
        authors: UNSIGNED,
    });
    Command::ReplaceLyrics { range: placed(range, start), lines: lines.collect() }
}

/// Empties a section on a track and lays a new clip there with the notes that start in it, cut where it ends.
fn content(part: &Part, track: TrackId, range: TickRange, start: Tick, ids: &mut IdSource) -> Vec<Command> {
    let mut inside: Vec<_> = part.notes.iter().filter(|note| range.contains(note.start)).copied().collect();
    tidy(&mut inside, range.end);
    let notes: Vec<Note> = inside
        .into_iter()
        .map(|note| Note {
            start: note.start - range.start,
            length: note.length,
            pitch: note.pitch,
            velocity: note.velocity,
            authors: UNSIGNED,
            muted: false,
        })
        .collect();
    let place = placed(range, start);
    let clear = Command::ClearRange { track, range: place };
    if notes.is_empty() {
        return vec![clear];
    }
    let pattern = Pattern { id: ids.pattern(), length: range.length(), notes };
    let clip = Clip {
        id: ids.clip(),
        content: ClipContent::Pattern(pattern.id),
        at: place.start,
        length: range.length(),
        offset: Tick::ZERO,
        authors: UNSIGNED,
    };
    vec![clear, Command::AddPattern { track, pattern }, Command::AddClip { track, clip }]
}

#[cfg(test)]
mod tests;
