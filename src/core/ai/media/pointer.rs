//! Looking things up in a service's JSON by paths that are data.

use serde_json::Value;

/// The most values one path gives.
const MOST: usize = 64;

/// All values at a path like JSON pointers (RFC 6901), in which `*` stands for every member.
pub fn all<'a>(root: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut found = vec![root];
    for step in path.split('/').skip(1) {
        let mut next = Vec::new();
        for value in found {
            match (value, step) {
                (Value::Array(members), "*") => next.extend(members.iter()),
                (Value::Object(members), "*") => next.extend(members.values()),
                (Value::Array(members), _) => next.extend(step.parse().ok().and_then(|at: usize| members.get(at))),
                (Value::Object(members), _) => next.extend(members.get(step)),
                _ => {}
            }
        }
        next.truncate(MOST);
        found = next;
    }
    found
}

/// The first of several paths that leads to a text that is not empty, or to a number.
pub fn text(root: &Value, paths: &[&str]) -> Option<String> {
    paths.iter().flat_map(|path| all(root, path)).find_map(plain)
}

/// The first of several paths that leads to a number.
pub fn number(root: &Value, paths: &[&str]) -> Option<f64> {
    paths.iter().flat_map(|path| all(root, path)).find_map(|value| match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// A text or a number as text; none where it is something else or empty.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn finds_members_by_name_place_and_star() {
        let root = json!({"data": [{"id": "a", "n": 1}, {"id": "b"}], "o": {"x": {"url": "u"}}, "": 0});
        let ids: Vec<_> = all(&root, "/data/*/id").into_iter().filter_map(plain).collect();
        assert_eq!(ids, ["a", "b"]);
        assert_eq!(text(&root, &["/nothing", "/data/1/id"]).as_deref(), Some("b"));
        assert_eq!(number(&root, &["/data/0/n"]), Some(1.0));
        assert_eq!(text(&root, &["/o/*/url"]).as_deref(), Some("u"));
        assert_eq!(all(&root, ""), [&root]);
        assert!(all(&root, "/data/9/id").is_empty());
    }
}
