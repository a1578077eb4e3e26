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
mod tests {
    use std::collections::BTreeSet;
    use std::rc::Rc;

    use super::*;
    use crate::compose::compose;
    use crate::edit::apply;
    use crate::project::{ProjectId, Strip, Track};
    use crate::provenance::ContributionId;
    use crate::score::HunkKind::{Chords, Lyrics};

    fn song() -> Score {
        compose("a wistful city-pop song about the last train home, 96 bpm", 1).unwrap()
    }

    fn empty() -> Project {
        Project::empty(ProjectId(1))
    }

    fn every_hunk(score: &Score) -> Vec<HunkKind> {
        let sections = 0..score.sections.len();
        let parts = |section| (0..score.parts.len()).map(move |part| HunkKind::Part { part, section });
        sections
            .flat_map(|section| [Chords { section }, Lyrics { section }].into_iter().chain(parts(section)))
            .collect()
    }

    fn added(commands: &[Command]) -> Vec<&NewTrack> {
        let tracks = commands.iter().filter_map(|command| match command {
            Command::AddTrack { track, .. } => Some(track),
            _ => None,
        });
        tracks.collect()
    }

    fn track(id: u32, name: &str, role: TrackRole) -> Rc<Track> {
        Rc::new(Track {
            locked: false,
            id: TrackId(id),
            name: name.to_owned(),
            role,
            colour: 0,
            patch: song().parts[0].patch.clone(),
            patch_authors: UNSIGNED,
            zones: Rc::default(),
            patterns: Vec::new(),
            clips: Vec::new(),
            strip: Strip::default(),
        })
    }

    #[test]
    fn a_locked_track_is_left_as_it_is_and_refuses_whoever_would_change_it() {
        let (score, mut project) = (song(), empty());
        let bass = score.parts.iter().position(|part| part.role == TrackRole::Bass).unwrap();
        let mut locked = track(9, "Bass", TrackRole::Bass);
        Rc::make_mut(&mut locked).locked = true;
        project.tracks.push(locked);
        let hunks = every_hunk(&score);
        let kept = locked_hunks(&score, &hunks, &project);
        assert_eq!(kept.len(), score.sections.len());
        assert!(kept.iter().all(|hunk| matches!(hunk, HunkKind::Part { part, .. } if *part == bass)));
        let commands = lower(&score, &hunks, &project, Place::Song);
        assert!(commands.iter().all(|command| command.changes_track() != Some(TrackId(9))));
        let clear = Command::ClearRange { track: TrackId(9), range: TickRange::new(Tick(0), Tick(9)) };
        let refused = apply(&mut project, &clear, ContributionId(0));
        assert_eq!(refused, Err(crate::edit::EditError::Locked("Bass".to_owned())));
        let open = Command::LockTrack { track: TrackId(9), locked: false };
        assert_eq!(apply(&mut project, &open, ContributionId(0)), Ok(()));
        assert_eq!(apply(&mut project, &clear, ContributionId(0)), Ok(()));
    }

