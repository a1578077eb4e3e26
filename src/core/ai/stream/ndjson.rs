//! JSON values, one a line, read as they arrive.

use crate::ai::stream::LineTooLong;
use crate::ai::stream::lines::Lines;

/// Reads lines of JSON from bytes that arrive in pieces, cut anywhere.
#[derive(Clone, Debug, Default)]
pub struct Ndjson {
    lines: Lines,
}

impl Ndjson {
    /// The lines that a piece completes; empty ones are passed over.
    ///
    /// # Errors
    /// If a line is longer than [`MAX_LINE`](crate::ai::stream::MAX_LINE).
    pub fn push(&mut self, piece: &[u8]) -> Result<Vec<String>, LineTooLong> {
        Ok(self.lines.push(piece)?.into_iter().filter(|line| !line.trim().is_empty()).collect())
    }

    /// The last line, where it lacks its end.
    pub fn finish(&mut self) -> Option<String> {
        self.lines.finish().filter(|line| !line.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_may_lack_its_end() {
        let text = "{\"a\":\"é\"}\r\n\n{\"b\":2}";
        for size in 1..text.len() {
            let mut reader = Ndjson::default();
            let mut lines: Vec<String> =
                text.as_bytes().chunks(size).flat_map(|piece| reader.push(piece).unwrap()).collect();
            lines.extend(reader.finish());
            assert_eq!(lines, ["{\"a\":\"é\"}", "{\"b\":2}"], "{size}");
        }
    }
}
