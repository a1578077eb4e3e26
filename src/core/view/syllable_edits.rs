//! Syllables under the notes they are sung to, and the edits that move them there.

use crate::edit::Command;
use crate::interchange::SungLine;
use crate::project::{LyricLine, Project};
use crate::time::{Tick, TickRange};

/// What is sung to a note, as it is shown under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderNote {
    /// Where the note starts.
    pub at: Tick,
    /// The syllables that begin with it, with a hyphen where their word goes on; a dash where one is held.
    pub text: String,
    /// The first and the last of the line's syllables that begin with it; where one is held, that one twice.
    pub syllables: (usize, usize),
    /// Whether one is held that began before.
    pub held: bool,
}

/// What is done with a syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyllableMove {
    /// It is sung to the note before, where it may share that note.
    Earlier,
    /// It is sung to the next note, where it may share that note.
    Later,
    /// It is held for another note, and those after it make room.
    Hold,
    /// It is held for a note less, and those after it close up; on one note it shares it with the next.
    Release,
}

/// What is sung to each note of a line. Nothing stands under a note before its first syllable.
pub fn under_notes(line: &SungLine) -> Vec<UnderNote> {
    let under = line.notes.iter().enumerate().filter_map(|(note, range)| {
        let begun = line.places.partition_point(|place| usize::from(*place) <= note);
        let last = begun.checked_sub(1)?;
        let first = line.places.partition_point(|place| usize::from(*place) < note);
        let sung = line.sung.iter().find(|sung| sung.at == range.start).filter(|_| first <= last);
        let text = match sung {
            Some(sung) if sung.ends => sung.text.clone(),
            Some(sung) => format!("{}-", sung.text),
            None => "–".to_owned(),
        };
        Some(UnderNote { at: range.start, text, syllables: (first.min(last), last), held: sung.is_none() })
    });
    under.collect()
}

/// Sings a syllable of a line to another of its notes, between those of its neighbours; several may share one. `None`
/// where nothing changes.
pub fn place_syllable(project: &Project, line: &SungLine, syllable: usize, note: usize) -> Option<Command> {
    write(project, line, placed(&line.places, line.notes.len(), syllable, note)?)
}

/// Moves, holds or releases a syllable of a line. `None` where there is no room for that.
pub fn move_syllable(project: &Project, line: &SungLine, syllable: usize, how: SyllableMove) -> Option<Command> {
    let (places, notes) = (&line.places, line.notes.len());
    let here = usize::from(*places.get(syllable)?);
    let moved = match how {
        SyllableMove::Earlier => placed(places, notes, syllable, here.checked_sub(1)?),
        SyllableMove::Later => placed(places, notes, syllable, here + 1),
        SyllableMove::Hold => held(places, notes, syllable),
        SyllableMove::Release => released(places, syllable),
    };
    write(project, line, moved?)
}

fn placed(places: &[u16], notes: usize, syllable: usize, note: usize) -> Option<Vec<u16>> {
    let before = syllable.checked_sub(1).and_then(|index| places.get(index)).copied().unwrap_or(0);
    let last = u16::try_from(notes.checked_sub(1)?).ok()?;
    let after = places.get(syllable + 1).copied().unwrap_or(last).min(last);
    let mut moved = places.to_vec();
    let place = moved.get_mut(syllable)?;
    *place = u16::try_from(note).unwrap_or(last).min(after).max(before);
    (moved != places).then_some(moved)
}

/// Those after a syllable a note later, as far as they stand close; what shares a note goes on sharing one.
fn held(places: &[u16], notes: usize, syllable: usize) -> Option<Vec<u16>> {
    let mut moved = places.to_vec();
    let mut close = *places.get(syllable)? + 1;
    for (index, place) in moved.iter_mut().enumerate().skip(syllable + 1) {
        let shares = index > syllable + 1 && places.get(index) == places.get(index - 1);
        if index == syllable + 1 || shares || *place < close {
            *place += 1;
        } else {
            break;
        }
        close = *place + 1;
    }
    let fits = moved.last().is_some_and(|last| usize::from(*last) < notes);
    (moved != places && fits).then_some(moved)
}

/// Those after a syllable a note earlier, as far as they stand close.
fn released(places: &[u16], syllable: usize) -> Option<Vec<u16>> {
    let here = *places.get(syllable)?;
    let mut moved = places.to_vec();
    for (index, place) in moved.iter_mut().enumerate().skip(syllable + 1) {
        let gap = index > syllable + 1
            && places.get(index).zip(places.get(index - 1)).is_some_and(|(one, before)| one - before > 1);
        if gap || *place == here {
            break;
        }
        *place -= 1;
    }
    (moved != places).then_some(moved)
}

