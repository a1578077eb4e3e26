//! MP3 (ISO 11172-3): the tag, a frame that tells players where the sound begins and ends, and then the sound.

use rusty_mp3::encode::lametag;
use rusty_mp3::error::Error;
use rusty_mp3::{Mp3Encoder, Mp3EncoderConfig, encoder_header};

use super::{Encoder, refused};
use crate::export::{ExportError, Mp3Rate, TrackTags, id3};

/// Every file is in stereo.
const CHANNELS: u16 = 2;

/// An MP3 file in the making. Up to 256 kbit/s the encoder saves bits in one place for another, so that its bytes are
/// certain only at the end; it keeps them until then.
pub struct Mp3 {
    encoder: Mp3Encoder,
    sample_rate: u32,
    tag: Vec<u8>,
    /// How long the first frame is, which holds no sound.
    info_bytes: usize,
    /// Whether that frame has come out, as a stand-in.
    info_taken: bool,
    interleaved: Vec<f32>,
}

impl Mp3 {
    /// A file at 44,100 or 48,000 hertz.
    ///
    /// # Errors
    /// [`ExportError`] where a tag is too large to be written.
    pub fn new(rate: Mp3Rate, sample_rate: u32, tags: &TrackTags, cover: Option<&[u8]>) -> Result<Self, ExportError> {
        let kilobits = u32::from(rate.kilobits());
        let config = Mp3EncoderConfig {
            bitrate_kbps: if rate.varies() { 0 } else { kilobits },
            vbr_quality: rate.varies().then_some(f32::from(rate.kilobits())),
        };
        let header = encoder_header(sample_rate, CHANNELS, config.bitrate_kbps).map_err(refused)?;
        let mut encoder = Mp3Encoder::new(config);
        // Fixes the stream's shape, so that a song without a frame is a file, too.
        encoder.push_pcm_f32(&[], CHANNELS, sample_rate).map_err(refused)?;
        Ok(Self {
            encoder,
            sample_rate,
            tag: id3::tag(tags, id3::Place::File, cover)?,
            info_bytes: lametag::tag_header(&header).frame_size(),
            info_taken: false,
            interleaved: Vec::new(),
        })
    }

    /// Moves every frame that is certain, but the first, which belongs to the header.
    fn drain(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        loop {
            match self.encoder.next_packet() {
                Ok(_) if !self.info_taken => self.info_taken = true,
                Ok(frame) => bytes.extend(frame),
                Err(Error::Again | Error::Eof) => return Ok(()),
                Err(error) => return Err(refused(error)),
            }
        }
    }
}

impl Encoder for Mp3 {
    fn encode(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        self.interleaved.clear();
        self.interleaved.extend(left.iter().zip(right).flat_map(|(left, right)| [*left, *right]));
        self.encoder.push_pcm_f32(&self.interleaved, CHANNELS, self.sample_rate).map_err(refused)?;
        self.drain(bytes)
    }

    fn finish(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        self.encoder.finish();
        self.drain(bytes)
    }

    fn header(&self) -> Vec<u8> {
        let mut header = self.tag.clone();
        match self.encoder.lame_tag_frame() {
            Some(info) => header.extend(info),
            None => header.resize(header.len() + self.info_bytes, 0),
        }
        header
    }
}
