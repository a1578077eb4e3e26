//! What had to be put right in a score, for the person to see.

use crate::project::limits::{MAX_NAME, MAX_TRACKS};
use crate::text::Message;

/// Something that had to be mended in a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// There were no sections; one over all that sounds was added.
    SectionAdded,
    /// Sections without a bar were given one.
    EmptySections(usize),
    /// Sections past the end of time, or past the most there may be, were left out or shortened.
    SectionsCut(usize),
    /// Chords were empty, out of order, on top of one another or outside the song.
    Chords(usize),
    /// Words were empty, too long, out of order or outside the song.
    Lyrics(usize),
    /// More parts than a project has tracks.
    PartsLeftOut(usize),
    /// Names were longer than a name may be.
    NamesCut(usize),
    /// A part's notes were out of order.
    NotesSorted {
        /// The part's name.
        part: String,
    },
    /// Notes that had no length, lay outside the song, or were too many.
    NotesLeftOut {
        /// The part's name.
        part: String,
        /// How many.
        count: usize,
    },
    /// Notes that started together on one key.
    NotesMerged {
        /// The part's name.
        part: String,
        /// How many went.
        count: usize,
    },
    /// Notes that rang past the end of the song, or into the next on their key.
    NotesShortened {
        /// The part's name.
        part: String,
        /// How many.
        count: usize,
    },
    /// A level or a place between the speakers was out of range.
    LevelsHeld {
        /// The part's name.
        part: String,
    },
    /// A bar that did not last as long as it should.
    BarMended {
        /// Who plays it.
        part: String,
        /// The pattern it is in.
        pattern: String,
        /// Its number in the pattern, from 1.
        bar: usize,
        /// How it was written.
        before: String,
        /// How it is played.
        after: String,
    },
    /// A bar that could not be read and rests.
    BarSilent {
        /// Who plays it.
        part: String,
        /// The pattern it is in.
        pattern: String,
        /// Its number in the pattern, from 1.
        bar: usize,
        /// How it was written.
        before: String,
    },
    /// The bars of a pattern were counted in another unit.
    BarsRecounted {
        /// Who plays them.
        part: String,
        /// The pattern.
        pattern: String,
    },
    /// What a part plays did not fill its section, or was too long for it.
    BarsFitted {
        /// Who plays.
        part: String,
        /// The section.
        section: String,
    },
    /// A pattern that a section uses was not written.
    PatternMissing {
        /// The pattern.
        pattern: String,
        /// The section.
        section: String,
    },
    /// A part was written from another middle C.
    OctaveMoved {
        /// The part's name.
        part: String,
    },
    /// Notes that the instrument does not reach.
    NotesFolded {
        /// The part's name.
        part: String,
        /// How many.
        count: usize,
    },
    /// An instrument that the studio does not have.
    InstrumentReplaced {
        /// The part's name.
        part: String,
        /// What was asked for.
        asked: String,
        /// What plays instead.
        given: String,
    },
    /// Drums that were written as notes.
    DrumsReread {
        /// The part's name.
        part: String,
        /// How many bars.
        count: usize,
    },
    /// Chords that could not be read; the ones before them are held.
    ChordsHeld(usize),
    /// Bars whose words and notes did not match.
    SyllablesFitted(usize),
    /// A tempo, time signature or key that could not be taken.
    ValueReplaced {
        /// What was asked for.
        asked: String,
        /// What is used.
        given: String,
    },
    /// More of something than is taken.
    Bounded(usize),
    /// The answer broke off; what was complete is kept.
    CutOff,
    /// The built-in composer wrote what was left to it.
    FilledIn {
        /// The part's name.
        part: String,
    },
    /// Effects or settings that the studio does not have.
    SettingsLeftOut {
        /// The part's name.
        part: String,
        /// How many.
        count: usize,
    },
}

impl Repair {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::SectionAdded => Message::new("repair-section-added"),
            Self::EmptySections(count) => Message::new("repair-sections-empty").with("count", count),
            Self::SectionsCut(count) => Message::new("repair-sections-cut").with("count", count),
            Self::Chords(count) => Message::new("repair-chords").with("count", count),
            Self::Lyrics(count) => Message::new("repair-lyrics").with("count", count),
            Self::PartsLeftOut(count) => Message::new("repair-parts").with("count", count).with("limit", MAX_TRACKS),
            Self::NamesCut(count) => Message::new("repair-names").with("count", count).with("limit", MAX_NAME),
            Self::NotesSorted { part } => Message::new("repair-notes-sorted").with("part", part),
            Self::NotesLeftOut { part, count } => {
                Message::new("repair-notes-left-out").with("part", part).with("count", count)
            }
            Self::NotesMerged { part, count } => {
                Message::new("repair-notes-merged").with("part", part).with("count", count)
            }
            Self::NotesShortened { part, count } => {
                Message::new("repair-notes-shortened").with("part", part).with("count", count)
            }
            Self::BarMended { part, pattern, bar, before, after } => {
                let message = Message::new("repair-bar").with("part", part).with("pattern", pattern);
                message.with("bar", bar).with("before", before).with("after", after)
            }
            Self::BarSilent { part, pattern, bar, before } => {
                let message = Message::new("repair-bar-silent").with("part", part).with("pattern", pattern);
                message.with("bar", bar).with("before", before)
            }
            Self::BarsRecounted { part, pattern } => {
                Message::new("repair-bars-recounted").with("part", part).with("pattern", pattern)
            }
            Self::BarsFitted { part, section } => {
                Message::new("repair-bars-fitted").with("part", part).with("section", section)
            }
            Self::PatternMissing { pattern, section } => {
                Message::new("repair-pattern-missing").with("pattern", pattern).with("section", section)
            }
            Self::OctaveMoved { part } => Message::new("repair-octave").with("part", part),
            Self::NotesFolded { part, count } => {
                Message::new("repair-notes-folded").with("part", part).with("count", count)
            }
            Self::InstrumentReplaced { part, asked, given } => {
                Message::new("repair-instrument").with("part", part).with("asked", asked).with("given", given)
            }
            Self::DrumsReread { part, count } => Message::new("repair-drums").with("part", part).with("count", count),
            Self::ChordsHeld(count) => Message::new("repair-chords-held").with("count", count),
            Self::SyllablesFitted(count) => Message::new("repair-syllables").with("count", count),
            Self::ValueReplaced { asked, given } => {
                Message::new("repair-value").with("asked", asked).with("given", given)
            }
            Self::Bounded(count) => Message::new("repair-bounded").with("count", count),
            Self::CutOff => Message::new("repair-cut-off"),
            Self::FilledIn { part } => Message::new("repair-filled-in").with("part", part),
            Self::LevelsHeld { part } => Message::new("repair-levels").with("part", part),
            Self::SettingsLeftOut { part, count } => {
                Message::new("repair-settings").with("part", part).with("count", count)
            }
        }
    }
}
