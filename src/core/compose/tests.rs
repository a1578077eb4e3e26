//! What every composed song must be, whatever the prompt and the seed.

use crate::compose::{ComposeError, compose};
use crate::music::{DrumPiece, Pitch};
use crate::project::limits::MAX_PROMPT;
use crate::project::{SectionKind, TrackRole};
use crate::score::{Part, Score, check};
use crate::time::{Tick, TickRange};

const PROMPTS: &[&str] = &[
    "a wistful city-pop song about the last train home, 96 bpm",
    "calm lo-fi beats for a rainy window",
    "synthwave night drive in F# dorian",
    "a sad piano ballad in 6/8",
    "jazz waltz, 3/4, without drums",
    "happy folk song with guitar",
    "dark trap, 140 bpm",
    "house anthem in G minor, 3 minutes",
    "一首关于末班车的国风歌曲",
    "short chiptune in 7/8",
    "bossa nova, no piano",
    "ambient",
    "energetic rock in 5/4, no drums, no bass, no pads, no piano",
    "zzz qqq",
];

fn songs(seeds: u64) -> impl Iterator<Item = (String, Score)> {
    PROMPTS.iter().flat_map(move |prompt| {
        (0..seeds).map(move |seed| (format!("{prompt} [{seed}]"), compose(prompt, seed).unwrap()))
    })
}

fn part(score: &Score, role: TrackRole) -> Option<&Part> {
    score.parts.iter().find(|part| part.role == role)
}

fn end(score: &Score) -> Tick {
    score.section_ranges().last().unwrap().end
}

#[test]
fn a_prompt_must_say_something_and_not_too_much() {
    for empty in ["", "  \n\t "] {
        assert_eq!(compose(empty, 1), Err(ComposeError::EmptyPrompt));
    }
    let long = "词".repeat(10_000);
    let refused = ComposeError::PromptTooLong { characters: 10_000, limit: MAX_PROMPT };
    assert_eq!(compose(&long, 1), Err(refused));
    assert!(compose(&"词".repeat(MAX_PROMPT), 1).is_ok());
}

#[test]
fn the_same_prompt_and_seed_give_the_same_song_and_others_do_not() {
    let text = |prompt: &str, seed| serde_json::to_string(&compose(prompt, seed).unwrap()).unwrap();
    for prompt in PROMPTS {
        assert_eq!(text(prompt, 7), text(prompt, 7), "{prompt}");
        let notes = |seed| compose(prompt, seed).unwrap().parts;
        assert!((0..20).all(|seed| notes(seed) != notes(seed + 1)), "{prompt}");
    }
}

#[test]
fn every_song_is_whole_and_needs_no_repair() {
    for (name, score) in songs(200) {
        assert!(score.bars() >= 48 && score.bars() <= 260, "{name}: {} bars", score.bars());
        assert!(score.parts.len() >= 4, "{name}");
        assert!(!score.title.trim().is_empty(), "{name}");
        assert!(score.sections.iter().all(|section| !section.name.is_empty() && section.bars > 0), "{name}");
        let end = end(&score);
        assert_eq!(end.0, score.meter.bar().0 * score.bars(), "{name}");
        for part in &score.parts {
            assert!(part.notes.len() > 12, "{name}: {} has {} notes", part.name, part.notes.len());
            assert!(part.notes.iter().all(|note| note.start + note.length <= end && note.pitch.key() >= 24));
        }
        let chords: Vec<TickRange> = score.chords.iter().map(|chord| chord.range).collect();
        assert!(chords.windows(2).all(|pair| pair[0].end == pair[1].start), "{name}");
        assert_eq!((chords[0].start, chords.last().unwrap().end), (Tick::ZERO, end), "{name}");
        let (mended, repairs) = check(score.clone());
        assert_eq!(repairs, [], "{name}");
        assert_eq!(mended, score, "{name}");
    }
}

