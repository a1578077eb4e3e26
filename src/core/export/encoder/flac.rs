//! FLAC (RFC 9639): frames as they come, and in front of them the stream's own description and its tags.

use std::cell::Cell;
use std::io;
use std::rc::Rc;

use flac_codec::encode::{FlacStreamWriter, Options};

use super::{Encoder, refused};
use crate::bounce::dither::{Dither, to_24_bits};
use crate::export::{ExportError, TrackTags, vorbis};

/// Samples of a channel in a frame.
const BLOCK: usize = 4_096;
/// Every file is in stereo.
const CHANNELS: usize = 2;
/// Kinds of metadata blocks (RFC 9639, 8.1).
const STREAMINFO: u8 = 0;
const VORBIS_COMMENT: u8 = 4;
const PICTURE: u8 = 6;
const LAST: u8 = 0x80;
/// The most bytes of a metadata block.
const LONGEST_BLOCK: usize = (1 << 24) - 1;

/// Where the library writes to. It keeps its writer to itself, so that the bytes are taken out by a second hand.
#[derive(Clone, Default)]
struct Sink(Rc<Cell<Vec<u8>>>);

impl io::Write for Sink {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        let mut bytes = self.0.take();
        bytes.extend(more);
        self.0.set(bytes);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A FLAC file in the making.
pub struct Flac {
    writer: FlacStreamWriter<Sink>,
    sink: Sink,
    bits: u8,
    sample_rate: u32,
    dither: Dither,
    /// What does not fill a frame yet, left before right.
    block: Vec<i32>,
    sum: md5::Context,
    frames: u64,
    /// The sizes of the smallest and the largest frame, in bytes.
    sizes: (usize, usize),
    metadata: Vec<u8>,
}

impl Flac {
    /// A file of 16 or 24 bits.
    ///
    /// # Errors
    /// [`ExportError`] where the cover or the tags are larger than a block can be.
    pub fn new(bits: u8, sample_rate: u32, tags: &TrackTags, cover: Option<&[u8]>) -> Result<Self, ExportError> {
        let picture = cover.and_then(vorbis::picture);
        let comment = vorbis::comment(tags, &[]);
        if picture.as_ref().is_some_and(|picture| picture.len() > LONGEST_BLOCK) {
            return Err(ExportError::Cover);
        }
        if comment.len() > LONGEST_BLOCK {
            return Err(ExportError::Tags(format!("{} bytes", comment.len())));
        }
        let last = if picture.is_some() { 0 } else { LAST };
        let mut metadata = block(VORBIS_COMMENT | last, &comment);
        if let Some(picture) = picture {
            metadata.extend(block(PICTURE | LAST, &picture));
        }
        let sink = Sink::default();
        Ok(Self {
            writer: FlacStreamWriter::new(sink.clone(), Options::default()),
            sink,
            bits,
            sample_rate,
            dither: Dither::default(),
            block: Vec::with_capacity(BLOCK * CHANNELS),
            sum: md5::Context::new(),
            frames: 0,
            sizes: (LONGEST_BLOCK, 0),
            metadata,
        })
    }

    fn quantised(&mut self, sample: f32) -> i32 {
        if self.bits == 16 { i32::from(self.dither.to_16_bits(sample)) } else { to_24_bits(sample) }
    }

    /// Writes what there is of a frame.
    fn write_block(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        let width = usize::from(self.bits / 8);
        let mut raw = Vec::with_capacity(self.block.len() * width);
        self.block.iter().for_each(|sample| raw.extend(&sample.to_le_bytes()[..width]));
        self.sum.consume(&raw);
        self.writer
            .write(self.sample_rate, CHANNELS as u8, u32::from(self.bits), &self.block)
            .map_err(|error| refused(format!("{error:?}")))?;
        self.frames += (self.block.len() / CHANNELS) as u64;
        self.block.clear();
        let mut frame = self.sink.0.take();
        self.sizes = (self.sizes.0.min(frame.len()), self.sizes.1.max(frame.len()));
        bytes.append(&mut frame);
        Ok(())
    }

    /// The stream's description (RFC 9639, 8.2).
    fn stream_info(&self) -> Vec<u8> {
        let block_size = (BLOCK as u16).to_be_bytes();
        let size = |bytes: usize| bytes as u32;
        let (smallest, largest) = self.sizes;
        let mut info = [block_size, block_size].concat();
        // Sizes of 0 are not known; there are none before the first frame.
        info.extend(&size(if largest == 0 { 0 } else { smallest }).to_be_bytes()[1..]);
        info.extend(&size(largest).to_be_bytes()[1..]);
        let packed = u64::from(self.sample_rate) << 44
            | (CHANNELS as u64 - 1) << 41
            | u64::from(self.bits - 1) << 36
            | self.frames & 0xf_ffff_ffff;
        info.extend(packed.to_be_bytes());
        info.extend(self.sum.clone().finalize().0);
        info
    }
}

impl Encoder for Flac {
    fn encode(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        for (left, right) in left.iter().zip(right) {
            let frame = [self.quantised(*left), self.quantised(*right)];
            self.block.extend(frame);
            if self.block.len() == BLOCK * CHANNELS {
                self.write_block(bytes)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        if self.block.is_empty() { Ok(()) } else { self.write_block(bytes) }
    }

    fn header(&self) -> Vec<u8> {
        [b"fLaC".as_slice(), &block(STREAMINFO, &self.stream_info()), &self.metadata].concat()
    }
}

/// A metadata block.
fn block(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32).to_be_bytes();
    [&[kind], &length[1..], body].concat()
}
