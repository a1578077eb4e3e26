//! What the built-in composer plays in a song that a model wrote: what the model leaves to it, and what is missing.

use crate::ai::answer::assemble::{Desk, Terms};
use crate::ai::answer::layout::Auto;
use crate::ai::answer::sing;
use crate::compose::Arranger;
use crate::score::{HunkKind, Part, Repair, ScoreNote, TrackRole};
use crate::time::TickRange;

/// The parts of a song that says nothing of its instruments.
const BAND: [TrackRole; 6] =
    [TrackRole::Lead, TrackRole::Keys, TrackRole::Arp, TrackRole::Pad, TrackRole::Bass, TrackRole::Drums];

/// Completes a song; gives the hunks that it wrote.
pub fn fill(desk: &mut Desk<'_>, terms: &Terms, repairs: &mut Vec<Repair>) -> Vec<HunkKind> {
    let words = format!("{}, {}", desk.song.style, terms.words);
    let ranges = desk.score.section_ranges();
    let mut filled = Vec::new();
    if terms.fill {
        chords(desk, &words, &ranges, &mut filled);
    }
    // Whoever is named in a section plays there.
    let full = Arranger::new(&words, 0, &desk.score, true);
    for (section, range) in ranges.iter().enumerate() {
        for track in 0..desk.song.tracks.len() {
            let playing = desk.playing.get(section).and_then(|tracks| tracks.get(track));
            let Some(auto) = playing.filter(|playing| playing.bars.is_empty()).and_then(|playing| playing.auto) else {
                continue;
            };
            let notes = inside(&full.part(role_of(auto)), *range);
            add(desk, track, section, notes, &mut filled);
        }
    }
    if terms.fill {
        let sparse = Arranger::new(&words, 0, &desk.score, false);
        missing(desk, &sparse, &ranges, &mut filled);
        sections_words(desk, &sparse, &ranges);
    } else {
        let even = |desk: &Desk<'_>, section: usize| {
            let lines = desk.song.sections.get(section).map_or(0, |section| section.lyrics.len());
            ranges.get(section).map(|range| sing::evenly(*range, lines)).unwrap_or_default()
        };
        lay_words(desk, &even, &ranges);
    }
    tell(desk, &filled, repairs);
    filled
}

fn role_of(auto: Auto) -> TrackRole {
    match auto {
        Auto::Chords => TrackRole::Keys,
        Auto::Arp => TrackRole::Arp,
        Auto::Pad => TrackRole::Pad,
        Auto::Bass => TrackRole::Bass,
        Auto::Drums => TrackRole::Drums,
        Auto::Melody => TrackRole::Lead,
    }
}

/// Chords for the sections that have none.
fn chords(desk: &mut Desk<'_>, words: &str, ranges: &[TickRange], filled: &mut Vec<HunkKind>) {
    let bare = |range: &TickRange| !desk.score.chords.iter().any(|chord| range.contains(chord.range.start));
    let bare: Vec<(usize, TickRange)> = ranges.iter().copied().enumerate().filter(|(_, range)| bare(range)).collect();
    if bare.is_empty() {
        return;
    }
    let written = Arranger::new(words, 0, &desk.score, false).chords();
    for (section, range) in bare {
        desk.score.chords.extend(written.iter().filter(|chord| range.contains(chord.range.start)));
        filled.push(HunkKind::Chords { section });
    }
    desk.score.chords.sort_by_key(|chord| chord.range.start);
}

/// Parts that were named and never written, or the whole band where none was named.
fn missing(desk: &mut Desk<'_>, arranger: &Arranger, ranges: &[TickRange], filled: &mut Vec<HunkKind>) {
    let named: Vec<TrackRole> = desk.roles.clone();
    if named.is_empty() {
        desk.roles = BAND.to_vec();
        desk.score.parts = BAND.map(|role| arranger.silent_part(role)).to_vec();
    }
    let mut done: Vec<TrackRole> = Vec::new();
    for track in 0..desk.score.parts.len() {
        let Some((part, role)) = desk.score.parts.get(track).zip(desk.roles.get(track).copied()) else { continue };
        // Two parts of one kind would play the same.
        if !part.notes.is_empty() || done.contains(&role) {
            continue;
        }
        done.push(role);
        let written = arranger.part(role);
        for (section, range) in ranges.iter().enumerate() {
            add(desk, track, section, inside(&written, *range), filled);
        }
    }
}

fn inside(part: &Part, range: TickRange) -> Vec<ScoreNote> {
    part.notes.iter().filter(|note| range.contains(note.start)).copied().collect()
}

fn add(desk: &mut Desk<'_>, track: usize, section: usize, notes: Vec<ScoreNote>, filled: &mut Vec<HunkKind>) {
    if let (Some(part), false) = (desk.score.parts.get_mut(track), notes.is_empty()) {
        part.notes.extend(notes);
        part.notes.sort_by_key(|note| (note.start, note.pitch));
        filled.push(HunkKind::Part { part: track, section });
    }
}

/// The words of sections over the phrases of the melody.
fn sections_words(desk: &mut Desk<'_>, arranger: &Arranger, ranges: &[TickRange]) {
    let phrases = arranger.phrases();
    let places = |desk: &Desk<'_>, section: usize| {
        let lines = desk.song.sections.get(section).map_or(0, |section| section.lyrics.len());
        let own = phrases.get(section).cloned().unwrap_or_default();
        match ranges.get(section) {
            Some(range) if own.is_empty() => sing::evenly(*range, lines),
            _ => own,
        }
    };
    lay_words(desk, &places, ranges);
}

/// Lays the words of every section that has none yet.
fn lay_words(desk: &mut Desk<'_>, places: &dyn Fn(&Desk<'_>, usize) -> Vec<TickRange>, ranges: &[TickRange]) {
    for (section, range) in ranges.iter().enumerate() {
        let lines = desk.song.sections.get(section).map(|section| section.lyrics.clone()).unwrap_or_default();
        let sung = desk.score.lyrics.iter().any(|line| range.contains(line.range.start));
        if !lines.is_empty() && !sung {
            let laid = sing::over_phrases(&lines, &places(desk, section));
            desk.score.lyrics.extend(laid);
        }
    }
    desk.score.lyrics.sort_by_key(|line| line.range.start);
}

fn tell(desk: &Desk<'_>, filled: &[HunkKind], repairs: &mut Vec<Repair>) {
    for (index, part) in desk.score.parts.iter().enumerate() {
        if filled.iter().any(|hunk| matches!(hunk, HunkKind::Part { part, .. } if *part == index)) {
            repairs.push(Repair::FilledIn { part: part.name.clone() });
        }
    }
}