#[test]
fn what_the_prompt_asks_for_is_there() {
    let score = compose(PROMPTS[0], 1).unwrap();
    assert_eq!((score.title.as_str(), score.bpm.get()), ("The Last Train Home", 96.0));
    for (name, score) in songs(5) {
        assert_eq!(part(&score, TrackRole::Drums).is_none(), name.contains("drums"), "{name}");
    }
    let waltz = compose("a short waltz", 3).unwrap();
    assert_eq!((waltz.meter.beats(), waltz.bars() <= 60), (3, true), "{} bars", waltz.bars());
    let minutes = compose("pop song, 120 bpm, 4 minutes", 3).unwrap();
    assert!((112..=128).contains(&minutes.bars()), "{}", minutes.bars());
    assert!(compose("instrumental jazz", 3).unwrap().lyrics.is_empty());
    let chinese = compose("一首关于末班车的歌", 1).unwrap();
    assert_eq!((chinese.title.as_str(), chinese.sections[0].name.as_str()), ("末班车", "前奏"));
    assert!(chinese.lyrics.iter().all(|line| line.text.starts_with('啦')));
}

/// The lead's notes with the chord they sound over.
fn heavy_notes(score: &Score) -> Vec<(Pitch, bool)> {
    let lead = part(score, TrackRole::Lead).unwrap();
    let beat = score.meter.beat().0;
    let chord_at = |tick: Tick| score.chords.iter().find(|chord| chord.range.contains(tick)).unwrap().chord;
    let heavy = lead.notes.iter().filter(|note| note.start.0 % beat <= 20);
    heavy
        .map(|note| {
            let (chord, class) = (chord_at(note.start), note.pitch.class());
            // What is held into the next chord may belong to that one.
            let next = chord_at(Tick((note.start + note.length).0 - 1));
            (note.pitch, chord.contains(class) || next.contains(class))
        })
        .collect()
}

#[test]
fn the_melody_can_be_sung_and_fits_its_chords() {
    let (mut heavy, mut fitting) = (0, 0);
    for (name, score) in songs(60) {
        let lead = part(&score, TrackRole::Lead).unwrap();
        let keys: Vec<i32> = lead.notes.iter().map(|note| i32::from(note.pitch.key())).collect();
        let (low, high) = (*keys.iter().min().unwrap(), *keys.iter().max().unwrap());
        assert!(high - low <= 21 && low >= 55 && high <= 90, "{name}: {low} to {high}");
        assert!(high - low >= 7, "{name}: {low} to {high}");
        let starts: Vec<Tick> = lead.notes.iter().map(|note| note.start).collect();
        assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{name}: two notes at once");
        let leaps = keys.windows(2).filter(|pair| (pair[1] - pair[0]).abs() > 9).count();
        assert!(leaps * 20 <= keys.len(), "{name}: {leaps} wide leaps in {}", keys.len());
        let steps = keys.windows(2).filter(|pair| (pair[1] - pair[0]).abs() <= 4).count();
        assert!(steps * 10 >= keys.len() * 6, "{name}: {steps} small steps in {}", keys.len());
        let notes = heavy_notes(&score);
        heavy += notes.len();
        fitting += notes.iter().filter(|(_, fits)| *fits).count();
        let foreign = keys.iter().filter(|key| !score.key.contains(Pitch::clamped(**key).class())).count();
        assert!(foreign * 3 <= keys.len(), "{name}: {foreign} of {} outside the key", keys.len());
    }
    assert!(fitting * 100 >= heavy * 80, "{fitting} of {heavy}");
}

fn mean_key(score: &Score, kind: SectionKind) -> Option<f64> {
    let ranges = score.section_ranges();
    let wanted =
        |tick| ranges.iter().zip(&score.sections).any(|(range, section)| section.kind == kind && range.contains(tick));
    let lead = part(score, TrackRole::Lead)?;
    let keys: Vec<f64> =
        lead.notes.iter().filter(|note| wanted(note.start)).map(|note| f64::from(note.pitch.key())).collect();
    (!keys.is_empty()).then(|| keys.iter().sum::<f64>() / keys.len() as f64)
}

#[test]
fn the_chorus_lies_higher_than_the_verse() {
    let (mut higher, mut all) = (0, 0);
    for (_, score) in songs(40) {
        if let (Some(verse), Some(chorus)) =
            (mean_key(&score, SectionKind::Verse), mean_key(&score, SectionKind::Chorus))
        {
            all += 1;
            higher += usize::from(chorus > verse + 1.0);
        }
    }
    assert!(higher * 100 >= all * 92, "{higher} of {all}");
}

