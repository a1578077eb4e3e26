//! JSON as models write it: in fences and prose, after thinking, with commas too many, or broken off.

use serde_json::{Map, Number, Value};

/// The deepest nesting that is followed; a score has five levels.
const MAX_DEPTH: usize = 24;
/// The most values that are kept.
const MAX_VALUES: usize = 60_000;

/// JSON found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The object. Where it broke off it holds what was complete: no half-written string, number or list element.
    pub value: Value,
    /// Whether it was written to its end.
    pub complete: bool,
}

/// The first object in a text, however it is wrapped or broken off.
pub fn read(text: &str) -> Option<Found> {
    let text = without_thinking(text);
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find('{').map(|at| from + at) {
        let inside = text.get(open + 1..)?.trim_start();
        if inside.is_empty() || inside.starts_with('"') || inside.starts_with('}') {
            let mut reader = Reader { bytes: text.as_bytes(), text: &text, at: open, values: 0 };
            let (value, complete) = reader.object(0);
            let empty = value.as_object().is_some_and(Map::is_empty);
            // Braces in prose hold no fields.
            if !empty || text.get(reader.at..).is_none_or(|rest| !rest.contains('{')) {
                return Some(Found { value, complete });
            }
        }
        from = open + 1;
    }
    None
}

/// A text without the blocks in which models think aloud; a block that is not closed takes the rest with it.
pub fn without_thinking(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_start_matches('\u{feff}');
    while let Some((before, inside)) = rest.split_once("<think>") {
        out.push_str(before);
        rest = inside.split_once("</think>").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    // Some servers swallow the opening tag.
    match out.split_once("</think>") {
        Some((_, after)) => after.to_owned(),
        None => out,
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    values: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// A value and whether it was complete; `None` where nothing of it can be kept.
    fn value(&mut self, depth: usize) -> Option<(Value, bool)> {
        self.values += 1;
        if self.values > MAX_VALUES || depth > MAX_DEPTH {
            self.at = self.bytes.len();
            return None;
        }
        match self.peek()? {
            b'{' => Some(self.object(depth)),
            b'[' => Some(self.array(depth)),
            b'"' => self.string().map(|text| (Value::String(text), true)),
            _ => self.bare(),
        }
    }

    /// An object; what was being written when it broke off is kept where it is a list or an object itself.
    fn object(&mut self, depth: usize) -> (Value, bool) {
        let mut fields = Map::new();
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return (Value::Object(fields), true);
                }
                Some(b',') => self.at += 1,
                Some(b'"') => {
                    let Some(key) = self.string() else { break };
                    if self.peek() == Some(b':') {
                        self.at += 1;
                    }
                    let Some((value, complete)) = self.value(depth + 1) else { break };
                    if complete || value.is_array() || value.is_object() {
                        fields.insert(key, value);
                    }
                    if !complete {
                        break;
                    }
                }
                // A list that was closed too early, or a stray word: passed over.
                Some(_) => self.at += 1,
                None => break,
            }
        }
        (Value::Object(fields), false)
    }

    /// A list of the elements that are complete.
    fn array(&mut self, depth: usize) -> (Value, bool) {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return (Value::Array(items), true);
                }
                Some(b',') => self.at += 1,
                // The list was not closed; its object goes on or ends.
                Some(b'}') => return (Value::Array(items), true),
                Some(_) => match self.value(depth + 1) {
                    Some((value, true)) => items.push(value),
                    Some((_, false)) | None => break,
                },
                None => break,
            }
        }
        (Value::Array(items), false)
    }

    /// A string. Line ends inside are taken as they are, and escapes that JSON does not know as the letter they escape.
    fn string(&mut self) -> Option<String> {
        let mut out = String::new();
        self.at += 1;
        let mut plain = self.at;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => {
                    out.push_str(self.text.get(plain..self.at)?);
                    self.at += 1;
                    return Some(out);
                }
                b'\\' => {
                    out.push_str(self.text.get(plain..self.at)?);
                    out.push(self.escape()?);
                    plain = self.at;
                }
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let letter = self.text.get(self.at + 1..)?.chars().next()?;
        self.at += 1 + letter.len_utf8();
        let escaped = match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' | 'f' => ' ',
            'u' => {
                let high = self.hex()?;
                let pair = (0xd800..0xdc00).contains(&high) && self.text.get(self.at..)?.starts_with("\\u");
                if pair {
                    self.at += 2;
                    let low = self.hex()?;
                    let code = 0x10000 + ((high - 0xd800) << 10) + (low & 0x3ff);
                    char::from_u32(code).unwrap_or('\u{fffd}')
                } else {
                    char::from_u32(high).unwrap_or('\u{fffd}')
                }
            }
            other => other,
        };
        Some(escaped)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        Some(u32::from_str_radix(digits, 16).unwrap_or(0xfffd))
    }

    /// A number or a word. At the end of the text it may be half of one.
    fn bare(&mut self) -> Option<(Value, bool)> {
        let from = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| !matches!(byte, b',' | b'}' | b']' | b'\n' | b' ' | b'"')) {
            self.at += 1;
        }
        if self.at == self.bytes.len() {
            return None;
        }
        if self.at == from {
            self.at += 1;
        }
        let word = self.text.get(from..self.at)?.trim();
        let number = || word.trim_start_matches('+').parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number);
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => word.parse::<i64>().ok().map(Value::from).or_else(number).unwrap_or(Value::Null),
        };
        Some((value, true))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_found_in_whatever_is_around_it() {
        let expected = json!({"title": "Night {Drive}", "bpm": 92, "swing": 0.5});
        let body = r#"{"title": "Night {Drive}", "bpm": 92, "swing": 0.5,}"#;
        for text in [
            body.to_owned(),
            format!("\u{feff}{body}"),
            format!("```json\n{body}\n```\nHope you like it {{smile}}!"),
            format!("Sure! {{here}} it is: {body}"),
            format!("<think>maybe {{\"a\":1}}</think>{body}"),
            format!("half a thought</think>\n{body}"),
        ] {
            assert_eq!(read(&text), Some(Found { value: expected.clone(), complete: true }), "{text}");
        }
        assert_eq!(read("no braces"), None);
        assert_eq!(read("<think>{\"a\": 1}"), None);
    }

    #[test]
    fn what_broke_off_keeps_what_was_complete() {
        let text = r#"{"plan":"p","patterns":[{"id":"m1","bars":["C4:16","D4:16"]},{"id":"m2","bars":["E4:"#;
        let found = read(text).unwrap();
        assert!(!found.complete);
        assert_eq!(found.value, json!({"plan": "p", "patterns": [{"id": "m1", "bars": ["C4:16", "D4:16"]}]}));
        assert_eq!(read(r#"{"bars":["C4:16","D4"#).unwrap().value, json!({"bars": ["C4:16"]}));
        assert_eq!(read(r#"{"title":"Ni"#).unwrap().value, json!({}));
        assert_eq!(read(r#"{"a":"x","bpm":9"#).unwrap().value, json!({"a": "x"}));
        assert_eq!(read("{\"a\":\"\\ud834\\udd1e \\u266").unwrap().value, json!({}));
    }

    #[test]
    fn what_is_endlessly_deep_ends() {
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert!(!read(&deep).unwrap().complete);
        let objects = format!("{{\"a\":{}", "{\"a\":".repeat(100_000));
        assert!(!read(&objects).unwrap().complete);
    }

    proptest! {
        #[test]
        fn it_never_panics_and_agrees_with_json(text in "[\\{\\}\\[\\]\",:a-c0-9\\\\u♯ ]{0,60}", numbers in prop::collection::vec(any::<i32>(), 0..5)) {
            let _ = read(&text);
            let _ = read(&format!("{{\"{text}"));
            let value = json!({"text": text, "numbers": numbers, "deep": {"a": [[], {}], "b": null}});
            prop_assert_eq!(read(&value.to_string()), Some(Found { value, complete: true }));
        }
    }
}
