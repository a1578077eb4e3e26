//! A score in the grammar that models read and write.

use crate::ai::answer::{Beat, Item, Strike, nearest_piece, write_bar, write_drums};
use crate::music::Velocity;
use crate::score::{Part, Score, ScoreNote, TrackRole};
use crate::time::{TICKS_PER_QUARTER, Tick, TickRange};

/// Ticks of a sixteenth.
const STEP: u32 = TICKS_PER_QUARTER / 4;

/// What a part plays, a line for each section, a bar between each two `|`; `%` is the bar before again.
pub fn print_part(score: &Score, part: &Part) -> String {
    let mut out = String::new();
    for (section, range) in score.sections.iter().zip(score.section_ranges()) {
        let bars = print_bars(score, part, range);
        let silent = bars.iter().all(|bar| bar.is_empty() || bar.starts_with("r:") && !bar.contains(' '));
        let line = if silent { "silent".to_owned() } else { bars.join(" | ") };
        out.push_str(&format!("{}: {line}\n", section.name));
    }
    out
}

fn print_bars(score: &Score, part: &Part, range: TickRange) -> Vec<String> {
    let bar = score.meter.bar();
    let mut bars: Vec<String> = Vec::new();
    let mut before: Option<String> = None;
    let mut at = range.start;
    while at < range.end {
        let span = TickRange::new(at, at + bar);
        let text = if part.role == TrackRole::Drums { beats(part, span) } else { notes(part, span) };
        bars.push(if before.as_ref() == Some(&text) { "%".to_owned() } else { text.clone() });
        before = Some(text);
        at = span.end;
    }
    bars
}

fn nearest_step(tick: Tick) -> u32 {
    (tick.0 + STEP / 2) / STEP
}

fn beats(part: &Part, span: TickRange) -> String {
    let (from, steps) = (nearest_step(span.start), span.length().0 / STEP);
    let beat = |note: &ScoreNote| {
        let step = nearest_step(note.start).checked_sub(from).filter(|step| *step < steps)?;
        let force = match note.velocity.get() {
            107.. => 2,
            70.. => 1,
            _ => 0,
        };
        Some(Beat { step, piece: nearest_piece(note.pitch)?, force })
    };
    let beats: Vec<Beat> = part.notes.iter().filter_map(beat).collect();
    if beats.is_empty() { format!("r:{steps}") } else { write_drums(&beats, steps) }
}

/// A bar of notes on the grid of sixteenths: what starts together is a chord, and lasts until the next note at most.
fn notes(part: &Part, span: TickRange) -> String {
    let (from, to) = (nearest_step(span.start), nearest_step(span.end));
    let edges = |note: &ScoreNote| {
        let start = nearest_step(note.start);
        (start, nearest_step(note.start + note.length).max(start + 1))
    };
    let mut items: Vec<Item> = Vec::new();
    // What sounds on from the bar before.
    let held: Vec<&ScoreNote> = part.notes.iter().filter(|note| edges(note).0 < from && edges(note).1 > from).collect();
    let inside: Vec<&ScoreNote> = part.notes.iter().filter(|note| (from..to).contains(&edges(note).0)).collect();
    let mut starts: Vec<u32> = inside.iter().map(|note| edges(note).0).collect();
    starts.dedup();
    let mut at = from;
    let mut sounding: Vec<&ScoreNote> = held;
    for next in starts.into_iter().chain([to]) {
        push(&mut items, &sounding, at, next, to, &edges);
        sounding = inside.iter().copied().filter(|note| edges(note).0 == next).collect();
        at = next;
    }
    write_bar(&items)
}

fn push(
    items: &mut Vec<Item>,
    sounding: &[&ScoreNote],
    at: u32,
    next: u32,
    to: u32,
    edges: &dyn Fn(&ScoreNote) -> (u32, u32),
) {
    if next <= at {
        return;
    }
    let end = sounding.iter().map(|note| edges(note).1).max().unwrap_or(at).min(next);
    if end > at {
        let mut keys: Vec<_> = sounding.iter().map(|note| note.pitch).collect();
        keys.sort_unstable();
        keys.dedup();
        let tied = end == to && sounding.iter().any(|note| edges(note).1 > to);
        let loud = sounding.iter().map(|note| note.velocity).max().unwrap_or(Velocity::DEFAULT);
        let strike = if loud.get() >= 110 { Strike::Accent } else { Strike::Usual };
        items.push(Item { keys, steps: end - at, strike, tied });
    }
    if next > end.max(at) {
        items.push(Item::rest(next - end.max(at)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ai::answer::{bar_length, read_bar, read_drums};
    use crate::compose::compose;

    #[test]
    fn every_bar_that_is_printed_is_as_long_as_it_should_be() {
        for prompt in ["a chiptune song", "a jazz song in 3/4", "a folk song in 6/8"] {
            let song = compose(prompt, 5).unwrap();
            let steps = song.meter.bar().0 / STEP;
            for part in &song.parts {
                let printed = print_part(&song, part);
                assert_eq!(printed.lines().count(), song.sections.len());
                for line in printed.lines().filter(|line| !line.ends_with("silent")) {
                    let (_, bars) = line.split_once(": ").unwrap();
                    for bar in bars.split(" | ").filter(|bar| *bar != "%") {
                        let right = match part.role {
                            TrackRole::Drums => {
                                bar.starts_with("r:") || read_drums(bar, steps).is_some_and(|read| !read.fitted)
                            }
                            _ => read_bar(bar).is_some_and(|items| bar_length(&items) == steps),
                        };
                        assert!(right, "{bar}");
                    }
                }
            }
        }
    }

    #[test]
    fn notes_come_back_as_they_were() {
        let text = "[C4 E4 G4]:4 r:2 D4:6 E4:4~";
        let items = read_bar(text).unwrap();
        let mut at = 0;
        let mut notes = Vec::new();
        for item in &items {
            let steps = if item.tied { item.steps + 2 } else { item.steps };
            let length = Tick(steps * STEP);
            notes.extend(item.keys.iter().map(|key| ScoreNote {
                start: Tick(at * STEP),
                length,
                pitch: *key,
                velocity: Velocity::DEFAULT,
            }));
            at += item.steps;
        }
        let mut song = compose("a song", 1).unwrap();
        song.sections.truncate(1);
        song.sections[0].bars = 2;
        song.parts.truncate(1);
        song.parts[0].notes = notes;
        let name = song.sections[0].name.clone();
        assert_eq!(print_part(&song, &song.parts[0]), format!("{name}: {text} | E4:2 r:14\n"));
    }
}
