//! Reading an archive that anybody may have made: bounded in entries and bytes, its names held inside a folder, its sums
//! checked. Stored and deflated entries, nothing else.

use std::borrow::Cow;
use std::collections::BTreeSet;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::stays_inside;
use crate::text::{Message, describe};

/// The length of the record at the end, and the most that a comment behind it can add.
const END_LENGTH: usize = 22;
const MOST_COMMENT: usize = 0xffff;
/// The length of a line of the directory and of an entry's header, without names and extra fields.
const LINE_LENGTH: usize = 46;
const HEADER_LENGTH: usize = 30;
/// The ways in which content is packed.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// How much of an archive is read.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The most entries.
    pub entries: usize,
    /// The most bytes of all entries together, unpacked.
    pub bytes: u64,
}

/// Why an archive is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No archive, or one that was cut short.
    NotAnArchive,
    /// It has more in it than is read.
    TooLarge,
    /// An entry is packed or encrypted in a way that is not read; with its name.
    Unsupported(String),
    /// An entry is damaged; with its name.
    Damaged(String),
    /// An entry would not stay inside the folder, or two have one name; with the name.
    Name(String),
}

impl ReadError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::NotAnArchive => Message::new("error-unzip-none"),
            Self::TooLarge => Message::new("error-unzip-large"),
            Self::Unsupported(name) => Message::new("error-unzip-packed").with("name", name),
            Self::Damaged(name) => Message::new("error-unzip-damaged").with("name", name),
            Self::Name(name) => Message::new("error-unzip-name").with("name", name),
        }
    }
}
describe!(ReadError);

/// A file in an archive.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its name, folders parted by `/`.
    pub name: String,
    packed: &'a [u8],
    method: u16,
    length: usize,
    sum: u32,
}

impl<'a> Entry<'a> {
    /// How many bytes it has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// What is in it.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where its length or its sum is another than the archive says.
    pub fn content(&self) -> Result<Cow<'a, [u8]>, ReadError> {
        let damaged = || ReadError::Damaged(self.name.clone());
        let content = if self.method == STORED {
            Cow::Borrowed(self.packed)
        } else {
            Cow::Owned(decompress_to_vec_with_limit(self.packed, self.length).map_err(|_| damaged())?)
        };
        let whole = content.len() == self.length && crc32fast::hash(&content) == self.sum;
        if whole { Ok(content) } else { Err(damaged()) }
    }
}

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive, in its order; nothing is unpacked yet.
///
/// # Errors
/// [`ReadError`], whose `TooLarge` comes before any of it is unpacked.
pub fn entries(archive: &[u8], bounds: Bounds) -> Result<Vec<Entry<'_>>, ReadError> {
    let earliest = archive.len().saturating_sub(END_LENGTH + MOST_COMMENT);
    let latest = archive.len().checked_sub(END_LENGTH).ok_or(ReadError::NotAnArchive)?;
    let is_end = |at: &usize| archive.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x05\x06"));
    let end = (earliest..=latest).rev().find(is_end).ok_or(ReadError::NotAnArchive)?;
    let count = usize::from(short(archive, end, 10)?);
    let mut at = long(archive, end, 16)?;
    if count > bounds.entries {
        return Err(ReadError::TooLarge);
    }
    let mut left = bounds.bytes;
    let (mut names, mut found) = (BTreeSet::new(), Vec::new());
    for _ in 0..count {
        let (entry, next) = line(archive, at)?;
        at = next;
        if let Some(entry) = entry {
            left = left.checked_sub(entry.length as u64).ok_or(ReadError::TooLarge)?;
            if !stays_inside(&entry.name) || !names.insert(entry.name.to_lowercase()) {
                return Err(ReadError::Name(entry.name));
            }
            found.push(entry);
        }
    }
    Ok(found)
}

