//! From the bytes of a sound file to samples: WAV, AIFF, FLAC, MP3, Ogg Vorbis and AAC in MP4.
//!
//! Whatever is broken ends in a sentence; a file that was cut short, or whose header promises more than follows, is
//! read as far as it goes. More than two channels are folded down to two.

use std::io::{Cursor, ErrorKind};

use serde::{Deserialize, Serialize};
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

use crate::credentials::{Said, find_in};
use crate::pcm::{Audio, Peaks, sniff};
use crate::text::{Message, describe};

mod fold;
pub mod font;
mod resample;
mod warp;

pub use resample::resample;
pub use warp::warp;

/// The longest recording, in seconds.
pub const LONGEST: u64 = 20 * 60;
/// The most bytes that a recording's samples may take.
pub const MOST_BYTES: usize = 500 << 20;
/// The most bytes of a file.
pub const MOST_FILE_BYTES: usize = 500 << 20;
/// The most frames a second.
pub const HIGHEST_RATE: u32 = 384_000;
/// Damaged packets after which a file is given up, if nothing could be read before.
const PATIENCE: usize = 200;
/// A sample beyond this is taken for damage and held.
const LOUDEST: f32 = 16.0;

/// Why a file could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecodeError {
    /// Nothing that the studio knows as sound.
    Unknown,
    /// Sound in a form that the studio cannot read; with what was found.
    Unsupported(String),
    /// No sound could be read from it; with what was found wrong.
    Broken(String),
    /// Longer than a recording may be, in minutes.
    TooLong(u64),
    /// It would take more memory than a recording may, in megabytes.
    TooLarge(usize),
}

impl DecodeError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Unknown => Message::new("error-decode-unknown"),
            Self::Unsupported(detail) => Message::new("error-decode-unsupported").with("detail", detail),
            Self::Broken(detail) => Message::new("error-decode-broken").with("detail", detail),
            Self::TooLong(minutes) => Message::new("error-decode-long").with("limit", minutes),
            Self::TooLarge(megabytes) => Message::new("error-decode-large").with("limit", megabytes),
        }
    }
}
describe!(DecodeError);

/// A decoded file.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Its sound, of one channel or two, at its own rate.
    pub audio: Audio,
    /// The media type of the file.
    pub media_type: &'static str,
    /// What the file says about where it comes from.
    pub said: Said,
}

/// What a page is told of a decoded file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The media type of the file.
    pub media_type: String,
    /// How many frames it has.
    pub frames: u64,
    /// How many frames it has a second.
    pub rate: u32,
    /// One channel or two.
    pub channels: u8,
    /// Its outline, as [`Peaks::bytes`] writes it.
    pub peaks: Vec<u8>,
    /// What the file says about where it comes from.
    pub said: Said,
}

impl Summary {
    /// The summary of a decoded file.
    pub fn of(decoded: &Decoded) -> Self {
        let audio = &decoded.audio;
        Self {
            media_type: decoded.media_type.to_owned(),
            frames: audio.frames() as u64,
            rate: audio.sample_rate,
            channels: if audio.channels.len() == 1 { 1 } else { 2 },
            peaks: Peaks::of(audio).bytes(),
            said: decoded.said.clone(),
        }
    }
}

/// Decodes a file.
///
/// # Errors
/// [`DecodeError`] where no sound can be read from it, or more than there may be.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(DecodeError::TooLarge(MOST_FILE_BYTES >> 20));
    }
    let media_type = sniff(&bytes).ok_or(DecodeError::Unknown)?;
    // What is broken beside the sound, or of a kind that says nothing, is no reason not to hear it.
    let said = find_in(&bytes).map(|layout| Said::of(&layout)).unwrap_or_default();
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut hint = Hint::new();
    hint.mime_type(media_type);
    let probe = symphonia::default::get_probe();
    let format = probe.probe(&hint, stream, FormatOptions::default(), MetadataOptions::default()).map_err(refused)?;
    Ok(Decoded { audio: read(format)?, media_type, said })
}

