//! Files made by other programs, whole, damaged and foreign. `tests/audio` holds 440 Hz, a third to a half of full scale.

use super::*;

const WAV: &[u8] = include_bytes!("../../../tests/audio/tone.wav");
const FILES: [(&str, &[u8], &str, u32, usize); 6] = [
    ("wav", WAV, "audio/wav", 22_050, 4_410),
    ("aiff", include_bytes!("../../../tests/audio/tone.aiff"), "audio/aiff", 22_050, 4_410),
    ("flac", include_bytes!("../../../tests/audio/tone.flac"), "audio/flac", 44_100, 22_050),
    ("mp3", include_bytes!("../../../tests/audio/tone.mp3"), "audio/mpeg", 44_100, 22_050),
    ("ogg", include_bytes!("../../../tests/audio/tone.ogg"), "audio/ogg", 44_100, 22_050),
    ("m4a", include_bytes!("../../../tests/audio/tone.m4a"), "audio/mp4", 44_100, 22_050),
];

/// How many times a second the samples rise through zero.
fn pitch(audio: &Audio) -> f64 {
    let samples = &audio.channels[0];
    let middle = &samples[samples.len() / 4..samples.len() * 3 / 4];
    let rises = middle.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
    rises as f64 * f64::from(audio.sample_rate) / middle.len() as f64
}

#[test]
fn every_kind_of_file_is_read_at_its_own_rate() {
    for (name, bytes, media_type, rate, frames) in FILES {
        let decoded = decode(bytes.to_vec()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((decoded.media_type, decoded.audio.sample_rate), (media_type, rate), "{name}");
        let heard = decoded.audio.frames();
        assert!(heard.abs_diff(frames) < 2_300, "{name}: {heard}");
        assert!((pitch(&decoded.audio) - 440.0).abs() < 15.0, "{name}: {}", pitch(&decoded.audio));
        assert!((0.3..0.6).contains(&decoded.audio.peak()), "{name}: {}", decoded.audio.peak());
        let again = resample(decoded.audio, 48_000);
        assert!((pitch(&again) - 440.0).abs() < 15.0, "{name}");
    }
}

#[test]
fn a_file_that_was_cut_short_is_read_as_far_as_it_goes() {
    // The index of an MP4 file stands at its end, and an AIFF reader wants its chunk whole.
    for (name, bytes, ..) in FILES.iter().filter(|file| !matches!(file.0, "m4a" | "aiff")) {
        let decoded = decode(bytes[..bytes.len() * 3 / 4].to_vec()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(decoded.audio.frames() > 1_000, "{name}: {}", decoded.audio.frames());
    }
}

#[test]
fn a_header_that_promises_too_much_or_nothing_is_not_believed() {
    let data = WAV.windows(4).position(|mark| mark == b"data").unwrap();
    let (promised, there) = (u32::MAX, decode(WAV.to_vec()).unwrap().audio);
    let mut file = WAV.to_vec();
    file[data + 4..data + 8].copy_from_slice(&promised.to_le_bytes());
    file[4..8].copy_from_slice(&promised.to_le_bytes());
    assert_eq!(decode(file).unwrap().audio, there);
}

#[test]
fn what_is_no_sound_is_refused_with_a_sentence() {
    assert_eq!(decode(Vec::new()), Err(DecodeError::Unknown));
    assert_eq!(decode(b"{\"cowrite\":1}".to_vec()), Err(DecodeError::Unknown));
    assert!(decode(b"RIFF\0\0\0\0WAVE".to_vec()).is_err());
    assert!(matches!(decode(b"OggS".repeat(900)), Err(DecodeError::Unsupported(_) | DecodeError::Broken(_))));
    let opus = include_bytes!("../../../tests/audio/tone.opus");
    assert!(matches!(decode(opus.to_vec()), Err(DecodeError::Unsupported(_))));
    let error = decode(WAV[..44].to_vec()).unwrap_err();
    assert!(error.message().text(crate::text::Locale::English).len() > 20);
    let bytes = postcard::to_allocvec(&error).unwrap();
    assert_eq!(postcard::from_bytes::<DecodeError>(&bytes), Ok(error));
}

#[test]
fn damaged_files_never_do_worse_than_a_sentence() {
    for (_, bytes, ..) in FILES {
        for place in (0..bytes.len()).step_by(bytes.len() / 40) {
            let mut file = bytes.to_vec();
            file[place] ^= 0x5a;
            if let Ok(decoded) = decode(file) {
                assert!(decoded.audio.channels.iter().flatten().all(|sample| sample.abs() <= LOUDEST));
            }
        }
    }
}

/// The digests were taken of the WebAssembly module's samples: natively they are the same, bit for bit. That holds for the
/// lossless formats alone: decoders of the others fill their tables with the platform's own sines.
#[test]
fn native_and_webassembly_samples_of_lossless_files_are_the_same() {
    use sha2::{Digest, Sha256};
    let known = ["e60eac1793acb981", "e60eac1793acb981", "15f7afef0755ac7d"];
    for ((name, bytes, ..), known) in FILES.iter().zip(known) {
        let audio = resample(decode(bytes.to_vec()).unwrap().audio, 48_000);
        let mut hasher = Sha256::new();
        audio.channels.iter().flatten().for_each(|sample| hasher.update(sample.to_le_bytes()));
        let digest: String = hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, known, "{name}");
    }
}
