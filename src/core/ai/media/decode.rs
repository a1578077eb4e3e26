//! Bytes that travel as text: base64, hexadecimal, data addresses.

use data_encoding::{BASE64_NOPAD, HEXLOWER_PERMISSIVE};

/// Bytes written in base64, with or without padding, in either alphabet, broken into lines or not.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let plain: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=')
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    BASE64_NOPAD.decode(&plain).ok().filter(|bytes| !bytes.is_empty())
}

/// Bytes written in hexadecimal digits.
pub fn hex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok().filter(|bytes| !bytes.is_empty())
}

/// The bytes of a `data:` address in base64, and the media type it claims.
pub fn data_address(text: &str) -> Option<(String, Vec<u8>)> {
    let (head, data) = text.strip_prefix("data:")?.split_once(',')?;
    let media_type = head.strip_suffix(";base64")?.split(';').next().unwrap_or_default();
    Some((media_type.to_ascii_lowercase(), base64(data)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_in_every_spelling() {
        assert_eq!(base64("SUQz\nBAA=").as_deref(), Some(&b"ID3\x04\0"[..]));
        assert_eq!(base64("SUQzBAA").as_deref(), Some(&b"ID3\x04\0"[..]));
        assert_eq!(base64("_-8").as_deref(), Some(&b"\xff\xef"[..]));
        assert_eq!(hex("49443304").as_deref(), hex("49443304").as_deref());
        assert_eq!(data_address("data:audio/mpeg;base64,SUQz"), Some(("audio/mpeg".to_owned(), b"ID3".to_vec())));
        for wrong in ["", "!!", "data:audio/mpeg,x", "SUQ"] {
            assert!(data_address(wrong).is_none());
        }
        assert_eq!((base64("*"), hex("4g"), hex("")), (None, None, None));
    }
}
