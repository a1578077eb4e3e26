//! WAV: the header, the samples and the chunks around them (RIFF, Microsoft and IBM 1991; `mmreg.h`).

use crate::bounce::dither::{Dither, to_24_bits};
use crate::export::ExportFormat;

/// Every file is in stereo.
const CHANNELS: u16 = 2;
const FORMAT_PCM: u16 = 1;
const FORMAT_FLOAT: u16 = 3;
const FORMAT_EXTENSIBLE: u16 = 0xfffe;
/// Front left and front right.
const SPEAKERS: u32 = 3;
/// What follows the format number in a sub-format's GUID.
const SUBFORMAT_TAIL: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

/// Everything about a WAV file but its sound.
#[derive(Clone, Copy, Debug)]
pub struct WavShape {
    /// How samples are written.
    pub format: ExportFormat,
    /// Frames a second.
    pub sample_rate: u32,
    /// How many bytes of chunks follow the sound.
    pub trailer_bytes: u64,
}

impl WavShape {
    /// How many bytes a frame takes.
    pub fn frame_bytes(self) -> u64 {
        u64::from(CHANNELS) * u64::from(self.format.bits() / 8)
    }

    /// The value of the RIFF header's size field, were it wide enough.
    fn riff_size(self, frames: u64) -> u64 {
        // A stereo frame has an even number of bytes in every format, so the sound needs no padding.
        let around = 4 + 8 + self.format_chunks(0).len() as u64 + self.trailer_bytes;
        frames.saturating_mul(self.frame_bytes()).saturating_add(around)
    }

    /// Whether so many frames fit in a file, whose sizes have 32 bits.
    pub fn fits(self, frames: u64) -> bool {
        self.riff_size(frames) <= u64::from(u32::MAX)
    }

    /// Everything before the first sample of a file that [fits](Self::fits).
    pub fn header(self, frames: u64) -> Vec<u8> {
        let size = |bytes: u64| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
        let mut header = [b"RIFF".as_slice(), &size(self.riff_size(frames)), b"WAVE"].concat();
        header.extend(self.format_chunks(frames));
        header.extend(b"data");
        header.extend(size(frames * self.frame_bytes()));
        header
    }

    /// The `fmt ` chunk, and for floating point the `fact` chunk that what is not PCM must have.
    fn format_chunks(self, frames: u64) -> Vec<u8> {
        let bits = self.format.bits();
        let tag = match self.format {
            ExportFormat::Wav16 => FORMAT_PCM,
            ExportFormat::Wav24 => FORMAT_EXTENSIBLE,
            ExportFormat::Wav32Float => FORMAT_FLOAT,
        };
        let frame_bytes = CHANNELS * (bits / 8);
        let mut format = Vec::with_capacity(40);
        format.extend(tag.to_le_bytes());
        format.extend(CHANNELS.to_le_bytes());
        format.extend(self.sample_rate.to_le_bytes());
        format.extend((self.sample_rate * u32::from(frame_bytes)).to_le_bytes());
        format.extend(frame_bytes.to_le_bytes());
        format.extend(bits.to_le_bytes());
        match self.format {
            ExportFormat::Wav16 => chunk(b"fmt ", &format),
            ExportFormat::Wav24 => {
                format.extend(22_u16.to_le_bytes());
                format.extend(bits.to_le_bytes());
                format.extend(SPEAKERS.to_le_bytes());
                format.extend(FORMAT_PCM.to_le_bytes());
                format.extend(SUBFORMAT_TAIL);
                chunk(b"fmt ", &format)
            }
            ExportFormat::Wav32Float => {
                format.extend(0_u16.to_le_bytes());
                let fact = u32::try_from(frames).unwrap_or(u32::MAX).to_le_bytes();
                [chunk(b"fmt ", &format), chunk(b"fact", &fact)].concat()
            }
        }
    }
}

/// A RIFF chunk, padded to an even length.
pub fn chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes();
    let padding: &[u8] = if body.len().is_multiple_of(2) { &[] } else { &[0] };
    [id.as_slice(), &length, body, padding].concat()
}

/// Turns samples into the bytes of a format.
#[derive(Clone, Debug)]
pub struct Encoder {
    format: ExportFormat,
    dither: Dither,
}

impl Encoder {
    /// An encoder at the start of a file.
    pub fn new(format: ExportFormat) -> Self {
        Self { format, dither: Dither::default() }
    }

    /// Adds frames to `bytes`, left before right.
    pub fn encode(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) {
        let size = usize::from(self.format.bits() / 8);
        let begin = bytes.len();
        bytes.resize(begin + left.len().min(right.len()) * 2 * size, 0);
        let samples = left.iter().zip(right).flat_map(|(left, right)| [*left, *right]);
        let places = bytes[begin..].chunks_exact_mut(size).zip(samples);
        match self.format {
            ExportFormat::Wav16 => {
                places.for_each(|(place, sample)| place.copy_from_slice(&self.dither.to_16_bits(sample).to_le_bytes()));
            }
            ExportFormat::Wav24 => {
                places.for_each(|(place, sample)| place.copy_from_slice(&to_24_bits(sample).to_le_bytes()[..3]));
            }
            ExportFormat::Wav32Float => {
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

    fn shape(format: ExportFormat) -> WavShape {
        WavShape { format, sample_rate: 48_000, trailer_bytes: 100 }
    }

    #[test]
    fn each_format_has_the_header_its_rules_ask_for() {
        for (format, length, tag) in [
            (ExportFormat::Wav16, 44, FORMAT_PCM),
            (ExportFormat::Wav24, 68, FORMAT_EXTENSIBLE),
            (ExportFormat::Wav32Float, 58, FORMAT_FLOAT),
        ] {
            let header = shape(format).header(1_000);
            let frame = format.bits() / 4;
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
        let shape = shape(ExportFormat::Wav16);
        let most = (u64::from(u32::MAX) - 100 - 36) / 4;
        assert!(shape.fits(most) && !shape.fits(most + 1) && !shape.fits(u64::MAX));
    }

    #[test]
    fn samples_are_written_left_first_and_little_endian() {
        let encoded = |format| {
            let mut bytes = Vec::new();
            Encoder::new(format).encode(&[0.5], &[-0.25], &mut bytes);
            bytes
        };
        assert_eq!(encoded(ExportFormat::Wav24), [0, 0, 0x40, 0, 0, 0xe0]);
        assert_eq!(encoded(ExportFormat::Wav32Float), [0.5_f32.to_le_bytes(), (-0.25_f32).to_le_bytes()].concat());
        let sixteen = encoded(ExportFormat::Wav16);
        let left = i16::from_le_bytes([sixteen[0], sixteen[1]]);
        assert!((i32::from(left) - 16_384).abs() <= 1);
    }

    #[test]
    fn chunks_are_padded_to_an_even_length() {
        assert_eq!(chunk(b"test", b"abc"), *b"test\x03\0\0\0abc\0");
        assert_eq!(chunk(b"test", b"ab"), *b"test\x02\0\0\0ab");
    }
}
