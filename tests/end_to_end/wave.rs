//! Reads an exported WAV by the rules of RIFF alone, so that the exporter is not judged by itself.

use std::collections::BTreeMap;

/// A WAV file.
pub struct Wave {
    /// Frames a second.
    pub sample_rate: u32,
    /// Channels.
    pub channels: u16,
    /// Bits of one sample.
    pub bits: u16,
    /// The bytes of the samples.
    pub data: Vec<u8>,
    /// RIFF INFO.
    pub info: BTreeMap<String, String>,
    /// The ID3 chunk.
    pub id3: Vec<u8>,
}

impl Wave {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Self {
        assert_eq!((&bytes[..4], &bytes[8..12]), (&b"RIFF"[..], &b"WAVE"[..]), "a RIFF WAVE");
        assert_eq!(u64::from(number(&bytes[4..8])) + 8, bytes.len() as u64, "the size in its header");
        let mut wave =
            Self { sample_rate: 0, channels: 0, bits: 0, data: Vec::new(), info: BTreeMap::new(), id3: Vec::new() };
        for (name, body) in chunks(&bytes[12..]) {
            match name {
                b"fmt " => {
                    wave.channels = short(&body[2..]);
                    wave.sample_rate = number(&body[4..]);
                    wave.bits = short(&body[14..]);
                }
                b"data" => wave.data = body.to_vec(),
                b"id3 " | b"ID3 " => wave.id3 = body.to_vec(),
                b"LIST" if body.starts_with(b"INFO") => {
                    for (name, text) in chunks(&body[4..]) {
                        let text = String::from_utf8_lossy(text).trim_end_matches('\0').to_owned();
                        wave.info.insert(String::from_utf8_lossy(name).into_owned(), text);
                    }
                }
                _ => {}
            }
        }
        wave
    }

    /// How long it lasts, in seconds.
    pub fn seconds(&self) -> f64 {
        let frame = f64::from(self.channels) * f64::from(self.bits) / 8.0;
        self.data.len() as f64 / frame / f64::from(self.sample_rate)
    }

    /// The largest magnitude of its samples of 24 bits; 1 is full scale.
    pub fn peak(&self) -> f64 {
        assert_eq!(self.bits, 24, "the export's default");
        let samples =
            self.data.chunks_exact(3).map(|sample| i32::from_le_bytes([0, sample[0], sample[1], sample[2]]) >> 8);
        f64::from(samples.map(i32::abs).max().unwrap_or(0)) / f64::from(1 << 23)
    }
}

/// The chunks of a RIFF list: a name and a body, padded to an even length.
fn chunks(mut bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    while bytes.len() >= 8 {
        let length = number(&bytes[4..8]) as usize;
        found.push((&bytes[..4], &bytes[8..8 + length]));
        bytes = bytes.get(8 + length + length % 2..).unwrap_or_default();
    }
    found
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

fn short(bytes: &[u8]) -> u16 {
    u16::from_le_bytes([bytes[0], bytes[1]])
}
