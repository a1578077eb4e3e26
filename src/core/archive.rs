//! Zip archives (PKWARE APPNOTE 6.3.10): several files in one, stored as they are, of any size.
//!
//! An archive is never in memory. Its writer hands out what stands before each entry's content and what stands at the end;
//! the content itself stays where it is, and whoever keeps it puts the parts in order. So the content's length and sum
//! are known when its entry is begun, and no reader has to guess where it ends.

pub mod reader;

use std::collections::BTreeSet;

use crc32fast::Hasher;

use crate::text::{Message, describe};

/// The most bytes of an entry's name.
const LONGEST_NAME: usize = 240;
/// The most entries of an archive.
const MOST_ENTRIES: usize = 65_534;
/// From here on a size, or a place, is written in 64 bits.
const WIDE: u64 = 0xffff_ffff;
/// PKZIP 2.0, which knew folders, and PKZIP 4.5, which knew sizes of 64 bits.
const VERSION: u16 = 20;
const VERSION_WIDE: u16 = 45;
/// Names are in UTF-8 (bit 11).
const FLAGS: u16 = 1 << 11;
/// Content is stored as it is.
const STORED: u16 = 0;
/// Midnight on the first day of 1980, the earliest that the format knows: the same files make the same archive.
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;

/// The length and the sum of an entry's content.
#[derive(Clone, Debug, Default)]
pub struct Content {
    sum: Hasher,
    length: u64,
}

impl Content {
    /// Content that is in memory.
    pub fn of(bytes: &[u8]) -> Self {
        let mut content = Self::default();
        content.add(bytes);
        content
    }

    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.sum.update(bytes);
        self.length += bytes.len() as u64;
    }

    /// Puts what was taken elsewhere behind this: a header that is known last stands first.
    pub fn followed_by(&mut self, next: &Self) {
        self.sum.combine(&next.sum);
        self.length += next.length;
    }

    /// How many bytes there are.
    pub fn length(&self) -> u64 {
        self.length
    }
}

/// Why an entry is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// Its name would not be a file inside the folder that the archive is unpacked into; with the name.
    Name(String),
    /// Another entry has its name, as systems see it that do not tell capitals apart; with the name.
    Twice(String),
    /// There are more than an archive holds.
    TooMany,
}

impl ArchiveError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Name(name) => Message::new("error-archive-name").with("name", name),
            Self::Twice(name) => Message::new("error-archive-twice").with("name", name),
            Self::TooMany => Message::new("error-archive-many").with("limit", MOST_ENTRIES),
        }
    }
}
describe!(ArchiveError);

/// An archive in the making.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    directory: Vec<u8>,
    names: BTreeSet<String>,
    length: u64,
}

impl Archive {
    /// Begins an entry: the bytes that stand before its content, which must follow next and whole. Folders are part of
    /// the name, parted by `/`.
    ///
    /// # Errors
    /// [`ArchiveError`] for a name that does not stay inside the folder or is there already, and for too many entries.
    pub fn entry(&mut self, name: &str, content: &Content) -> Result<Vec<u8>, ArchiveError> {
        if !stays_inside(name) {
            return Err(ArchiveError::Name(name.to_owned()));
        }
        if self.names.len() >= MOST_ENTRIES {
            return Err(ArchiveError::TooMany);
        }
        if !self.names.insert(name.to_lowercase()) {
            return Err(ArchiveError::Twice(name.to_owned()));
        }
        let wide = content.length >= WIDE;
        let sizes = if wide { wide_field(&[content.length, content.length]) } else { Vec::new() };
        let mut header = b"PK\x03\x04".to_vec();
        header.extend(if wide { VERSION_WIDE } else { VERSION }.to_le_bytes());
        header.extend(described(content, name, sizes.len()));
        header.extend(name.as_bytes());
        header.extend(sizes);
        self.list(name, content);
        self.length += header.len() as u64 + content.length;
        Ok(header)
    }

    /// What stands at the end of the archive, after the content of its last entry.
    pub fn end(self) -> Vec<u8> {
        let entries = self.names.len() as u64;
        let size = self.directory.len() as u64;
        let mut end = self.directory;
        if self.length >= WIDE || size >= WIDE {
            end.extend(b"PK\x06\x06");
            // What follows this number.
            end.extend(44_u64.to_le_bytes());
            end.extend([VERSION_WIDE, VERSION_WIDE].map(u16::to_le_bytes).concat());
            end.extend([0_u32; 2].map(u32::to_le_bytes).concat());
            end.extend([entries, entries, size, self.length].map(u64::to_le_bytes).concat());
            end.extend(b"PK\x06\x07\0\0\0\0");
            end.extend((self.length + size).to_le_bytes());
            end.extend(1_u32.to_le_bytes());
        }
        end.extend(b"PK\x05\x06\0\0\0\0");
        // There are never more entries than 16 bits hold.
        let entries = (entries as u16).to_le_bytes();
        end.extend([entries, entries].concat());
        end.extend([narrow(size), narrow(self.length)].concat());
        end.extend([0; 2]);
        end
    }

    /// Adds an entry to the directory at the end.
    fn list(&mut self, name: &str, content: &Content) {
        let mut wide = Vec::new();
        if content.length >= WIDE {
            wide.extend([content.length, content.length]);
        }
        if self.length >= WIDE {
            wide.push(self.length);
        }
        let version = if wide.is_empty() { VERSION } else { VERSION_WIDE };
        let extra = if wide.is_empty() { Vec::new() } else { wide_field(&wide) };
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend([version, version].map(u16::to_le_bytes).concat());
        self.directory.extend(described(content, name, extra.len()));
        // No comment, the first disk, and neither internal nor external attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(narrow(self.length));
        self.directory.extend(name.as_bytes());
        self.directory.extend(extra);
    }
}

