//! A score's hunks as commands on a project.

use crate::edit::{Command, NewTrack};
use crate::pcm::Decibels;
use crate::project::limits::{MAX_INSERTS, MAX_NAME};
use crate::project::{
    ChordSpan, Clip, IdSource, LyricLine, Metadata, Note, Pattern, Project, Section, Send, TrackId, TrackRole,
};
use crate::provenance::AuthorsId;
use crate::score::check::tidy;
use crate::score::{HunkKind, Part, Score, ScoreInsert};
use crate::sound::Insert;
use crate::time::{MeterMap, TempoMap, Tick, TickRange};

/// What nobody has signed yet: whoever applies a command stamps its content.
const UNSIGNED: AuthorsId = AuthorsId(0);

/// Colours in the palette of tracks.
const COLOURS: usize = 12;

/// The commands that bring hunks of a score into a project: what they need first (title, tempo, meter, key, sections,
/// tracks) and then their content in place of what lies there. Hunks the score does not have are passed over.
pub fn lower(score: &Score, hunks: &[HunkKind], project: &Project) -> Vec<Command> {
    let ranges = score.section_ranges();
    let mut chosen: Vec<HunkKind> = Vec::new();
    for hunk in hunks.iter().filter(|hunk| exists(score, **hunk)) {
        if !chosen.contains(hunk) {
            chosen.push(*hunk);
        }
    }
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut commands = frame(score, &ranges, project);
    let mut ids = project.ids;
    let tracks = tracks_for(score, &chosen, project, &mut ids, &mut commands);
    for hunk in chosen {
        let Some(range) = ranges.get(hunk.section()).copied() else { continue };
        match hunk {
            HunkKind::Chords { .. } => commands.push(chords(score, range)),
            HunkKind::Lyrics { .. } => commands.push(lyrics(score, range)),
            HunkKind::Part { part, .. } => {
                if let (Some(what), Some(Some(track))) = (score.parts.get(part), tracks.get(part)) {
                    commands.extend(content(what, *track, range, &mut ids));
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
fn frame(score: &Score, ranges: &[TickRange], project: &Project) -> Vec<Command> {
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
        let colour = u8::try_from((role_colour(part.role) + same_role) % COLOURS).unwrap_or(0);
        commands.push(Command::AddTrack { index: place, track: new_track(part, id, colour, project) });
    }
    tracks
}

/// The tracks that are there already: first those of a part's role and name, then those of its role alone.
fn known_tracks(score: &Score, project: &Project) -> Vec<Option<TrackId>> {
    let mut found: Vec<Option<TrackId>> = vec![None; score.parts.len()];
    for by_name in [true, false] {
        for (index, part) in score.parts.iter().enumerate() {
            if found[index].is_some() {
                continue;
            }
            let matching = project.tracks.iter().find(|track| {
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
        TrackRole::Bass => 8,
        TrackRole::Drums => 10,
    }
}

fn new_track(part: &Part, id: TrackId, colour: u8, project: &Project) -> NewTrack {
    let levels = [part.reverb, part.delay];
    let sends = project.buses.iter().zip(levels).filter(|(_, level)| *level > Decibels::SILENCE);
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

fn chords(score: &Score, range: TickRange) -> Command {
    let inside = score.chords.iter().filter(|span| range.contains(span.range.start));
    let chords = inside.map(|span| ChordSpan {
        range: TickRange::new(span.range.start, span.range.end.min(range.end)),
        chord: span.chord,
        authors: UNSIGNED,
    });
    Command::ReplaceChords { range, chords: chords.collect() }
}

fn lyrics(score: &Score, range: TickRange) -> Command {
    let inside = score.lyrics.iter().filter(|line| range.contains(line.range.start));
    let lines = inside.map(|line| LyricLine {
        range: line.range,
        text: line.text.clone(),
        placeholder: line.placeholder,
        authors: UNSIGNED,
    });
    Command::ReplaceLyrics { range, lines: lines.collect() }
}

/// Empties a section on a track and lays a new clip there with the notes that start in it, cut where it ends.
fn content(part: &Part, track: TrackId, range: TickRange, ids: &mut IdSource) -> Vec<Command> {
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
        })
        .collect();
    let clear = Command::ClearRange { track, range };
    if notes.is_empty() {
        return vec![clear];
    }
    let pattern = Pattern { id: ids.pattern(), length: range.length(), notes };
    let clip = Clip {
        id: ids.clip(),
        pattern: pattern.id,
        at: range.start,
        length: range.length(),
        offset: Tick::ZERO,
        authors: UNSIGNED,
    };
    vec![clear, Command::AddPattern { track, pattern }, Command::AddClip { track, clip }]
}
