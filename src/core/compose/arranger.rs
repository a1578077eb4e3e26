//! The built-in composer as an arranger: parts, chords and places for words in a frame that somebody else set.

use crate::compose::brief::Brief;
use crate::compose::composer::{Song, style_for};
use crate::compose::form::{Plan, players};
use crate::compose::grid::{BarGrid, STEP, tick};
use crate::compose::harmony::{self, Change, Harmony};
use crate::compose::melody::{self, Line, Melodist};
use crate::compose::mix;
use crate::compose::random::Random;
use crate::compose::singer::Sung;
use crate::project::{SectionKind, TrackRole};
use crate::score::{Part, Score, ScoreChord};
use crate::time::TickRange;

/// Arranges a song whose title, tempo, key, form and perhaps chords are settled.
pub struct Arranger {
    song: Song,
    harmony: Harmony,
    lines: Vec<Line>,
}

impl Arranger {
    /// An arranger for a frame: the sections, chords, key, meter and tempo of a score. `words` name the style and mood,
    /// as a prompt does. Where `full`, every part plays in every section; else as the form has it.
    pub fn new(words: &str, seed: u64, frame: &Score, full: bool) -> Self {
        let brief = Brief::read(words);
        let style = brief.style.unwrap_or_else(|| style_for(&brief));
        let grid = BarGrid::new(frame.meter);
        let random = Random::new(words.trim(), seed);
        let plans = plans(frame, &brief, style, full);
        let song = Song {
            traits: style.traits(),
            bpm: frame.bpm,
            meter: frame.meter,
            key: frame.key,
            brief,
            style,
            grid,
            plans,
            random,
        };
        let written = harmony::write(&song.plans, style, song.key, &song.grid, &song.random.fork(2));
        let harmony = with_chords(written, frame, &song);
        let melodist = Melodist { key: song.key, style, grid: &song.grid, harmony: &harmony };
        let lines = melody::write(&melodist, &song.plans, &song.random);
        Self { song, harmony, lines }
    }

    /// The chords of every section, also of those for which the frame has none.
    pub fn chords(&self) -> Vec<ScoreChord> {
        let changes = self.harmony.changes.iter();
        let range = |change: &Change| TickRange::new(tick(change.step), tick(change.step + change.steps));
        changes.map(|change| ScoreChord { range: range(change), chord: change.chord }).collect()
    }

    /// What a part plays, with its sound and its place in the mix.
    pub fn part(&self, role: TrackRole) -> Part {
        let strokes = self.song.strokes(role, &self.harmony, &self.lines);
        mix::part(role, &self.song.brief, self.song.style, self.song.played(&strokes, role))
    }

    /// A part with its sound and its place in the mix, and no notes.
    pub fn silent_part(&self, role: TrackRole) -> Part {
        mix::part(role, &self.song.brief, self.song.style, Vec::new())
    }

    /// Where each phrase of the melody lies, by section.
    pub fn phrases(&self) -> Vec<Vec<TickRange>> {
        let range = |phrase: &Vec<Sung>| {
            let (first, last) = (phrase.first()?, phrase.last()?);
            Some(TickRange::new(tick(first.step), tick(last.step + last.steps)))
        };
        self.lines.iter().map(|line| line.phrases.iter().filter_map(range).collect()).collect()
    }
}

fn plans(frame: &Score, brief: &Brief, style: crate::compose::style::Style, full: bool) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (index, section) in frame.sections.iter().enumerate() {
        let alike = |other: &&crate::score::ScoreSection| other.kind == section.kind;
        let nth = frame.sections.iter().take(index).filter(alike).count();
        let last = nth + 1 == frame.sections.iter().filter(alike).count();
        let energy = energy(section.kind) + if last { 6 } else { 0 };
        let mut players = players(section.kind, energy, nth, brief, style);
        if full {
            (players.lead, players.keys, players.pad, players.arp, players.bass) = (true, true, true, true, true);
            players.drums = players.drums.max(1);
        }
        plans.push(Plan {
            kind: section.kind,
            name: section.name.clone(),
            first_bar: plans.last().map_or(0, |plan| plan.first_bar + plan.bars),
            bars: section.bars,
            energy,
            nth: u32::try_from(nth).unwrap_or(u32::MAX),
            last,
            lift: 0,
            players,
        });
    }
    plans
}

fn energy(kind: SectionKind) -> i32 {
    match kind {
        SectionKind::Intro | SectionKind::Outro => 36,
        SectionKind::Verse => 56,
        SectionKind::PreChorus => 64,
        SectionKind::Chorus => 84,
        SectionKind::Bridge => 50,
        SectionKind::Solo => 72,
    }
}

/// The frame's chords where a section has some, else those that were written for it.
fn with_chords(written: Harmony, frame: &Score, song: &Song) -> Harmony {
    let mut changes: Vec<Change> = Vec::new();
    for plan in &song.plans {
        let (from, to) = (plan.first_bar * song.grid.steps, (plan.first_bar + plan.bars) * song.grid.steps);
        let given = frame.chords.iter().map(|span| (span.range.start.0 / STEP, span.chord));
        let inside: Vec<Change> = given
            .filter(|(step, _)| (from..to).contains(step))
            .map(|(step, chord)| Change { step, steps: 0, chord })
            .collect();
        match inside.first().copied() {
            // What begins late is heard from the start.
            Some(first) if first.step > from => {
                let chord = changes.last().map_or(first.chord, |before| before.chord);
                changes.push(Change { step: from, steps: 0, chord });
                changes.extend(inside);
            }
            Some(_) => changes.extend(inside),
            None => changes.extend_from_slice(written.within(from, to)),
        }
    }
    changes.dedup_by_key(|change| change.step);
    let mut limit = song.plans.last().map_or(0, |plan| (plan.first_bar + plan.bars) * song.grid.steps);
    for change in changes.iter_mut().rev() {
        change.steps = limit.saturating_sub(change.step);
        limit = change.step;
    }
    Harmony { changes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::score::check;

    #[test]
    fn parts_keep_to_the_frame_that_was_set() {
        let mut frame = compose("a synthwave song, 92 bpm", 3).unwrap();
        let (chords, sections) = (frame.chords.clone(), frame.sections.len());
        frame.parts.clear();
        frame.lyrics.clear();
        let arranger = Arranger::new("synthwave", 1, &frame, true);
        assert_eq!(arranger.chords().len(), chords.len());
        assert_eq!(arranger.phrases().len(), sections);
        let roles =
            [TrackRole::Lead, TrackRole::Keys, TrackRole::Arp, TrackRole::Pad, TrackRole::Bass, TrackRole::Drums];
        frame.parts = roles.map(|role| arranger.part(role)).to_vec();
        assert!(frame.parts.iter().all(|part| !part.notes.is_empty()));
        assert_eq!(check(frame).1, Vec::new());
    }

    #[test]
    fn sections_without_chords_get_some_and_those_with_keep_them() {
        let mut frame = compose("a folk song", 3).unwrap();
        let first = frame.section_ranges()[0];
        frame.chords.retain(|chord| first.contains(chord.range.start));
        let kept = frame.chords.clone();
        let chords = Arranger::new("folk", 1, &frame, false).chords();
        assert_eq!(chords[..kept.len() - 1], kept[..kept.len() - 1]);
        for range in frame.section_ranges() {
            assert!(chords.iter().any(|chord| range.contains(chord.range.start)));
        }
        frame.sections.clear();
        assert!(Arranger::new("", 1, &frame, true).part(TrackRole::Bass).notes.is_empty());
    }
}
