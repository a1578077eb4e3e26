//! The files that musicians exchange: MIDI, MusicXML, DAWproject, LRC, SRT and cue sheets.
//!
//! Each is a pure function from a [`Sheet`], which says once what all of them tell. What is silent in the song is in none
//! of them, so that no file holds more than its disclosure speaks of; chords and words, which can be read, are there.
//!
//! # Adding a file
//! A module with one `write(&Sheet) -> Vec<u8>`, a line in [`ScoreFile`], and in `tests/interchange.rs` a program of
//! other people that reads it.

mod cue_sheet;
mod daw_project;
mod midi;
mod moving;
mod music_xml;
mod sheet;
mod subtitles;
mod words;
mod xml;

pub use cue_sheet::write as cue_sheet;
pub use sheet::{Part, Sheet};
pub use subtitles::plain_words;
pub use words::{Sung, SungLine, sung};

use serde::{Deserialize, Serialize};

use crate::bundle::Assets;

/// A file that tells the song in notes or in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ScoreFile {
    /// A standard MIDI file of type 1.
    Midi,
    /// MusicXML 4.0.
    MusicXml,
    /// DAWproject 1.0.
    DawProject,
    /// Words with the time of each line, and of each word where it is known.
    Lrc,
    /// Words as subtitles.
    Srt,
}

impl ScoreFile {
    /// Every file.
    pub const ALL: [Self; 5] = [Self::Midi, Self::MusicXml, Self::DawProject, Self::Lrc, Self::Srt];

    /// What its name ends in, with the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Midi => ".mid",
            Self::MusicXml => ".musicxml",
            Self::DawProject => ".dawproject",
            Self::Lrc => ".lrc",
            Self::Srt => ".srt",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Midi => "audio/midi",
            Self::MusicXml => "application/vnd.recordare.musicxml+xml",
            Self::DawProject => "application/zip",
            Self::Lrc => "text/plain;charset=utf-8",
            Self::Srt => "application/x-subrip",
        }
    }

    /// What people call it, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Midi => "MIDI",
            Self::MusicXml => "MusicXML",
            Self::DawProject => "DAWproject",
            Self::Lrc => "LRC",
            Self::Srt => "SRT",
        }
    }

    /// Whether it tells words alone.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Lrc | Self::Srt)
    }

    /// Whether a song has anything that this file can tell.
    pub fn has_something(self, sheet: &Sheet<'_>) -> bool {
        let notes = !sheet.parts.is_empty();
        match self {
            Self::Midi => notes || !sheet.lines.is_empty(),
            Self::MusicXml => notes || !sheet.lines.is_empty() || !sheet.project.chords.is_empty(),
            Self::DawProject => !sheet.project.is_blank(),
            Self::Lrc | Self::Srt => !sheet.lines.is_empty(),
        }
    }

    /// The file. A DAWproject holds those recordings that `sounds` has.
    pub fn write(self, sheet: &Sheet<'_>, sounds: &Assets) -> Vec<u8> {
        match self {
            Self::Midi => midi::write(sheet),
            Self::MusicXml => music_xml::write(sheet),
            Self::DawProject => daw_project::write(sheet, sounds),
            Self::Lrc => subtitles::lrc(sheet).into_bytes(),
            Self::Srt => subtitles::srt(sheet).into_bytes(),
        }
    }
}

#[cfg(test)]
mod fixtures;
