//! Which vowel each note of a singer is sung on: the words over it, a syllable to a note.
//!
//! A line's syllables go to the notes that start in its span, one after the other. With fewer syllables than notes the
//! last one is held; with more, they are spread evenly and some are passed over. Where somebody has laid them by hand, they
//! go where they were laid.

mod vowels;

use crate::engine::Sung;
use crate::music::syllables;
use crate::project::{LyricLine, Project, Track};
use crate::sound::PatchKind;
use crate::time::Tick;

/// The vowels of a track from tick to tick; none for an instrument that does not sing.
pub fn words(project: &Project, track: &Track) -> Vec<Sung> {
    let mut sung: Vec<Sung> = Vec::new();
    if track.patch.kind != PatchKind::Voice {
        return sung;
    }
    let mut starts: Vec<Tick> = super::lane(track).notes.iter().map(|note| note.start).collect();
    starts.dedup();
    for line in project.lyrics.iter().filter(|line| !line.placeholder) {
        let from = starts.partition_point(|start| *start < line.range.start);
        let notes = &starts[from..starts.partition_point(|start| *start < line.range.end).max(from)];
        if let Some(laid) = by_hand(line, notes) {
            sung.extend(laid);
            sung.push(Sung { at: line.range.end, vowel: None });
            continue;
        }
        let vowels = vowels::of(&line.text);
        let spread = vowels.len().max(notes.len());
        for (place, at) in notes.iter().enumerate() {
            let syllable = if vowels.len() > notes.len() { place * spread / notes.len() } else { place };
            let vowel = vowels.get(syllable).or(vowels.last()).copied();
            sung.push(Sung { at: *at, vowel });
        }
        // After the line, whatever the patch says.
        sung.push(Sung { at: line.range.end, vowel: None });
    }
    sung.sort_by_key(|sung| sung.at);
    sung
}

/// The vowels of a line whose syllables somebody has laid under notes: each from its note to that of the next; of several
/// that share a note the last. `None` where the words are others by now.
fn by_hand(line: &LyricLine, notes: &[Tick]) -> Option<Vec<Sung>> {
    let pieces = syllables(&line.text);
    if line.notes.is_empty() || pieces.len() != line.notes.len() {
        return None;
    }
    // What was laid under notes that are gone is sung on the last.
    let last = notes.len().saturating_sub(1);
    let vowel = |place: usize| {
        let begun = line.notes.partition_point(|note| usize::from(*note).min(last) <= place);
        let piece = pieces.get(begun.checked_sub(1)?)?;
        vowels::of(&piece.text).first().copied()
    };
    Some(notes.iter().enumerate().map(|(place, at)| Sung { at: *at, vowel: vowel(place) }).collect())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::music::{Pitch, Velocity, Vowel};
    use crate::project::{Clip, ClipContent, LyricLine, Note, Pattern, ProjectId, Strip, TrackRole};
    use crate::provenance::AuthorsId;
    use crate::sound::Patch;
    use crate::time::TickRange;

    fn song(words: &str, notes: u32) -> Project {
        let mut project = Project::empty(ProjectId(1));
        let authors = AuthorsId::default();
        let note = |place: u32| Note {
            start: Tick(480 * place),
            length: Tick(480),
            pitch: Pitch::new(60).unwrap(),
            velocity: Velocity::DEFAULT,
            authors,
            muted: false,
        };
        let length = Tick(480 * (notes + 1));
        let pattern = Pattern { id: project.ids.pattern(), length, notes: (0..=notes).map(note).collect() };
        let clip = Clip {
            id: project.ids.clip(),
            content: ClipContent::Pattern(pattern.id),
            at: Tick::ZERO,
            length,
            offset: Tick::ZERO,
            authors,
        };
        project.tracks.push(Rc::new(Track {
            locked: false,
            id: project.ids.track(),
            name: "Singer".to_owned(),
            role: TrackRole::Lead,
            colour: 0,
            patch: Patch::new(PatchKind::Voice),
            patch_authors: authors,
            zones: Rc::default(),
            patterns: vec![Rc::new(pattern)],
            clips: vec![clip],
            strip: Strip::default(),
        }));
        let range = TickRange::new(Tick::ZERO, Tick(480 * notes));
        project.lyrics =
            Rc::new(vec![LyricLine { range, text: words.to_owned(), placeholder: false, notes: Vec::new(), authors }]);
        project
    }

    fn sung(words_of: &str, notes: u32) -> Vec<Option<Vowel>> {
        let project = song(words_of, notes);
        words(&project, &project.tracks[0]).iter().map(|sung| sung.vowel).collect()
    }

    #[test]
    fn syllables_go_to_notes_one_by_one_and_the_last_is_held() {
        let (a, i, o) = (Some(Vowel::A), Some(Vowel::I), Some(Vowel::O));
        assert_eq!(sung("star dream go", 3), [a, i, o, None]);
        assert_eq!(sung("star dream", 4), [a, i, i, i, None]);
        assert_eq!(sung("star star dream dream", 2), [a, i, None]);
        assert_eq!(sung("", 2), [None, None, None]);
    }

    #[test]
    fn only_a_singer_sings_and_placeholders_are_not_sung() {
        let mut project = song("star", 2);
        Rc::make_mut(&mut project.lyrics)[0].placeholder = true;
        assert!(words(&project, &project.tracks[0]).is_empty());
        let mut project = song("star", 2);
        Rc::make_mut(&mut project.tracks[0]).patch = Patch::new(PatchKind::Choir);
        assert!(words(&project, &project.tracks[0]).is_empty());
    }

    #[test]
    fn syllables_that_were_laid_by_hand_are_sung_where_they_were_laid() {
        let (a, i) = (Some(Vowel::A), Some(Vowel::I));
        let mut project = song("star dream", 4);
        let mut laid = |notes: Vec<u16>| -> Vec<Option<Vowel>> {
            Rc::make_mut(&mut project.lyrics)[0].notes = notes;
            words(&project, &project.tracks[0]).iter().map(|sung| sung.vowel).collect()
        };
        assert_eq!(laid(vec![1, 3]), [None, a, a, i, None]);
        assert_eq!(laid(vec![0, 0]), [i, i, i, i, None]);
        // The notes it was laid under are gone, so it is sung on the last.
        assert_eq!(laid(vec![0, 9]), [a, a, a, i, None]);
        // The words have more syllables by now, so the rule lays them.
        assert_eq!(laid(vec![0, 1, 2]), [a, i, i, i, None]);
    }
}
