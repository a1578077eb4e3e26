//! A track's sound that another engine played up to its fader.
//!
//! Renderers share a song by its tracks: each plays some up to their faders and hands on what comes there, and one takes it
//! from there, with the faders, sends and buses of all. It is told with the sound whether the track plays, sleeps and
//! holds notes, so that it wakes and ends as if it had played the track itself, and gives the same samples.

use crate::engine::strip::Stereo;

/// How a track stood in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether its instrument or a recording played.
    pub voiced: bool,
    /// Whether sound came to its fader.
    pub sounds: bool,
    /// Whether it is silent after the block until it plays again.
    pub asleep: bool,
    /// Whether voices sound on after the block.
    pub held: bool,
}

impl Standing {
    /// That of a track that has not played.
    pub const SILENT: Self = Self { voiced: false, sounds: false, asleep: true, held: false };
}

/// What another engine hands on of a track.
pub struct Handed {
    /// How the track stands in the block that comes next, or stood in the last.
    pub standing: Standing,
    /// Its sound there.
    pub sound: Stereo,
}

impl Handed {
    /// Nothing yet.
    pub const SILENT: Self = Self { standing: Standing::SILENT, sound: Stereo::SILENCE };
}
