//! The picture on the cover: its shape, size, format and colours. Nothing of it is decoded.

use crate::release::check::Findings;
use crate::release::report::Place;
use crate::text::Message;

/// What stores ask for along each side, in pixels.
const SIDE: u32 = 3_000;
/// What they refuse below.
const LEAST: u32 = 1_400;
/// What many distributors take at most, in bytes.
const LARGE: u64 = 10 << 20;
/// What no store takes.
const MOST: u64 = 20 << 20;

/// How the colours of a picture are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Red, green and blue, 8 bits each.
    Rgb,
    /// The same with transparency.
    Transparent,
    /// Shades of grey alone.
    Grey,
    /// A palette.
    Indexed,
    /// Four inks, for print.
    Cmyk,
    /// More than 8 bits a colour.
    Deep,
}

/// The cover that was chosen. The one that the studio draws is as stores ask for it.
pub fn look(findings: &mut Findings<'_>, bytes: Option<&[u8]>) {
    let Some(cover) = findings.project.cover() else { return };
    let (name, media_type, size) = (cover.name.clone(), cover.media_type.clone(), cover.bytes);
    let (width, height) = cover.picture().unwrap_or_default();
    let sides = |id| Message::new(id).with("width", width.to_string()).with("height", height.to_string());
    if width != height {
        findings.block(Place::Cover, sides("found-cover-shape"), Message::new("mend-cover-shape"));
    }
    if width.min(height) < LEAST {
        findings.block(Place::Cover, sides("found-cover-small"), Message::new("mend-cover-size"));
    } else if width.min(height) < SIDE {
        findings.advise(Place::Cover, sides("found-cover-small"), Message::new("mend-cover-size"));
    }
    let megabytes = Message::new("found-cover-heavy").with("size", size.div_ceil(1 << 20));
    if size >= MOST {
        findings.block(Place::Cover, megabytes, Message::new("mend-cover-heavy"));
    } else if size > LARGE {
        findings.advise(Place::Cover, megabytes, Message::new("mend-cover-heavy"));
    }
    if !matches!(media_type.as_str(), "image/jpeg" | "image/png") {
        let found = Message::new("found-cover-format").with("format", media_type);
        findings.block(Place::Cover, found, Message::new("mend-cover-format"));
    }
    match bytes.map(colours) {
        None => findings.advise(
            Place::Cover,
            Message::new("found-cover-missing").with("name", name),
            Message::new("mend-cover-missing"),
        ),
        Some(Some(Colours::Cmyk)) => {
            findings.block(Place::Cover, Message::new("found-cover-cmyk"), Message::new("mend-cover-colours"));
        }
        Some(Some(Colours::Grey | Colours::Indexed | Colours::Deep | Colours::Transparent)) => {
            findings.advise(Place::Cover, Message::new("found-cover-colours"), Message::new("mend-cover-colours"));
        }
        Some(Some(Colours::Rgb) | None) => {}
    }
}

/// How the colours of a PNG or JPEG file are written; `None` for what is neither, or is cut off.
pub fn colours(bytes: &[u8]) -> Option<Colours> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") { png(bytes) } else { jpeg(bytes) }
}

/// Bit depth and colour type of the `IHDR` chunk (PNG, 11.2.1).
fn png(bytes: &[u8]) -> Option<Colours> {
    Some(match (bytes.get(24)?, bytes.get(25)?) {
        (16, _) => Colours::Deep,
        (_, 0) => Colours::Grey,
        (_, 2) => Colours::Rgb,
        (_, 3) => Colours::Indexed,
        (_, 4 | 6) => Colours::Transparent,
        _ => return None,
    })
}

/// Precision and number of components of the frame header (ITU T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<Colours> {
    let word = |at: usize| Some(usize::from(*bytes.get(at)?) << 8 | usize::from(*bytes.get(at + 1)?));
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            0xd8..=0xda => return None,
            marker @ 0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (precision, components) = (*bytes.get(at + 4)?, *bytes.get(at + 9)?);
                return Some(match (precision, components) {
                    (12.., _) => Colours::Deep,
                    (_, 1) => Colours::Grey,
                    (_, 4) => Colours::Cmyk,
                    _ => Colours::Rgb,
                });
            }
            _ => at += 2 + word(at + 2).filter(|length| *length >= 2)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_from_the_first_bytes() {
        let png = |depth, kind| {
            [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x0b\xb8\0\0\x0b\xb8".as_slice(), &[depth, kind]].concat()
        };
        assert_eq!(colours(&png(8, 2)), Some(Colours::Rgb));
        assert_eq!(colours(&png(16, 2)), Some(Colours::Deep));
        assert_eq!(colours(&png(8, 6)), Some(Colours::Transparent));
        assert_eq!(colours(&png(8, 3)), Some(Colours::Indexed));
        let jpeg = |components: u8| {
            [b"\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x11\x08\x0b\xb8\x0b\xb8".as_slice(), &[components]].concat()
        };
        assert_eq!([1, 3, 4].map(|n| colours(&jpeg(n))), [Colours::Grey, Colours::Rgb, Colours::Cmyk].map(Some));
        for cut in 0..17 {
            assert_eq!(colours(&jpeg(3)[..cut]), None);
        }
        assert_eq!(colours(b"RIFF"), None);
    }
}
