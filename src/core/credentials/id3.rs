//! ID3v2 tags (2.3 and 2.4) as far as a manifest in one needs: frames in their own bytes, and what some of them say.

/// The bytes of a tag's header, and of a frame's.
pub(super) const HEADER: usize = 10;
/// The media type of a manifest in a frame.
const MEDIA_TYPE: &[u8] = b"application/c2pa";
/// The most bytes of a tag that its length can express.
const LARGEST: u32 = 1 << 28;

/// A tag that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// 3 or 4.
    pub version: u8,
    /// Its frames, in order.
    pub frames: Vec<Frame<'a>>,
    /// Whether every byte of it was understood, so that it can be written anew with all it holds.
    pub plain: bool,
}

/// A frame in the bytes it was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame<'a> {
    /// Its name, such as `TIT2`.
    pub id: [u8; 4],
    /// The whole frame.
    pub bytes: &'a [u8],
    /// What follows its header.
    pub body: &'a [u8],
}

/// The length of a whole tag by the ten bytes of its header; `None` where they are none.
pub(super) fn length(header: &[u8]) -> Option<u64> {
    let (&[b'I', b'D', b'3', major, minor, flags, a, b, c, d], _) = header.split_first_chunk::<HEADER>()? else {
        return None;
    };
    let footer = if major == 4 && flags & 0x10 != 0 { HEADER as u64 } else { 0 };
    let body = safe([a, b, c, d])?;
    (major != 0xFF && minor != 0xFF).then_some(HEADER as u64 + u64::from(body) + footer)
}

/// Seven bits of each byte.
fn safe(bytes: [u8; 4]) -> Option<u32> {
    let fits = bytes.iter().all(|byte| *byte < 0x80);
    fits.then(|| bytes.iter().fold(0, |number, byte| number << 7 | u32::from(*byte)))
}

fn to_safe(number: u32) -> [u8; 4] {
    [21, 14, 7, 0].map(|shift| (number >> shift & 0x7F) as u8)
}

impl<'a> Tag<'a> {
    /// Reads a whole tag; `None` for versions before 2.3 and for one whose bytes are coded once more.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let whole = usize::try_from(length(bytes)?).ok()?;
        let (version, flags) = (bytes[3], bytes[5]);
        if !(3..=4).contains(&version) || bytes.len() < whole || flags & 0x80 != 0 {
            return None;
        }
        let mut plain = flags == 0;
        let mut left = bytes.get(HEADER..whole)?;
        if flags & 0x40 != 0 {
            let size: [u8; 4] = left.get(..4)?.try_into().ok()?;
            let size = if version == 4 { safe(size)? } else { u32::from_be_bytes(size).checked_add(4)? };
            left = left.get(usize::try_from(size).ok()?..)?;
        }
        let mut frames = Vec::new();
        while let Some(frame) = frame(left, version) {
            frames.push(frame);
            left = &left[frame.bytes.len()..];
        }
        // What is left must be padding.
        plain &= left.iter().all(|byte| *byte == 0);
        Some(Self { version, frames, plain })
    }

    /// The manifest store in it.
    pub fn store(&self) -> Option<&'a [u8]> {
        self.frames.iter().filter(|frame| frame.id == *b"GEOB").find_map(|frame| {
            let (encoding, rest) = frame.body.split_first()?;
            let rest = rest.strip_prefix(MEDIA_TYPE)?.strip_prefix(&[0])?;
            let (_, rest) = text(*encoding, rest);
            let (_, rest) = text(*encoding, rest);
            Some(rest)
        })
    }

    /// What text frames say: the frame's name, its description where it has one, and the text.
    pub fn texts(&self) -> Vec<(String, String, String)> {
        let said = |frame: &Frame| {
            let id = String::from_utf8_lossy(&frame.id).into_owned();
            let (encoding, rest) = frame.body.split_first()?;
            match &frame.id {
                b"TXXX" | b"WXXX" => {
                    let (description, rest) = text(*encoding, rest);
                    Some((id, description, text(*encoding, rest).0))
                }
                b"COMM" => {
                    let (description, rest) = text(*encoding, rest.get(3..)?);
                    Some((id, description, text(*encoding, rest).0))
                }
                [b'T', ..] => Some((id, String::new(), text(*encoding, rest).0)),
                [b'W', ..] => Some((id, String::new(), text(0, frame.body).0)),
                _ => None,
            }
        };
        self.frames.iter().filter_map(said).collect()
    }
}

