//! Words laid over the notes they are sung to.

use crate::compile;
use crate::interchange::Part;
use crate::music::{Syllable, syllables};
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
    /// The notes it lies on.
    pub notes: Vec<TickRange>,
    /// On which of them each of its syllables is sung.
    pub places: Vec<u16>,
    /// Whether the cut words are known to belong to their notes: because somebody laid them there, or because there are as
    /// many of the one as of the other.
    pub known: bool,
}

/// What is sung to one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sung {
    /// Where the note starts.
    pub at: Tick,
    /// Where it ends, or the last note that it was laid over by hand.
    pub end: Tick,
    /// Whether somebody laid it over more notes than its own.
    pub held: bool,
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

fn over(line: &LyricLine, parts: &[Part<'_>]) -> SungLine {
    let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let singers = parts.iter().enumerate().filter(|(_, part)| part.sings());
    let melodies = singers.map(|(index, part)| (index, melody(part, line.range)));
    // The first of those with the most notes.
    let chosen = melodies
        .filter(|(_, notes)| !notes.is_empty())
        .reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
    let syllables = syllables(&text);
    let Some((part, notes)) = chosen else {
        let (range, sung, notes, places) = (line.range, Vec::new(), Vec::new(), Vec::new());
        return SungLine { range, text, sung, part: None, notes, places, known: false };
    };
    let (places, known) = places(line, &syllables, notes.len());
    let mut sung = laid(&syllables, &places, &notes);
    if line.notes.len() == syllables.len() {
        hold(&mut sung, &notes);
    }
    SungLine { range: line.range, text, sung, part: Some(part), notes, places, known }
}

/// On which note each syllable is sung, and whether that is known. Where nobody has laid them, each gets a note of its
/// own, or each word; with more or fewer of them than notes they are spread evenly.
fn places(line: &LyricLine, syllables: &[Syllable], notes: usize) -> (Vec<u16>, bool) {
    let place = |place: usize| u16::try_from(place.min(notes.saturating_sub(1))).unwrap_or(u16::MAX);
    if line.notes.len() == syllables.len() {
        let known = line.notes.last().is_some_and(|last| usize::from(*last) < notes);
        return (line.notes.iter().map(|wanted| place(usize::from(*wanted))).collect(), known);
    }
    let words = syllables.iter().filter(|syllable| syllable.starts).count();
    if syllables.len() != notes && words == notes {
        let mut begun = 0;
        let of_word = syllables.iter().map(|syllable| {
            begun += usize::from(syllable.starts);
            place(begun.saturating_sub(1))
        });
        return (of_word.collect(), true);
    }
    let spread = (0..syllables.len()).map(|index| place(index * notes / syllables.len().max(1)));
    (spread.collect(), syllables.len() == notes)
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

/// What is sung to each note that a syllable begins on; nothing is left out.
fn laid(syllables: &[Syllable], places: &[u16], notes: &[TickRange]) -> Vec<Sung> {
    let mut sung: Vec<Sung> = Vec::new();
    let mut last_place = None;
    for (piece, place) in syllables.iter().zip(places) {
        let Some(note) = notes.get(usize::from(*place)) else { continue };
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
                held: false,
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

/// Lets each syllable sound up to the note of the next one, and the last up to the last note.
fn hold(sung: &mut [Sung], notes: &[TickRange]) {
    let starts: Vec<Tick> = sung.iter().skip(1).map(|next| next.at).chain([Tick(u32::MAX)]).collect();
    for (sung, next) in sung.iter_mut().zip(starts) {
        let last = notes.iter().rfind(|note| note.start < next);
        if let Some(last) = last.filter(|last| last.start > sung.at) {
            (sung.end, sung.held) = (last.end, true);
        }
    }
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

    #[test]
    fn syllables_lie_where_somebody_laid_them() {
        let laid = |notes: Vec<u16>| {
            let mut project = song();
            let line = LyricLine { notes, ..line(0, 4, "Last city train", false) };
            project.lyrics = Rc::new(vec![line]);
            Sheet::new(&project, Disclosure { aspects: Vec::new() }).lines.remove(0)
        };
        let texts = |line: &SungLine| -> Vec<(u32, String)> {
            line.sung.iter().map(|sung| (sung.at.0 / 960, sung.text.clone())).collect()
        };
        let held = laid(vec![1, 1, 2, 3]);
        assert_eq!(texts(&held), [(1, "Last ci".to_owned()), (2, "ty".to_owned()), (3, "train".to_owned())]);
        assert!(held.known && held.places == [1, 1, 2, 3] && held.sung.iter().all(|sung| !sung.held));
        let over: Vec<(u32, bool)> = laid(vec![0, 2, 2, 2]).sung.iter().map(|sung| (sung.end.0, sung.held)).collect();
        assert_eq!(over, [(960 + 900, true), (3 * 960 + 900, true)]);
        // A note went, or the words are others: what can be kept is.
        let fewer = laid(vec![0, 1, 2, 7]);
        assert!(!fewer.known && fewer.places == [0, 1, 2, 3]);
        assert_eq!(laid(vec![0, 1]).places, [0, 1, 2, 3]);
    }
}