#[test]
fn the_bass_says_the_root_when_a_bar_begins() {
    let (mut roots, mut bars) = (0, 0);
    for (name, score) in songs(20).filter(|(name, _)| !name.contains("house")) {
        let Some(bass) = part(&score, TrackRole::Bass) else { continue };
        assert!(bass.notes.iter().all(|note| note.pitch.key() <= 60), "{name}");
        for note in bass.notes.iter().filter(|note| note.start.0 % score.meter.bar().0 == 0) {
            let chord = score.chords.iter().find(|chord| chord.range.contains(note.start)).unwrap().chord;
            bars += 1;
            roots += usize::from(note.pitch.class() == chord.bass());
        }
    }
    assert!(bars > 5_000 && roots * 100 >= bars * 95, "{roots} of {bars}");
}

#[test]
fn held_chords_move_smoothly() {
    for (name, score) in songs(20) {
        let Some(pad) = part(&score, TrackRole::Pad) else { continue };
        let mut chords: Vec<Vec<i32>> = Vec::new();
        let mut at = Tick(u32::MAX);
        for note in &pad.notes {
            if note.start != at {
                chords.push(Vec::new());
                at = note.start;
            }
            chords.last_mut().unwrap().push(i32::from(note.pitch.key()));
        }
        let pairs = chords.windows(2).filter(|pair| pair[0].len() == 4 && pair[1].len() == 4);
        let (mut moved, mut voices) = (0, 0);
        for pair in pairs {
            moved += pair[0].iter().zip(&pair[1]).map(|(from, to)| (to - from).abs()).sum::<i32>();
            voices += 4;
        }
        assert!(moved * 10 <= voices * 30, "{name}: {moved} semitones in {voices} moves");
    }
}

#[test]
fn drums_have_a_beat_fills_and_crashes() {
    for (name, score) in songs(20) {
        let Some(drums) = part(&score, TrackRole::Drums) else { continue };
        let count = |pieces: &[DrumPiece]| {
            drums
                .notes
                .iter()
                .filter(|note| DrumPiece::at(note.pitch).is_some_and(|piece| pieces.contains(&piece)))
                .count()
        };
        assert!(drums.notes.iter().all(|note| DrumPiece::at(note.pitch).is_some()), "{name}");
        assert!(count(&[DrumPiece::Kick]) > 24, "{name}");
        assert!(count(&[DrumPiece::Snare, DrumPiece::Rim, DrumPiece::Clap]) > 24, "{name}");
        let velocities: std::collections::BTreeSet<u8> = drums.notes.iter().map(|note| note.velocity.get()).collect();
        assert!(velocities.len() > 12, "{name}: {} dynamics", velocities.len());
        if !name.starts_with("ambient") {
            assert!(count(&[DrumPiece::Crash]) >= 2, "{name}");
            assert!(count(&[DrumPiece::Snare]) > 8, "{name}");
        }
    }
}

#[test]
fn every_phrase_of_a_sung_section_has_a_place_for_words() {
    for (name, score) in songs(20) {
        assert!(score.lyrics.len() >= 8, "{name}: {} lines", score.lyrics.len());
        let lead = part(&score, TrackRole::Lead).unwrap();
        for line in &score.lyrics {
            let notes = lead.notes.iter().filter(|note| line.range.contains(note.start)).count();
            let syllables = line.text.split([' ', '，', ',']).filter(|word| !word.is_empty()).count();
            assert!(line.placeholder && notes == syllables, "{name}: {notes} notes under “{}”", line.text);
        }
        assert!(score.lyrics.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{name}");
    }
}

#[test]
fn a_repeated_chorus_is_recognised() {
    let score = compose("pop song in C major", 4).unwrap();
    let ranges = score.section_ranges();
    let choruses: Vec<TickRange> = score
        .sections
        .iter()
        .zip(ranges)
        .filter(|(section, _)| section.kind == SectionKind::Chorus)
        .map(|(_, range)| range)
        .collect();
    let lead = part(&score, TrackRole::Lead).unwrap();
    let starts = |range: TickRange| -> Vec<u32> {
        let inside = lead.notes.iter().filter(|note| range.contains(note.start));
        inside.map(|note| (note.start - range.start).0 / 240).collect()
    };
    let (first, second) = (starts(choruses[0]), starts(choruses[1]));
    let shared = first.iter().filter(|start| second.contains(start)).count();
    assert!(shared * 10 >= first.len() * 8, "{shared} of {}", first.len());
}
