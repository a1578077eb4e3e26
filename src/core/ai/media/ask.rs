//! What a person asks of a co-writer that makes recordings and pictures.

use serde::{Deserialize, Serialize};

use crate::music::{Key, Mode};
use crate::text::{Message, describe};

/// A whole song as a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SongAsk {
    /// Style, mood, instruments and voice in words.
    pub style: String,
    /// The words to sing, with tags such as `[Verse]`; empty where the service shall write them, or there are none.
    pub lyrics: String,
    /// Its title; empty where the service shall find one.
    pub title: String,
    /// Whether nobody sings.
    pub instrumental: bool,
    /// How long it shall be.
    pub seconds: Option<u32>,
    /// Its tempo in beats a minute.
    pub bpm: Option<u16>,
    /// Its key.
    pub key: Option<Key>,
    /// Makes the answer repeatable where a service knows seeds.
    pub seed: Option<u32>,
    /// What it shall not have, in words.
    pub negative: String,
}

/// A picture for the cover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageAsk {
    /// What it shall show.
    pub prompt: String,
    /// The length of a side in pixels, where it matters; services offer what they have. Covers are square.
    pub size: Option<u32>,
}

/// The parts of a recording that is there already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StemsAsk {
    /// The service's name for the request that made it, where it made it.
    pub request_id: Option<String>,
    /// The service's name for the recording, where it made it.
    pub recording_id: Option<String>,
    /// The recording itself. It is not kept over a reload.
    #[serde(skip)]
    pub file: Vec<u8>,
    /// The recording's media type.
    pub media_type: String,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MediaAsk {
    /// A song.
    Song(SongAsk),
    /// A picture.
    Image(ImageAsk),
    /// Stems.
    Stems(StemsAsk),
}

/// Why something cannot be asked of a service. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskError {
    /// The words to sing are longer than the service takes. They are never cut.
    LyricsTooLong {
        /// The most characters it takes.
        most: usize,
        /// How many there are.
        have: usize,
    },
    /// There is neither a style nor anything else to go by.
    NothingAsked,
    /// The style is too short for the service.
    StyleTooShort(usize),
    /// The service does not make this.
    NotOffered,
    /// The service makes stems only of recordings it made itself.
    NotItsOwn,
    /// The file is too large to be sent.
    FileTooLarge,
}

impl AskError {
    /// What the user reads; `service` is its name.
    pub fn message(&self) -> Message {
        match self {
            Self::LyricsTooLong { most, have } => {
                Message::new("error-ask-lyrics-long").with("most", most).with("have", have)
            }
            Self::NothingAsked => Message::new("error-ask-nothing"),
            Self::StyleTooShort(least) => Message::new("error-ask-style-short").with("least", least),
            Self::NotOffered => Message::new("error-ask-not-offered"),
            Self::NotItsOwn => Message::new("error-ask-not-its-own"),
            Self::FileTooLarge => Message::new("error-ask-file-large"),
        }
    }
}
describe!(AskError);

impl SongAsk {
    /// The style with tempo and key in words, for services that have no fields for them.
    pub fn style_in_words(&self) -> String {
        let tempo = self.bpm.map(|bpm| format!("{bpm} bpm"));
        let parts = [Some(self.style.trim().to_owned()), tempo, self.key.map(key_in_words)];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// All of it in one text, for services that take nothing else.
    pub fn in_words(&self) -> String {
        let mut text = self.style_in_words();
        if self.instrumental {
            text.push_str(". Instrumental, no vocals");
        }
        if let Some(seconds) = self.seconds {
            text.push_str(&format!(". About {seconds} seconds long"));
        }
        if !self.negative.trim().is_empty() {
            text.push_str(&format!(". Avoid: {}", self.negative.trim()));
        }
        if !self.title.trim().is_empty() {
            text.push_str(&format!(". Title: {}", self.title.trim()));
        }
        if self.sings() {
            text.push_str(&format!(".\nLyrics:\n{}", self.lyrics.trim()));
        }
        text
    }

    /// Whether there are words to sing.
    pub fn sings(&self) -> bool {
        !self.instrumental && !self.lyrics.trim().is_empty()
    }
}

/// A key as services read it: `A minor`.
pub fn key_in_words(key: Key) -> String {
    let mode = match key.mode {
        Mode::Major => "major",
        Mode::Minor => "minor",
        Mode::Dorian => "dorian",
        Mode::Mixolydian => "mixolydian",
        Mode::Phrygian => "phrygian",
        Mode::Lydian => "lydian",
    };
    format!("{} {mode}", key.tonic)
}
