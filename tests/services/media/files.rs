//! The files that fixtures make.

use studio::archive::{Archive, Content};

/// Two seconds of 440 Hz: a WAV file of 16 bits at 8000 Hz.
pub fn sound() -> Vec<u8> {
    let samples: Vec<u8> = (0..16_000_u32)
        .flat_map(|at| {
            let phase = f64::from(at) * 440.0 / 8000.0 * std::f64::consts::TAU;
            ((phase.sin() * 12_000.0) as i16).to_le_bytes()
        })
        .collect();
    wav(&samples, samples.len() as u32)
}

/// The same with a length in its header that is not so, as servers write that stream.
pub fn sound_of_wrong_length() -> Vec<u8> {
    let whole = sound();
    wav(&whole[44..], u32::MAX)
}

fn wav(samples: &[u8], length: u32) -> Vec<u8> {
    let mut out = b"RIFF".to_vec();
    out.extend(length.saturating_add(36).to_le_bytes());
    out.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data");
    out.extend(length.to_le_bytes());
    out.extend(samples);
    out
}

/// A red point: the smallest PNG there is.
pub fn picture() -> Vec<u8> {
    let text = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    data_encoding::BASE64.decode(text.as_bytes()).unwrap()
}

/// Fifty megabytes that begin like a recording.
pub fn large() -> Vec<u8> {
    let mut bytes = b"ID3\x04\0\0\0\0\0\0".to_vec();
    bytes.resize(50 << 20, 0x55);
    bytes
}

/// An archive of stored files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut out) = (Archive::default(), Vec::new());
    for (name, bytes) in files {
        out.extend(archive.entry(name, &Content::of(bytes)).unwrap());
        out.extend(*bytes);
    }
    out.extend(archive.end());
    out
}
