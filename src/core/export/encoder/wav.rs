//! WAV: the header, the samples and the chunks around them (RIFF, Microsoft and IBM 1991; `mmreg.h`).

use super::{Encoder, refused};
use crate::bounce::dither::{Dither, to_24_bits};
use crate::bounce::loudness::ProgrammeMeter;
use crate::export::riff::{self, Coding, chunk};
use crate::export::{ExportError, TrackTags};

/// Every file is in stereo.
const CHANNELS: u16 = 2;
const FORMAT_PCM: u16 = 1;
const FORMAT_FLOAT: u16 = 3;
const FORMAT_EXTENSIBLE: u16 = 0xfffe;
/// Front left and front right.
const SPEAKERS: u32 = 3;
/// What follows the format number in a sub-format's GUID.
const SUBFORMAT_TAIL: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

/// How samples are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Samples {
    /// Whole numbers of 16 bits, dithered.
    Whole16,
    /// Whole numbers of 24 bits.
    Whole24,
    /// Floating point numbers of 32 bits.
    Float32,
}

impl Samples {
    /// Bits of one sample.
    pub const fn bits(self) -> u16 {
        match self {
            Self::Whole16 => 16,
            Self::Whole24 => 24,
            Self::Float32 => 32,
        }
    }
}

/// A WAV file in the making.
pub struct Wav {
    shape: WavShape,
    packer: Packer,
    tags: TrackTags,
    meter: ProgrammeMeter,
    /// The chunks that follow the sound; taken when it ends.
    trailer: Vec<u8>,
    frames: u64,
    /// The chunk of the broadcast, which tells the loudness once the sound has ended.
    broadcast: Vec<u8>,
}

impl Wav {
    /// A file whose samples are written in one of three ways.
    ///
    /// # Errors
    /// [`ExportError`] where a tag is too large, or nothing can be measured at the sample rate.
    pub fn new(
        samples: Samples,
        sample_rate: u32,
        tags: &TrackTags,
        cover: Option<&[u8]>,
    ) -> Result<Self, ExportError> {
        let trailer = riff::trailer(tags, cover)?;
        let broadcast = riff::broadcast(tags, Coding { sample_rate, bits: samples.bits() }, None);
        let around_bytes = (trailer.len() + broadcast.len()) as u64;
        Ok(Self {
            shape: WavShape { samples, sample_rate, around_bytes },
            packer: Packer::new(samples),
            tags: tags.clone(),
            meter: ProgrammeMeter::new(sample_rate).map_err(refused)?,
            trailer,
            frames: 0,
            broadcast,
        })
    }
}

impl Encoder for Wav {
    fn encode(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        self.frames += left.len().min(right.len()) as u64;
        if !self.shape.fits(self.frames) {
            return Err(ExportError::TooLarge);
        }
        self.meter.add(left, right).map_err(refused)?;
        self.packer.pack(left, right, bytes);
        Ok(())
    }

    fn finish(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        let programme = self.meter.result().map_err(refused)?;
        let coding = Coding { sample_rate: self.shape.sample_rate, bits: self.shape.samples.bits() };
        self.broadcast = riff::broadcast(&self.tags, coding, Some(&programme));
        bytes.append(&mut self.trailer);
        Ok(())
    }

    fn header(&self) -> Vec<u8> {
        self.shape.header(self.frames, &self.broadcast)
    }

    fn fits(&self, frames: u64) -> bool {
        self.shape.fits(frames)
    }
}

/// Everything about a WAV file but its sound.
#[derive(Clone, Copy, Debug)]
pub struct WavShape {
    /// How samples are written.
    pub samples: Samples,
    /// Frames a second.
    pub sample_rate: u32,
    /// How many bytes of chunks there are beside format and sound.
    pub around_bytes: u64,
}

impl WavShape {
    /// How many bytes a frame takes.
    pub fn frame_bytes(self) -> u64 {
        u64::from(CHANNELS) * u64::from(self.samples.bits() / 8)
    }

    /// The value of the RIFF header's size field, were it wide enough.
    fn riff_size(self, frames: u64) -> u64 {
        // A stereo frame has an even number of bytes in every format, so the sound needs no padding.
        let around = 4 + 8 + self.format_chunks(0).len() as u64 + self.around_bytes;
        frames.saturating_mul(self.frame_bytes()).saturating_add(around)
    }

    /// Whether so many frames fit in a file, whose sizes have 32 bits.
    pub fn fits(self, frames: u64) -> bool {
        self.riff_size(frames) <= u64::from(u32::MAX)
    }

    /// Everything before the first sample of a file that [fits](Self::fits), other chunks among it.
    pub fn header(self, frames: u64, others: &[u8]) -> Vec<u8> {
        let size = |bytes: u64| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
        let mut header = [b"RIFF".as_slice(), &size(self.riff_size(frames)), b"WAVE"].concat();
        header.extend(self.format_chunks(frames));
        header.extend(others);
        header.extend(b"data");
        header.extend(size(frames * self.frame_bytes()));
        header
    }

