//! PEM (RFC 7468): certificates and keys as text.

use data_encoding::BASE64;

/// The most bytes of text that are looked at.
const MOST_BYTES: usize = 1 << 20;
/// The most blocks that are read.
const MOST_BLOCKS: usize = 32;
/// Characters of a line.
const LINE: usize = 64;

/// Every block that can be read: its label and its bytes. What stands between blocks is passed over.
pub(super) fn read(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.get(..text.len().min(MOST_BYTES)).unwrap_or_default().lines().map(str::trim) {
        if let Some(label) = marker(line, "BEGIN") {
            open = Some((label.to_owned(), String::new()));
        } else if let Some(label) = marker(line, "END") {
            let finished = open.take().filter(|(begun, _)| begun == label);
            let bytes = finished.and_then(|(label, body)| Some((label, BASE64.decode(body.as_bytes()).ok()?)));
            blocks.extend(bytes);
        } else if let Some((_, body)) = &mut open {
            body.push_str(line);
        }
        if blocks.len() == MOST_BLOCKS {
            break;
        }
    }
    blocks
}

fn marker<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    line.strip_prefix("-----")?.strip_prefix(word)?.strip_prefix(' ')?.strip_suffix("-----")
}

/// A block as text.
pub(super) fn write(label: &str, bytes: &[u8]) -> String {
    let body = BASE64.encode(bytes);
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in body.as_bytes().chunks(LINE) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text.push_str(&format!("-----END {label}-----\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_as_they_were_written() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = format!("Bag Attributes\r\n{}junk\n{}", write("CERTIFICATE", &bytes), write("PRIVATE KEY", &[1, 2]));
        let wanted = vec![("CERTIFICATE".to_owned(), bytes), ("PRIVATE KEY".to_owned(), vec![1, 2])];
        assert_eq!(read(&text), wanted);
        assert_eq!(read(&text.replace('\n', "\r\n")), wanted);
        assert!(text.lines().all(|line| line.len() <= LINE));
    }

    #[test]
    fn blocks_that_are_cut_short_are_left_out() {
        assert_eq!(read("-----BEGIN A-----\nAQI=\n-----END B-----\n-----BEGIN C-----\n!!\n-----END C-----"), []);
        assert_eq!(read("-----BEGIN A-----\nAQI="), []);
    }
}
