//! What a service wrote anew, put in the place of what was wrong; and an answer fitted to the part of a song it is for.

use serde_json::Value;

use crate::ai::answer::bar;
use crate::ai::answer::drum_bar;
use crate::ai::answer::json::Found;
use crate::ai::answer::song::{Song, SongSection};
use crate::score::Score;

/// Puts bars and patterns that were written anew into a song. A bar is taken where it is as long as it should be, a
/// pattern where there was none.
pub fn mend_with(song: &mut Song, json: &Value, steps: u32) {
    for entry in json.get("bars").and_then(Value::as_array).into_iter().flatten().take(256) {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().trim();
        let number = entry.get("bar").and_then(|bar| bar.as_u64().or_else(|| bar.as_str()?.parse().ok()));
        let place = number.and_then(|bar| usize::try_from(bar).ok()?.checked_sub(1));
        let pattern = song.patterns.iter_mut().find(|pattern| pattern.id == text("pattern"));
        let old = pattern.zip(place).and_then(|(pattern, place)| pattern.bars.get_mut(place));
        let fresh: String = text("text").chars().take(1_000).collect();
        if let Some(old) = old.filter(|_| is_right(&fresh, steps)) {
            *old = fresh;
        }
    }
    let fresh = Song::of(&Found { value: json.clone(), complete: true });
    for pattern in fresh.patterns {
        if !song.patterns.iter().any(|known| known.id == pattern.id) && song.patterns.len() < 256 {
            song.patterns.push(pattern);
        }
    }
}

fn is_right(text: &str, steps: u32) -> bool {
    if text.contains('=') {
        return drum_bar::read(text, steps).is_some();
    }
    bar::read(text).is_some_and(|items| bar::length(&items) == steps)
}

/// An answer for a part of a song: it has the part's sections, whatever it says of them.
pub fn fits(mut song: Song, frame: Option<&Score>) -> Song {
    let Some(frame) = frame else { return song };
    let given = std::mem::take(&mut song.sections);
    let same = given.len() == frame.sections.len();
    let whole = given.iter().fold(SongSection::default(), |mut all, section| {
        let bars = section.bars as usize;
        // Each section is as long as it says, so that what follows stays where it was meant.
        all.chords.extend(section.chords.iter().cycle().take(bars.min(section.chords.len() * bars)).cloned());
        all.uses.extend(section.uses.iter().cloned());
        all
    });
    if given.is_empty() {
        return song;
    }
    for (index, section) in frame.sections.iter().enumerate() {
        let from = if same { given.get(index).cloned().unwrap_or_default() } else { SongSection::default() };
        song.sections.push(SongSection { name: section.name.clone(), bars: section.bars, ..from });
    }
    if !same {
        // One stretch of music: all sections as one.
        let bars = frame.bars();
        let name = frame.sections.first().map(|section| section.name.clone()).unwrap_or_default();
        song.sections = vec![SongSection { name, bars, ..whole }];
    }
    song
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ai::answer::song::SongPattern;

    #[test]
    fn only_bars_that_are_right_take_a_place() {
        let pattern = SongPattern {
            id: "m1".to_owned(),
            track: "lead".to_owned(),
            bars: vec!["C4:3".to_owned(), "D4:3".to_owned()],
            lyrics: Vec::new(),
        };
        let mut song = Song { patterns: vec![pattern], ..Song::default() };
        let answer = json!({
            "bars": [
                {"pattern": "m1", "bar": 1, "text": "C4:16"},
                {"pattern": "m1", "bar": "2", "text": "C4:15"},
                {"pattern": "m1", "bar": 99, "text": "C4:16"},
                {"pattern": "nobody", "bar": 1, "text": "C4:16"},
                "nonsense",
            ],
            "patterns": [{"id": "m2", "track": "lead", "bars": ["E4:16"]}, {"id": "m1", "track": "lead", "bars": ["E4:16"]}],
        });
        mend_with(&mut song, &answer, 16);
        assert_eq!(song.patterns[0].bars, ["C4:16", "D4:3"]);
        assert_eq!((song.patterns.len(), song.patterns[1].id.as_str()), (2, "m2"));
    }
}
