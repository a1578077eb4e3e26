//! What to render and how to write it.

use serde::{Deserialize, Serialize};

use crate::bounce::Song;
use crate::export::TrackTags;

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
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Wav16, Self::Wav24, Self::Wav32Float];

    /// Bits of one sample.
    pub const fn bits(self) -> u16 {
        match self {
            Self::Wav16 => 16,
            Self::Wav24 => 24,
            Self::Wav32Float => 32,
        }
    }

    /// What the file's name ends in, with the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Wav16 | Self::Wav24 | Self::Wav32Float => ".wav",
        }
    }
}

/// How a song is rendered and encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportSpec {
    /// The file's format.
    pub format: ExportFormat,
    /// Frames a second.
    pub sample_rate: u32,
}

impl ExportSpec {
    /// The sample rates files are made at, in hertz.
    pub const SAMPLE_RATES: [u32; 3] = [44_100, 48_000, 96_000];
}

impl Default for ExportSpec {
    fn default() -> Self {
        Self { format: ExportFormat::default(), sample_rate: 48_000 }
    }
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
}
