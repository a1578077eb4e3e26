//! The words of a song as a sheet: lines under their sections, with how many syllables they have, what they rhyme with and
//! to which notes they are sung.

use crate::interchange::{SungLine, sung};
use crate::music::{rhyme, syllables};
use crate::project::{LyricLine, Project, Section, TrackId};
use crate::time::{Tick, TickRange};
use crate::view::{LanePlace, Row, lane_place};

/// A section and its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPart {
    /// The section; none for lines outside of any.
    pub section: Option<Section>,
    /// Its lines, in order.
    pub lines: Vec<SheetLine>,
    /// Where its next line would be written, if there is room.
    pub next: Option<LanePlace>,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetLine {
    /// The line.
    pub line: LyricLine,
    /// How many syllables it has.
    pub syllables: usize,
    /// The letter of its rhyme among the lines of its section: lines of one letter rhyme. None where it has no words.
    pub rhyme: Option<char>,
    /// How it is laid over notes; none for a placeholder.
    pub sung: Option<SungLine>,
    /// The track whose notes it is sung to.
    pub track: Option<TrackId>,
}

/// The sheet of a project.
pub fn lyric_sheet(project: &Project) -> Vec<SheetPart> {
    let sung = sung(project);
    let sheet_line = |line: &LyricLine| {
        let laid = sung.iter().find(|(laid, _)| laid.range == line.range && !line.placeholder);
        let (laid, track) = laid.cloned().map_or((None, None), |(laid, track)| (Some(laid), track));
        SheetLine { line: line.clone(), syllables: syllables(&line.text).len(), rhyme: None, sung: laid, track }
    };
    let mut parts: Vec<SheetPart> = Vec::new();
    for section in project.sections.iter() {
        let inside = project.lyrics.iter().filter(|line| section.range.contains(line.range.start));
        let lines = lettered(inside.map(sheet_line).collect());
        let next =
            free_place(project, section.range, lines.last().map_or(section.range.start, |line| line.line.range.end));
        parts.push(SheetPart { section: Some(section.clone()), lines, next });
    }
    let outside = |line: &&LyricLine| !project.sections.iter().any(|section| section.range.contains(line.range.start));
    let lines: Vec<SheetLine> = project.lyrics.iter().filter(outside).map(sheet_line).collect();
    if !lines.is_empty() || parts.is_empty() {
        let from = lines.last().map_or(Tick::ZERO, |line| line.line.range.end);
        let next = lane_place(project, Row::Lyrics, from).filter(|place| !place.taken);
        parts.push(SheetPart { section: None, lines: lettered(lines), next });
    }
    parts
}

/// The first free place for words in a section at a tick or after it.
fn free_place(project: &Project, section: TickRange, from: Tick) -> Option<LanePlace> {
    let from = from.max(section.start);
    let place = (from < section.end).then(|| lane_place(project, Row::Lyrics, from)).flatten()?;
    let range = TickRange::new(place.range.start.max(section.start), place.range.end.min(section.end));
    (!place.taken && !range.is_empty()).then_some(LanePlace { range, ..place })
}

/// Gives lines the letters of their rhymes, from A on in the order in which they come.
fn lettered(mut lines: Vec<SheetLine>) -> Vec<SheetLine> {
    let mut known: Vec<String> = Vec::new();
    for line in &mut lines {
        let Some(sound) = rhyme(&line.line.text).filter(|_| !line.line.placeholder) else { continue };
        let place = known.iter().position(|other| *other == sound).unwrap_or_else(|| {
            known.push(sound);
            known.len() - 1
        });
        line.rhyme = ('A'..='Z').nth(place);
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{ProjectId, SectionKind};
    use crate::provenance::AuthorsId;

    fn project(lines: &[(u32, u32, &str)]) -> Project {
        let mut project = Project::empty(ProjectId(1));
        let range = TickRange::new(Tick(0), Tick(8 * 3840));
        let authors = AuthorsId::default();
        let verse = Section { name: "Verse 1".to_owned(), kind: SectionKind::Verse, range, authors };
        project.sections = Rc::new(vec![verse]);
        let line = |(start, end, text): &(u32, u32, &str)| LyricLine {
            range: TickRange::new(Tick(start * 3840), Tick(end * 3840)),
            text: (*text).to_owned(),
            placeholder: false,
            notes: Vec::new(),
            authors,
        };
        project.lyrics = Rc::new(lines.iter().map(line).collect());
        project
    }

    #[test]
    fn lines_stand_under_their_section_with_counts_and_letters() {
        let lines = [
            (0, 2, "Platform light"),
            (2, 4, "the last train home"),
            (4, 6, "into the night"),
            (9, 10, "after it all"),
        ];
        let sheet = lyric_sheet(&project(&lines));
        let first = &sheet[0];
        let told: Vec<(usize, Option<char>)> = first.lines.iter().map(|line| (line.syllables, line.rhyme)).collect();
        assert_eq!(told, [(3, Some('A')), (4, Some('B')), (4, Some('A'))]);
        let next = first.next.unwrap();
        assert_eq!((next.range.start, next.range.end, next.taken), (Tick(6 * 3840), Tick(8 * 3840), false));
        assert_eq!((sheet.len(), sheet[1].section.is_none(), sheet[1].lines.len()), (2, true, 1));
    }

    #[test]
    fn a_full_section_has_no_room_and_an_empty_song_has() {
        assert_eq!(lyric_sheet(&project(&[(0, 8, "one long line")]))[0].next, None);
        let empty = lyric_sheet(&Project::empty(ProjectId(1)));
        assert!(empty[0].next.is_some_and(|place| place.range.start == Tick::ZERO));
    }
}
