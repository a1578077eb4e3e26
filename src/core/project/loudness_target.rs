//! How loud a release shall be.

use serde::{Deserialize, Serialize};

/// How loud a release shall be, as integrated loudness after EBU R 128.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoudnessTarget {
    /// As loud as it is.
    #[default]
    Free,
    /// -16 LUFS: what Apple's Sound Check brings music to.
    Gentle,
    /// -14 LUFS: what Spotify, YouTube, TIDAL and Amazon bring music to.
    Streaming,
    /// -9 LUFS: as loud as records that are made for clubs.
    Club,
}

impl LoudnessTarget {
    /// Every target, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Free, Self::Gentle, Self::Streaming, Self::Club];

    /// The id of its name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Free => "loudness-free",
            Self::Gentle => "loudness-gentle",
            Self::Streaming => "loudness-streaming",
            Self::Club => "loudness-club",
        }
    }

    /// In LUFS.
    pub const fn lufs(self) -> Option<f64> {
        match self {
            Self::Free => None,
            Self::Gentle => Some(-16.0),
            Self::Streaming => Some(-14.0),
            Self::Club => Some(-9.0),
        }
    }

    pub(super) const fn is_free(&self) -> bool {
        matches!(self, Self::Free)
    }
}
