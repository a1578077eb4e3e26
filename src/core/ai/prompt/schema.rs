//! The forms of answers, as JSON schemas: five levels at most, every field required, no bounds, for that is what strict
//! services take. Models write the fields in this order: the plan before the notes, and the form before the patterns, so
//! that a section can be heard as soon as what it plays is written.

use serde_json::{Value, json};

/// The names of sections.
const SECTIONS: [&str; 11] = [
    "Intro",
    "Verse",
    "Pre-Chorus",
    "Chorus",
    "Post-Chorus",
    "Bridge",
    "Solo",
    "Breakdown",
    "Drop",
    "Interlude",
    "Outro",
];
/// The time signatures.
const METERS: [&str; 7] = ["4/4", "3/4", "6/8", "2/4", "5/4", "7/8", "12/8"];
/// The parts a track can play.
const ROLES: [&str; 8] = ["melody", "vocal", "chords", "bass", "drums", "arp", "pad", "counter"];

fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

fn list(items: &Value, description: &str) -> Value {
    json!({"type": "array", "items": items, "description": description})
}

fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let fields: serde_json::Map<String, Value> =
        properties.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    json!({"type": "object", "additionalProperties": false, "required": names, "properties": fields})
}

fn head() -> Vec<(&'static str, Value)> {
    vec![
        ("plan", text("3-6 sentences: mood, form, motif, how the sections differ. Written before any notes.")),
        ("title", text("The title.")),
        ("key", text("e.g. A minor, Eb major, D dorian")),
        ("meter", json!({"type": "string", "enum": METERS})),
        ("bpm", json!({"type": "number"})),
    ]
}

fn tracks() -> Value {
    let track = object(&[
        ("id", text("short: lead, bass, keys, pad, drums")),
        ("role", json!({"type": "string", "enum": ROLES})),
        ("instrument", text("General MIDI name")),
    ]);
    list(&track, "the instruments")
}

fn patterns() -> Value {
    let bars = list(&json!({"type": "string"}), "one string per bar, see grammar");
    let lyrics = list(&json!({"type": "string"}), "same length as bars for vocal tracks, else []");
    let pattern = object(&[("id", text("short")), ("track", text("a track id")), ("bars", bars), ("lyrics", lyrics)]);
    list(&pattern, "in the order in which the sections need them")
}

fn chords() -> Value {
    list(&json!({"type": "string"}), "one per bar; two chords as 'Am G'")
}

/// A whole song, or a part of one whose sections have names of their own.
pub fn song(whole: bool) -> Value {
    let name = if whole { json!({"type": "string", "enum": SECTIONS}) } else { text("as given") };
    let uses = "pattern ids, repeated to fill, e.g. m1, b1*4, d1*8, keys:auto-block";
    let section = object(&[
        ("name", name),
        ("bars", json!({"type": "integer"})),
        ("chords", chords()),
        ("use", list(&json!({"type": "string"}), uses)),
    ]);
    let mut fields = head();
    fields.push(("swing", json!({"type": "number", "description": "0 straight .. 1 full triplet"})));
    fields.push(("tracks", tracks()));
    fields.push(("sections", list(&section, "the form, in order")));
    fields.push(("patterns", patterns()));
    object(&fields)
}

/// A plan: form, chords, instruments and words, without notes.
pub fn plan() -> Value {
    let lines = list(&json!({"type": "string"}), "one line per sung phrase, [] where nobody sings");
    let section = object(&[
        ("name", json!({"type": "string", "enum": SECTIONS})),
        ("bars", json!({"type": "integer"})),
        ("chords", chords()),
        ("lyrics", lines),
    ]);
    let mut fields = head();
    fields.push(("style", text("style and mood in a few words, e.g. wistful city pop, electric piano")));
    fields.push(("tracks", tracks()));
    fields.push(("sections", list(&section, "the form, in order")));
    object(&fields)
}

/// New chords.
pub fn chords_only() -> Value {
    let section = object(&[("name", text("as given")), ("bars", json!({"type": "integer"})), ("chords", chords())]);
    object(&[
        ("plan", text("2-4 sentences: what the new chords do.")),
        ("sections", list(&section, "the same sections, with the same number of bars")),
    ])
}

/// Bars put right and patterns that were missing.
pub fn mending() -> Value {
    let bar = object(&[("pattern", text("its id")), ("bar", json!({"type": "integer"})), ("text", text("the bar"))]);
    object(&[("bars", list(&bar, "every bar that was asked for")), ("patterns", patterns())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(value: &Value) -> usize {
        let below = match value.get("properties").and_then(Value::as_object) {
            Some(fields) => fields.values().map(depth).max().unwrap_or(0),
            None => value.get("items").map_or(0, depth),
        };
        1 + below
    }

    #[test]
    fn schemas_are_strict_already_and_not_deep() {
        for schema in [song(true), song(false), plan(), chords_only(), mending()] {
            assert!(depth(&schema) <= 6, "{}", depth(&schema));
            let strict = crate::ai::schema::strict(&schema);
            assert_eq!(strict, schema);
        }
        let order: Vec<String> = song(true)["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(order, ["plan", "title", "key", "meter", "bpm", "swing", "tracks", "sections", "patterns"]);
    }
}
