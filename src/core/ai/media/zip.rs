//! Reading the archives in which stems come (PKWARE APPNOTE 6.3.10): stored and deflated files, nothing else.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The most files that are read.
const MOST_FILES: usize = 32;
/// The most bytes of all files together.
const MOST_BYTES: usize = 256 << 20;
/// The length of the record at the end, and the most that a comment behind it can add.
const END_LENGTH: usize = 22;
const MOST_COMMENT: usize = 0xffff;

/// The files of an archive by name, in its order. None where it is no archive that can be read whole.
pub fn files(archive: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let earliest = archive.len().saturating_sub(END_LENGTH + MOST_COMMENT);
    let end = (earliest..=archive.len().checked_sub(END_LENGTH)?)
        .rev()
        .find(|at| archive.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x05\x06")))?;
    let count = usize::from(short(archive, end + 10)?);
    let mut at = long(archive, end + 16)?;
    let mut left = MOST_BYTES;
    let mut found = Vec::new();
    for _ in 0..count.min(MOST_FILES) {
        if !archive.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let lengths = [28, 30, 32].map(|field| short(archive, at + field).map(usize::from));
        let [Some(name_length), Some(extra), Some(comment)] = lengths else { return None };
        let name = String::from_utf8_lossy(archive.get(at + 46..at + 46 + name_length)?).into_owned();
        if !name.ends_with('/') {
            let bytes = file(archive, at, left)?;
            left = left.checked_sub(bytes.len())?;
            found.push((name, bytes));
        }
        at += 46 + name_length + extra + comment;
    }
    Some(found)
}

/// The file whose entry in the directory is at `entry`.
fn file(archive: &[u8], entry: usize, most: usize) -> Option<Vec<u8>> {
    let encrypted = short(archive, entry + 8)? & 1 == 1;
    let packed = long(archive, entry + 20)?;
    let length = long(archive, entry + 24)?;
    let header = long(archive, entry + 42)?;
    if encrypted || length > most || !archive.get(header..)?.starts_with(b"PK\x03\x04") {
        return None;
    }
    let start = header + 30 + usize::from(short(archive, header + 26)?) + usize::from(short(archive, header + 28)?);
    let bytes = archive.get(start..start.checked_add(packed)?)?;
    let bytes = match short(archive, entry + 10)? {
        0 => bytes.to_vec(),
        8 => decompress_to_vec_with_limit(bytes, length).ok()?,
        _ => return None,
    };
    (bytes.len() == length).then_some(bytes)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;

    use super::*;

    /// An archive of files; every second one is deflated. Checksums are left out, as readers here do not look.
    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (index, (name, bytes)) in files.iter().enumerate() {
            let packed = if index % 2 == 1 { compress_to_vec(bytes, 6) } else { bytes.to_vec() };
            let method = if index % 2 == 1 { 8_u16 } else { 0 };
            let offset = out.len() as u32;
            let mut common = vec![20, 0, 0, 0];
            common.extend(method.to_le_bytes());
            common.extend([0; 8]);
            common.extend((packed.len() as u32).to_le_bytes());
            common.extend((bytes.len() as u32).to_le_bytes());
            common.extend((name.len() as u16).to_le_bytes());
            common.extend([0; 2]);
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(name.as_bytes());
            out.extend(packed);
            directory.extend(b"PK\x01\x02\x14\0");
            directory.extend(&common);
            directory.extend([0; 10]);
            directory.extend(offset.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let start = out.len() as u32;
        out.extend(&directory);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend((files.len() as u16).to_le_bytes());
        out.extend((files.len() as u16).to_le_bytes());
        out.extend((directory.len() as u32).to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend([0; 2]);
        out
    }

    #[test]
    fn stored_and_deflated_files_come_back() {
        let long = vec![7; 10_000];
        let zip = archive(&[("vocals.mp3", b"ID3a"), ("drums.mp3", &long), ("folder/", b"")]);
        assert_eq!(files(&zip).unwrap(), [("vocals.mp3".to_owned(), b"ID3a".to_vec()), ("drums.mp3".to_owned(), long)]);
    }

    #[test]
    fn no_cut_and_no_changed_byte_makes_it_panic_or_swell() {
        let zip = archive(&[("a", b"ID3a"), ("b", &[9; 500])]);
        for length in 0..zip.len() {
            assert!(files(&zip[..length]).is_none());
        }
        for at in 0..zip.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut changed = zip.clone();
                changed[at] = value;
                let total: usize = files(&changed).unwrap_or_default().iter().map(|(_, bytes)| bytes.len()).sum();
                assert!(total < 2000);
            }
        }
    }
}
