//! What hunks of a score become in a project.

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
    sections.flat_map(|section| [Chords { section }, Lyrics { section }].into_iter().chain(parts(section))).collect()
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
