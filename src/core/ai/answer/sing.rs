//! Words and the notes they are sung to.

use crate::ai::answer::bar::Item;
use crate::ai::answer::layout::{self, STEP};
use crate::ai::answer::patterns::Ready;
use crate::ai::answer::song::Song;
use crate::ai::answer::voice::{Bar, Placed};
use crate::ai::answer::words;
use crate::score::{ScoreLyric, TrackRole};
use crate::time::{Tick, TickRange};

/// The longest line that grows over bars, in characters.
const MAX_LINE: usize = 48;

/// Splits long notes until every syllable has one; tells in how many bars words and notes did not match.
pub fn fit_syllables(song: &Song, roles: &[TrackRole], ready: &mut Ready) -> usize {
    let mut mended = 0;
    for (index, pattern) in song.patterns.iter().enumerate() {
        let role = layout::track_of(song, &pattern.track).and_then(|track| roles.get(track).copied());
        if role != Some(TrackRole::Lead) {
            continue;
        }
        for (bar, text) in pattern.lyrics.iter().enumerate() {
            let wanted = words::read(text).syllables;
            let Some(Bar::Notes(items)) = ready.bar_mut(index, bar) else { continue };
            let struck = struck(items);
            if wanted == 0 || wanted == struck {
                continue;
            }
            mended += 1;
            for _ in struck..wanted {
                split_longest(items);
            }
        }
    }
    mended
}

fn struck(items: &[Item]) -> usize {
    let continued = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| items.get(before));
        before.is_some_and(|before| before.tied && items.get(index).is_some_and(|item| item.keys == before.keys))
    };
    items.iter().enumerate().filter(|(index, item)| !item.keys.is_empty() && !continued(*index)).count()
}

fn split_longest(items: &mut Vec<Item>) {
    let longest = items.iter().enumerate().filter(|(_, item)| !item.keys.is_empty() && item.steps >= 2);
    let Some(place) = longest.max_by_key(|(place, item)| (item.steps, usize::MAX - place)).map(|(place, _)| place)
    else {
        return;
    };
    let Some(item) = items.get_mut(place) else { return };
    let second = Item { steps: item.steps / 2, ..item.clone() };
    item.steps -= second.steps;
    item.tied = false;
    items.insert(place + 1, second);
}

/// The lines that a track sings. Words of bars that follow each other without a breath are one line.
pub fn lines(song: &Song, placed: &[Placed<'_>]) -> Vec<ScoreLyric> {
    let mut lines: Vec<ScoreLyric> = Vec::new();
    for place in placed {
        let pattern = song.patterns.get(place.played.pattern);
        let Some(text) = pattern.and_then(|pattern| pattern.lyrics.get(place.played.bar)) else { continue };
        let (text, Bar::Notes(items)) = (words::read(text).text, place.bar) else { continue };
        let Some(range) = sounding(items, place.start).filter(|_| !text.is_empty()) else { continue };
        match lines.last_mut() {
            Some(last)
                if range.start - last.range.end < Tick(4 * STEP)
                    && last.text.chars().count() + text.chars().count() < MAX_LINE
                    && !last.text.ends_with(['.', '!', '?', ',', '。', '，']) =>
            {
                last.text.push(' ');
                last.text.push_str(&text);
                last.range.end = range.end;
            }
            _ => lines.push(ScoreLyric { range, text, placeholder: false }),
        }
    }
    lines
}

/// From the first note of a bar to the end of its last.
fn sounding(items: &[Item], start: Tick) -> Option<TickRange> {
    let mut at = start;
    let mut range: Option<TickRange> = None;
    for item in items {
        let end = at + Tick(item.steps * STEP);
        if !item.keys.is_empty() {
            range = Some(TickRange::new(range.map_or(at, |range| range.start), end));
        }
        at = end;
    }
    range
}

/// Lines of words laid over phrases; where there are more lines than phrases, the last phrases carry several.
pub fn over_phrases(lines: &[String], phrases: &[TickRange]) -> Vec<ScoreLyric> {
    let lines: Vec<&String> = lines.iter().filter(|line| !line.is_empty() && !line.starts_with('[')).collect();
    let mut out: Vec<ScoreLyric> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = words::read(line).text;
        // Lines are spread over the phrases in order.
        let place = index * phrases.len() / lines.len().max(1);
        let place = if lines.len() <= phrases.len() { index } else { place };
        let Some(range) = phrases.get(place).copied() else { continue };
        match out.last_mut().filter(|last| last.range == range) {
            Some(last) => {
                last.text.push_str(" / ");
                last.text.push_str(&text);
            }
            None => out.push(ScoreLyric { range, text, placeholder: false }),
        }
    }
    out
}

/// A range in as many equal phrases as there are lines.
pub fn evenly(range: TickRange, count: usize) -> Vec<TickRange> {
    let count = u32::try_from(count).unwrap_or(1).max(1);
    let edge = |place: u32| {
        range.start
            + Tick(u32::try_from(u64::from(range.length().0) * u64::from(place) / u64::from(count)).unwrap_or(0))
    };
    (0..count).map(|place| TickRange::new(edge(place), edge(place + 1))).collect()
}