    /// The `fmt ` chunk, and for floating point the `fact` chunk that what is not PCM must have.
    fn format_chunks(self, frames: u64) -> Vec<u8> {
        let bits = self.samples.bits();
        let tag = match self.samples {
            Samples::Whole16 => FORMAT_PCM,
            Samples::Whole24 => FORMAT_EXTENSIBLE,
            Samples::Float32 => FORMAT_FLOAT,
        };
        let frame_bytes = CHANNELS * (bits / 8);
        let mut format = Vec::with_capacity(40);
        format.extend(tag.to_le_bytes());
        format.extend(CHANNELS.to_le_bytes());
        format.extend(self.sample_rate.to_le_bytes());
        format.extend((self.sample_rate * u32::from(frame_bytes)).to_le_bytes());
        format.extend(frame_bytes.to_le_bytes());
        format.extend(bits.to_le_bytes());
        match self.samples {
            Samples::Whole16 => chunk(b"fmt ", &format),
            Samples::Whole24 => {
                format.extend(22_u16.to_le_bytes());
                format.extend(bits.to_le_bytes());
                format.extend(SPEAKERS.to_le_bytes());
                format.extend(FORMAT_PCM.to_le_bytes());
                format.extend(SUBFORMAT_TAIL);
                chunk(b"fmt ", &format)
            }
            Samples::Float32 => {
                format.extend(0_u16.to_le_bytes());
                let fact = u32::try_from(frames).unwrap_or(u32::MAX).to_le_bytes();
                [chunk(b"fmt ", &format), chunk(b"fact", &fact)].concat()
            }
        }
    }
}

/// Turns samples into the bytes of a format.
#[derive(Clone, Debug)]
pub struct Packer {
    samples: Samples,
    dither: Dither,
}

impl Packer {
    /// A packer at the start of a file.
    pub fn new(samples: Samples) -> Self {
        Self { samples, dither: Dither::default() }
    }

    /// Adds frames to `bytes`, left before right.
    pub fn pack(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) {
        let size = usize::from(self.samples.bits() / 8);
        let begin = bytes.len();
        bytes.resize(begin + left.len().min(right.len()) * 2 * size, 0);
        let samples = left.iter().zip(right).flat_map(|(left, right)| [*left, *right]);
        let places = bytes[begin..].chunks_exact_mut(size).zip(samples);
        match self.samples {
            Samples::Whole16 => {
                places.for_each(|(place, sample)| place.copy_from_slice(&self.dither.to_16_bits(sample).to_le_bytes()));
            }
            Samples::Whole24 => {
                places.for_each(|(place, sample)| place.copy_from_slice(&to_24_bits(sample).to_le_bytes()[..3]));
            }
            Samples::Float32 => {
                let (frames, _) = bytes[begin..].as_chunks_mut::<8>();
                for ((frame, left), right) in frames.iter_mut().zip(left).zip(right) {
                    let both = u64::from(left.to_bits()) | u64::from(right.to_bits()) << 32;
                    *frame = both.to_le_bytes();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(samples: Samples) -> WavShape {
        WavShape { samples, sample_rate: 48_000, around_bytes: 100 }
    }

    #[test]
    fn each_format_has_the_header_its_rules_ask_for() {
        for (samples, length, tag) in [
            (Samples::Whole16, 44, FORMAT_PCM),
            (Samples::Whole24, 68, FORMAT_EXTENSIBLE),
            (Samples::Float32, 58, FORMAT_FLOAT),
        ] {
            let header = shape(samples).header(1_000, &[]);
            let frame = samples.bits() / 4;
            assert_eq!(header.len(), length);
            assert_eq!(header[20..22], tag.to_le_bytes());
            assert_eq!(header[28..32], (48_000 * u32::from(frame)).to_le_bytes());
            assert_eq!(header[32..34], frame.to_le_bytes());
            let data = 1_000 * u32::from(frame);
            assert_eq!(header[length - 4..], data.to_le_bytes());
            assert_eq!(header[4..8], (data + 100 + length as u32 - 8).to_le_bytes());
        }
    }

    #[test]
    fn a_file_fits_up_to_the_last_byte_its_header_can_count() {
        let shape = shape(Samples::Whole16);
        let most = (u64::from(u32::MAX) - 100 - 36) / 4;
        assert!(shape.fits(most) && !shape.fits(most + 1) && !shape.fits(u64::MAX));
    }

    #[test]
    fn samples_are_written_left_first_and_little_endian() {
        let encoded = |samples| {
            let mut bytes = Vec::new();
            Packer::new(samples).pack(&[0.5], &[-0.25], &mut bytes);
            bytes
        };
        assert_eq!(encoded(Samples::Whole24), [0, 0, 0x40, 0, 0, 0xe0]);
        assert_eq!(encoded(Samples::Float32), [0.5_f32.to_le_bytes(), (-0.25_f32).to_le_bytes()].concat());
        let sixteen = encoded(Samples::Whole16);
        let left = i16::from_le_bytes([sixteen[0], sixteen[1]]);
        assert!((i32::from(left) - 16_384).abs() <= 1);
    }
}
