//! The disclosure as one line of ASCII JSON, for tags that programs read.

use serde::Serialize;

use crate::provenance::{Aspect, ContributorKind, Disclosure, Share};

/// The version of this line's own form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Line<'a> {
    v: u32,
    contains_ai: &'static str,
    digital_source_type: String,
    roles: Vec<Role<'a>>,
}

#[derive(Serialize)]
struct Role<'a> {
    aspect: Aspect,
    shares: Vec<Credit<'a>>,
}

#[derive(Serialize)]
struct Credit<'a> {
    kind: ContributorKind,
    name: &'a str,
    /// The IPTC code; null where nobody has stated the origin.
    source_type: Option<&'static str>,
    share: f64,
}

/// The line.
pub fn of(disclosure: &Disclosure) -> String {
    let line = Line {
        v: VERSION,
        contains_ai: disclosure.contains_ai().code(),
        digital_source_type: disclosure.source_type().iri(),
        roles: disclosure
            .aspects
            .iter()
            .map(|aspect| Role { aspect: aspect.aspect, shares: aspect.shares.iter().map(credit).collect() })
            .collect(),
    };
    // Strings and finite numbers cannot fail to be written.
    ascii(&serde_json::to_string(&line).unwrap_or_default())
}

fn credit(share: &Share) -> Credit<'_> {
    Credit {
        kind: share.kind,
        name: &share.name,
        source_type: share.source_type().map(|term| term.code()),
        share: rounded(share.share),
    }
}

/// Four decimals; what is there never becomes nothing, and what is not the whole never becomes the whole.
fn rounded(share: f64) -> f64 {
    if share >= 1.0 { 1.0 } else { ((share * 1e4).round() / 1e4).clamp(1e-4, 0.9999) }
}

/// Escapes every character that is not printable ASCII; outside its strings, JSON has none.
fn ascii(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            line.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            line.push_str(&format!("\\u{unit:04x}"));
        }
    }
    line
}
