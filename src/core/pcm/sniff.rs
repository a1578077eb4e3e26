//! What a sound file is, by its first bytes: names and media types are often wrong, those that services give as well, and a web
//! page may come in the place of one.

/// The media type of a sound file that the studio may be able to read; `None` for anything else.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let at = |place: usize, mark: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(mark));
    if at(0, b"ID3") && bytes.len() > 3 {
        // A tag may stand before FLAC as well; it says how long it is, seven bits a byte.
        let length = bytes.get(6..10).unwrap_or_default();
        let length = length.iter().fold(0usize, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        return Some(if at(10 + length, b"fLaC") { "audio/flac" } else { "audio/mpeg" });
    }
    if (at(0, b"RIFF") || at(0, b"RF64")) && at(8, b"WAVE") {
        Some("audio/wav")
    } else if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
        Some("audio/aiff")
    } else if at(0, b"fLaC") {
        Some("audio/flac")
    } else if at(0, b"OggS") {
        Some("audio/ogg")
    } else if at(4, b"ftyp") {
        Some("audio/mp4")
    } else {
        match *bytes.get(..2)? {
            // Both begin with eleven or twelve ones; the layer bits are zero in ADTS alone (ISO 11172-3, 2.4.1.3). A reserved
            // version is neither.
            [0xff, second] if second & 0xf6 == 0xf0 => Some("audio/aac"),
            [0xff, second] if second & 0xe0 == 0xe0 && second & 0x18 != 0x08 && second & 0x06 != 0 => {
                Some("audio/mpeg")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_is_known_by_its_first_bytes() {
        assert_eq!(sniff(b"RIFF\0\0\0\0WAVEfmt "), Some("audio/wav"));
        assert_eq!(sniff(b"\0\0\0\x20ftypM4A "), Some("audio/mp4"));
        assert_eq!(sniff(b"ID3\x04\0\0\0\0\0\x02xxfLaC"), Some("audio/flac"));
        assert_eq!(sniff(b"ID3\x04\0\0\0\0\0\x02xx\xff\xfb"), Some("audio/mpeg"));
        assert_eq!(sniff(&[0xff, 0xf1, 0x50]), Some("audio/aac"));
        assert_eq!(sniff(&[0xff, 0xfb, 0x90]), Some("audio/mpeg"));
        assert_eq!(sniff(b"RIFF\xff\xff\xff\xffWAVEfmt "), Some("audio/wav"));
        assert_eq!(sniff(b"ID3\x04"), Some("audio/mpeg"));
        assert_eq!(sniff(b"\xff\xfb\x90\x00"), Some("audio/mpeg"));
        for other in
            [&b"{\"cowrite\":1}"[..], b"\x89PNG", b"ID3", b"", b"\xff", b"<html>", b"RIFF\0\0\0\0WEBP", b"GIF89a"]
        {
            assert_eq!(sniff(other), None, "{other:?}");
        }
    }
}
