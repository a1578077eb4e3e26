//! Reading a WAV file back: its sound and what it says about itself. Everything in it is doubted.

use std::io::Cursor;

use lofty::config::ParseOptions;
use lofty::file::AudioFile;
use lofty::id3::v2::Frame;
use lofty::iff::wav;

use crate::pcm::Audio;
use crate::text::{Message, describe};

/// A WAV file as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct WavFile {
    /// Bits of one sample.
    pub bits: u16,
    /// Whether samples are floating point numbers.
    pub float: bool,
    /// The sound.
    pub audio: Audio,
    /// Whether the file holds as much sound as its header says.
    pub complete: bool,
    /// The INFO list, in order: four letters and a value.
    pub info: Vec<(String, String)>,
    /// The texts of the ID3 tag: `TIT2`, `TXXX:AI_DISCLOSURE`, `COMM:eng`.
    pub id3: Vec<(String, String)>,
}

/// Why a file could not be read as WAV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WavError {
    /// It does not begin like one.
    NotWav,
    /// It has no description of its format, or no sound, or its tags are damaged; with what is wrong.
    Malformed(String),
    /// Its samples are of a kind that is not read; with the kind.
    Unsupported(String),
}

impl WavError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::NotWav => Message::new("error-wav-none"),
            Self::Malformed(detail) => Message::new("error-wav-malformed").with("detail", detail),
            Self::Unsupported(kind) => Message::new("error-wav-kind").with("kind", kind),
        }
    }
}
describe!(WavError);

/// Whether bytes begin like a WAV file.
pub fn looks_like_wav(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE")
}

/// Reads a whole file.
///
/// # Errors
/// [`WavError`], which says what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<WavFile, WavError> {
    if !looks_like_wav(bytes) {
        return Err(WavError::NotWav);
    }
    let (mut shape, mut sound) = (None, None);
    let mut rest = &bytes[12..];
    while let Some((id, length, body)) = next_chunk(rest) {
        match id {
            b"fmt " => shape = Some(Shape::read(body)?),
            b"data" => sound = Some((body, length == body.len())),
            _ => {}
        }
        rest = rest.get(8 + length.next_multiple_of(2)..).unwrap_or_default();
    }
    let shape = shape.ok_or_else(|| WavError::Malformed("no fmt chunk".to_owned()))?;
    let (sound, complete) = sound.ok_or_else(|| WavError::Malformed("no data chunk".to_owned()))?;
    let (info, id3) = tags(bytes)?;
    let audio = Audio { sample_rate: shape.sample_rate, channels: shape.decode(sound)? };
    Ok(WavFile { bits: shape.bits, float: shape.float, audio, complete, info, id3 })
}

/// The chunk at the start of `bytes`: its id, the length it claims and as much of its body as there is.
fn next_chunk(bytes: &[u8]) -> Option<(&[u8; 4], usize, &[u8])> {
    let (id, after) = bytes.split_first_chunk::<4>()?;
    let (length, after) = after.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    Some((id, length, &after[..length.min(after.len())]))
}

/// What the `fmt ` chunk says.
struct Shape {
    float: bool,
    bits: u16,
    channels: usize,
    sample_rate: u32,
}

impl Shape {
    fn read(body: &[u8]) -> Result<Self, WavError> {
        let half = |at: usize| Some(u16::from_le_bytes(*body.get(at..)?.first_chunk::<2>()?));
        let number = |at: usize| Some(u32::from_le_bytes(*body.get(at..)?.first_chunk::<4>()?));
        let fields = || Some((half(0)?, half(2)?, number(4)?, half(14)?));
        let (tag, channels, sample_rate, bits) =
            fields().ok_or_else(|| WavError::Malformed("fmt chunk cut short".to_owned()))?;
        // The extensible format keeps the real one in the first two bytes of a GUID.
        let tag = if tag == 0xfffe { half(24).unwrap_or(tag) } else { tag };
        let float = match (tag, bits) {
            (1, 16 | 24 | 32) => false,
            (3, 32) => true,
            _ => return Err(WavError::Unsupported(format!("format {tag}, {bits} bits"))),
        };
        if !(1..=64).contains(&channels) || sample_rate == 0 {
            return Err(WavError::Malformed(format!("{channels} channels at {sample_rate} Hz")));
        }
        Ok(Self { float, bits, channels: usize::from(channels), sample_rate })
    }

