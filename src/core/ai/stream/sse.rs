//! Server-sent events (WHATWG HTML, section 9.2), read as they arrive.

use crate::ai::stream::lines::Lines;
use crate::ai::stream::{LineTooLong, MAX_LINE};

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SseEvent {
    /// Its name; empty where the service gives none.
    pub name: String,
    /// Its data, lines joined by LF.
    pub data: String,
}

/// Reads events from bytes that arrive in pieces, cut anywhere.
#[derive(Clone, Debug, Default)]
pub struct Sse {
    lines: Lines,
    name: String,
    data: Option<String>,
}

impl Sse {
    /// The events that a piece completes. Comments and fields that nobody here needs are passed over.
    ///
    /// # Errors
    /// If a line or an event is longer than [`MAX_LINE`].
    pub fn push(&mut self, piece: &[u8]) -> Result<Vec<SseEvent>, LineTooLong> {
        let mut events = Vec::new();
        for line in self.lines.push(piece)? {
            self.line(&line, &mut events)?;
        }
        Ok(events)
    }

    /// The event that was not ended. Browsers drop it; services that close without an empty line mean it.
    pub fn finish(&mut self) -> Option<SseEvent> {
        let mut events = Vec::new();
        if let Some(line) = self.lines.finish() {
            self.line(&line, &mut events).ok()?;
        }
        self.event()
    }

    fn line(&mut self, line: &str, events: &mut Vec<SseEvent>) -> Result<(), LineTooLong> {
        if line.is_empty() {
            events.extend(self.event());
            return Ok(());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => match &mut self.data {
                Some(data) if data.len() + value.len() >= MAX_LINE => return Err(LineTooLong),
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            _ => {}
        }
        Ok(())
    }

    fn event(&mut self) -> Option<SseEvent> {
        let name = std::mem::take(&mut self.name);
        self.data.take().map(|data| SseEvent { name, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, size: usize) -> Vec<SseEvent> {
        let mut sse = Sse::default();
        let mut events: Vec<SseEvent> =
            text.as_bytes().chunks(size).flat_map(|piece| sse.push(piece).unwrap()).collect();
        events.extend(sse.finish());
        events
    }

    fn event(name: &str, data: &str) -> SseEvent {
        SseEvent { name: name.to_owned(), data: data.to_owned() }
    }

    #[test]
    fn events_are_read_wherever_they_are_cut() {
        let text = "\u{feff}: hello\r\nid: 7\r\nevent: note\r\ndata: {\"a\":\"♩\"}\r\n\r\ndata:one\ndata: two\n\n: keep-alive\n\n\
                    event: lonely\n\nretry: 3\ndata\n\ndata: [DONE]";
        let expected = [event("note", "{\"a\":\"♩\"}"), event("", "one\ntwo"), event("", ""), event("", "[DONE]")];
        for size in 1..text.len() {
            assert_eq!(read(text, size), expected, "{size}");
        }
    }

    #[test]
    fn an_event_of_endless_lines_is_refused() {
        let mut sse = Sse::default();
        let line = format!("data: {}\n", "x".repeat(MAX_LINE / 4));
        let refused = (0..5).any(|_| sse.push(line.as_bytes()).is_err());
        assert!(refused);
    }
}
