//! Syllables under the notes of the piano roll: where they stand, and how they are moved by hand and by keys.

use std::collections::BTreeSet;
use std::rc::Rc;

use studio::interchange::{SungLine, sung};
use studio::project::{Note, Project};
use studio::session::{Action, GestureId};
use studio::time::Tick;
use studio::view::{SyllableMove, UnderNote, Verb, fair_width, move_syllable, place_syllable, under_notes};

use crate::ui::canvas::next_gesture;
use crate::ui::roll::editor::{EditorProps, Press, RollEditor};
use crate::ui::roll::subject::Subject;
use crate::ui::roll::view::{RULER, RollView};

/// How far above and below its middle a syllable is grabbed, in pixels.
const REACH: f64 = 7.0;

/// A line that is sung to the track, and what stands under each of its notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    pub line: SungLine,
    pub under: Vec<UnderNote>,
}

/// A syllable that is dragged.
pub struct Dragged {
    line: SungLine,
    syllable: usize,
    /// The song as it was when it was grabbed.
    base: Rc<Project>,
    pub gesture: GestureId,
    /// Whether a drag was sent, and whether the last one changes anything.
    pub sent: bool,
    pub changes: bool,
}

/// What is sung to the track; nothing where the words are sung to another.
pub fn sung_to(props: &EditorProps) -> Rc<Vec<Laid>> {
    let EditorProps { shown, subject, .. } = props;
    if shown.project.lyrics.is_empty() || subject.is_drums() {
        return Rc::default();
    }
    let lines = sung(&shown.project).into_iter().filter(|(_, track)| *track == Some(subject.track.id));
    Rc::new(lines.map(|(line, _)| Laid { under: under_notes(&line), line }).collect())
}

/// What stands under a note that starts at a tick of the song.
pub fn under_at(laid: &[Laid], at: Tick) -> Option<(&Laid, &UnderNote)> {
    laid.iter().find_map(|laid| Some((laid, laid.under.iter().find(|under| under.at == at)?)))
}

/// The first note of the clip's pattern that starts at a tick of the song.
fn note_of(subject: &Subject, at: Tick) -> Option<(usize, &Note)> {
    let local = f64::from(at.0) - subject.origin();
    let notes = &subject.pattern.notes;
    let place = notes.partition_point(|note| f64::from(note.start.0) < local);
    notes.get(place).filter(|note| f64::from(note.start.0) <= local).map(|note| (place, note))
}

/// Where a syllable stands: its left edge, its middle and the room up to the next note.
pub fn spot(view: &RollView, subject: &Subject, under: &UnderNote) -> Option<(f64, f64, f64)> {
    let (place, note) = note_of(subject, under.at).filter(|(_, note)| !note.muted)?;
    let top = view.rows.top(note.pitch)?;
    let x = view.x(note.start);
    let later = subject.pattern.notes.iter().skip(place).find(|next| next.start > note.start);
    let room = (later.map_or(x + 80.0, |next| view.x(next.start)) - x).max(16.0);
    Some((x + 2.0, top + RULER + view.rows.height + REACH, room))
}

impl RollEditor {
    /// What stands under the notes of the clip.
    fn unders<'a>(&'a self, subject: &Subject) -> impl Iterator<Item = (&'a Laid, &'a UnderNote)> {
        let clip = subject.clip.range();
        let all = self.sung.iter().flat_map(|laid| laid.under.iter().map(move |under| (laid, under)));
        all.filter(move |(_, under)| clip.contains(under.at))
    }

    /// The syllable under a pixel.
    pub fn syllable_at(&self, props: &EditorProps, (x, y): (f64, f64)) -> Option<(&Laid, usize)> {
        let hit = |under: &UnderNote| {
            spot(&self.view, &props.subject, under).is_some_and(|(left, middle, room)| {
                let right = left + room.min(fair_width(&under.text) + 4.0);
                (left - 3.0..right).contains(&x) && (y - middle).abs() <= REACH
            })
        };
        let found = self.unders(&props.subject).find(|(_, under)| !under.held && hit(under));
        found.map(|(laid, under)| (laid, under.syllables.1))
    }

    /// The drag that a press on a syllable begins.
    pub fn grab_syllable(&self, props: &EditorProps, at: (f64, f64)) -> Option<Press> {
        let (laid, syllable) = self.syllable_at(props, at)?;
        let (line, base) = (laid.line.clone(), Rc::clone(&props.shown.project));
        Some(Press::Syllable(Dragged { line, syllable, base, gesture: next_gesture(), sent: false, changes: false }))
    }

    /// Sings a dragged syllable to the note that sounds where the pointer is.
    pub fn drag_syllable(&mut self, props: &EditorProps, x: f64) {
        let tick = self.view.song_tick(x);
        let Some(Press::Syllable(dragged)) = &mut self.press else { return };
        let notes = &dragged.line.notes;
        let note = notes.partition_point(|note| f64::from(note.start.0) <= tick).saturating_sub(1);
        let command = place_syllable(&dragged.base, &dragged.line, dragged.syllable, note);
        dragged.changes = command.is_some();
        if dragged.sent || dragged.changes {
            dragged.sent = true;
            let (gesture, label) = (dragged.gesture, "step-move-syllable");
            props.studio.dispatch.emit(Action::Drag { gesture, label, commands: command.into_iter().collect() });
        }
        self.redraw(props);
    }

    /// Moves or holds the syllable under the selected note, or under the cursor. `None` where the verb is no verb of
    /// syllables; tells whether there was one to move.
    pub fn syllable_verb(&mut self, props: &EditorProps, verb: Verb) -> Option<bool> {
        let how = match verb {
            Verb::SyllableEarlier => SyllableMove::Earlier,
            Verb::SyllableLater => SyllableMove::Later,
            Verb::HoldSyllable => SyllableMove::Hold,
            Verb::ReleaseSyllable => SyllableMove::Release,
            _ => return None,
        };
        Some(self.move_syllable(props, how).is_some())
    }

    fn move_syllable(&mut self, props: &EditorProps, how: SyllableMove) -> Option<()> {
        let EditorProps { shown, subject, .. } = props;
        let local = shown.selection.notes.first().map_or(self.cursor.tick, |key| key.start);
        let at = Tick((subject.origin() + f64::from(local.0)).max(0.0) as u32);
        let (laid, under) = under_at(&self.sung, at)?;
        let syllable = if how == SyllableMove::Earlier { under.syllables.0 } else { under.syllables.1 };
        let command = move_syllable(&shown.project, &laid.line, syllable, how)?;
        // The hand goes with the syllable.
        let here = usize::from(*laid.line.places.get(syllable)?);
        let to = match how {
            SyllableMove::Earlier => here.checked_sub(1),
            SyllableMove::Later => Some(here + 1),
            SyllableMove::Hold | SyllableMove::Release => None,
        };
        let landed = to.and_then(|to| laid.line.notes.get(to)).and_then(|note| note_of(subject, note.start));
        let landed = landed.map(|(_, note)| note.key());
        let label = "step-move-syllable";
        props.studio.dispatch.emit(Action::Edit { label, commands: vec![command] });
        if let Some(key) = landed {
            (self.cursor.tick, self.cursor.pitch) = (key.start, key.pitch);
            Self::select(props, BTreeSet::from([key]));
        }
        Some(())
    }
}