/// The file whose line in the directory is at a place, unless it is a folder, and the place of the next line.
fn line(archive: &[u8], at: usize) -> Result<(Option<Entry<'_>>, usize), ReadError> {
    if !archive.get(at..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")) {
        return Err(ReadError::NotAnArchive);
    }
    let [name_length, extra, comment] = [28, 30, 32].map(|field| short(archive, at, field));
    let name_end = sum(&[at, LINE_LENGTH, usize::from(name_length?)])?;
    let name = archive.get(at + LINE_LENGTH..name_end).ok_or(ReadError::NotAnArchive)?;
    let name = String::from_utf8_lossy(name).into_owned();
    let next = sum(&[name_end, usize::from(extra?), usize::from(comment?)])?;
    if name.ends_with('/') {
        return Ok((None, next));
    }
    let method = short(archive, at, 10)?;
    let (packed, length) = (long(archive, at, 20)?, long(archive, at, 24)?);
    let (header, checksum) = (long(archive, at, 42)?, long(archive, at, 16)?);
    // What is larger than 32 bits tell stands in another field; no such file is opened in one piece.
    if [packed, length, header].contains(&0xffff_ffff) {
        return Err(ReadError::TooLarge);
    }
    let encrypted = short(archive, at, 8)? & 1 == 1;
    if encrypted || !matches!(method, STORED | DEFLATED) {
        return Err(ReadError::Unsupported(name));
    }
    let damaged = || ReadError::Damaged(name.clone());
    if !archive.get(header..).is_some_and(|rest| rest.starts_with(b"PK\x03\x04")) {
        return Err(damaged());
    }
    let [own_name, own_extra] = [26, 28].map(|field| short(archive, header, field));
    let start = sum(&[header, HEADER_LENGTH, usize::from(own_name?), usize::from(own_extra?)])?;
    let packed = archive.get(start..sum(&[start, packed])?).ok_or_else(damaged)?;
    // A sum has 32 bits, which is what was read.
    let entry = Entry { name, packed, method, length, sum: checksum as u32 };
    Ok((Some(entry), next))
}

fn sum(parts: &[usize]) -> Result<usize, ReadError> {
    parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(*part)).ok_or(ReadError::NotAnArchive)
}

fn field<const WIDTH: usize>(bytes: &[u8], start: usize, offset: usize) -> Result<[u8; WIDTH], ReadError> {
    let at = sum(&[start, offset])?;
    let found = bytes.get(at..sum(&[at, WIDTH])?).and_then(|found| found.try_into().ok());
    found.ok_or(ReadError::NotAnArchive)
}

fn short(bytes: &[u8], start: usize, offset: usize) -> Result<u16, ReadError> {
    field(bytes, start, offset).map(u16::from_le_bytes)
}

