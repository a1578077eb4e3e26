//! What a picture is and how large, by its first bytes: nothing of it is decoded, and names and labels are not believed.

use crate::text::{Message, describe};

/// The most bytes of a picture.
pub const MOST_PICTURE_BYTES: usize = 20 << 20;
/// The longest side of a picture, in pixels.
pub const LONGEST_SIDE: u32 = 8192;
/// What the metadata of a picture says where a trained model made it: an IPTC digital source type, alone or in the
/// longer name of a composite. C2PA manifests hold the same words.
const MADE_BY_A_MODEL: [&[u8]; 2] = [b"trainedAlgorithmicMedia", b"TrainedAlgorithmicMedia"];

/// What a picture says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFacts {
    /// Its media type.
    pub media_type: &'static str,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// It is none that covers are made of.
    Unknown,
    /// It has too many bytes.
    TooLarge,
    /// It has too many pixels, or none.
    Side,
}

impl PictureError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Unknown => Message::new("error-picture-unknown"),
            Self::TooLarge => Message::new("error-picture-large").with("limit", MOST_PICTURE_BYTES >> 20),
            Self::Side => Message::new("error-picture-side").with("limit", LONGEST_SIDE.to_string()),
        }
    }
}
describe!(PictureError);

/// The media type of a picture, where the bytes are one that a cover can be.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, sign: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(sign));
    if at(0, b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if at(0, b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some("image/webp")
    } else {
        None
    }
}

/// Looks at a picture that shall be a cover.
///
/// # Errors
/// [`PictureError`] for what is no picture, or too large.
pub fn look(bytes: &[u8]) -> Result<PictureFacts, PictureError> {
    let media_type = picture_type(bytes).ok_or(PictureError::Unknown)?;
    if bytes.len() > MOST_PICTURE_BYTES {
        return Err(PictureError::TooLarge);
    }
    let sides = match media_type {
        "image/png" => png_sides(bytes),
        "image/jpeg" => jpeg_sides(bytes),
        _ => webp_sides(bytes),
    };
    let (width, height) = sides.ok_or(PictureError::Unknown)?;
    let fits = |side: u32| (1..=LONGEST_SIDE).contains(&side);
    if fits(width) && fits(height) { Ok(PictureFacts { media_type, width, height }) } else { Err(PictureError::Side) }
}

/// Whether a picture's own metadata says that a trained model made it or a part of it.
pub fn says_made_by_a_model(bytes: &[u8]) -> bool {
    MADE_BY_A_MODEL.iter().any(|sign| bytes.windows(sign.len()).any(|window| window == *sign))
}

/// A number of up to four bytes, the highest first.
fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// A number of up to four bytes, the lowest first.
fn little_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The `IHDR` chunk, which comes first (PNG, 11.2.1).
fn png_sides(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((big_endian(bytes, 16, 4)?, big_endian(bytes, 20, 4)?))
}

/// The frame header, behind segments of other kinds (ITU T.81, B.2.2).
fn jpeg_sides(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        let marker = *bytes.get(at + 1)?;
        match marker {
            // A fill byte; a marker follows it.
            0xff => at += 1,
            // Markers without a segment.
            0x01 | 0xd0..=0xd7 => at += 2,
            // The scan or the end, before any frame.
            0xd8..=0xda => return None,
            // Tables share the range of the frames.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big_endian(bytes, at + 7, 2)?, big_endian(bytes, at + 5, 2)?));
            }
            _ => {
                let length = big_endian(bytes, at + 2, 2).filter(|length| *length >= 2)?;
                at += 2 + length as usize;
            }
        }
    }
}

/// The first chunk: one of three kinds (RFC 9649, 2.5 to 2.7).
fn webp_sides(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little_endian(bytes, 24, 3)? + 1, little_endian(bytes, 27, 3)? + 1)),
        b"VP8L" => {
            (*bytes.get(20)? == 0x2f).then_some(())?;
            let packed = little_endian(bytes, 21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            (bytes.get(23..26)? == b"\x9d\x01\x2a").then_some(())?;
            Some((little_endian(bytes, 26, 2)? & 0x3fff, little_endian(bytes, 28, 2)? & 0x3fff))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x06"]
            .concat()
    }

    fn sides(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
        look(bytes).map(|facts| (facts.width, facts.height))
    }

    #[test]
    fn every_kind_of_picture_tells_its_sides() {
        assert_eq!(sides(&png(3000, 2000)), Ok((3000, 2000)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04xx\xff\xff\xc4\0\x03x\xff\xc2\0\x11\x08\x02\x58\x03\x20\x03";
        assert_eq!(sides(jpeg), Ok((800, 600)));
        let webp = |chunk: &[u8]| [b"RIFF\0\0\0\0WEBP".as_slice(), chunk].concat();
        assert_eq!(sides(&webp(b"VP8X\x0a\0\0\0\0\0\0\0\x1f\x03\0\x57\x02\0")), Ok((800, 600)));
        assert_eq!(sides(&webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x20\x03\x58\x02")), Ok((800, 600)));
        let packed = 799_u32 | 599 << 14;
        let lossless = [b"VP8L\0\0\0\0\x2f".as_slice(), &packed.to_le_bytes()].concat();
        assert_eq!(sides(&webp(&lossless)), Ok((800, 600)));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        for bytes in [&b"GIF89a"[..], b"", b"<html>", b"\xff\xd8\xff", b"\xff\xd8\xff\xda\0\0", b"RIFF\0\0\0\0WEBPxxxx"]
        {
            assert_eq!(look(bytes), Err(PictureError::Unknown), "{bytes:?}");
        }
        for (width, height) in [(0, 5), (5, 0), (8193, 5), (5, u32::MAX)] {
            assert_eq!(look(&png(width, height)), Err(PictureError::Side));
        }
        let mut heavy = png(10, 10);
        heavy.resize(MOST_PICTURE_BYTES + 1, 0);
        assert_eq!(look(&heavy), Err(PictureError::TooLarge));
    }

    #[test]
    fn a_header_cut_anywhere_is_unknown() {
        for whole in [png(30, 20), b"\xff\xd8\xff\xe0\0\x04xx\xff\xc2\0\x11\x08\x02\x58\x03\x20".to_vec()] {
            assert!(look(&whole).is_ok());
            for length in 0..16 {
                assert_eq!(look(&whole[..length.min(whole.len() - 1)]), Err(PictureError::Unknown));
            }
        }
    }

    #[test]
    fn a_picture_that_says_it_is_a_models_is_heard() {
        let mut bytes = png(1, 1);
        assert!(!says_made_by_a_model(&bytes));
        bytes.extend(b"<rdf>http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia");
        assert!(says_made_by_a_model(&bytes));
    }
}
