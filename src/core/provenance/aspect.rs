//! The sides of a song that are shared out, and what they are called.

use serde::{Deserialize, Serialize};

use crate::text::Message;

/// A side of a song that somebody can have made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Melody, harmony and rhythm: the notes and chords.
    Composition,
    /// The words.
    Lyrics,
    /// Which parts play where: sections, clips and tracks.
    Arrangement,
    /// How it is played: when and how hard each note is struck, and what was recorded.
    Performance,
    /// Singing and speech.
    Vocals,
    /// Instruments and their settings.
    Sound,
    /// Levels, places, effects and sends.
    Mix,
    /// What the whole passes last.
    Master,
    /// The picture on the cover.
    Artwork,
}

impl Aspect {
    /// Every aspect, in the order in which they are disclosed.
    pub const ALL: [Self; 9] = [
        Self::Composition,
        Self::Lyrics,
        Self::Arrangement,
        Self::Performance,
        Self::Vocals,
        Self::Sound,
        Self::Mix,
        Self::Master,
        Self::Artwork,
    ];

    /// What it is called where it stands alone.
    pub fn title(self) -> Message {
        Message::new(match self {
            Self::Composition => "aspect-composition",
            Self::Lyrics => "aspect-lyrics",
            Self::Arrangement => "aspect-arrangement",
            Self::Performance => "aspect-performance",
            Self::Vocals => "aspect-vocals",
            Self::Sound => "aspect-sound",
            Self::Mix => "aspect-mix",
            Self::Master => "aspect-master",
            Self::Artwork => "aspect-artwork",
        })
    }

    /// What it is called inside a sentence.
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::Composition => "disclosure-composition",
            Self::Lyrics => "disclosure-lyrics",
            Self::Arrangement => "disclosure-arrangement",
            Self::Performance => "disclosure-performance",
            Self::Vocals => "disclosure-vocals",
            Self::Sound => "disclosure-sound",
            Self::Mix => "disclosure-mix",
            Self::Master => "disclosure-master",
            Self::Artwork => "disclosure-artwork",
        })
    }
}
