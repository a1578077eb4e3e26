//! Places for words: a line for each phrase of the melody, one syllable to a note.

use crate::compose::melody::Line;
use crate::score::{ScoreLyric, ScoreNote};
use crate::text::{Locale, Message};
use crate::time::{Tick, TickRange};

/// A rest of so many sixteenths inside a phrase is written as a comma.
const BREATH: u32 = 4;

/// The places for words over the whole song. `played` are the notes of the melody as they will sound, in order.
pub fn write(lines: &[Line], played: &[ScoreNote], locale: Locale) -> Vec<ScoreLyric> {
    let syllable = Message::new("lyric-syllable").text(locale);
    let comma = if locale == Locale::SimplifiedChinese { "，" } else { ", " };
    let mut lyrics: Vec<ScoreLyric> = Vec::new();
    let mut notes = played.iter();
    for line in lines {
        for phrase in &line.phrases {
            let taken: Vec<&ScoreNote> = notes.by_ref().take(phrase.len()).collect();
            let (Some(first), Some(last)) = (taken.first(), taken.last()) else { continue };
            if !line.words {
                continue;
            }
            let mut text = String::new();
            for (index, note) in phrase.iter().enumerate() {
                let before = index.checked_sub(1).and_then(|index| phrase.get(index));
                match before {
                    Some(before) if note.step >= before.step + before.steps + BREATH => text.push_str(comma),
                    Some(_) => text.push(' '),
                    None => {}
                }
                text.push_str(&syllable);
            }
            let end = last.start + last.length;
            lyrics.push(ScoreLyric { range: TickRange::new(first.start, end), text, placeholder: true });
        }
    }
    hold_apart(&mut lyrics);
    lyrics
}

/// A line ends where the next one begins.
fn hold_apart(lyrics: &mut [ScoreLyric]) {
    let mut limit = Tick(u32::MAX);
    for line in lyrics.iter_mut().rev() {
        line.range.end = line.range.end.min(limit);
        limit = line.range.start;
    }
}
