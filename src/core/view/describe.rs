//! What is drawn, in words, for those who hear the screen.

use crate::music::DrumPiece;
use crate::project::{Clip, Note, Project, Track, TrackRole};
use crate::provenance::{AuthorsId, Contributor};
use crate::text::{Locale, Message};
use crate::time::{TICKS_PER_QUARTER, Tick};
use crate::view::author_names;

/// A length as musicians write it: `1/8`, `3/16`, rounded to the nearest 64th where it is none of these or a triplet.
pub fn length_label(length: Tick) -> String {
    let whole = TICKS_PER_QUARTER * 4;
    let exact = whole / gcd(length.0, whole);
    let known = exact <= 64 && (exact.is_power_of_two() || (exact.is_multiple_of(3) && (exact / 3).is_power_of_two()));
    let ticks = if known { length.0 } else { ((length.0 + whole / 128) / (whole / 64)).max(1) * (whole / 64) };
    let divisor = gcd(ticks, whole);
    format!("{}/{}", ticks / divisor, whole / divisor)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

/// A contributor's name: a tool's without its version; “you” for a person who has not said theirs.
pub fn contributor_name(contributor: &Contributor, locale: Locale) -> String {
    let unnamed = || Message::new("author-you").text(locale);
    match contributor {
        Contributor::Tool { name, .. } => name.clone(),
        other => Some(other.name()).filter(|name| !name.is_empty()).unwrap_or_else(unnamed),
    }
}

/// The names of who made and changed some content.
pub fn describe_authors(project: &Project, authors: AuthorsId, locale: Locale) -> String {
    let names = author_names(project, authors).into_iter();
    let names: Vec<String> = names.map(|contributor| contributor_name(contributor, locale)).collect();
    if names.is_empty() { Message::new("author-nobody").text(locale) } else { names.join(", ") }
}

/// A note in words; `at` is where it sounds on the timeline.
pub fn describe_note(project: &Project, role: TrackRole, note: &Note, at: Tick, locale: Locale) -> String {
    let position = project.meter.position(at);
    let id = if note.muted { "note-described-muted" } else { "note-described" };
    let piece = DrumPiece::at(note.pitch).filter(|_| role == TrackRole::Drums);
    let key = piece.map_or_else(|| note.pitch.to_string(), |piece| Message::new(piece.id()).text(locale));
    Message::new(id)
        .with("key", key)
        .with("bar", position.bar + 1)
        .with("beat", position.beat + 1)
        .with("length", length_label(note.length))
        .with("authors", describe_authors(project, note.authors, locale))
        .text(locale)
}

/// A clip in words.
pub fn describe_clip(project: &Project, track: &Track, clip: &Clip, locale: Locale) -> String {
    let first = project.meter.position(clip.at).bar + 1;
    let last = project.meter.position(clip.end() - Tick(1)).bar + 1;
    if let Some(asset) = clip.audio().and_then(|audio| project.asset(audio.asset)) {
        return Message::new("recording-described")
            .with("track", &track.name)
            .with("first", first)
            .with("last", last)
            .with("name", &asset.name)
            .with("authors", describe_authors(project, asset.authors, locale))
            .text(locale);
    }
    Message::new("clip-described")
        .with("track", &track.name)
        .with("first", first)
        .with("last", last)
        .with("notes", track.pattern_of(clip).map_or(0, |pattern| pattern.notes.len()))
        .with("authors", describe_authors(project, clip.authors, locale))
        .text(locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::music::{Pitch, Velocity};
    use crate::project::ProjectId;

    #[test]
    fn lengths_are_fractions_of_a_whole_note() {
        let labels: Vec<String> = [480, 720, 320, 3840, 7680, 479, 1].map(|ticks| length_label(Tick(ticks))).into();
        assert_eq!(labels, ["1/8", "3/16", "1/12", "1/1", "2/1", "1/8", "1/64"]);
    }

    #[test]
    fn a_note_is_told_with_its_place() {
        let project = Project::empty(ProjectId(1));
        let (pitch, velocity) = (Pitch::clamped(64), Velocity::DEFAULT);
        let note = Note { start: Tick(0), length: Tick(480), pitch, velocity, authors: AuthorsId(0), muted: false };
        let at = Tick(3840 * 2 + 960);
        let text = describe_note(&project, TrackRole::Lead, &note, at, Locale::English);
        assert_eq!(text, "E4, bar 3 beat 2, 1/8, by nobody yet");
        let text = describe_note(&project, TrackRole::Lead, &note, at, Locale::SimplifiedChinese);
        assert!(text.contains("第 3 小节"), "{text}");
    }
}
