//! JUMBF boxes (ISO 19566-5), as far as C2PA uses them: labelled superboxes that hold data or one another.

/// The most boxes that are read.
const MOST_BOXES: usize = 20_000;
/// The deepest nesting that is read: store, manifest, assertions, assertion, and some to spare.
const DEEPEST: usize = 8;
/// What all of C2PA's box types end with.
const TAIL: [u8; 12] = [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];
/// A superbox that says of itself only that it may be asked for and what it is called.
const REQUESTABLE_WITH_LABEL: u8 = 3;

/// A superbox in the bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Superbox<'a> {
    /// The first four bytes of its type, such as `c2ma`; zeros for types of another family.
    pub kind: [u8; 4],
    /// What it is called.
    pub label: &'a str,
    /// The whole box.
    pub bytes: &'a [u8],
    /// What it holds, in order.
    pub content: Vec<Content<'a>>,
}

/// What a superbox holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content<'a> {
    /// Another superbox.
    Superbox(Superbox<'a>),
    /// A box of data, such as `cbor` or `json`.
    Data([u8; 4], &'a [u8]),
}

/// The bytes are no superbox within the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

impl<'a> Superbox<'a> {
    /// Reads one superbox; what follows it is left alone.
    ///
    /// # Errors
    /// [`Malformed`] where it is none.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let Plain { kind, whole, body } = next(bytes)?;
        if kind != *b"jumb" {
            return Err(Malformed);
        }
        superbox(whole, body, 0, &mut 0)
    }

    /// The superboxes in it.
    pub fn superboxes(&self) -> impl DoubleEndedIterator<Item = &Superbox<'a>> {
        self.content.iter().filter_map(|content| match content {
            Content::Superbox(inner) => Some(inner),
            Content::Data(..) => None,
        })
    }

    /// Its first data of a kind.
    pub fn data(&self, wanted: &[u8; 4]) -> Option<&'a [u8]> {
        self.content.iter().find_map(|content| match content {
            Content::Data(kind, data) if kind == wanted => Some(*data),
            _ => None,
        })
    }

    /// What a hash of it covers: everything but its own length and the word `jumb`.
    pub fn hashed(&self) -> &'a [u8] {
        self.bytes.get(8..).unwrap_or_default()
    }
}

/// A box that was not looked into.
struct Plain<'a> {
    kind: [u8; 4],
    whole: &'a [u8],
    body: &'a [u8],
}

/// The next box.
fn next(bytes: &[u8]) -> Result<Plain<'_>, Malformed> {
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Malformed)?;
    let (kind, _) = rest.split_first_chunk::<4>().ok_or(Malformed)?;
    // Boxes of 0 (to the end) and 1 (64 bits) are allowed by the standard and written by nobody.
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Malformed)?;
    let whole = bytes.get(..length).ok_or(Malformed)?;
    Ok(Plain { kind: *kind, whole, body: whole.get(8..).ok_or(Malformed)? })
}

fn superbox<'a>(
    whole: &'a [u8],
    mut body: &'a [u8],
    depth: usize,
    count: &mut usize,
) -> Result<Superbox<'a>, Malformed> {
    let Plain { kind, whole: described, body: description } = next(body)?;
    if kind != *b"jumd" || depth > DEEPEST {
        return Err(Malformed);
    }
    let (uuid, rest) = description.split_first_chunk::<16>().ok_or(Malformed)?;
    let (toggles, rest) = rest.split_first().ok_or(Malformed)?;
    let (label, rest) = label(rest)?;
    if toggles & REQUESTABLE_WITH_LABEL != REQUESTABLE_WITH_LABEL || rest.len() != described_more(*toggles, rest)? {
        return Err(Malformed);
    }
    let mut content = Vec::new();
    body = body.get(described.len()..).ok_or(Malformed)?;
    while !body.is_empty() {
        *count += 1;
        if *count > MOST_BOXES {
            return Err(Malformed);
        }
        let Plain { kind, whole: inner, body: data } = next(body)?;
        content.push(match &kind {
            b"jumb" => Content::Superbox(superbox(inner, data, depth + 1, count)?),
            _ => Content::Data(kind, data),
        });
        body = body.get(inner.len()..).ok_or(Malformed)?;
    }
    let kind = if uuid[4..] == TAIL { [uuid[0], uuid[1], uuid[2], uuid[3]] } else { [0; 4] };
    Ok(Superbox { kind, label, bytes: whole, content })
}

/// A label and what follows its end mark.
fn label(bytes: &[u8]) -> Result<(&str, &[u8]), Malformed> {
    let end = bytes.iter().position(|byte| *byte == 0).ok_or(Malformed)?;
    let label = std::str::from_utf8(&bytes[..end]).map_err(|_| Malformed)?;
    Ok((label, &bytes[end + 1..]))
}

/// How many bytes of a description follow its label: a number, a hash, and a box of salt, where it has them.
fn described_more(toggles: u8, rest: &[u8]) -> Result<usize, Malformed> {
    let number = if toggles & 4 == 0 { 0 } else { 4 };
    let hash = if toggles & 8 == 0 { 0 } else { 32 };
    let salt = if toggles & 16 == 0 { 0 } else { next(rest.get(number + hash..).ok_or(Malformed)?)?.whole.len() };
    Ok(number + hash + salt)
}

/// A box of data. Data of 4 GiB and more has no box; nothing here is near that.
pub(super) fn data(kind: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len() + 8).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), &kind[..], bytes].concat()
}

/// A superbox of the type that begins with `kind`, with what it holds.
pub(super) fn write(kind: &[u8; 4], label: &str, content: &[Vec<u8>]) -> Vec<u8> {
    let description = [&kind[..], &TAIL, &[REQUESTABLE_WITH_LABEL], label.as_bytes(), &[0]].concat();
    let mut body = data(b"jumd", &description);
    content.iter().for_each(|inner| body.extend(inner));
    data(b"jumb", &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_read_as_they_were_written() {
        let inner = write(b"cbor", "c2pa.actions.v2", &[data(b"cbor", &[0xA0])]);
        let bytes = write(b"c2as", "c2pa.assertions", &[inner.clone(), data(b"free", &[])]);
        let read = Superbox::read(&bytes).unwrap();
        assert_eq!((read.kind, read.label, read.bytes), (*b"c2as", "c2pa.assertions", &bytes[..]));
        let found = read.superboxes().find(|inner| inner.label == "c2pa.actions.v2").unwrap();
        assert_eq!((found.data(b"cbor"), found.data(b"json")), (Some(&[0xA0][..]), None));
        assert_eq!(found.hashed(), &inner[8..]);
    }

    #[test]
    fn what_is_cut_short_or_nested_without_end_is_refused() {
        let mut bytes = write(b"cbor", "a", &[data(b"cbor", &[1, 2, 3])]);
        for length in 0..bytes.len() {
            assert_eq!(Superbox::read(&bytes[..length]), Err(Malformed));
        }
        for _ in 0..20 {
            bytes = write(b"c2ma", "b", &[bytes]);
        }
        assert_eq!(Superbox::read(&bytes), Err(Malformed));
        let many = vec![data(b"free", &[]); MOST_BOXES + 1];
        assert_eq!(Superbox::read(&write(b"c2ma", "c", &many)), Err(Malformed));
    }
}
