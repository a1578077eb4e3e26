//! Edits of what lies over the whole arrangement: title, tempo, meter, key, sections, chords and words.

use std::rc::Rc;

use crate::edit::apply::checked_name;
use crate::edit::stamp::{changed, is_person, made};
use crate::edit::{Command, EditError};
use crate::project::check::{CheckError, is_laid, is_text};
use crate::project::limits::{MAX_SPANS, MAX_TEXT, MAX_TICK};
use crate::project::{ChordSpan, LyricLine, Project, Section};
use crate::provenance::{AuthorsId, ContributionId};
use crate::time::{Tick, TickRange};

/// Applies a command of this file.
pub fn apply(project: &mut Project, command: &Command, by: ContributionId) -> Result<(), EditError> {
    match command {
        Command::SetMetadata { metadata } => {
            let (title, artist) = (checked_name(&metadata.title)?, checked_name(&metadata.artist)?);
            project.metadata.title = title;
            project.metadata.artist = artist;
        }
        Command::SetCover { cover } => {
            project.metadata.cover = *cover;
            if cover.is_some() && project.cover().is_none() {
                return Err(EditError::Unsound(CheckError::Cover));
            }
        }
        Command::SetTempo { tempo } => project.tempo = tempo.clone(),
        Command::SetMeter { meter } => project.meter = meter.clone(),
        Command::SetKey { key } => project.key = *key,
        Command::ReplaceSections { range, sections } => {
            let old = Rc::clone(&project.sections);
            for section in sections {
                checked_name(&section.name)?;
            }
            project.sections = Rc::new(replaced(project, &old, *range, sections, by)?);
        }
        Command::ReplaceChords { range, chords } => {
            let old = Rc::clone(&project.chords);
            project.chords = Rc::new(replaced(project, &old, *range, chords, by)?);
        }
        Command::ReplaceLyrics { range, lines } => {
            let old = Rc::clone(&project.lyrics);
            if !lines.iter().all(|line| is_text(&line.text, MAX_TEXT)) {
                return Err(EditError::Text);
            }
            if !lines.iter().all(is_laid) {
                return Err(EditError::Unsound(CheckError::Spans));
            }
            project.lyrics = Rc::new(replaced(project, &old, *range, lines, by)?);
        }
        _ => {}
    }
    Ok(())
}

/// What lies over the timeline in order.
trait Span: Clone + PartialEq {
    /// Whether one may lie over the next: only words are sung over one another.
    const MAY_OVERLAP: bool;
    fn range(&self) -> TickRange;
    fn set_end(&mut self, end: Tick);
    fn authors(&self) -> AuthorsId;
    fn with_authors(&self, authors: AuthorsId) -> Self;
    /// Whether both say the same: who lays words under other notes has written none of them.
    fn says(&self, other: &Self) -> bool;
}

macro_rules! span {
    ($name:ty, $may_overlap:literal, $says:expr) => {
        impl Span for $name {
            const MAY_OVERLAP: bool = $may_overlap;
            fn range(&self) -> TickRange {
                self.range
            }
            fn set_end(&mut self, end: Tick) {
                self.range.end = end;
            }
            fn authors(&self) -> AuthorsId {
                self.authors
            }
            fn with_authors(&self, authors: AuthorsId) -> Self {
                Self { authors, ..self.clone() }
            }
            fn says(&self, other: &Self) -> bool {
                let says: fn(&Self, &Self) -> bool = $says;
                says(&self.with_authors(other.authors), other)
            }
        }
    };
}
span!(Section, false, |one, other| one == other);
span!(ChordSpan, false, |one, other| one == other);
span!(LyricLine, true, |one, other| LyricLine { notes: other.notes.clone(), ..one.clone() } == *other);

/// The spans with new ones in place of those that begin inside `range`. A section or chord that reaches into it is cut.
fn replaced<S: Span>(
    project: &mut Project,
    old: &[S],
    range: TickRange,
    new: &[S],
    by: ContributionId,
) -> Result<Vec<S>, EditError> {
    let mut spans: Vec<S> = old.iter().filter(|span| !range.contains(span.range().start)).cloned().collect();
    for span in spans.iter_mut().filter(|span| !S::MAY_OVERLAP && span.range().start < range.start) {
        span.set_end(span.range().end.min(range.start));
    }
    for span in new {
        let place = span.range();
        if place.is_empty() || place.end > MAX_TICK || !range.contains(place.start) {
            return Err(EditError::Time);
        }
        let authors = authors_of(project, old, span, by);
        spans.push(span.with_authors(authors));
    }
    spans.sort_by_key(|span| span.range().start);
    if !S::MAY_OVERLAP && spans.windows(2).any(|pair| pair[0].range().end > pair[1].range().start) {
        return Err(EditError::Overlap);
    }
    if spans.len() > MAX_SPANS {
        return Err(EditError::TooMany { what: "error-edit-many-spans", limit: MAX_SPANS });
    }
    Ok(spans)
}

/// What did not change keeps its authors; what a person changes keeps them and the person joins.
fn authors_of<S: Span>(project: &mut Project, old: &[S], new: &S, by: ContributionId) -> AuthorsId {
    let mut here = old.iter().filter(|span| span.range().start == new.range().start);
    // Of several that begin together, the one that stays as it is.
    let before = here.clone().find(|span| span.says(new)).or_else(|| here.next());
    match before {
        Some(before) if before.says(new) => before.authors(),
        Some(before) if is_person(project, by) => changed(project, before.authors(), by),
        Some(_) => made(project, AuthorsId::default(), by),
        None if new.authors() == AuthorsId::default() => made(project, AuthorsId::default(), by),
        None => changed(project, new.authors(), by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    #[test]
    fn of_two_lines_that_begin_together_each_keeps_its_own_authors() {
        let mut project = draft::song("a folk song", 1, 0).unwrap();
        let by = ContributionId(0);
        let range = TickRange::new(Tick(0), Tick(960));
        let line = |text: &str, authors| LyricLine {
            range,
            text: text.to_owned(),
            placeholder: false,
            notes: Vec::new(),
            authors: AuthorsId(authors),
        };
        let old = [line("ah", 1), line("oh", 2)];
        let again = replaced(&mut project, &old, range, &old, by).unwrap();
        assert_eq!(again.iter().map(|line| line.authors).collect::<Vec<_>>(), [AuthorsId(1), AuthorsId(2)]);
    }
}
