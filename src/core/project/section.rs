//! What lies over the whole arrangement: sections, harmony and words.

use serde::{Deserialize, Serialize};

use crate::music::Chord;
use crate::provenance::AuthorsId;
use crate::time::TickRange;

/// The part a section plays in the song; decides how a composer fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Before the first verse.
    Intro,
    /// Tells the story.
    Verse,
    /// Leads into the chorus.
    PreChorus,
    /// What people remember.
    Chorus,
    /// Something else, once.
    Bridge,
    /// An instrument takes the lead.
    Solo,
    /// The end.
    Outro,
}

/// A named span of the arrangement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it is called: "Verse 1".
    pub name: String,
    /// The part it plays.
    pub kind: SectionKind,
    /// Where it lies.
    pub range: TickRange,
    /// Who made and changed it.
    pub authors: AuthorsId,
}

/// A chord over the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChordSpan {
    /// Where it sounds.
    pub range: TickRange,
    /// The chord.
    pub chord: Chord,
    /// Who made and changed it.
    pub authors: AuthorsId,
}

/// A line of words over the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LyricLine {
    /// Where it is sung.
    pub range: TickRange,
    /// The words.
    pub text: String,
    /// Whether the words only hold the place of words to come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub placeholder: bool,
    /// To which note each syllable is sung, counted from the first that starts in the span, in order; several may share
    /// one, and a syllable is held up to the next one's. Empty where nobody has said: then they are laid by rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<u16>,
    /// Who made and changed it.
    pub authors: AuthorsId,
}
