//! Title, artist and the texts beside them.

use crate::project::{Explicit, is_language};
use crate::release::check::Findings;
use crate::release::report::Place;
use crate::text::Message;

/// Marks that turn the direction of writing and cannot be seen.
const INVISIBLE: &[char] = &[
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}',
    '\u{2068}', '\u{2069}', '\u{feff}',
];

/// The texts of a release.
pub fn look(findings: &mut Findings<'_>) {
    let metadata = findings.project.metadata.clone();
    let (title, artist) = (metadata.title.trim(), metadata.artist.trim());
    if title.is_empty() {
        findings.block(Place::Title, Message::new("found-no-title"), Message::new("mend-title"));
    }
    if artist.is_empty() {
        findings.block(Place::Artist, Message::new("found-no-artist"), Message::new("mend-artist"));
    }
    for (place, text) in [(Place::Title, title), (Place::Artist, artist)] {
        signs(findings, place, text);
    }
    if title.to_lowercase().contains("feat.") || title.to_lowercase().contains("ft.") {
        findings.advise(Place::Title, Message::new("found-guest-in-title"), Message::new("mend-guest-in-title"));
    }
    let release = &metadata.release;
    if release.genre.is_empty() {
        findings.advise(Place::Genre, Message::new("found-no-genre"), Message::new("mend-genre"));
    }
    if release.explicit == Explicit::Unsaid {
        findings.advise(Place::Explicit, Message::new("found-explicit-unsaid"), Message::new("mend-explicit"));
    }
    for (place, line) in [(Place::PLine, &release.p_line), (Place::CLine, &release.c_line)] {
        if line.is_empty() {
            findings.advise(place, Message::new("found-no-line"), Message::new("mend-line"));
        }
    }
    language(findings, &release.language);
    date(findings, &release.date);
}

/// Characters of a name that stores refuse or nobody can see. Every script of people is welcome.
fn signs(findings: &mut Findings<'_>, place: Place, text: &str) {
    if let Some(sign) = text.chars().find(|sign| is_pictograph(*sign)) {
        let found = Message::new("found-emoji").with("sign", sign).with("name", text);
        findings.advise(place, found, Message::new("mend-emoji"));
    }
    if text.contains(INVISIBLE) {
        findings.advise(place, Message::new("found-invisible").with("name", text), Message::new("mend-invisible"));
    }
}

/// Whether a character is a pictograph: the blocks of Unicode that hold them.
fn is_pictograph(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
}

fn language(findings: &mut Findings<'_>, language: &str) {
    let words = findings.facts.has_words;
    if language.is_empty() && words {
        findings.advise(Place::Language, Message::new("found-no-language"), Message::new("mend-language"));
    } else if !language.is_empty() && !is_language(language) {
        let found = Message::new("found-language").with("text", language);
        findings.block(Place::Language, found, Message::new("mend-language"));
    } else if words && language.eq_ignore_ascii_case("zxx") {
        findings.advise(Place::Language, Message::new("found-no-words-but-words"), Message::new("mend-language"));
    }
}

fn date(findings: &mut Findings<'_>, date: &str) {
    if date.is_empty() {
        findings.advise(Place::Date, Message::new("found-no-date"), Message::new("mend-date"));
    } else if findings.project.metadata.release.day().is_none() {
        findings.block(Place::Date, Message::new("found-date").with("text", date), Message::new("mend-date"));
    }
}