/// Why nothing could be read at all.
fn refused(error: Error) -> DecodeError {
    match error {
        Error::Unsupported(what) => DecodeError::Unsupported(what.to_owned()),
        other => DecodeError::Broken(other.to_string()),
    }
}

fn read(mut format: Box<dyn FormatReader + '_>) -> Result<Audio, DecodeError> {
    let unreadable = || DecodeError::Unsupported("no audio track".to_owned());
    let track = format.default_track(TrackType::Audio).ok_or_else(unreadable)?;
    let id = track.id;
    let params = track.codec_params.as_ref().and_then(|params| params.audio()).ok_or_else(unreadable)?;
    let codecs = symphonia::default::get_codecs();
    let mut decoder = codecs.make_audio_decoder(params, &AudioDecoderOptions::default()).map_err(refused)?;
    let mut taken = Taken::default();
    let mut damage = None;
    let mut damaged = 0;
    while damaged < PATIENCE || !taken.channels.is_empty() {
        match format.next_packet() {
            Ok(Some(packet)) if packet.track_id == id => match taken.packet(&mut *decoder, &packet) {
                Ok(true) => {}
                Ok(false) => break,
                Err(Failure::Limit(error)) => return Err(error),
                Err(Failure::Damage(words)) => (damage, damaged) = (Some(words), damaged + 1),
            },
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) => {
                // The end of a file that was cut short is an end like any other.
                if !matches!(&error, Error::IoError(cause) if cause.kind() == ErrorKind::UnexpectedEof) {
                    damage = Some(error.to_string());
                }
                break;
            }
        }
    }
    if taken.frames() == 0 {
        return Err(DecodeError::Broken(damage.unwrap_or_else(|| "no samples".to_owned())));
    }
    Ok(Audio { sample_rate: taken.rate, channels: taken.channels })
}

/// Why a packet was not taken.
enum Failure {
    /// It is damaged; the next may not be.
    Damage(String),
    /// There is more than there may be.
    Limit(DecodeError),
}

/// What has been decoded so far.
#[derive(Default)]
struct Taken {
    rate: u32,
    channels: Vec<Vec<f32>>,
    /// One packet, as many channels as the file has.
    packet: Vec<Vec<f32>>,
}

impl Taken {
    fn frames(&self) -> usize {
        self.channels.first().map_or(0, Vec::len)
    }

    /// Takes a packet; `false` where the sound turns into another, which ends it.
    fn packet(
        &mut self,
        decoder: &mut dyn AudioDecoder,
        packet: &symphonia::core::packet::Packet,
    ) -> Result<bool, Failure> {
        let sound = decoder.decode(packet).map_err(|error| Failure::Damage(error.to_string()))?;
        let (rate, planes) = (sound.spec().rate(), sound.num_planes());
        if sound.frames() == 0 || planes == 0 || rate == 0 {
            return Ok(true);
        }
        if rate > HIGHEST_RATE {
            return Err(Failure::Limit(DecodeError::Unsupported(format!("{rate} Hz"))));
        }
        if self.channels.is_empty() {
            self.rate = rate;
            self.channels = vec![Vec::new(); planes.min(2)];
        } else if rate != self.rate || planes.min(2) != self.channels.len() {
            return Ok(false);
        }
        sound.copy_to_vecs_planar(&mut self.packet);
        fold::add(&self.packet, &mut self.channels, LOUDEST);
        if self.frames() as u64 > LONGEST * u64::from(self.rate) {
            return Err(Failure::Limit(DecodeError::TooLong(LONGEST / 60)));
        }
        if self.frames() * self.channels.len() * size_of::<f32>() > MOST_BYTES {
            return Err(Failure::Limit(DecodeError::TooLarge(MOST_BYTES >> 20)));
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests;
