//! What to render and how to write it.

use serde::{Deserialize, Serialize};

use crate::bounce::Song;
use crate::export::{TrackTags, Window};
use crate::provenance::Disclosure;

/// The kinds of files that sound is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileKind {
    /// Samples as they are, in RIFF.
    Wav,
    /// The same samples in about half the room (RFC 9639).
    Flac,
    /// MPEG-1 Audio Layer III (ISO 11172-3): the one that plays everywhere.
    Mp3,
    /// Opus in Ogg (RFC 7845): the best sound for its size.
    Opus,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Wav, Self::Flac, Self::Mp3, Self::Opus];

    /// What the file's name ends in, with the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Wav => ".wav",
            Self::Flac => ".flac",
            Self::Mp3 => ".mp3",
            Self::Opus => ".opus",
        }
    }

    /// The media type of the file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Wav => "audio/wav",
            Self::Flac => "audio/flac",
            Self::Mp3 => "audio/mpeg",
            Self::Opus => "audio/ogg",
        }
    }

    /// Whether every sample comes back as it was.
    pub const fn is_lossless(self) -> bool {
        matches!(self, Self::Wav | Self::Flac)
    }

    /// The sample rates that files of this kind are made at, in hertz. Opus knows no other rate of music than 48 kHz, and
    /// MP3 none above it.
    pub const fn sample_rates(self) -> &'static [u32] {
        match self {
            Self::Wav | Self::Flac => &ExportSpec::SAMPLE_RATES,
            Self::Mp3 => &[44_100, 48_000],
            Self::Opus => &[48_000],
        }
    }

    /// Every format of this kind.
    pub fn formats(self) -> impl Iterator<Item = ExportFormat> {
        ExportFormat::ALL.into_iter().filter(move |format| format.kind() == self)
    }
}

/// What a song can be exported as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// WAV of 16 bits, dithered.
    Wav16,
    /// WAV of 24 bits.
    #[default]
    Wav24,
    /// WAV of 32-bit floating point.
    Wav32Float,
    /// FLAC of 16 bits, dithered.
    Flac16,
    /// FLAC of 24 bits.
    Flac24,
    /// MP3.
    Mp3(Mp3Rate),
    /// Opus; its bit rate always follows the sound.
    Opus(OpusRate),
}

/// How many bits a second an MP3 has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mp3Rate {
    /// 128 kbit/s at every moment.
    Constant128,
    /// 192 kbit/s at every moment.
    Constant192,
    /// 256 kbit/s at every moment.
    Constant256,
    /// 320 kbit/s at every moment: the most that the format knows.
    Constant320,
    /// About 130 kbit/s, more where the sound needs it.
    Variable130,
    /// About 190 kbit/s, more where the sound needs it.
    Variable190,
    /// About 245 kbit/s, more where the sound needs it.
    Variable245,
}

impl Mp3Rate {
    /// Kilobits a second; on average where it varies.
    pub const fn kilobits(self) -> u16 {
        match self {
            Self::Constant128 => 128,
            Self::Constant192 => 192,
            Self::Constant256 => 256,
            Self::Constant320 => 320,
            Self::Variable130 => 130,
            Self::Variable190 => 190,
            Self::Variable245 => 245,
        }
    }

    /// Whether it follows the sound.
    pub const fn varies(self) -> bool {
        matches!(self, Self::Variable130 | Self::Variable190 | Self::Variable245)
    }
}

/// How many bits a second an Opus file has, on average.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpusRate {
    /// 64 kbit/s.
    Average64,
    /// 96 kbit/s.
    Average96,
    /// 128 kbit/s.
    Average128,
    /// 192 kbit/s.
    Average192,
    /// 256 kbit/s.
    Average256,
}

impl OpusRate {
    /// Kilobits a second.
    pub const fn kilobits(self) -> u16 {
        match self {
            Self::Average64 => 64,
            Self::Average96 => 96,
            Self::Average128 => 128,
            Self::Average192 => 192,
            Self::Average256 => 256,
        }
    }
}

impl ExportFormat {
    /// Every format, by kind. The list that the studio and the command line offer.
    pub const ALL: [Self; 17] = [
        Self::Wav16,
        Self::Wav24,
        Self::Wav32Float,
        Self::Flac16,
        Self::Flac24,
        Self::Mp3(Mp3Rate::Constant128),
        Self::Mp3(Mp3Rate::Constant192),
        Self::Mp3(Mp3Rate::Constant256),
        Self::Mp3(Mp3Rate::Constant320),
        Self::Mp3(Mp3Rate::Variable130),
        Self::Mp3(Mp3Rate::Variable190),
        Self::Mp3(Mp3Rate::Variable245),
        Self::Opus(OpusRate::Average64),
        Self::Opus(OpusRate::Average96),
        Self::Opus(OpusRate::Average128),
        Self::Opus(OpusRate::Average192),
        Self::Opus(OpusRate::Average256),
    ];

    /// The kind of file.
    pub const fn kind(self) -> FileKind {
        match self {
            Self::Wav16 | Self::Wav24 | Self::Wav32Float => FileKind::Wav,
            Self::Flac16 | Self::Flac24 => FileKind::Flac,
            Self::Mp3(_) => FileKind::Mp3,
            Self::Opus(_) => FileKind::Opus,
        }
    }

    /// Bits of one sample; `None` where samples are not kept one by one.
    pub const fn bits(self) -> Option<u16> {
        match self {
            Self::Wav16 | Self::Flac16 => Some(16),
            Self::Wav24 | Self::Flac24 => Some(24),
            Self::Wav32Float => Some(32),
            Self::Mp3(_) | Self::Opus(_) => None,
        }
    }