/// The command that lays a line's syllables under these of its notes.
fn write(project: &Project, line: &SungLine, notes: Vec<u16>) -> Option<Command> {
    let is_it = |known: &&LyricLine| {
        known.range == line.range
            && known.text.split_whitespace().eq(line.text.split_whitespace())
            && !known.placeholder
    };
    let known = project.lyrics.iter().find(is_it)?;
    // Words may be sung over one another: those that begin here as well stay as they are.
    let range = TickRange::new(line.range.start, line.range.start + Tick(1));
    let here = project.lyrics.iter().filter(|other| other.range.start == line.range.start);
    let laid = |other: &LyricLine| match std::ptr::eq(other, known) {
        true => LyricLine { notes: notes.clone(), ..other.clone() },
        false => other.clone(),
    };
    Some(Command::ReplaceLyrics { range, lines: here.map(laid).collect() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draft;
    use crate::edit::apply;
    use crate::interchange::sung;
    use crate::provenance::Contributor;

    /// Places of syllables on so many notes.
    fn places() -> impl Strategy<Value = (Vec<u16>, usize)> {
        (1usize..12).prop_flat_map(|notes| {
            let places = prop::collection::vec(0..notes as u16, 1..10).prop_map(|mut places| {
                places.sort_unstable();
                places
            });
            (places, Just(notes))
        })
    }

    proptest! {
        #[test]
        fn whatever_is_moved_syllables_stay_in_order_on_notes(
            (places, notes) in places(),
            (pick, to) in (any::<prop::sample::Index>(), 0usize..20),
        ) {
            let syllable = pick.index(places.len());
            for moved in [placed(&places, notes, syllable, to), held(&places, notes, syllable), released(&places, syllable)] {
                let Some(moved) = moved else { continue };
                prop_assert!(moved.is_sorted() && moved.len() == places.len());
                prop_assert!(moved.iter().all(|place| usize::from(*place) < notes));
                prop_assert_eq!(&moved[..syllable], &places[..syllable]);
            }
        }

        #[test]
        fn a_syllable_that_is_held_longer_has_a_note_more((places, notes) in places(), pick in any::<prop::sample::Index>()) {
            let syllable = pick.index(places.len());
            if let Some(longer) = held(&places, notes, syllable) {
                prop_assert_eq!(longer[syllable + 1], places[syllable + 1] + 1);
                prop_assert_eq!(longer[syllable], places[syllable]);
                let back = released(&longer, syllable).unwrap();
                prop_assert_eq!(back[syllable + 1], places[syllable + 1]);
            }
        }
    }

    #[test]
    fn those_after_make_room_up_to_the_first_gap() {
        assert_eq!(held(&[0, 1, 2, 5], 8, 0), Some(vec![0, 2, 3, 5]));
        assert_eq!(held(&[0, 1, 1, 2], 8, 0), Some(vec![0, 2, 2, 3]));
        assert_eq!((held(&[0, 1, 2], 3, 0), held(&[0, 1, 2], 9, 2)), (None, None));
        assert_eq!(released(&[0, 2, 3, 6], 0), Some(vec![0, 1, 2, 6]));
        assert_eq!(released(&[0, 1, 2], 0), Some(vec![0, 0, 1]));
        assert_eq!(released(&[0, 0, 1], 0), None);
        assert_eq!(placed(&[0, 1, 4], 6, 1, 9), Some(vec![0, 4, 4]));
    }

    #[test]
    fn words_are_laid_by_hand_and_stay_their_writers() {
        let mut project = draft::song("a wistful song about trains", 7, 0).unwrap();
        let by = Contributor::Person { name: "Ada".to_owned() };
        let by = std::rc::Rc::make_mut(&mut project.ledger).attribute(&by, None, 5).unwrap();
        let of = |project: &Project| sung(project).into_iter().map(|(line, _)| line).find(|line| line.notes.len() > 3);
        let mut line = of(&project);
        if line.is_none() {
            // The composer wrote no words: a person does.
            let range = project.sections[1].range;
            let words = LyricLine {
                range,
                text: "Last city train".to_owned(),
                placeholder: false,
                notes: Vec::new(),
                authors: Default::default(),
            };
            apply(&mut project, &Command::ReplaceLyrics { range, lines: vec![words] }, by).unwrap();
            line = of(&project);
        }
        let line = line.unwrap();
        let authors = project.lyrics.iter().find(|known| known.range == line.range).unwrap().authors;
        let last = line.places.len() - 1;
        let how = if line.places[0] < line.places[1] { SyllableMove::Release } else { SyllableMove::Hold };
        let command = move_syllable(&project, &line, 0, how).unwrap();
        apply(&mut project, &command, by).unwrap();
        let after = sung(&project).into_iter().map(|(line, _)| line).find(|known| known.range == line.range).unwrap();
        assert_ne!(after.places, line.places);
        assert_eq!(project.lyrics.iter().find(|known| known.range == line.range).unwrap().authors, authors);
        let under = under_notes(&after);
        assert_eq!(under.last().map(|under| under.syllables.1), Some(last));
        assert!(under.iter().all(|under| under.held == (under.text == "–")));
    }
}
