//! Where the tones of chords lie: each chord near the one before, so that every voice moves as little as it can.

use crate::compose::harmony::Change;
use crate::music::Chord;

/// The lowest and highest key of a part's chords.
#[derive(Clone, Copy, Debug)]
pub struct Register {
    /// Lowest key.
    pub low: i32,
    /// Highest key.
    pub high: i32,
    /// Voices.
    pub voices: usize,
}

/// A voicing for each chord, lowest tone first, all with the same number of voices.
pub fn voicings(changes: &[Change], register: Register) -> Vec<Vec<i32>> {
    let mut last: Vec<i32> = Vec::new();
    let mut found = Vec::with_capacity(changes.len());
    for change in changes {
        let options = options(change.chord, register);
        let best = options.into_iter().min_by_key(|option| cost(option, &last, register));
        last = best.unwrap_or(last);
        found.push(last.clone());
    }
    found
}

/// Semitones above the root that must sound, the most telling first: third, seventh, colours, fifth, root.
fn telling_tones(chord: Chord, voices: usize) -> Vec<i32> {
    let tones = chord.quality.tones();
    let rank = |tone: u8| match tone % 12 {
        3 | 4 => 0,
        10 | 11 => 1,
        _ if tone > 12 => 2,
        2 | 5 => 3,
        6 | 8 | 9 => 3,
        7 => 4,
        _ => 5,
    };
    let mut ranked: Vec<u8> = tones.to_vec();
    ranked.sort_by_key(|tone| rank(*tone));
    let mut chosen: Vec<i32> = ranked.into_iter().take(voices).map(i32::from).collect();
    // A triad lends its root, and then its fifth, to the voices left over.
    for spare in [0, 7, 0, 7].into_iter().take(voices.saturating_sub(chosen.len())) {
        chosen.push(spare);
    }
    chosen
}

/// Every way to lay the tones inside the register.
fn options(chord: Chord, register: Register) -> Vec<Vec<i32>> {
    let root = i32::from(chord.root.semitones());
    let mut partial: Vec<Vec<i32>> = vec![Vec::new()];
    for tone in telling_tones(chord, register.voices) {
        let class = (root + tone).rem_euclid(12);
        let first = register.low + (class - register.low).rem_euclid(12);
        let places: Vec<i32> =
            (0..).map(|octave| first + octave * 12).take_while(|key| *key <= register.high).collect();
        partial = partial
            .iter()
            .flat_map(|keys| {
                let free = places.iter().filter(|place| !keys.contains(place));
                free.map(|place| [keys.as_slice(), &[*place]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    for keys in &mut partial {
        keys.sort_unstable();
    }
    partial
}

/// How far the voices move, how rough the chord is and how far it lies from the middle of the register.
fn cost(keys: &[i32], last: &[i32], register: Register) -> i32 {
    let moved: i32 = keys.iter().zip(last).map(|(key, before)| (key - before).abs()).sum();
    let rough: i32 = keys
        .windows(2)
        .enumerate()
        .map(|(index, pair)| match pair[1] - pair[0] {
            1 if index == 0 => 9,
            1 => 4,
            2 if pair[0] < 52 => 6,
            3 | 4 if pair[0] < 48 => 4,
            gap if gap > 9 => gap - 7,
            _ => 0,
        })
        .sum();
    let middle = (register.low + register.high) / 2;
    let centre = keys.iter().sum::<i32>() / i32::try_from(keys.len().max(1)).unwrap_or(1);
    moved * 3 + rough * 2 + (centre - middle).abs() * 2
}
