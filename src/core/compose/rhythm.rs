//! Rhythms of the melody: bars that open a phrase and bars that close one, from a bank for 4/4 and by rule elsewhere.

use crate::compose::grid::{BarGrid, Hit, hits};
use crate::compose::random::Random;

/// Bars that open a phrase of a verse: close to speech, often off the beat.
const SPOKEN: &[&str] = &[
    "..x-x-x-x-x-x-x-",
    "x-x-x-x-x--x----",
    "x--x--x-x---x-x-",
    "....x-x-x--x--x-",
    "x---x-x-x-x-x---",
    "..x-x--x--x-x-x-",
    "x-xxx-x-x--x----",
    "..xxx-x-x-xxx-x-",
    "..x---x-x---x-x-",
    "....x---x-x-x---",
    "x-----x---x-x---",
    "....x-----x-x---",
    "x--xx-x-x-xxx-x-",
    "..xxx--xx-xxx---",
    "x-xxx-x-x-xxx-x-",
];

/// Bars that open a phrase of a chorus: long notes, and a rhythm one can clap.
const SUNG: &[&str] = &[
    "x-----x-x-----x-",
    "x---x---x--x----",
    "x--x--x---x-x---",
    "x-------x-x-x-x-",
    "x-x---x-x-x-----",
    "x--x----x--x--x-",
    "x-----x-----x---",
    "x--x--x-x--x--x-",
    "x---x-x---x-x---",
    "x-x-x---x-x-x---",
    "x-------x-------",
    "x-----------x---",
    "x--x--x-x-x-x-x-",
    "x-x-x-x-x--x--x-",
    "x--xx--xx--xx-x-",
];

/// Bars that close a phrase: a few notes, a long one, a breath.
const CLOSING: &[&str] = &[
    "x-x-x-------....",
    "x---x-------....",
    "x--x--x-----....",
    "x-----------....",
    "..x-x-x-----....",
    "x-x-x--x----....",
    "x-x---x-----....",
    "x--x--------....",
    "x-x-x-x-x---....",
    "x---x-x-----....",
    "x-xxx-x-----....",
    "....x-------....",
    "x-------........",
    "x-x---------....",
];

/// A rhythm over one bar that opens a phrase, with about so many notes.
pub fn opening(grid: &BarGrid, notes: usize, sung: bool, random: &mut Random) -> Vec<Hit> {
    if grid.is_common() {
        return near(if sung { SUNG } else { SPOKEN }, notes, random);
    }
    let pattern: String = grid
        .groups
        .iter()
        .enumerate()
        .map(|(index, (_, size))| {
            let options: &[&str] = match (*size, sung && index == 0) {
                (6, true) => &["x---x-", "x-----"],
                (6, false) => &["x-x-x-", "x---x-", "..x-x-", "x-----", "x--xx-"],
                (4, true) => &["x---", "x-x-", "x--x"],
                (4, false) => &["x-x-", "x---", "..x-", "x-xx", "x--x"],
                _ => &["x-"],
            };
            *random.pick(options)
        })
        .collect();
    hits(&pattern)
}

/// A rhythm over one bar that closes a phrase: the last part of the bar is free to breathe.
pub fn closing(grid: &BarGrid, notes: usize, random: &mut Random) -> Vec<Hit> {
    if grid.is_common() {
        return near(CLOSING, notes.saturating_sub(2).max(1), random);
    }
    let breath = grid.groups.last().map_or(2, |(_, size)| if grid.groups.len() > 2 { *size } else { 2.min(*size) });
    let first = grid.groups.first().map_or(4, |(_, size)| *size);
    let body = (grid.steps - breath) as usize;
    let start = match (first, random.below(3)) {
        (6, 0) => "x-x-x-",
        (6, 1) => "x---x-",
        (4, 0) => "x-x-",
        (4, 1) => "x--x",
        _ => "",
    };
    let start = if body >= start.len() + 4 { start } else { "" };
    let mut pattern = format!("{start}x");
    while pattern.len() < body {
        pattern.push('-');
    }
    hits(&pattern)
}

/// One of the patterns whose number of notes comes nearest.
fn near(bank: &[&str], notes: usize, random: &mut Random) -> Vec<Hit> {
    let distance = |pattern: &str| pattern.matches('x').count().abs_diff(notes);
    let weights: Vec<u32> =
        bank.iter().map(|pattern| [12, 6, 1].get(distance(pattern)).copied().unwrap_or(0)).collect();
    if weights.iter().all(|weight| *weight == 0) {
        return hits(bank[0]);
    }
    hits(bank[random.weighted(&weights)])
}