/// What the header of an entry and its line in the directory both say.
fn described(content: &Content, name: &str, extra: usize) -> Vec<u8> {
    let mut said = [FLAGS, STORED, TIME, DATE].map(u16::to_le_bytes).concat();
    said.extend(content.sum.clone().finalize().to_le_bytes());
    said.extend([narrow(content.length), narrow(content.length)].concat());
    // Names are short, and at most three numbers are wide.
    said.extend([name.len() as u16, extra as u16].map(u16::to_le_bytes).concat());
    said
}

/// A number in 32 bits, or the sign that it stands elsewhere in 64.
fn narrow(number: u64) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// The extra field that holds numbers in 64 bits.
fn wide_field(numbers: &[u64]) -> Vec<u8> {
    let mut field = [1, numbers.len() as u16 * 8].map(u16::to_le_bytes).concat();
    numbers.iter().for_each(|number| field.extend(number.to_le_bytes()));
    field
}

/// Whether a name is a file inside the folder that the archive is unpacked into, on every system.
fn stays_inside(name: &str) -> bool {
    let fits = |part: &str| !matches!(part, "" | "." | "..") && !part.ends_with(['.', ' ']);
    let strange = |character: char| character.is_control() || r#"\:*?"<>|"#.contains(character);
    name.len() <= LONGEST_NAME && name.split('/').all(fits) && !name.contains(strange)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
        bytes[at..at + width].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// The names and contents of an archive whose numbers are narrow, found from its end as readers do.
    fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
        let end = archive.len() - 22;
        assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
        let mut at = number(archive, end + 16, 4) as usize;
        let mut found = Vec::new();
        for _ in 0..number(archive, end + 10, 2) {
            assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
            let [sum, size] = [16, 24].map(|field| number(archive, at + field, 4));
            let [name, extra] = [28, 30].map(|field| number(archive, at + field, 2) as usize);
            let begin = number(archive, at + 42, 4) as usize;
            assert_eq!(&archive[begin..begin + 4], b"PK\x03\x04");
            assert_eq!(archive[begin + 6..begin + 28], archive[at + 8..at + 30]);
            let content = begin + 30 + name + number(archive, begin + 28, 2) as usize;
            let content = archive[content..content + size as usize].to_vec();
            assert_eq!(u64::from(crc32fast::hash(&content)), sum);
            found.push((String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap(), content));
            at += 46 + name + extra;
        }
        assert_eq!(at, end);
        found
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let files = [("Stems/01 Drums.wav", vec![7_u8; 1_000]), ("Stems/02 最后 🚃.wav", Vec::new()), ("a", vec![1])];
        let (mut archive, mut bytes) = (Archive::default(), Vec::new());
        for (name, content) in &files {
            bytes.extend(archive.entry(name, &Content::of(content)).unwrap());
            bytes.extend(content);
        }
        bytes.extend(archive.end());
        assert_eq!(unpacked(&bytes), files.map(|(name, content)| (name.to_owned(), content)));
    }

    #[test]
    fn a_header_that_comes_last_stands_first() {
        let mut header = Content::of(b"header");
        header.followed_by(&Content::of(b" and the rest"));
        let whole = Content::of(b"header and the rest");
        assert_eq!((header.length(), header.sum.finalize()), (whole.length(), whole.sum.finalize()));
    }

    #[test]
    fn large_content_and_far_places_have_64_bits() {
        let large = Content { sum: Hasher::new(), length: 5 << 30 };
        let mut archive = Archive::default();
        let first = archive.entry("large", &large).unwrap();
        assert_eq!((first.len(), number(&first, 18, 4), number(&first, 39, 8)), (30 + 5 + 20, WIDE, 5 << 30));
        let second = archive.entry("small", &Content::of(b"x")).unwrap();
        assert_eq!((second.len(), number(&second, 18, 4)), (30 + 5, 1));
        let end = archive.end();
        let line = 46 + 5 + 20;
        assert_eq!((number(&end, 42, 4), number(&end, 46 + 5 + 4, 8)), (0, 5 << 30));
        let place = 55 + (5 << 30);
        assert_eq!((number(&end, line + 42, 4), number(&end, line + 46 + 5 + 4, 8)), (WIDE, place));
        let wide = line + 46 + 5 + 12;
        assert_eq!(&end[wide..wide + 4], b"PK\x06\x06");
        assert_eq!((number(&end, wide + 24, 8), number(&end, wide + 48, 8)), (2, place + 35 + 1));
        assert_eq!(&end[wide + 56..wide + 60], b"PK\x06\x07");
        assert_eq!(number(&end, wide + 64, 8), place + 36 + wide as u64);
    }

    #[test]
    fn a_name_that_leaves_the_folder_or_is_there_already_is_refused() {
        let mut archive = Archive::default();
        for name in ["", "/etc/passwd", "../a", "a//b", "a/", "a\\b", "C:a", "a\0b", "a.", ".", &"x".repeat(241)] {
            assert_eq!(archive.entry(name, &Content::default()), Err(ArchiveError::Name(name.to_owned())));
        }
        archive.entry("A/b", &Content::default()).unwrap();
        assert_eq!(archive.entry("a/B", &Content::default()), Err(ArchiveError::Twice("a/B".to_owned())));
    }
}
