//! Commands that write sections, chords, words and markers over the timeline, as a person types them.

use crate::edit::Command;
use crate::music::{Chord, syllables};
use crate::project::limits::{MAX_NAME, MAX_TEXT, MAX_TICK};
use crate::project::{ChordSpan, LyricLine, Project, Section, SectionKind};
use crate::provenance::AuthorsId;
use crate::score::section_kind;
use crate::text::Message;
use crate::time::{Tick, TickRange};
use crate::view::markers::flags;
use crate::view::{Row, add_marker, change_marker, span_at};

/// The most chords that are typed at once.
const MOST_CHORDS: usize = 16;

/// A place in a lane: the span that lies there, or the free one in which something new would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanePlace {
    /// The lane: sections, chords, words, or the ruler with its markers.
    pub row: Row,
    /// The span.
    pub range: TickRange,
    /// Whether something lies there.
    pub taken: bool,
}

fn ranges(project: &Project, row: Row) -> Vec<TickRange> {
    match row {
        Row::Sections => project.sections.iter().map(|section| section.range).collect(),
        Row::Chords => project.chords.iter().map(|span| span.range).collect(),
        Row::Lyrics => project.lyrics.iter().map(|line| line.range).collect(),
        Row::Ruler => flags(project),
        _ => Vec::new(),
    }
}

/// The place of a lane at a tick. A new chord lasts to the end of its bar; new words last two bars and a new section
/// eight, or to the end of the section around the words; none goes over what lies there. A marker has its place to the
/// end of its bar. `None` in a row that is no lane.
pub fn lane_place(project: &Project, row: Row, tick: Tick) -> Option<LanePlace> {
    let spans = ranges(project, row);
    if let Some(range) = span_at(&spans, |range| *range, tick).and_then(|index| spans.get(index)) {
        return Some(LanePlace { row, range: *range, taken: true });
    }
    let (first, bars) = match row {
        Row::Sections => (project.meter.position(tick).bar, 8),
        Row::Chords | Row::Ruler => (project.meter.position(tick).bar, 1),
        Row::Lyrics => (project.meter.position(tick).bar, 2),
        _ => return None,
    };
    let before = spans.iter().map(|range| range.end).filter(|end| *end <= tick).max().unwrap_or(Tick::ZERO);
    let after = spans.iter().map(|range| range.start).filter(|start| *start > tick).min().unwrap_or(MAX_TICK);
    let meter = &project.meter;
    let wanted = TickRange::new(meter.bar_start(first), meter.bar_start(first.saturating_add(bars)));
    let range = TickRange::new(wanted.start.max(before), wanted.end.min(after).min(MAX_TICK));
    (!range.is_empty()).then_some(LanePlace { row, range, taken: false })
}

/// The next place of a lane that is taken, later or earlier than a tick.
pub fn next_place(project: &Project, row: Row, tick: Tick, later: bool) -> Option<LanePlace> {
    let spans = ranges(project, row);
    let found = match later {
        true => spans.iter().find(|range| range.start > tick),
        false => spans.iter().rev().find(|range| range.end <= tick),
    };
    found.map(|range| LanePlace { row, range: *range, taken: true })
}

/// What is written at a place; empty where it is free.
pub fn lane_text(project: &Project, place: LanePlace) -> String {
    let start = place.range.start;
    let text = match place.row {
        Row::Sections => project.sections.iter().find(|span| span.range.start == start).map(|span| span.name.clone()),
        Row::Chords => project.chords.iter().find(|span| span.range.start == start).map(|span| span.chord.to_string()),
        Row::Lyrics => project.lyrics.iter().find(|span| span.range.start == start).map(|span| span.text.clone()),
        Row::Ruler => project.markers.iter().find(|marker| marker.at == start).map(|marker| marker.name.clone()),
        _ => None,
    };
    text.unwrap_or_default()
}

/// The most characters that a place takes.
pub fn longest_text(row: Row) -> usize {
    if row == Row::Lyrics { MAX_TEXT } else { MAX_NAME }
}

