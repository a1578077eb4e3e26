//! From frames to the bytes of a file, piece by piece.
//!
//! To add a format: give it a line in [`ExportFormat`], write an [`Encoder`] in a file of its own, name it in [`encoder`],
//! and have a program that others wrote read the result in `tests/export.rs`.

use crate::export::{ExportError, ExportFormat, ExportSpec, TrackTags};

mod flac;
mod mp3;
mod opus;
pub(super) mod wav;

use flac::Flac;
use mp3::Mp3;
use opus::Opus;
use wav::{Samples, Wav};

/// Turns frames into the bytes of one file: a header, which is known last, and then pieces in order.
pub trait Encoder {
    /// Takes the next frames, as many in one channel as in the other, and adds the bytes that are certain by then. How the
    /// frames are split over calls changes no byte of the file.
    ///
    /// # Errors
    /// [`ExportError`] where the file cannot go on.
    fn encode(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) -> Result<(), ExportError>;

    /// Ends the sound and adds the last bytes. Called once.
    ///
    /// # Errors
    /// [`ExportError`] where the file cannot be ended.
    fn finish(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError>;

    /// The bytes that stand before all others. They are always as many, and tell the truth once the sound has ended.
    fn header(&self) -> Vec<u8>;

    /// Whether a file can hold so many frames.
    fn fits(&self, _frames: u64) -> bool {
        true
    }
}

/// The encoder of a file that says `tags` about itself and has a picture on its cover.
///
/// # Errors
/// [`ExportError`] where the format does not know the sample rate, or the tags or the cover do not fit.
pub fn encoder(spec: ExportSpec, tags: &TrackTags, cover: Option<&[u8]>) -> Result<Box<dyn Encoder>, ExportError> {
    let ExportSpec { format, sample_rate, .. } = spec;
    if !format.kind().sample_rates().contains(&sample_rate) {
        return Err(ExportError::UnsupportedRate { rate: sample_rate, format });
    }
    Ok(match format {
        ExportFormat::Wav16 => Box::new(Wav::new(Samples::Whole16, sample_rate, tags, cover)?),
        ExportFormat::Wav24 => Box::new(Wav::new(Samples::Whole24, sample_rate, tags, cover)?),
        ExportFormat::Wav32Float => Box::new(Wav::new(Samples::Float32, sample_rate, tags, cover)?),
        ExportFormat::Flac16 => Box::new(Flac::new(16, sample_rate, tags, cover)?),
        ExportFormat::Flac24 => Box::new(Flac::new(24, sample_rate, tags, cover)?),
        ExportFormat::Mp3(rate) => Box::new(Mp3::new(rate, sample_rate, tags, cover)?),
        ExportFormat::Opus(rate) => Box::new(Opus::new(rate, tags, cover)?),
    })
}

/// What a library said when it refused to go on.
fn refused(error: impl std::fmt::Display) -> ExportError {
    ExportError::Encoder(error.to_string())
}
