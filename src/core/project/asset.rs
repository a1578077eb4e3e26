//! Recordings and pictures: immutable bytes that a project names by their digest and never holds.
//!
//! The bytes lie beside the project, in the browser's store or in a folder. Where they are missing, the rest plays.

use serde::{Deserialize, Serialize};

use crate::provenance::{AuthorsId, Digest};

/// What a project knows of bytes that it does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetRef {
    /// SHA-256 of the bytes: their name.
    pub digest: Digest,
    /// What the file was called.
    pub name: String,
    /// The media type of the bytes, such as `audio/mpeg`.
    pub media_type: String,
    /// How many bytes there are.
    pub bytes: u64,
    /// What the bytes are.
    pub kind: AssetKind,
    /// Who made it. Whoever places it on the timeline did not.
    pub authors: AuthorsId,
}

/// What the bytes of an asset are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetKind {
    /// A recording.
    Audio {
        /// How many frames it has.
        frames: u64,
        /// How many frames it has a second.
        rate: u32,
        /// One channel or two.
        channels: u8,
        /// Whether words are sung or said in it that those who made it also wrote.
        #[serde(default, skip_serializing_if = "is_false")]
        words: bool,
        /// Whether somebody sings or speaks in it, whoever wrote the words.
        #[serde(default, skip_serializing_if = "is_false")]
        voice: bool,
    },
    /// A picture.
    Image {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
}

impl AssetRef {
    /// Frames and frames a second of a recording; `None` for a picture.
    pub fn recording(&self) -> Option<(u64, u32)> {
        match self.kind {
            AssetKind::Audio { frames, rate, .. } => Some((frames, rate)),
            AssetKind::Image { .. } => None,
        }
    }

    /// Width and height of a picture in pixels; `None` for a recording.
    pub fn picture(&self) -> Option<(u32, u32)> {
        match self.kind {
            AssetKind::Image { width, height } => Some((width, height)),
            AssetKind::Audio { .. } => None,
        }
    }

    /// Whether it is a recording in which the words of those who made it are sung or said.
    pub fn has_words(&self) -> bool {
        matches!(self.kind, AssetKind::Audio { words: true, .. })
    }

    /// Whether it is a recording in which somebody sings or speaks: words are always sung or said.
    pub fn has_voice(&self) -> bool {
        self.has_words() || matches!(self.kind, AssetKind::Audio { voice: true, .. })
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}