    #[test]
    fn a_whole_song_goes_into_an_empty_project_in_an_order_that_can_be_applied() {
        let (score, project) = (song(), empty());
        let commands = lower(&score, &every_hunk(&score), &project, Place::Song);
        let end = score.section_ranges().last().unwrap().end;
        let mut ids: BTreeSet<u32> = project.buses.iter().map(|bus| bus.id.0).collect();
        let mut tracks = BTreeSet::new();
        let mut patterns = BTreeSet::new();
        let (mut notes, mut chords, mut lines) = (0, 0, 0);
        for command in &commands {
            match command {
                Command::AddTrack { index, track } => {
                    assert!(*index <= tracks.len() && ids.insert(track.id.0) && tracks.insert(track.id));
                    assert!(track.sends.iter().all(|send| project.bus(send.bus).is_some()));
                }
                Command::ClearRange { track, range } => assert!(tracks.contains(track) && range.end <= end),
                Command::AddPattern { track, pattern } => {
                    assert!(tracks.contains(track) && ids.insert(pattern.id.0) && patterns.insert(pattern.id));
                    assert!(pattern.notes.windows(2).all(|pair| pair[0].key() < pair[1].key()));
                    assert!(pattern.notes.iter().all(|note| note.end() <= pattern.length && note.length > Tick::ZERO));
                    notes += pattern.notes.len();
                }
                Command::AddClip { track, clip } => {
                    assert!(
                        tracks.contains(track)
                            && clip.pattern().is_some_and(|pattern| patterns.contains(&pattern))
                            && ids.insert(clip.id.0)
                    );
                    assert!(clip.end() <= end);
                }
                Command::ReplaceChords { range, chords: spans } => {
                    assert!(spans.iter().all(|span| span.range.start >= range.start && span.range.end <= range.end));
                    chords += spans.len();
                }
                Command::ReplaceLyrics { lines: new, .. } => lines += new.len(),
                _ => {}
            }
        }
        assert_eq!(notes, score.parts.iter().map(|part| part.notes.len()).sum::<usize>());
        assert_eq!((chords, lines), (score.chords.len(), score.lyrics.len()));
        let names: Vec<&str> = added(&commands).iter().map(|track| track.name.as_str()).collect();
        let expected: Vec<&str> = score.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, expected);
        let colours: BTreeSet<u8> = added(&commands).iter().map(|track| track.colour).collect();
        assert_eq!(colours.len(), score.parts.len());
        let first: Vec<bool> =
            commands.iter().take(4).map(|command| !matches!(command, Command::AddTrack { .. })).collect();
        assert_eq!(first, [true; 4]);
    }

    #[test]
    fn a_project_takes_every_command() {
        let score = song();
        let mut project = empty();
        for hunk in every_hunk(&score) {
            // One at a time, as a person accepts them: each lowering sees what the ones before it left.
            for command in lower(&score, &[hunk], &project, Place::Song) {
                assert_eq!(apply(&mut project, &command, ContributionId(0)), Ok(()), "{command:?}");
            }
        }
        assert_eq!((project.tracks.len(), project.sections.len()), (score.parts.len(), score.sections.len()));
        let notes = project.tracks.iter().flat_map(|track| &track.patterns).map(|pattern| pattern.notes.len());
        assert_eq!(notes.sum::<usize>(), score.parts.iter().map(|part| part.notes.len()).sum::<usize>());
        assert_eq!((project.chords.len(), project.lyrics.len()), (score.chords.len(), score.lyrics.len()));
    }

    #[test]
    fn one_hunk_adds_only_its_track_and_one_section() {
        let score = song();
        let hunk = HunkKind::Part { part: 2, section: 3 };
        let commands = lower(&score, &[hunk, hunk], &empty(), Place::Song);
        assert_eq!(added(&commands).len(), 1);
        assert_eq!(added(&commands)[0].role, score.parts[2].role);
        assert_eq!(commands.iter().filter(|command| matches!(command, Command::AddPattern { .. })).count(), 1);
        let chords = lower(&score, &[Chords { section: 1 }], &empty(), Place::Song);
        assert!(added(&chords).is_empty() && matches!(chords.last(), Some(Command::ReplaceChords { .. })));
    }

    #[test]
    fn what_is_there_already_is_not_said_again() {
        let score = song();
        let mut project = empty();
        project.metadata.title = "Mine".to_owned();
        project.tempo = TempoMap::constant(score.bpm);
        project.meter = MeterMap::constant(score.meter);
        project.key = score.key;
        let ranges = score.section_ranges();
        let sections = score.sections.iter().zip(&ranges).map(|(section, range)| Section {
            name: section.name.clone(),
            kind: section.kind,
            range: *range,
            authors: AuthorsId(3),
        });
        project.sections = Rc::new(sections.collect());
        let commands = lower(&score, &[Lyrics { section: 1 }], &project, Place::Song);
        assert_eq!(commands.len(), 1, "{commands:?}");
    }

    #[test]
    fn a_line_that_stays_keeps_the_notes_that_its_syllables_were_laid_under() {
        let score = song();
        let sung = score.lyrics.iter().find(|line| !line.text.is_empty()).unwrap();
        let line = LyricLine {
            range: sung.range,
            text: sung.text.clone(),
            placeholder: sung.placeholder,
            notes: vec![0, 3],
            authors: AuthorsId(3),
        };
        let ranges = score.section_ranges();
        let section = ranges.iter().position(|range| range.contains(sung.range.start)).unwrap();
        let laid = |line: LyricLine| {
            let project = Project { lyrics: Rc::new(vec![line]), ..empty() };
            let commands = lower(&score, &[Lyrics { section }], &project, Place::Song);
            let lines = commands.into_iter().find_map(|command| match command {
                Command::ReplaceLyrics { lines, .. } => Some(lines),
                _ => None,
            });
            lines.unwrap().into_iter().find(|line| line.range == sung.range).unwrap().notes
        };
        assert_eq!(laid(line.clone()), [0, 3]);
        assert_eq!(laid(LyricLine { text: "other words".to_owned(), ..line }), [0_u16; 0]);
    }

    #[test]
    fn tracks_are_found_by_role_and_name_and_new_ones_go_in_order() {
        let score = song();
        let mut project = empty();
        project.ids = IdSource::starting_at(40);
        project.tracks = vec![
            track(10, "Other", TrackRole::Keys),
            track(11, "Keys", TrackRole::Keys),
            track(12, "Low", TrackRole::Bass),
        ];
        let keys = score.parts.iter().position(|part| part.role == TrackRole::Keys).unwrap();
        let bass = score.parts.iter().position(|part| part.role == TrackRole::Bass).unwrap();
        let known = known_tracks(&score, &project);
        assert_eq!((known[keys], known[bass]), (Some(TrackId(11)), Some(TrackId(12))));
        let commands = lower(&score, &every_hunk(&score), &project, Place::Song);
        let places: Vec<usize> = commands
            .iter()
            .filter_map(|command| if let Command::AddTrack { index, .. } = command { Some(*index) } else { None })
            .collect();
        // Lead above Keys, the part beside the chords and the pad below them, the drums last.
        assert_eq!(places, [1, 3, 4, 6]);
        assert!(added(&commands).iter().all(|track| track.id.0 >= 40));
    }

    #[test]
    fn hunks_the_score_does_not_have_bring_nothing() {
        let score = song();
        let hunks = [HunkKind::Part { part: 99, section: 0 }, Chords { section: 99 }];
        assert_eq!(lower(&score, &hunks, &empty(), Place::Song), []);
        assert_eq!(lower(&score, &[], &empty(), Place::Song), []);
    }
}