/// Writes at a place what a person typed; nothing takes away what lies there. Several chords share the span evenly.
///
/// # Errors
/// The sentence for a person who typed what is no chord.
pub fn write_lane(project: &Project, place: LanePlace, text: &str) -> Result<Vec<Command>, Message> {
    let text = text.trim();
    let range = place.range;
    if text == lane_text(project, place) {
        return Ok(Vec::new());
    }
    Ok(match place.row {
        Row::Sections => {
            let known = project.sections.iter().find(|section| section.range == range);
            let kind = section_kind(text).or(known.map(|section| section.kind)).unwrap_or(SectionKind::Verse);
            let section = Section { name: text.to_owned(), kind, range, authors: AuthorsId::default() };
            let sections = if text.is_empty() { Vec::new() } else { vec![section] };
            vec![Command::ReplaceSections { range, sections }]
        }
        Row::Chords => vec![Command::ReplaceChords { range, chords: chords(range, text)? }],
        Row::Lyrics => {
            // Words may be sung over one another: only those that begin here are replaced.
            let here = TickRange::new(range.start, range.start + Tick(1));
            // A letter that is mended leaves as many syllables, and they stay where they were laid.
            let known = project.lyrics.iter().find(|line| line.range == range);
            let notes = known.map(|line| line.notes.clone()).filter(|notes| notes.len() == syllables(text).len());
            let (notes, authors) = (notes.unwrap_or_default(), AuthorsId::default());
            let line = LyricLine { range, text: text.to_owned(), placeholder: false, notes, authors };
            let lines = if text.is_empty() { Vec::new() } else { vec![line] };
            vec![Command::ReplaceLyrics { range: here, lines }]
        }
        Row::Ruler if place.taken => change_marker(project, range.start, range.start, text).into_iter().collect(),
        Row::Ruler => add_marker(project, range.start, text).into_iter().collect(),
        _ => Vec::new(),
    })
}

fn chords(range: TickRange, text: &str) -> Result<Vec<ChordSpan>, Message> {
    let words = || text.split([' ', ',', '|']).filter(|word| !word.is_empty()).take(MOST_CHORDS);
    let count = u32::try_from(words().count()).unwrap_or(1).max(1);
    let share =
        |index: u32| range.start + Tick((u64::from(range.length().0) * u64::from(index) / u64::from(count)) as u32);
    let read = |(index, word): (u32, &str)| {
        let chord = word.parse::<Chord>().map_err(|error| error.message())?;
        let range = TickRange::new(share(index), share(index + 1));
        Ok(ChordSpan { range, chord, authors: AuthorsId::default() })
    };
    (0..).zip(words()).map(read).collect()
}

/// What is done with a section and all that lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionMove {
    /// It changes places with the one before it.
    Earlier,
    /// It changes places with the one after it.
    Later,
    /// It is there once more, right after itself.
    Again,
    /// It goes, and what is after it moves up.
    Away,
}

/// Moves, repeats or removes the section at a tick with all that lies in it. `None` where there is none, or nowhere to
/// go. The tick is where the section lies afterwards.
pub fn move_section(project: &Project, tick: Tick, how: SectionMove) -> Option<(Command, Tick)> {
    let index = span_at(&project.sections, |section| section.range, tick)?;
    let at = |index: usize| project.sections.get(index).map(|section| section.range);
    let here = at(index)?;
    let whole = TickRange::new(Tick::ZERO, project.end());
    let before = TickRange::new(whole.start, here.start);
    let after = TickRange::new(here.end, whole.end);
    let (pieces, to) = match how {
        SectionMove::Again => (vec![before, here, here, after], here.end),
        SectionMove::Away => (vec![before, after], here.start),
        SectionMove::Earlier => {
            let other = at(index.checked_sub(1)?)?;
            let (before, between) = (TickRange::new(whole.start, other.start), TickRange::new(other.start, here.start));
            (vec![before, here, between, after], other.start)
        }
        SectionMove::Later => {
            let other = at(index + 1)?;
            let (between, after) = (TickRange::new(here.end, other.end), TickRange::new(other.end, whole.end));
            (vec![before, between, here, after], here.start + between.length())
        }
    };
    let pieces: Vec<TickRange> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    Some((Command::Rearrange { pieces }, to))
}

#[cfg(test)]
#[path = "lane_edits/tests.rs"]
mod tests;
