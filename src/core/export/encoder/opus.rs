//! Opus in Ogg (RFC 6716, RFC 7845): everything in order, with nothing left for the end.

use data_encoding::BASE64;
use ogg::{PacketWriteEndInfo, PacketWriter};
use opus_rs::{Application, OpusEncoder};

use super::{Encoder, refused};
use crate::export::{ExportError, OpusRate, TrackTags, vorbis};

/// The rate at which Opus counts, in hertz.
const RATE: u32 = 48_000;
/// Every file is in stereo.
const CHANNELS: usize = 2;
/// Frames of a packet: 20 ms.
const FRAME: usize = 960;
/// Packets of a page: a second.
const PAGE: u64 = 50;
/// How many frames later than it was put in the sound leaves a decoder: 4 ms that the encoder looks ahead and 2.5 ms of
/// overlap.
const PRE_SKIP: u16 = 312;
/// The most bytes of a packet of one frame.
const LONGEST_PACKET: usize = 1_276;
/// The encoder takes its time.
const COMPLEXITY: i32 = 10;

/// An Opus file in the making.
pub struct Opus {
    encoder: Box<OpusEncoder>,
    writer: PacketWriter<'static, Vec<u8>>,
    serial: u32,
    /// What does not fill a packet yet, left before right.
    waiting: Vec<f32>,
    /// The packet that was made last: only when the next one comes is it known not to be the last of all.
    held: Option<Vec<u8>>,
    packets: u64,
    frames: u64,
}

impl Opus {
    /// A file at 48,000 hertz.
    ///
    /// # Errors
    /// [`ExportError`] where the encoder refuses to begin.
    pub fn new(rate: OpusRate, tags: &TrackTags, cover: Option<&[u8]>) -> Result<Self, ExportError> {
        let mut encoder = Box::new(OpusEncoder::new(RATE as i32, CHANNELS, Application::Audio).map_err(refused)?);
        encoder.bitrate_bps = i32::from(rate.kilobits()) * 1_000;
        encoder.complexity = COMPLEXITY;
        let mut head = b"OpusHead\x01".to_vec();
        head.push(CHANNELS as u8);
        head.extend(PRE_SKIP.to_le_bytes());
        head.extend(RATE.to_le_bytes());
        // No gain, and channels as they are.
        head.extend([0; 3]);
        let picture =
            cover.and_then(vorbis::picture).map(|picture| ("METADATA_BLOCK_PICTURE", BASE64.encode(&picture)));
        let mut comment = b"OpusTags".to_vec();
        comment.extend(vorbis::comment(tags, picture.as_slice()));
        // Streams that are played one after another must not have the same number; where nothing else differs, the song does.
        let serial = crc32fast::hash(tags.ledger_head.as_bytes());
        let mut writer = PacketWriter::new(Vec::new());
        writer.write_packet(head, serial, PacketWriteEndInfo::EndPage, 0).map_err(refused)?;
        writer.write_packet(comment, serial, PacketWriteEndInfo::EndPage, 0).map_err(refused)?;
        Ok(Self { encoder, writer, serial, waiting: Vec::new(), held: None, packets: 0, frames: 0 })
    }

    /// Makes a packet of the frames in front, and writes the one before.
    fn packet(&mut self) -> Result<(), ExportError> {
        let mut packet = vec![0; LONGEST_PACKET];
        let length = self.encoder.encode(&self.waiting[..FRAME * CHANNELS], FRAME, &mut packet).map_err(refused)?;
        packet.truncate(length);
        self.waiting.drain(..FRAME * CHANNELS);
        match self.held.replace(packet) {
            Some(before) => self.write(before, None),
            None => Ok(()),
        }
    }

    /// Writes a packet; the last one with the place at which the sound ends.
    fn write(&mut self, packet: Vec<u8>, end: Option<u64>) -> Result<(), ExportError> {
        self.packets += 1;
        let kind = match end {
            Some(_) => PacketWriteEndInfo::EndStream,
            None if self.packets.is_multiple_of(PAGE) => PacketWriteEndInfo::EndPage,
            None => PacketWriteEndInfo::NormalPacket,
        };
        let place = end.unwrap_or(self.packets * FRAME as u64);
        self.writer.write_packet(packet, self.serial, kind, place).map_err(refused)
    }

    fn take(&mut self, bytes: &mut Vec<u8>) {
        bytes.append(self.writer.inner_mut());
    }
}

impl Encoder for Opus {
    fn encode(&mut self, left: &[f32], right: &[f32], bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        for (left, right) in left.iter().zip(right) {
            self.waiting.extend([*left, *right]);
            self.frames += 1;
            if self.waiting.len() == FRAME * CHANNELS {
                self.packet()?;
            }
        }
        self.take(bytes);
        Ok(())
    }

    fn finish(&mut self, bytes: &mut Vec<u8>) -> Result<(), ExportError> {
        let end = u64::from(PRE_SKIP) + self.frames;
        let packets = end.div_ceil(FRAME as u64) as usize;
        let made = (self.packets + u64::from(self.held.is_some())) as usize;
        for _ in made..packets {
            self.waiting.resize(FRAME * CHANNELS, 0.0);
            self.packet()?;
        }
        if let Some(last) = self.held.take() {
            self.write(last, Some(end))?;
        }
        self.take(bytes);
        Ok(())
    }

    fn header(&self) -> Vec<u8> {
        Vec::new()
    }
}
