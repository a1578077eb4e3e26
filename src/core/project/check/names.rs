//! Texts of a project: their lengths and characters.

use crate::project::check::{CheckError, ensure};
use crate::project::limits::{MAX_NAME, MAX_PROMPT, MAX_TEXT};
use crate::project::{LyricLine, Project};
use crate::provenance::Contributor;

/// How much of a refused text is shown.
const SHOWN: usize = 24;

/// Whether a line's syllables lie on notes in order, and no more of them than it has letters.
pub fn is_laid(line: &LyricLine) -> bool {
    line.notes.is_sorted() && line.notes.len() <= line.text.chars().count()
}

/// Every text of a project.
pub fn check_all(project: &Project) -> Result<(), CheckError> {
    let names = [&project.metadata.title, &project.metadata.artist].into_iter();
    let names = names.chain(project.sections.iter().map(|section| &section.name));
    let names = names.chain(project.markers.iter().map(|marker| &marker.name));
    let names = names.chain(project.tracks.iter().map(|track| &track.name));
    let names = names.chain(project.assets.iter().flat_map(|asset| [&asset.name, &asset.media_type]));
    for name in names.chain(project.buses.iter().map(|bus| &bus.name)) {
        check_line(name, MAX_NAME)?;
    }
    for line in project.lyrics.iter() {
        check_text(&line.text, MAX_TEXT)?;
        ensure(is_laid(line), || CheckError::Spans)?;
    }
    for entry in project.ledger.entries() {
        match &entry.contribution.contributor {
            Contributor::Person { name } => check_line(name, MAX_NAME)?,
            Contributor::Model { provider, model, terms } => {
                check_line(provider, MAX_NAME)?;
                check_line(model, MAX_NAME)?;
                check_text(terms, MAX_TEXT)?;
            }
            Contributor::Tool { name, version } => {
                check_line(name, MAX_NAME)?;
                check_line(version, MAX_NAME)?;
            }
            Contributor::Import { source, rights } => {
                check_text(source, MAX_TEXT)?;
                check_text(rights, MAX_TEXT)?;
            }
        }
        if let Some(text) = entry.contribution.prompt.as_ref().and_then(|prompt| prompt.text.as_ref()) {
            check_text(text, MAX_PROMPT)?;
        }
        if let Some(name) = entry.contribution.prompt.as_ref().and_then(|prompt| prompt.reference.as_ref()) {
            check_line(name, MAX_NAME)?;
        }
    }
    Ok(())
}

/// A name: one line.
pub fn check_line(text: &str, limit: usize) -> Result<(), CheckError> {
    ensure(is_line(text, limit), || unfit(text, limit))
}

/// A longer text, which may have several lines.
pub fn check_text(text: &str, limit: usize) -> Result<(), CheckError> {
    ensure(is_text(text, limit), || unfit(text, limit))
}

/// Whether a text can be a name: one line of at most `limit` characters, all of them printable.
pub fn is_line(text: &str, limit: usize) -> bool {
    text.chars().take(limit + 1).count() <= limit && !text.chars().any(char::is_control)
}

/// Whether a text can be words: lines of at most `limit` characters in all, all of them printable.
pub fn is_text(text: &str, limit: usize) -> bool {
    let clean = |character: char| !character.is_control() || matches!(character, '\n' | '\r' | '\t');
    text.chars().take(limit + 1).count() <= limit && text.chars().all(clean)
}

fn unfit(text: &str, limit: usize) -> CheckError {
    CheckError::Text { text: text.chars().filter(|character| !character.is_control()).take(SHOWN).collect(), limit }
}