    fn decode(&self, sound: &[u8]) -> Result<Vec<Vec<f32>>, WavError> {
        let width = usize::from(self.bits / 8);
        let mut channels = vec![Vec::with_capacity(sound.len() / (width * self.channels)); self.channels];
        for frame in sound.chunks_exact(width * self.channels) {
            for (channel, sample) in channels.iter_mut().zip(frame.chunks_exact(width)) {
                channel.push(self.sample(sample)?);
            }
        }
        Ok(channels)
    }

    fn sample(&self, bytes: &[u8]) -> Result<f32, WavError> {
        Ok(match (self.float, bytes) {
            (false, &[low, high]) => f32::from(i16::from_le_bytes([low, high])) / 32_768.0,
            // Placed in the upper bytes, so that the sign is where it belongs.
            (false, &[low, middle, high]) => i32::from_le_bytes([0, low, middle, high]) as f32 / 2_147_483_648.0,
            (false, &[a, b, c, d]) => i32::from_le_bytes([a, b, c, d]) as f32 / 2_147_483_648.0,
            (true, &[a, b, c, d]) => f32::from_le_bytes([a, b, c, d]),
            _ => return Err(WavError::Unsupported(format!("{} bits", self.bits))),
        })
    }
}

type Texts = Vec<(String, String)>;

fn tags(bytes: &[u8]) -> Result<(Texts, Texts), WavError> {
    let options = ParseOptions::new().read_properties(false);
    let file = wav::WavFile::read_from(&mut Cursor::new(bytes), options)
        .map_err(|error| WavError::Malformed(error.to_string()))?;
    let info = file.riff_info().map(|list| list.into_iter().cloned().collect()).unwrap_or_default();
    let id3 = file.id3v2().map(|tag| tag.into_iter().filter_map(text_of).collect()).unwrap_or_default();
    Ok((info, id3))
}

/// A frame that holds text, by name; of a picture, its kind and size.
fn text_of(frame: &Frame<'_>) -> Option<(String, String)> {
    let language = |code: &[u8]| String::from_utf8_lossy(code).into_owned();
    match frame {
        Frame::Text(text) => Some((text.id().to_string(), text.value.to_string())),
        Frame::UserText(text) => Some((format!("TXXX:{}", text.description), text.content.to_string())),
        Frame::Comment(text) => Some((format!("COMM:{}", language(&text.language)), text.content.to_string())),
        Frame::UnsynchronizedText(text) => {
            Some((format!("USLT:{}", language(&text.language)), text.content.to_string()))
        }
        Frame::Picture(frame) => {
            let kind = frame.picture.mime_type().map_or("?", |kind| kind.as_str());
            Some(("APIC".to_owned(), format!("{kind}, {} bytes", frame.picture.data().len())))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::encoder::wav::{Packer, Samples, WavShape};
    use crate::export::riff::chunk;

    fn file(written: Samples, samples: &[f32]) -> Vec<u8> {
        let shape = WavShape { samples: written, sample_rate: 44_100, around_bytes: 0 };
        let mut bytes = shape.header(samples.len() as u64, &[]);
        Packer::new(written).pack(samples, samples, &mut bytes);
        bytes
    }

    #[test]
    fn what_was_written_is_read() {
        let samples = [0.0, 0.5, -0.25, -1.0, 0.75];
        for (format, error) in [(Samples::Whole16, 5e-5), (Samples::Whole24, 1e-7), (Samples::Float32, 0.0)] {
            let read = read(&file(format, &samples)).unwrap();
            assert_eq!((read.bits, read.float), (format.bits(), format == Samples::Float32));
            assert_eq!((read.audio.sample_rate, read.audio.channels.len(), read.complete), (44_100, 2, true));
            for (written, found) in samples.iter().zip(&read.audio.channels[1]) {
                assert!((written - found).abs() <= error, "{written} {found} {format:?}");
            }
        }
    }

    #[test]
    fn damaged_files_are_told_apart_and_never_panic() {
        let whole = file(Samples::Whole24, &[0.5; 100]);
        assert_eq!(read(b"RIFX"), Err(WavError::NotWav));
        assert!(matches!(read(&whole[..14]), Err(WavError::Malformed(_))));
        for length in 12..whole.len() {
            let _outcome = read(&whole[..length]);
        }
        let cut = read(&whole[..whole.len() - 6]);
        assert!(cut.is_err() || cut.is_ok_and(|cut| !cut.complete));
        let strange = [b"RIFF\0\0\0\0WAVE".to_vec(), chunk(b"fmt ", &[0x55; 16]), chunk(b"data", &[])].concat();
        assert!(matches!(read(&strange), Err(WavError::Unsupported(_))));
    }
}
