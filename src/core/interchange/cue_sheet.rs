//! A cue sheet beside a sound file: what it is, what it discloses, and where its sections begin.

use crate::interchange::Sheet;
use crate::text::Locale;

/// Frames a second, as compact discs count them.
const FRAMES: f64 = 75.0;
/// The most places that a track of a cue sheet has.
const MOST_PLACES: usize = 99;

/// The cue sheet of a sound file; `isrc` is its recording's code without hyphens, or empty.
pub fn write(sheet: &Sheet<'_>, sound_file: &str, isrc: &str) -> Vec<u8> {
    let metadata = &sheet.project.metadata;
    let kind = match sound_file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("mp3") => "MP3",
        // Players take this for every other sound file as well.
        _ => "WAVE",
    };
    let mut out = format!("REM AI_DISCLOSURE {}\n", quoted(sheet.disclosure.contains_ai().code()));
    out.push_str(&format!("REM COMMENT {}\n", quoted(&sheet.disclosure.sentence(Locale::English))));
    out.push_str(&format!("REM LEDGER {}\n", quoted(&sheet.project.ledger.head().to_string())));
    if !metadata.artist.trim().is_empty() {
        out.push_str(&format!("PERFORMER {}\n", quoted(&metadata.artist)));
    }
    out.push_str(&format!("TITLE {}\n", quoted(&sheet.title())));
    out.push_str(&format!("FILE {} {kind}\n  TRACK 01 AUDIO\n", quoted(sound_file)));
    out.push_str(&format!("    TITLE {}\n", quoted(&sheet.title())));
    if !isrc.is_empty() {
        out.push_str(&format!("    ISRC {isrc}\n"));
    }
    let mut places = vec![(0.0, String::new())];
    for section in sheet.project.sections.iter() {
        let at = sheet.seconds(section.range.start);
        match places.iter_mut().find(|(known, _)| frames(*known) == frames(at)) {
            Some((_, name)) => section.name.clone_into(name),
            None => places.push((at, section.name.clone())),
        }
    }
    for (number, (at, name)) in places.iter().take(MOST_PLACES).enumerate() {
        if !name.is_empty() {
            out.push_str(&format!("    REM SECTION {:02} {}\n", number + 1, quoted(name)));
        }
        out.push_str(&format!("    INDEX {:02} {}\n", number + 1, stamp(*at)));
    }
    out.into_bytes()
}

fn frames(seconds: f64) -> u64 {
    (seconds.max(0.0) * FRAMES).round() as u64
}

fn stamp(seconds: f64) -> String {
    let frames = frames(seconds);
    format!("{:02}:{:02}:{:02}", frames / 4_500, frames / 75 % 60, frames % 75)
}

/// A text in quotation marks, which it cannot hold itself.
fn quoted(text: &str) -> String {
    let line = text.replace('"', "'");
    format!(
        "\"{}\"",
        line.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect::<Vec<_>>().join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::fixtures::song;
    use crate::provenance::Disclosure;

    #[test]
    fn sections_are_places_in_the_file() {
        let project = song();
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let text = String::from_utf8(write(&sheet, "Last.flac", "GBABC2600001")).unwrap();
        for line in [
            "REM AI_DISCLOSURE \"None\"",
            "PERFORMER \"Ada\"",
            "TITLE \"Last <Train> & 'Home' 回家\"",
            "FILE \"Last.flac\" WAVE",
            "    ISRC GBABC2600001",
            "    REM SECTION 01 \"Verse 1\"\n    INDEX 01 00:00:00",
            "    REM SECTION 02 \"Chorus\"\n    INDEX 02 00:05:00",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }
}
