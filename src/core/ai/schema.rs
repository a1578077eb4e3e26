//! JSON schemas as each service takes them.

use serde_json::{Map, Value, json};

/// Keywords that no strict service takes as a constraint.
const LOOSE: [&str; 13] = [
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "format",
];
/// How deep a schema is followed.
const MAX_DEPTH: usize = 16;

/// A schema by the rules of strict decoding: every property required, nothing else allowed, no bounds. What is taken out
/// goes into the description, so that the model still reads it.
pub fn strict(schema: &Value) -> Value {
    walk(schema, MAX_DEPTH)
}

fn walk(schema: &Value, depth: usize) -> Value {
    let Value::Object(fields) = schema else { return schema.clone() };
    if depth == 0 {
        return json!({});
    }
    let mut out = Map::new();
    let mut told: Vec<String> = Vec::new();
    for (key, value) in fields {
        match key.as_str() {
            "properties" => {
                let Value::Object(properties) = value else { continue };
                let mended = properties.iter().map(|(name, part)| (name.clone(), walk(part, depth - 1)));
                out.insert(key.clone(), Value::Object(mended.collect()));
                let names: Vec<&String> = properties.keys().collect();
                out.insert("required".to_owned(), json!(names));
                out.insert("additionalProperties".to_owned(), json!(false));
            }
            "items" => {
                out.insert(key.clone(), walk(value, depth - 1));
            }
            "oneOf" | "anyOf" => {
                let Value::Array(options) = value else { continue };
                let mended = options.iter().map(|option| walk(option, depth - 1));
                out.insert("anyOf".to_owned(), Value::Array(mended.collect()));
            }
            "required" | "additionalProperties" => {}
            loose if LOOSE.contains(&loose) => told.push(format!("{key}: {value}")),
            _ => {
                out.insert(key.clone(), value.clone());
            }
        }
    }
    if !told.is_empty() {
        let before = out.get("description").and_then(Value::as_str).map(|text| format!("{text} "));
        let described = format!("{}({})", before.unwrap_or_default(), told.join(", "));
        out.insert("description".to_owned(), Value::String(described));
    }
    Value::Object(out)
}

/// The schema in words, for services that cannot be given one.
pub fn in_words(schema: &Value) -> String {
    format!("Answer with one JSON object and nothing else. It must follow this JSON schema:\n{schema}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_become_words_and_everything_is_required() {
        let loose = json!({
            "type": "object",
            "properties": {
                "bpm": {"type": "number", "minimum": 40, "description": "Tempo."},
                "rows": {"type": "array", "maxItems": 3, "items": {"type": "object", "properties": {"a": {"type": "string", "default": "x"}}}},
                "either": {"oneOf": [{"type": "string", "pattern": "^a"}, {"type": "null"}]},
            },
            "required": ["bpm"],
        });
        let strict = strict(&loose);
        assert_eq!(strict["required"], json!(["bpm", "rows", "either"]));
        assert_eq!(strict["additionalProperties"], json!(false));
        assert_eq!(strict["properties"]["bpm"], json!({"type": "number", "description": "Tempo. (minimum: 40)"}));
        assert_eq!(strict["properties"]["rows"]["items"]["required"], json!(["a"]));
        assert!(strict["properties"]["rows"].get("maxItems").is_none());
        assert_eq!(strict["properties"]["either"]["anyOf"][1], json!({"type": "null"}));
    }
}
