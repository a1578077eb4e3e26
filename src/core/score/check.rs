//! Mends a score, wherever it comes from, so that it fits the bounds of a project, and tells what was mended.

use crate::pcm::{Decibels, Pan};
use crate::project::SectionKind;
use crate::project::limits::{
    MAX_INSERTS, MAX_NAME, MAX_NOTES, MAX_PATTERN_NOTES, MAX_SPANS, MAX_TEXT, MAX_TICK, MAX_TRACKS,
};
use crate::score::{Part, Repair, Score, ScoreNote, ScoreSection};
use crate::text::{Locale, Message};
use crate::time::{Tick, TickRange};

/// Mends a score so that every bound of a project holds, and tells what had to be mended. A mended score needs nothing
/// more.
pub fn check(mut score: Score) -> (Score, Vec<Repair>) {
    let mut repairs = Vec::new();
    names(&mut score, &mut repairs);
    sections(&mut score, &mut repairs);
    let end = score.section_ranges().last().map_or(Tick::ZERO, |range| range.end);
    chords(&mut score, end, &mut repairs);
    lyrics(&mut score, end, &mut repairs);
    if score.parts.len() > MAX_TRACKS {
        repairs.push(Repair::PartsLeftOut(score.parts.len() - MAX_TRACKS));
        score.parts.truncate(MAX_TRACKS);
    }
    let mut room = MAX_NOTES;
    for part in &mut score.parts {
        notes(part, end, room, &mut repairs);
        room = room.saturating_sub(part.notes.len());
        levels(part, &mut repairs);
        settings(part, &mut repairs);
    }
    (score, repairs)
}

/// What [`tidy`] had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tidied {
    sorted: bool,
    left_out: usize,
    merged: usize,
    shortened: usize,
}

/// Sorts notes by start and key, leaves out those with no length or past `end`, joins those that start together on one
/// key, and shortens those that ring past `end` or into the next on their key.
pub(crate) fn tidy(notes: &mut Vec<ScoreNote>, end: Tick) -> Tidied {
    let mut done = Tidied::default();
    let before = notes.len();
    notes.retain(|note| note.length > Tick::ZERO && note.start < end);
    done.left_out = before - notes.len();
    let in_order = |pair: &[ScoreNote]| (pair[0].start, pair[0].pitch) <= (pair[1].start, pair[1].pitch);
    if !notes.windows(2).all(in_order) {
        notes.sort_by_key(|note| (note.start, note.pitch));
        done.sorted = true;
    }
    let before = notes.len();
    notes.dedup_by(|later, kept| {
        let alike = later.start == kept.start && later.pitch == kept.pitch;
        if alike {
            kept.length = kept.length.max(later.length);
            kept.velocity = kept.velocity.max(later.velocity);
        }
        alike
    });
    done.merged = before - notes.len();
    let mut next = [end; 128];
    for note in notes.iter_mut().rev() {
        let limit = &mut next[usize::from(note.pitch.key())];
        if note.start + note.length > *limit {
            note.length = *limit - note.start;
            done.shortened += 1;
        }
        *limit = note.start;
    }
    done
}

fn names(score: &mut Score, repairs: &mut Vec<Repair>) {
    let sections = score.sections.iter_mut().map(|section| &mut section.name);
    let parts = score.parts.iter_mut().map(|part| &mut part.name);
    let all = std::iter::once(&mut score.title).chain(sections).chain(parts);
    let count = all.filter_map(|name| cut(name, MAX_NAME)).count();
    if count > 0 {
        repairs.push(Repair::NamesCut(count));
    }
}

fn cut(text: &mut String, limit: usize) -> Option<()> {
    let (at, _) = text.char_indices().nth(limit)?;
    text.truncate(at);
    Some(())
}

fn sections(score: &mut Score, repairs: &mut Vec<Repair>) {
    let bar = score.meter.bar().0.max(1);
    if score.sections.is_empty() {
        let notes = score.parts.iter().flat_map(|part| &part.notes).map(|note| note.start + note.length);
        let chords = score.chords.iter().map(|chord| chord.range.end);
        let last = notes.chain(chords).max().unwrap_or(Tick::ZERO).min(MAX_TICK);
        let name = Message::new("section-song").text(Locale::English);
        score.sections.push(ScoreSection { name, kind: SectionKind::Verse, bars: last.0.div_ceil(bar).max(1) });
        repairs.push(Repair::SectionAdded);
    }
    let mut empty = 0;
    for section in score.sections.iter_mut().filter(|section| section.bars == 0) {
        section.bars = 1;
        empty += 1;
    }
    if empty > 0 {
        repairs.push(Repair::EmptySections(empty));
    }
    let mut room = MAX_TICK.0 / bar;
    let mut mended = score.sections.len().saturating_sub(MAX_SPANS);
    score.sections.truncate(MAX_SPANS);
    for section in &mut score.sections {
        if section.bars > room {
            section.bars = room;
            mended += 1;
        }
        room -= section.bars;
    }
    score.sections.retain(|section| section.bars > 0);
    if mended > 0 {
        repairs.push(Repair::SectionsCut(mended));
    }
}

