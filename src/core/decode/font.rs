//! SoundFont 2 (E-mu, "SoundFont Technical Specification" 2.04): its presets, and one of them as a recording with zones.
//!
//! A preset becomes one recording in which the samples that it plays follow one another, and zones that play stretches of
//! it. Modulators, the modulation envelope and the low-frequency oscillators are left out. Every index in the file is
//! looked up, never trusted: what points outside is left out, and a preset of which nothing is left is refused.

mod generators;
mod recording;
mod regions;
mod tables;

use serde::{Deserialize, Serialize};

use crate::decode::{DecodeError, MOST_FILE_BYTES};
use crate::sound::Zone;

use tables::Tables;

/// What a SoundFont says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Font {
    /// What it is called.
    pub name: String,
    /// Who made it.
    pub author: String,
    /// Whose it is.
    pub copyright: String,
    /// Its presets, by bank and program.
    pub presets: Vec<FontPreset>,
}

/// A preset of a SoundFont.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontPreset {
    /// Its place in the file.
    pub place: u32,
    /// Its bank; 128 holds drums.
    pub bank: u16,
    /// Its program in the bank.
    pub program: u16,
    /// What it is called.
    pub name: String,
}

/// A preset as the studio plays it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FontSound {
    /// A WAV file with all that is played.
    pub wav: Vec<u8>,
    /// How keys play it.
    pub zones: Vec<Zone>,
}

/// Whether a file begins as a SoundFont does.
pub fn is_font(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"sfbk")
}

/// What a SoundFont holds.
///
/// # Errors
/// [`DecodeError`] where it is none, or has no preset.
pub fn read(bytes: &[u8]) -> Result<Font, DecodeError> {
    let tables = Tables::read(checked(bytes)?)?;
    let mut presets: Vec<FontPreset> = tables.presets().collect();
    presets.sort_by_key(|preset| (preset.bank, preset.program, preset.place));
    if presets.is_empty() {
        return Err(DecodeError::Broken("no presets".to_owned()));
    }
    let [name, author, copyright] = [b"INAM", b"IENG", b"ICOP"].map(|id| tables.said(id));
    Ok(Font { name, author, copyright, presets })
}

/// The preset in a place of the file as a recording with zones.
///
/// # Errors
/// [`DecodeError`] where there is no such preset, nothing of it can be played, or it is more than an instrument may hold.
pub fn take(bytes: &[u8], place: u32) -> Result<FontSound, DecodeError> {
    let tables = Tables::read(checked(bytes)?)?;
    let regions = regions::of(&tables, place)?;
    recording::make(&tables, &regions)
}

fn checked(bytes: &[u8]) -> Result<&[u8], DecodeError> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(DecodeError::TooLarge(MOST_FILE_BYTES >> 20));
    }
    if is_font(bytes) { Ok(bytes) } else { Err(DecodeError::Unknown) }
}
