//! A song while it is being written: as far as its first sections are whole, it can be heard.

use std::rc::Rc;

use crate::ai::answer::{Song, Terms, assemble, read};
use crate::score::Score;

/// How much has to be written before the answer is read again: this, or a sixteenth of what is there.
const READ_EVERY: usize = 64;

/// Reads an answer again and again while it grows; gives a draft whenever one more section is whole.
#[derive(Debug, Default)]
pub struct Drafts {
    read: usize,
    sections: usize,
}

impl Drafts {
    /// The song as far as it is written, where more of it is whole than before.
    pub fn grown(&mut self, text: &str, terms: &Terms) -> Option<Rc<Score>> {
        let fresh = text.get(self.read..)?;
        if fresh.len() < READ_EVERY.max(self.read / 16) || !fresh.contains('}') {
            return None;
        }
        self.read = text.len();
        let mut song = Song::of(&read(text)?);
        let whole = song.sections.iter().take_while(|section| is_whole(&song, &section.uses)).count();
        if whole <= self.sections {
            return None;
        }
        self.sections = whole;
        song.sections.truncate(whole);
        let terms =
            Terms { fill: terms.fill && song.sections.iter().all(|section| section.uses.is_empty()), ..terms.clone() };
        let draft = assemble(&song, &terms)?.score;
        draft.parts.iter().any(|part| !part.notes.is_empty()).then(|| Rc::new(draft))
    }
}

/// Whether everything that a section uses is written.
fn is_whole(song: &Song, uses: &[String]) -> bool {
    uses.iter().all(|entry| {
        let name = entry.split(['*', '×', ':']).next().unwrap_or_default().trim();
        entry.contains(":auto") || song.patterns.iter().any(|pattern| pattern.id.eq_ignore_ascii_case(name))
    })
}
