//! What `cowrite inspect` has found, in order: as lines for people or as one line of JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::error::CliError;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// Yes or no.
    Truth(bool),
    /// A number that is counted.
    Count(u64),
    /// A number that is measured.
    Measure(f64),
    /// A text.
    Text(String),
    /// Several of a kind.
    List(Vec<Found>),
    /// Several by name, in order.
    Group(Report),
}

/// What was found, by name and in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report(Vec<(String, Found)>);

impl Report {
    /// Adds what was found.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, found: impl Into<Found>) -> Self {
        self.0.push((name.into(), found.into()));
        self
    }

    /// Adds everything that another report tells.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// One line of JSON.
    pub fn json(&self) -> Result<String, CliError> {
        serde_json::to_string(self)
            .map(|line| line + "\n")
            .map_err(|error| CliError::write("-".as_ref(), &error.into()))
    }

    /// Lines for people.
    pub fn lines(&self) -> String {
        let mut text = String::new();
        self.print(0, &mut text);
        text
    }

    fn print(&self, depth: usize, text: &mut String) {
        let width = self.0.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        for (name, found) in &self.0 {
            let indent = "  ".repeat(depth);
            match found {
                Found::Group(inner) => {
                    text.push_str(&format!("{indent}{name}:\n"));
                    inner.print(depth + 1, text);
                }
                Found::List(items) if items.iter().any(|item| matches!(item, Found::Group(_))) => {
                    text.push_str(&format!("{indent}{name}:\n"));
                    for item in items {
                        text.push_str(&format!("{indent}  - {}\n", item.in_a_line()));
                    }
                }
                other => {
                    let padding = " ".repeat(width - name.chars().count());
                    let value = other.in_a_line();
                    text.push_str(format!("{indent}{name}: {padding}{value}").trim_end());
                    text.push('\n');
                }
            }
        }
    }
}

impl Found {
    fn in_a_line(&self) -> String {
        match self {
            Self::Nothing => "-".to_owned(),
            Self::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
            Self::Count(count) => count.to_string(),
            Self::Measure(number) => format!("{number:.2}"),
            Self::Text(text) => text.replace('\n', " / "),
            Self::List(items) => items.iter().map(Self::in_a_line).collect::<Vec<_>>().join(", "),
            Self::Group(report) => {
                let parts = report.0.iter().map(|(name, found)| format!("{name}: {}", found.in_a_line()));
                parts.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (name, found) in &self.0 {
            map.serialize_entry(name, found)?;
        }
        map.end()
    }
}

impl Serialize for Found {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => out.serialize_none(),
            Self::Truth(truth) => out.serialize_bool(*truth),
            Self::Count(count) => out.serialize_u64(*count),
            Self::Measure(number) => out.serialize_f64(*number),
            Self::Text(text) => out.serialize_str(text),
            Self::List(items) => out.collect_seq(items),
            Self::Group(report) => report.serialize(out),
        }
    }
}

impl From<&str> for Found {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Found {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Found {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<usize> for Found {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<f64> for Found {
    /// What is no finite number, such as the level of silence, is nothing: JSON has no word for it.
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Measure(number) } else { Self::Nothing }
    }
}

impl From<Report> for Found {
    fn from(report: Report) -> Self {
        Self::Group(report)
    }
}

impl<T: Into<Found>> FromIterator<T> for Found {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_keeps_its_order_in_both_forms() {
        let inner = Report::default().with("z", 1_usize).with("a", "x\ny");
        let tracks: Found = [Report::default().with("name", "Bass").with("notes", 3_usize)].into_iter().collect();
        let report = Report::default()
            .with("title", "T")
            .with("peak", f64::NEG_INFINITY)
            .with("in", inner)
            .with("tracks", tracks);
        assert_eq!(
            report.json().unwrap(),
            "{\"title\":\"T\",\"peak\":null,\"in\":{\"z\":1,\"a\":\"x\\ny\"},\"tracks\":[{\"name\":\"Bass\",\"notes\":3}]}\n"
        );
        assert_eq!(
            report.lines(),
            "title:  T\npeak:   -\nin:\n  z: 1\n  a: x / y\ntracks:\n  - name: Bass, notes: 3\n"
        );
    }
}
