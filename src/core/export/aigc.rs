//! The labels that Chinese law asks for where a trained model had a part: the implicit one, which programs read (GB
//! 45438-2025, annex E; TC260-PG-202510A), and the explicit one, which people hear (GB 45438-2025, 5.3).

use serde::{Deserialize, Serialize};

/// The most characters of a value.
const LONGEST: usize = 120;

/// Who made the content, and under which name: all that the implicit label says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AigcLabel {
    producer: String,
    id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Value<'a> {
    /// `1`: the content is made by artificial intelligence.
    label: &'static str,
    content_producer: &'a str,
    #[serde(rename = "ProduceID")]
    produce_id: &'a str,
    reserved_code1: &'static str,
    content_propagator: &'a str,
    #[serde(rename = "PropagateID")]
    propagate_id: &'a str,
    reserved_code2: &'static str,
}

impl AigcLabel {
    /// The label of content that a service made and calls by a name of its own.
    pub fn new(producer: &str, id: &str) -> Self {
        Self { producer: allowed(producer), id: allowed(id) }
    }

    /// The label's value: one line of ASCII JSON. Whoever writes it first is the propagator, too (annex E, note 1).
    pub fn json(&self) -> String {
        let value = Value {
            label: "1",
            content_producer: &self.producer,
            produce_id: &self.id,
            reserved_code1: "",
            content_propagator: &self.producer,
            propagate_id: &self.id,
            reserved_code2: "",
        };
        // Strings cannot fail to be written.
        serde_json::to_string(&value).unwrap_or_default()
    }
}

/// A value in the characters that annex E j) allows: printable ASCII without space, quotation mark and backslash. Spaces
/// become hyphens; whatever else is not allowed is written as in a web address.
fn allowed(text: &str) -> String {
    let mut value = String::new();
    for character in text.trim().chars() {
        let part = match character {
            ' ' => "-".to_owned(),
            '!' | '#'..='$' | '&'..='[' | ']'..='~' => character.to_string(),
            other => other.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect(),
        };
        if value.len() + part.len() > LONGEST {
            break;
        }
        value.push_str(&part);
    }
    value
}

/// The rhythm of the explicit label: short, long, short, short, which is “AI” in Morse code.
const RHYTHM: [u64; 4] = [1, 3, 1, 1];
/// How long a short tone and every gap are, in milliseconds.
const UNIT: u64 = 120;
/// How long it is quiet between the label and the music, in milliseconds.
const PAUSE: u64 = 500;
/// The tone: C6, in hertz.
const TONE: f64 = 1_046.5;
/// How loud it is: -12 dBFS.
const LEVEL: f64 = 0.25;
/// How long a tone swells and fades, in milliseconds.
const EDGE: f64 = 5.0;

/// The explicit label, a sample at a time.
#[derive(Clone, Debug)]
pub struct Rhythm {
    sample_rate: u32,
    frame: u64,
}

impl Rhythm {
    /// The label at its start, at a sample rate in hertz.
    pub fn new(sample_rate: u32) -> Self {
        Self { sample_rate, frame: 0 }
    }

    /// The label when it is over: no label.
    pub fn over() -> Self {
        Self { sample_rate: 0, frame: 0 }
    }

    /// How many frames it and the pause after it take.
    pub fn frames(sample_rate: u32) -> u64 {
        let units = RHYTHM.iter().sum::<u64>() + RHYTHM.len() as u64 - 1;
        (units * UNIT + PAUSE) * u64::from(sample_rate) / 1_000
    }

    fn sample(&self) -> f32 {
        let milliseconds = self.frame as f64 * 1_000.0 / f64::from(self.sample_rate);
        let mut begin = 0.0;
        for units in RHYTHM {
            let end = begin + (units * UNIT) as f64;
            if (begin..end).contains(&milliseconds) {
                let edge = (milliseconds - begin).min(end - milliseconds).min(EDGE) / EDGE;
                let swell = 0.5 - 0.5 * libm::cos(std::f64::consts::PI * edge);
                let turns = (milliseconds - begin) / 1_000.0 * TONE;
                return (LEVEL * swell * libm::sin(std::f64::consts::TAU * turns)) as f32;
            }
            begin = end + UNIT as f64;
        }
        0.0
    }
}

impl Iterator for Rhythm {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.frame >= Self::frames(self.sample_rate) {
            return None;
        }
        let sample = self.sample();
        self.frame += 1;
        Some(sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_has_seven_names_and_allowed_characters_only() {
        let label = AigcLabel::new("某 \"AI\" \\ Ltd.", &"长".repeat(100));
        let json = label.json();
        let value: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json).unwrap();
        let names: Vec<&str> = value.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "Label",
                "ContentProducer",
                "ProduceID",
                "ReservedCode1",
                "ContentPropagator",
                "PropagateID",
                "ReservedCode2"
            ]
        );
        for text in value.values().map(|value| value.as_str().unwrap()) {
            let fits = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e);
            assert!(text.bytes().all(fits) && text.len() <= LONGEST, "{text}");
        }
        assert_eq!(value["Label"], "1");
        assert_eq!(value["ContentProducer"], "%E6%9F%90-%22AI%22-%5C-Ltd.");
        assert_eq!(
            (&value["ContentPropagator"], &value["PropagateID"]),
            (&value["ContentProducer"], &value["ProduceID"])
        );
    }

    #[test]
    fn the_rhythm_is_short_long_short_short() {
        let rate = 48_000;
        let samples: Vec<f32> = Rhythm::new(rate).collect();
        assert_eq!(samples.len() as u64, Rhythm::frames(rate));
        let sounds = |window: &[f32]| window.iter().any(|sample| sample.abs() > 0.1);
        // In windows of 10 ms, away from the edges.
        let heard: Vec<bool> = samples.chunks(480).map(sounds).collect();
        let mut runs: Vec<(bool, usize)> = Vec::new();
        for on in heard {
            match runs.last_mut() {
                Some((same, length)) if *same == on => *length += 1,
                _ => runs.push((on, 1)),
            }
        }
        let tones: Vec<usize> = runs.iter().filter(|(on, _)| *on).map(|(_, length)| *length).collect();
        assert_eq!(tones.len(), 4);
        assert!(tones.iter().zip([12, 36, 12, 12]).all(|(found, wanted)| found.abs_diff(wanted) <= 1), "{tones:?}");
        assert!(samples.iter().all(|sample| sample.abs() <= 0.25));
    }
}