    /// What the command line calls it: `wav24`, `mp3-320`, `mp3-v190`, `opus-128`.
    pub fn code(self) -> String {
        match self {
            Self::Wav16 => "wav16".to_owned(),
            Self::Wav24 => "wav24".to_owned(),
            Self::Wav32Float => "wav32f".to_owned(),
            Self::Flac16 => "flac16".to_owned(),
            Self::Flac24 => "flac24".to_owned(),
            Self::Mp3(rate) if rate.varies() => format!("mp3-v{}", rate.kilobits()),
            Self::Mp3(rate) => format!("mp3-{}", rate.kilobits()),
            Self::Opus(rate) => format!("opus-{}", rate.kilobits()),
        }
    }

    /// The usual format of a kind.
    pub const fn usual(kind: FileKind) -> Self {
        match kind {
            FileKind::Wav => Self::Wav24,
            FileKind::Flac => Self::Flac24,
            FileKind::Mp3 => Self::Mp3(Mp3Rate::Constant320),
            FileKind::Opus => Self::Opus(OpusRate::Average128),
        }
    }
}

/// What is rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportScope {
    /// The whole song, in one file.
    #[default]
    Song,
    /// Every track and bus in a file of its own, in one archive.
    Stems,
}

/// Labels that Chinese law asks of a file in which a trained model had a part. A file of a song without such a part never
/// carries them, whatever is chosen here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChinaLabels {
    /// The implicit label: what the tag `AIGC` holds (GB 45438-2025, annex E).
    pub tag: bool,
    /// The explicit label: a rhythm in front of the music (GB 45438-2025, 5.3).
    pub rhythm: bool,
}

/// How a song is rendered and encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportSpec {
    /// The file's format.
    pub format: ExportFormat,
    /// Frames a second.
    pub sample_rate: u32,
    /// The song or its stems. Stems are made in lossless formats only.
    pub scope: ExportScope,
    /// Labels for China.
    pub china: ChinaLabels,
}

impl ExportSpec {
    /// The sample rates files are made at, in hertz.
    pub const SAMPLE_RATES: [u32; 3] = [44_100, 48_000, 96_000];

    /// The whole song in a format, at a sample rate in hertz.
    pub fn song(format: ExportFormat, sample_rate: u32) -> Self {
        Self { format, sample_rate, scope: ExportScope::Song, china: ChinaLabels::default() }
    }

    /// What the name of what is made ends in, with the dot.
    pub const fn extension(self) -> &'static str {
        match self.scope {
            ExportScope::Song => self.format.kind().extension(),
            ExportScope::Stems => ".zip",
        }
    }

    /// The media type of what is made.
    pub const fn media_type(self) -> &'static str {
        match self.scope {
            ExportScope::Song => self.format.kind().media_type(),
            ExportScope::Stems => "application/zip",
        }
    }

    /// The same with a rate and a scope that its format is made at and for: those chosen, or the nearest that there are.
    #[must_use]
    pub fn made_possible(mut self) -> Self {
        let kind = self.format.kind();
        let nearest = kind.sample_rates().iter().min_by_key(|rate| rate.abs_diff(self.sample_rate));
        self.sample_rate = nearest.copied().unwrap_or(self.sample_rate);
        if !kind.is_lossless() {
            self.scope = ExportScope::Song;
        }
        self
    }
}

impl Default for ExportSpec {
    fn default() -> Self {
        Self::song(ExportFormat::default(), 48_000)
    }
}

/// A track or a bus to be written to a file of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stem {
    /// Its strip: the tracks in the order of the graph, then the buses.
    pub strip: u16,
    /// The name of its file in the archive, with its folder and its ending.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// Who made what can be heard in it.
    pub disclosure: Disclosure,
}

/// Everything that is needed to make a file, wherever it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportJob {
    /// How it is rendered and encoded.
    pub spec: ExportSpec,
    /// The song.
    pub song: Song,
    /// What the file says about itself.
    pub tags: TrackTags,
    /// The stems, where those are wanted.
    pub stems: Vec<Stem>,
    /// The part of the song that is wanted; all of it where none is named, and of stems always.
    pub window: Option<Window>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_format_has_a_code_of_its_own_and_every_kind_has_formats() {
        let codes: BTreeSet<String> = ExportFormat::ALL.iter().map(|format| format.code()).collect();
        assert_eq!(codes.len(), ExportFormat::ALL.len());
        for kind in FileKind::ALL {
            assert!(kind.formats().any(|format| format == ExportFormat::usual(kind)));
            assert!(kind.formats().all(|format| format.bits().is_some() == kind.is_lossless()));
        }
        let counted: usize = FileKind::ALL.iter().map(|kind| kind.formats().count()).sum();
        assert_eq!(counted, ExportFormat::ALL.len());
    }

    #[test]
    fn a_choice_that_cannot_be_is_made_possible() {
        let stems = ExportSpec { scope: ExportScope::Stems, ..ExportSpec::song(ExportFormat::Flac16, 96_000) };
        assert_eq!(stems.made_possible(), stems);
        let opus = ExportSpec { format: ExportFormat::Opus(OpusRate::Average96), ..stems }.made_possible();
        assert_eq!((opus.sample_rate, opus.scope), (48_000, ExportScope::Song));
        let mp3 = ExportSpec { format: ExportFormat::Mp3(Mp3Rate::Variable190), ..stems }.made_possible();
        assert_eq!(mp3.sample_rate, 48_000);
    }
}
