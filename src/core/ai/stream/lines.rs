//! Bytes as lines.

use crate::ai::stream::{LineTooLong, MAX_LINE};

/// Splits bytes that arrive in pieces into lines, which end with LF, CR or CRLF. A byte order mark at the start goes.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    rest: Vec<u8>,
    /// The last piece ended with CR: an LF that follows belongs to it.
    after_cr: bool,
    begun: bool,
}

impl Lines {
    /// The lines that a piece completes, without their ends. Bytes that are no UTF-8 become U+FFFD; a character that two
    /// pieces share is whole, for no byte of it is a line's end.
    pub fn push(&mut self, piece: &[u8]) -> Result<Vec<String>, LineTooLong> {
        let mut lines = Vec::new();
        let mut from = 0;
        for (at, byte) in piece.iter().enumerate() {
            let ended = matches!(byte, b'\n' | b'\r');
            let half = *byte == b'\n' && std::mem::take(&mut self.after_cr);
            self.after_cr = *byte == b'\r';
            if ended {
                if !half {
                    self.keep(piece.get(from..at).unwrap_or_default())?;
                    lines.push(self.line());
                }
                from = at + 1;
            }
        }
        self.keep(piece.get(from..).unwrap_or_default())?;
        Ok(lines)
    }

    /// The line that was not ended.
    pub fn finish(&mut self) -> Option<String> {
        (!self.rest.is_empty()).then(|| self.line())
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), LineTooLong> {
        if self.rest.len() + bytes.len() > MAX_LINE {
            return Err(LineTooLong);
        }
        self.rest.extend_from_slice(bytes);
        Ok(())
    }

    fn line(&mut self) -> String {
        let first = !std::mem::replace(&mut self.begun, true);
        let line = String::from_utf8_lossy(&std::mem::take(&mut self.rest)).into_owned();
        match line.strip_prefix('\u{feff}') {
            Some(rest) if first => rest.to_owned(),
            _ => line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once_wherever_the_pieces_are_cut() {
        let text = "\u{feff}one\r\ntwo\rthree\n\n\r\nné\u{1d11e}";
        let expected = ["one", "two", "three", "", "", "né\u{1d11e}"];
        for size in 1..=text.len() {
            let mut lines = Lines::default();
            let mut read: Vec<String> =
                text.as_bytes().chunks(size).flat_map(|piece| lines.push(piece).unwrap()).collect();
            read.extend(lines.finish());
            assert_eq!(read, expected, "{size}");
        }
    }

    #[test]
    fn a_line_without_an_end_is_refused_at_its_limit() {
        let mut lines = Lines::default();
        assert_eq!(lines.push(&vec![b'a'; MAX_LINE]), Ok(Vec::new()));
        assert_eq!(lines.push(b"a"), Err(LineTooLong));
    }
}