fn chords(score: &mut Score, end: Tick, repairs: &mut Vec<Repair>) {
    let before = score.chords.clone();
    score.chords.sort_by_key(|chord| chord.range.start);
    score.chords.dedup_by_key(|chord| chord.range.start);
    let mut limit = end;
    for chord in score.chords.iter_mut().rev() {
        chord.range = TickRange { start: chord.range.start, end: chord.range.end.min(limit) };
        limit = limit.min(chord.range.start);
    }
    score.chords.retain(|chord| !chord.range.is_empty());
    score.chords.truncate(MAX_SPANS);
    let same = before.iter().filter(|chord| score.chords.contains(chord)).count();
    let sorted = before.windows(2).all(|pair| pair[0].range.start <= pair[1].range.start);
    if same < before.len() || !sorted {
        repairs.push(Repair::Chords((before.len() - same).max(1)));
    }
}

fn lyrics(score: &mut Score, end: Tick, repairs: &mut Vec<Repair>) {
    let mut mended = 0;
    if !score.lyrics.windows(2).all(|pair| pair[0].range.start <= pair[1].range.start) {
        score.lyrics.sort_by_key(|line| line.range.start);
        mended += 1;
    }
    for line in &mut score.lyrics {
        let too_late = line.range.end > end;
        line.range.end = line.range.end.min(end);
        let too_long = cut(&mut line.text, MAX_TEXT).is_some();
        mended += usize::from(too_late || too_long);
    }
    let before = score.lyrics.len();
    score.lyrics.retain(|line| !line.range.is_empty() && !line.text.trim().is_empty());
    score.lyrics.truncate(MAX_SPANS);
    mended += before - score.lyrics.len();
    if mended > 0 {
        repairs.push(Repair::Lyrics(mended));
    }
}

fn notes(part: &mut Part, end: Tick, room: usize, repairs: &mut Vec<Repair>) {
    let mut done = tidy(&mut part.notes, end);
    let limit = room.min(MAX_PATTERN_NOTES);
    done.left_out += part.notes.len().saturating_sub(limit);
    part.notes.truncate(limit);
    let name = || part.name.clone();
    if done.sorted {
        repairs.push(Repair::NotesSorted { part: name() });
    }
    if done.left_out > 0 {
        repairs.push(Repair::NotesLeftOut { part: name(), count: done.left_out });
    }
    if done.merged > 0 {
        repairs.push(Repair::NotesMerged { part: name(), count: done.merged });
    }
    if done.shortened > 0 {
        repairs.push(Repair::NotesShortened { part: name(), count: done.shortened });
    }
}

fn levels(part: &mut Part, repairs: &mut Vec<Repair>) {
    let before = (part.gain, part.pan, part.reverb, part.delay);
    part.gain = level(part.gain, Decibels(0.0));
    part.reverb = level(part.reverb, Decibels::SILENCE);
    part.delay = level(part.delay, Decibels::SILENCE);
    part.pan = if part.pan.0.is_nan() { Pan(0.0) } else { Pan(part.pan.0.clamp(-1.0, 1.0)) };
    if before != (part.gain, part.pan, part.reverb, part.delay) {
        repairs.push(Repair::LevelsHeld { part: part.name.clone() });
    }
}

fn level(asked: Decibels, otherwise: Decibels) -> Decibels {
    if asked.0.is_nan() { otherwise } else { Decibels(asked.0.clamp(Decibels::SILENCE.0, Decibels::MAX.0)) }
}