fn long(bytes: &[u8], start: usize, offset: usize) -> Result<usize, ReadError> {
    let number = u32::from_le_bytes(field(bytes, start, offset)?);
    usize::try_from(number).map_err(|_| ReadError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Content};

    const BOUNDS: Bounds = Bounds { entries: 8, bytes: 100_000 };

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut archive, mut bytes) = (Archive::default(), Vec::new());
        for (name, content) in files {
            bytes.extend(archive.entry(name, &Content::of(content)).unwrap());
            bytes.extend(*content);
        }
        bytes.extend(archive.end());
        bytes
    }

    fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
        let places: Vec<usize> = (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        bytes
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let bytes = archive(&[("a/回家.wav", &[7; 5000]), ("b", b"")]);
        let found: Vec<(String, Vec<u8>)> = entries(&bytes, BOUNDS)
            .unwrap()
            .iter()
            .map(|entry| (entry.name.clone(), entry.content().unwrap().into_owned()))
            .collect();
        assert_eq!(found, [("a/回家.wav".to_owned(), vec![7; 5000]), ("b".to_owned(), Vec::new())]);
    }

    /// An archive of one deflated file, as other programs write it.
    fn deflated(content: &[u8]) -> Vec<u8> {
        let packed = miniz_oxide::deflate::compress_to_vec(content, 6);
        let sizes = [packed.len() as u32, content.len() as u32].map(u32::to_le_bytes).concat();
        let about = [b"\x14\0\0\0\x08\0\0\0\0\0", &crc32fast::hash(content).to_le_bytes()[..], &sizes].concat();
        let header = [b"PK\x03\x04", &about[..], b"\x01\0\0\0a", &packed].concat();
        let line = [b"PK\x01\x02\x14\0", &about[..], b"\x01\0", &[0; 16], b"a"].concat();
        let places = [line.len() as u32, header.len() as u32].map(u32::to_le_bytes).concat();
        [&header[..], &line, b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &places, &[0; 2]].concat()
    }

    #[test]
    fn what_others_deflated_comes_out_and_a_wrong_sum_is_seen() {
        let content = [7; 10_000];
        let bytes = deflated(&content);
        assert!(bytes.len() < 500);
        let entry = |bytes: &[u8]| entries(bytes, BOUNDS).unwrap()[0].content().map(Cow::into_owned);
        assert_eq!(entry(&bytes).unwrap(), content);
        let mut other = bytes;
        let line = other.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        other[line + 16] ^= 1;
        assert_eq!(entry(&other), Err(ReadError::Damaged("a".to_owned())));
    }

    #[test]
    fn names_that_leave_the_folder_are_refused() {
        for name in ["../xy", "/abcd", "..\\xy", "C:abc", "a//bc"] {
            let bytes = replaced(archive(&[("aaaaa", b"x")]), b"aaaaa", name.as_bytes());
            assert_eq!(entries(&bytes, BOUNDS).unwrap_err(), ReadError::Name(name.to_owned()));
        }
        let twice = replaced(archive(&[("aaaa1", b"x"), ("aaaa2", b"y")]), b"aaaa2", b"AAAA1");
        assert_eq!(entries(&twice, BOUNDS).unwrap_err(), ReadError::Name("AAAA1".to_owned()));
    }

    #[test]
    fn too_many_and_too_much_are_refused_before_anything_is_unpacked() {
        let names: Vec<String> = (0..9).map(|number| format!("f{number}")).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
        assert_eq!(entries(&archive(&many), BOUNDS).unwrap_err(), ReadError::TooLarge);
        assert_eq!(entries(&archive(&[("a", &[0; 100_001])]), BOUNDS).unwrap_err(), ReadError::TooLarge);
        // A bomb: deflated zeros that claim to be few.
        let packed = miniz_oxide::deflate::compress_to_vec(&vec![0; 4 << 20], 9);
        let bytes = archive(&[("bomb", &packed)]);
        let line = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        let mut bytes = bytes;
        bytes[line + 10] = 8;
        let entries = entries(&bytes, BOUNDS).unwrap();
        assert_eq!(entries[0].content(), Err(ReadError::Damaged("bomb".to_owned())));
    }

    #[test]
    fn no_cut_and_no_changed_byte_makes_it_panic_or_goes_unnoticed() {
        let bytes = archive(&[("a", b"ID3a"), ("b", &[9; 300])]);
        let read = |bytes: &[u8]| -> Result<Vec<(String, Vec<u8>)>, ReadError> {
            let found = entries(bytes, BOUNDS)?;
            found.iter().map(|entry| Ok((entry.name.clone(), entry.content()?.into_owned()))).collect()
        };
        let whole = read(&bytes).unwrap();
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err());
        }
        for at in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut changed = bytes.clone();
                changed[at] = value;
                if let Ok(found) = read(&changed) {
                    let contents = |files: &[(String, Vec<u8>)]| -> Vec<Vec<u8>> {
                        files.iter().map(|(_, content)| content.clone()).collect()
                    };
                    assert!(whole.len() > found.len() || contents(&found) == contents(&whole), "byte {at}");
                }
            }
        }
    }
}