fn frame(bytes: &[u8], version: u8) -> Option<Frame<'_>> {
    let (&[a, b, c, d, e, f, g, h, _, _], _) = bytes.split_first_chunk::<HEADER>()?;
    let id = [a, b, c, d];
    let named = id.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let size = if version == 4 { safe([e, f, g, h])? } else { u32::from_be_bytes([e, f, g, h]) };
    let whole = bytes.get(..HEADER.checked_add(usize::try_from(size).ok()?)?)?;
    named.then_some(Frame { id, bytes: whole, body: &whole[HEADER..] })
}

/// Text up to its end mark or the end of the bytes, and the bytes after it.
fn text(encoding: u8, bytes: &[u8]) -> (String, &[u8]) {
    if matches!(encoding, 1 | 2) {
        let units = bytes.chunks_exact(2);
        let count = units.clone().position(|unit| unit == [0, 0]).unwrap_or(units.len());
        let (body, rest) = (&bytes[..count * 2], bytes.get(count * 2 + 2..).unwrap_or_default());
        let (little, body) = match body {
            [0xFF, 0xFE, body @ ..] => (true, body),
            [0xFE, 0xFF, body @ ..] => (false, body),
            body => (false, body),
        };
        let unit = |pair: &[u8]| match little {
            true => u16::from_le_bytes([pair[0], pair[1]]),
            false => u16::from_be_bytes([pair[0], pair[1]]),
        };
        let units: Vec<u16> = body.chunks_exact(2).map(unit).collect();
        return (String::from_utf16_lossy(&units), rest);
    }
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (body, rest) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
    let text = match encoding {
        0 => body.iter().map(|byte| char::from(*byte)).collect(),
        _ => String::from_utf8_lossy(body).into_owned(),
    };
    (text, rest)
}

/// The beginning of a tag with these frames and, last, a frame for a store of so many bytes, which follows.
/// `None` where it would be too large.
pub(super) fn front(version: u8, frames: &[u8], store: usize) -> Option<Vec<u8>> {
    let described = [&[3], MEDIA_TYPE, b"\0c2pa\0c2pa manifest store\0"].concat();
    let size = |length: usize| u32::try_from(length).ok().filter(|length| *length < LARGEST);
    let frame_size = size(described.len() + store)?;
    let tag_size = size(frames.len() + HEADER + described.len() + store)?;
    let mut out = vec![b'I', b'D', b'3', version, 0, 0];
    out.extend(to_safe(tag_size));
    out.extend(frames);
    out.extend(b"GEOB");
    out.extend(if version == 4 { to_safe(frame_size) } else { frame_size.to_be_bytes() });
    out.extend([0, 0]);
    out.extend(described);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(version: u8, frames: &[u8], store: &[u8]) -> Vec<u8> {
        [front(version, frames, store.len()).unwrap(), store.to_vec()].concat()
    }

    #[test]
    fn a_store_is_found_beside_the_frames_that_were_there() {
        for version in [3, 4] {
            let title = b"TIT2\0\0\0\x06\0\0\x03Hello".to_vec();
            let bytes = written(version, &title, &[7; 300]);
            assert_eq!(length(&bytes), Some(bytes.len() as u64));
            let tag = Tag::read(&bytes).unwrap();
            assert!(tag.plain && tag.version == version);
            assert_eq!(tag.frames[0].bytes, title);
            assert_eq!(tag.store(), Some(&[7; 300][..]));
            assert_eq!(tag.texts(), [("TIT2".to_owned(), String::new(), "Hello".to_owned())]);
        }
    }

    #[test]
    fn text_is_read_in_every_encoding() {
        let utf16: Vec<u8> = "电车".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&[0xFF, 0xFE], &utf16[..], &[0, 0, 9]].concat();
        assert_eq!(text(1, &with_mark), ("电车".to_owned(), &[9][..]));
        assert_eq!(text(2, &[0, 65]), ("A".to_owned(), &[][..]));
        assert_eq!(text(0, b"caf\xe9\0x"), ("café".to_owned(), &b"x"[..]));
        assert_eq!(text(3, "é".as_bytes()), ("é".to_owned(), &[][..]));
    }

    #[test]
    fn tags_that_cannot_be_written_anew_say_so() {
        let mut coded = written(3, &[], &[1]);
        coded[5] = 0x80;
        assert_eq!(Tag::read(&coded), None);
        let mut rubbish = written(4, b"TIT2\0\0\0\x06\0\0\x03Hello", &[1]);
        rubbish[10] = b'!';
        assert!(!Tag::read(&rubbish).unwrap().plain);
        assert_eq!(Tag::read(b"ID3\x02\0\0\0\0\0\0"), None);
        assert_eq!(length(b"ID3\x04\0\0\xff\0\0\0"), None);
        assert_eq!(front(4, &[], 1 << 28), None);
    }
}