fn settings(part: &mut Part, repairs: &mut Vec<Repair>) {
    let mut count = part.inserts.len().saturating_sub(MAX_INSERTS);
    part.inserts.truncate(MAX_INSERTS);
    for insert in &mut part.inserts {
        let before = insert.values.len();
        let specs = insert.kind.specs();
        insert.values.retain(|(key, value)| value.is_finite() && specs.iter().any(|spec| spec.key == key));
        count += before - insert.values.len();
    }
    if count > 0 {
        repairs.push(Repair::SettingsLeftOut { part: part.name.clone(), count });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::music::{Chord, Key, Pitch, Velocity};
    use crate::project::TrackRole;
    use crate::score::{ScoreChord, ScoreInsert, ScoreLyric};
    use crate::sound::{InsertKind, Patch, PatchKind};
    use crate::time::{Bpm, Meter};

    fn note(start: u32, length: u32, key: u8) -> ScoreNote {
        let pitch = Pitch::clamped(i32::from(key));
        ScoreNote { start: Tick(start), length: Tick(length), pitch, velocity: Velocity::DEFAULT }
    }

    fn score(notes: Vec<ScoreNote>) -> Score {
        let part = Part {
            name: "Keys".to_owned(),
            role: TrackRole::Keys,
            patch: Patch::new(PatchKind::Fm),
            gain: Decibels(0.0),
            pan: Pan(0.0),
            reverb: Decibels::SILENCE,
            delay: Decibels::SILENCE,
            inserts: Vec::new(),
            notes,
        };
        Score {
            title: "Song".to_owned(),
            bpm: Bpm::clamped(120.0),
            meter: Meter::COMMON,
            key: Key::c_major(),
            sections: vec![ScoreSection { name: "Verse".to_owned(), kind: SectionKind::Verse, bars: 2 }],
            chords: Vec::new(),
            lyrics: Vec::new(),
            parts: vec![part],
        }
    }

    fn chord(start: u32, end: u32) -> ScoreChord {
        let range = TickRange { start: Tick(start), end: Tick(end) };
        ScoreChord { range, chord: "Am7".parse::<Chord>().unwrap() }
    }

    #[test]
    fn notes_are_mended_and_each_repair_is_told() {
        let bad = score(vec![
            note(960, 960, 60),
            note(0, 2000, 60),
            note(0, 100, 60),
            note(5, 0, 62),
            note(9000, 5, 60),
            note(7000, 5000, 64),
        ]);
        let (mended, repairs) = check(bad);
        let notes = &mended.parts[0].notes;
        assert_eq!(*notes, [note(0, 960, 60), note(960, 960, 60), note(7000, 680, 64)]);
        let part = || "Keys".to_owned();
        let expected = [
            Repair::NotesSorted { part: part() },
            Repair::NotesLeftOut { part: part(), count: 2 },
            Repair::NotesMerged { part: part(), count: 1 },
            Repair::NotesShortened { part: part(), count: 2 },
        ];
        assert_eq!(repairs, expected);
        for repair in &repairs {
            assert!(repair.message().text(Locale::English).contains("Keys"));
        }
    }

    #[test]
    fn what_lies_over_the_song_is_mended() {
        let mut bad = score(Vec::new());
        bad.sections[0].bars = 0;
        bad.title = "x".repeat(500);
        bad.chords = vec![chord(1000, 3000), chord(0, 2000), chord(3840, 9000)];
        let range = TickRange { start: Tick(0), end: Tick(99_999) };
        bad.lyrics = vec![ScoreLyric { range, text: "la".to_owned(), placeholder: true }];
        bad.parts[0].gain = Decibels(f32::NAN);
        bad.parts[0].pan = Pan(9.0);
        bad.parts[0].inserts = vec![ScoreInsert {
            kind: InsertKind::Eq,
            values: vec![("low_cut".to_owned(), 90.0), ("wow".to_owned(), 1.0)],
        }];
        let (mended, repairs) = check(bad);
        assert_eq!((mended.bars(), mended.title.chars().count()), (1, MAX_NAME));
        assert_eq!(mended.chords, [chord(0, 1000), chord(1000, 3000)]);
        assert_eq!(mended.lyrics[0].range.end, Tick(3840));
        assert_eq!((mended.parts[0].gain, mended.parts[0].pan), (Decibels(0.0), Pan(1.0)));
        assert_eq!(mended.parts[0].inserts[0].values.len(), 1);
        assert_eq!(repairs.len(), 6, "{repairs:?}");
    }

    #[test]
    fn a_score_without_sections_gets_one_and_an_endless_one_is_cut() {
        let mut bare = score(vec![note(0, 5000, 60)]);
        bare.sections.clear();
        let (mended, repairs) = check(bare);
        assert_eq!((mended.bars(), repairs), (2, vec![Repair::SectionAdded]));
        let mut endless = score(Vec::new());
        endless.sections[0].bars = u32::MAX;
        let (mended, repairs) = check(endless);
        assert_eq!((mended.bars(), repairs), (4_000, vec![Repair::SectionsCut(1)]));
    }

    proptest! {
        #[test]
        fn a_mended_score_needs_nothing_more(
            notes in prop::collection::vec((0u32..9000, 0u32..3000, 50u8..70), 0..60),
            chords in prop::collection::vec((0u32..9000, 0u32..9000), 0..12),
            bars in prop::collection::vec(0u32..3, 0..4),
        ) {
            let mut any = score(notes.into_iter().map(|(start, length, key)| note(start, length, key)).collect());
            any.chords = chords.into_iter().map(|(start, end)| chord(start, end)).collect();
            any.sections = bars.into_iter().map(|bars| ScoreSection { name: String::new(), kind: SectionKind::Verse, bars }).collect();
            let (mended, _) = check(any);
            let (again, repairs) = check(mended.clone());
            prop_assert_eq!(repairs, vec![]);
            prop_assert_eq!(again, mended);
        }
    }
}
