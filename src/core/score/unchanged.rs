//! What a score would leave as it is.

use crate::score::{HunkKind, Score};

/// Whether a hunk of a score is what is there already. `now` is that part of the project as a score of the same sections.
/// Taking it would change nothing but whose it is.
pub fn unchanged(score: &Score, now: &Score, hunk: HunkKind) -> bool {
    let (ranges, before) = (score.section_ranges(), now.section_ranges());
    let Some(range) = ranges.get(hunk.section()).filter(|range| before.get(hunk.section()) == Some(range)) else {
        return false;
    };
    match hunk {
        HunkKind::Chords { .. } => {
            let [ours, theirs] =
                [score, now].map(|score| score.chords.iter().filter(|span| range.contains(span.range.start)));
            ours.eq(theirs)
        }
        HunkKind::Lyrics { .. } => {
            let [ours, theirs] =
                [score, now].map(|score| score.lyrics.iter().filter(|line| range.contains(line.range.start)));
            ours.eq(theirs)
        }
        HunkKind::Part { part, .. } => {
            let Some(ours) = score.parts.get(part) else { return false };
            let theirs = now.parts.iter().find(|other| other.role == ours.role && other.name == ours.name);
            theirs.is_some_and(|theirs| {
                let [ours, theirs] =
                    [ours, theirs].map(|part| part.notes.iter().filter(|note| range.contains(note.start)));
                ours.eq(theirs)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::music::Velocity;

    #[test]
    fn only_what_differs_is_a_change() {
        let now = compose("a folk song about a river", 2).unwrap();
        let mut score = now.clone();
        let range = score.section_ranges()[1];
        let note = score.parts[0].notes.iter_mut().find(|note| range.contains(note.start)).unwrap();
        note.velocity = Velocity::clamped(i32::from(note.velocity.get()) / 2 + 1);
        score.lyrics.clear();
        for section in 0..score.sections.len() {
            assert!(unchanged(&score, &now, HunkKind::Chords { section }));
            let sung = now.lyrics.iter().any(|line| now.section_ranges()[section].contains(line.range.start));
            assert_eq!(unchanged(&score, &now, HunkKind::Lyrics { section }), !sung);
            assert_eq!(unchanged(&score, &now, HunkKind::Part { part: 0, section }), section != 1);
            assert!(unchanged(&score, &now, HunkKind::Part { part: 1, section }));
        }
        assert!(!unchanged(&score, &now, HunkKind::Part { part: 99, section: 0 }));
        score.sections[0].bars += 1;
        assert!(!unchanged(&score, &now, HunkKind::Part { part: 1, section: 0 }));
    }
}
