//! What a file is by its first bytes: services mislabel files, and a web page may come in the place of one.

/// The media type of a recording, where the bytes are one.
pub fn sound_type(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, sign: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(sign));
    if (at(0, b"RIFF") || at(0, b"RF64")) && at(8, b"WAVE") {
        Some("audio/wav")
    } else if at(0, b"ID3") || is_mpeg_frame(bytes) {
        Some("audio/mpeg")
    } else if at(0, b"fLaC") {
        Some("audio/flac")
    } else if at(0, b"OggS") {
        Some("audio/ogg")
    } else if at(4, b"ftyp") {
        Some("audio/mp4")
    } else if at(0, b"FORM") && at(8, b"AIF") {
        Some("audio/aiff")
    } else {
        None
    }
}

/// Eleven set bits, and neither a reserved version nor a reserved layer (ISO 11172-3, 2.4.1.3).
fn is_mpeg_frame(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0 && second & 0x18 != 0x08 && second & 0x06 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::picture_type;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        assert_eq!(sound_type(b"RIFF\xff\xff\xff\xffWAVEfmt "), Some("audio/wav"));
        assert_eq!(sound_type(b"ID3\x04"), Some("audio/mpeg"));
        assert_eq!(sound_type(b"\xff\xfb\x90\x00"), Some("audio/mpeg"));
        assert_eq!(picture_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [&b"<html>"[..], b"", b"\xff", b"{\"error\":1}", b"RIFF\0\0\0\0WEBP", b"GIF89a"] {
            assert_eq!(sound_type(other), None);
        }
        assert_eq!(picture_type(b"GIF89a"), None);
    }
}
