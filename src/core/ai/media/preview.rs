//! What will be sent, for a person to look at before it is.

use crate::ai::{Body, FormField, Method, Request};

/// The most characters of one line that are shown.
const MOST: usize = 4000;

/// What will be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The verb and the place.
    pub place: String,
    /// What it carries, line by line; nothing is left out but the bytes of files.
    pub lines: Vec<String>,
}

impl Preview {
    /// Of a request.
    pub fn of(request: &Request) -> Self {
        let verb = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
        };
        let lines = match &request.body {
            Body::Empty => Vec::new(),
            Body::Json(json) => {
                let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
                let pretty = serde_json::to_string_pretty(&value).unwrap_or_default();
                pretty.lines().map(shortened).collect()
            }
            Body::Form(fields) => fields.iter().map(line).collect(),
        };
        Self { place: format!("{verb} {}", request.address), lines }
    }
}

fn line(field: &FormField) -> String {
    match field {
        FormField::Text { name, value } => shortened(&format!("{name}: {value}")),
        FormField::File { name, file_name, media_type, bytes } => {
            format!("{name}: {file_name} ({media_type}, {} bytes)", bytes.len())
        }
    }
}

/// Files travel in JSON as one very long text; words never get that long.
fn shortened(line: &str) -> String {
    if line.chars().count() <= MOST || !line.contains(";base64,") {
        return line.to_owned();
    }
    line.chars().take(80).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ai::Address;

    #[test]
    fn everything_but_files_is_shown() {
        let place = Address::parse("https://api.example.com/v1").unwrap();
        let words = "la ".repeat(3000);
        let shown = Preview::of(&Request::post_json(
            place.clone(),
            &json!({"lyrics": words, "file": format!("data:a/b;base64,{}", "A".repeat(9000))}),
        ));
        assert_eq!(shown.place, "POST https://api.example.com/v1");
        assert!(shown.lines.iter().any(|line| line.contains(words.trim())));
        assert!(shown.lines.iter().any(|line| line.contains("data:a/b;base64,AA") && line.chars().count() < 100));
        let file = FormField::File {
            name: "file",
            file_name: "a.wav".into(),
            media_type: "audio/wav".into(),
            bytes: vec![0; 9],
        };
        let text = FormField::Text { name: "prompt", value: "x".into() };
        let shown = Preview::of(&Request::post_form(place, vec![text, file]));
        assert_eq!(shown.lines, ["prompt: x", "file: a.wav (audio/wav, 9 bytes)"]);
    }
}
