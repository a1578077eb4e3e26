//! Words laid over the notes they are sung to.

use crate::compile;
use crate::interchange::Part;
use crate::interchange::syllables::{self, Syllable};
use crate::project::evidence::is_audible;
use crate::project::{LyricLine, Project, TrackId};
use crate::time::{Tick, TickRange};

/// A line of words in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SungLine {
    /// Where it is sung.
    pub range: TickRange,
    /// The words.
    pub text: String,
    /// The words, cut at the notes.
    pub sung: Vec<Sung>,
    /// The part whose notes they lie on, by its place; none where no melody is played then.
    pub part: Option<usize>,
    /// How many notes it lies on.
    pub notes: usize,
    /// Whether the cut words are known to belong to their notes, because there are as many of the one as of the other.
    pub known: bool,
}

/// What is sung to one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sung {
    /// Where the note starts.
    pub at: Tick,
    /// Where it ends.
    pub end: Tick,
    /// A syllable, or several words where there are more of them than notes.
    pub text: String,
    /// Whether a word begins with it.
    pub starts: bool,
    /// Whether a word ends with it.
    pub ends: bool,
    /// Whether a space follows it.
    pub space: bool,
}

/// Lays the words of a project over its parts.
pub fn lay(project: &Project, parts: &[Part<'_>]) -> Vec<SungLine> {
    let lines = project.lyrics.iter().filter(|line| !line.placeholder && !line.text.trim().is_empty());
    lines.map(|line| over(line, parts)).collect()
}

/// The words of a project laid over the notes they are sung to, and the track of those notes.
pub fn sung(project: &Project) -> Vec<(SungLine, Option<TrackId>)> {
    let heard = project.tracks.iter().map(AsRef::as_ref).filter(|track| is_audible(project, track));
    let parts: Vec<Part> = heard.map(|track| Part { track, notes: compile::lane(track).notes }).collect();
    let with_track = |line: SungLine| {
        let track = line.part.and_then(|place| parts.get(place)).map(|part| part.track.id);
        (line, track)
    };
    lay(project, &parts).into_iter().map(with_track).collect()
}

/// How many syllables a line of words has, by rule and without a dictionary.
pub fn count_syllables(text: &str) -> usize {
    syllables::of_line(text).len()
}

fn over(line: &LyricLine, parts: &[Part<'_>]) -> SungLine {
    let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let singers = parts.iter().enumerate().filter(|(_, part)| part.sings());
    let melodies = singers.map(|(index, part)| (index, melody(part, line.range)));
    // The first of those with the most notes.
    let chosen = melodies
        .filter(|(_, notes)| !notes.is_empty())
        .reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
    let syllables = syllables::of_line(&text);
    let Some((part, notes)) = chosen else {
        return SungLine { range: line.range, text, sung: Vec::new(), part: None, notes: 0, known: false };
    };
    let words = joined_words(&syllables);
    let (pieces, known) = if syllables.len() == notes.len() {
        (syllables, true)
    } else if words.len() == notes.len() {
        (words, true)
    } else {
        (syllables, false)
    };
    SungLine { range: line.range, text, sung: spread(&pieces, &notes), part: Some(part), notes: notes.len(), known }
}

/// Where each note of a melody starts and ends inside a span; of notes that start together the longest.
fn melody(part: &Part<'_>, range: TickRange) -> Vec<TickRange> {
    let mut notes: Vec<TickRange> = Vec::new();
    for note in part.notes.iter().filter(|note| range.contains(note.start)) {
        match notes.last_mut().filter(|last| last.start == note.start) {
            Some(last) => last.end = last.end.max(note.end),
            None => notes.push(TickRange::new(note.start, note.end)),
        }
    }
    notes
}

/// The words, each as one piece.
fn joined_words(syllables: &[Syllable]) -> Vec<Syllable> {
    let mut words: Vec<Syllable> = Vec::new();
    for syllable in syllables {
        match words.last_mut().filter(|_| !syllable.starts) {
            Some(word) => {
                word.text.push_str(&syllable.text);
                (word.ends, word.space) = (syllable.ends, syllable.space);
            }
            None => words.push(syllable.clone()),
        }
    }
    words
}

/// Pieces over notes in order, evenly where there are more of the one than of the other. Nothing is left out.
fn spread(pieces: &[Syllable], notes: &[TickRange]) -> Vec<Sung> {
    let mut sung: Vec<Sung> = Vec::new();
    let mut last_place = None;
    for (index, piece) in pieces.iter().enumerate() {
        let place = index * notes.len() / pieces.len().max(1);
        let Some(note) = notes.get(place) else { continue };
        match sung.last_mut().filter(|_| last_place == Some(place)) {
            Some(last) => {
                if last.space {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                (last.ends, last.space) = (piece.ends, piece.space);
            }
            None => sung.push(Sung {
                at: note.start,
                end: note.end,
                text: piece.text.clone(),
                starts: piece.starts,
                ends: piece.ends,
                space: piece.space,
            }),
        }
        last_place = Some(place);
    }
    sung
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::Sheet;
    use crate::interchange::fixtures::{line, song};
    use crate::provenance::Disclosure;
    use std::rc::Rc;

    fn laid(text: &str) -> SungLine {
        let mut project = song();
        project.lyrics = Rc::new(vec![line(0, 4, text, false), line(4, 8, "la la la la", true)]);
        let mut sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        assert_eq!(sheet.lines.len(), 1, "a placeholder is no word");
        sheet.lines.remove(0)
    }

    #[test]
    fn as_many_syllables_as_notes_are_known_to_belong_together() {
        // The melody has four notes in its first bar.
        let line = laid("Last city train");
        let texts: Vec<&str> = line.sung.iter().map(|sung| sung.text.as_str()).collect();
        assert_eq!((texts.as_slice(), line.known), (["Last", "ci", "ty", "train"].as_slice(), true));
        assert_eq!(line.sung[2].at, Tick::quarters(2));
        let line = laid("Radio city tonight calling");
        assert!(line.known && line.sung[0].text == "Radio" && !line.sung[3].space);
    }

    #[test]
    fn what_does_not_agree_is_laid_all_the_same_and_not_claimed_to_be_known() {
        let line = laid("one two three four five six");
        assert!(!line.known);
        let all: String = line.sung.iter().map(|sung| sung.text.clone() + if sung.space { " " } else { "" }).collect();
        assert_eq!(all, "one two three four five six");
        assert_eq!(laid("hey").sung.len(), 1);
    }
}
