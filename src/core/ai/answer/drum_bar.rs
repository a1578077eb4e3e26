//! A bar of drums as models write it: `k=x...x... s=....X... h=x.x.x.x.`.

use crate::ai::answer::bar;
use crate::music::{DrumPiece, Pitch};

/// A stroke on the kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Beat {
    /// Where, in sixteenths from the start of the bar.
    pub step: u32,
    /// What is struck.
    pub piece: DrumPiece,
    /// `X` is 2, `x` 1, `o` 0.
    pub force: u8,
}

/// How pieces are written; the first name of each is the one we write.
const NAMES: [(DrumPiece, &[&str]); 14] = [
    (DrumPiece::Kick, &["k", "kick", "bd", "b"]),
    (DrumPiece::Snare, &["s", "snare", "sn", "sd"]),
    (DrumPiece::ClosedHat, &["h", "hh", "hat", "hihat", "ch", "hc"]),
    (DrumPiece::OpenHat, &["o", "oh", "open", "ho"]),
    (DrumPiece::Crash, &["c", "cr", "crash", "cc"]),
    (DrumPiece::Ride, &["r", "ride", "rd", "rc"]),
    (DrumPiece::HighTom, &["t1", "ht", "tom1", "t"]),
    (DrumPiece::MidTom, &["t2", "mt", "tom2"]),
    (DrumPiece::LowTom, &["t3", "lt", "ft", "tom3"]),
    (DrumPiece::Clap, &["p", "clap", "cp"]),
    (DrumPiece::Rim, &["rim", "rs", "stick"]),
    (DrumPiece::PedalHat, &["ph", "pedal"]),
    (DrumPiece::Tambourine, &["tb", "tamb", "tambourine"]),
    (DrumPiece::Shaker, &["sh", "shaker", "maracas"]),
];

/// A bar of drums that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drums {
    /// The strokes, in order.
    pub beats: Vec<Beat>,
    /// Whether a row was not as long as the bar.
    pub fitted: bool,
    /// Whether it was written as notes.
    pub notes: bool,
}

/// Reads a bar of `steps` sixteenths, in rows or as notes of the General MIDI kit; `None` where it is neither.
pub fn read(text: &str, steps: u32) -> Option<Drums> {
    if !text.contains('=') {
        return as_notes(text, steps);
    }
    let mut drums = Drums::default();
    let mut piece = None;
    let mut row = String::new();
    let mut words: Vec<&str> = text.split([' ', ',', ';', '\n', '\t']).filter(|word| !word.is_empty()).collect();
    words.push("end=");
    for word in words {
        let Some((name, start)) = word.split_once('=') else {
            // A row may be written in groups.
            row.push_str(word);
            continue;
        };
        if let Some(piece) = piece {
            drums.fitted |= lay(piece, &row, steps, &mut drums.beats)?;
        }
        if word == "end=" {
            break;
        }
        piece = Some(named(name)?);
        start.clone_into(&mut row);
    }
    drums.beats.sort_unstable();
    drums.beats.dedup_by_key(|beat| (beat.step, beat.piece));
    Some(drums)
}

/// Writes a bar of `steps` sixteenths.
pub fn write(beats: &[Beat], steps: u32) -> String {
    let mut rows = Vec::new();
    for (piece, names) in NAMES {
        let mark = |step: u32| match beats.iter().find(|beat| beat.piece == piece && beat.step == step) {
            Some(Beat { force: 2.., .. }) => 'X',
            Some(Beat { force: 1, .. }) => 'x',
            Some(_) => 'o',
            None => '.',
        };
        if beats.iter().any(|beat| beat.piece == piece) {
            rows.push(format!(
                "{}={}",
                names.first().copied().unwrap_or_default(),
                (0..steps).map(mark).collect::<String>()
            ));
        }
    }
    rows.join(" ")
}

fn named(name: &str) -> Option<DrumPiece> {
    let name = name.to_ascii_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(piece, _)| *piece)
}

/// Lays a row on the bar and tells whether it had to be fitted: one of half or twice the length is stretched.
fn lay(piece: DrumPiece, row: &str, steps: u32, beats: &mut Vec<Beat>) -> Option<bool> {
    let marks: Vec<char> = row.chars().filter(|mark| !matches!(mark, '|' | '\'')).take(512).collect();
    let length = u32::try_from(marks.len()).ok()?;
    for (place, mark) in (0u32..).zip(&marks) {
        let force = match mark {
            'X' => 2,
            'x' | '1' | '*' => 1,
            'o' | 'g' => 0,
            '.' | '-' | '_' | '0' => continue,
            _ => return None,
        };
        let step = if length == steps * 2 {
            place / 2
        } else if length * 2 == steps {
            place * 2
        } else {
            place
        };
        if step < steps {
            beats.push(Beat { step, piece, force });
        }
    }
    Some(length != steps)
}

/// Drums written as notes: keys of the General MIDI kit.
fn as_notes(text: &str, steps: u32) -> Option<Drums> {
    let mut drums = Drums { notes: true, ..Drums::default() };
    let mut at = 0;
    for item in bar::read(text)? {
        let force = match item.strike {
            bar::Strike::Accent => 2,
            bar::Strike::Usual => 1,
            bar::Strike::Soft => 0,
        };
        let pieces = item.keys.iter().filter_map(|key| nearest(*key));
        drums.beats.extend(pieces.filter(|_| at < steps).map(|piece| Beat { step: at, piece, force }));
        at = at.saturating_add(item.steps);
    }
    drums.fitted = at != steps && at != 0;
    drums.beats.sort_unstable();
    drums.beats.dedup_by_key(|beat| (beat.step, beat.piece));
    Some(drums)
}

/// The piece on a key of the General MIDI kit, or the one most like it.
pub fn nearest(key: Pitch) -> Option<DrumPiece> {
    DrumPiece::at(key).or(match key.key() {
        35 => Some(DrumPiece::Kick),
        40 => Some(DrumPiece::Snare),
        43 => Some(DrumPiece::LowTom),
        47 | 48 => Some(DrumPiece::MidTom),
        52 | 55 | 57 => Some(DrumPiece::Crash),
        53 | 59 => Some(DrumPiece::Ride),
        56 | 58 => Some(DrumPiece::Rim),
        69 | 82 => Some(DrumPiece::Shaker),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps_of(drums: &Drums, piece: DrumPiece) -> Vec<u32> {
        drums.beats.iter().filter(|beat| beat.piece == piece).map(|beat| beat.step).collect()
    }

    #[test]
    fn rows_are_read_and_written() {
        let text = "k=X.......x....... s=....x.......o...";
        let drums = read(text, 16).unwrap();
        assert_eq!(write(&drums.beats, 16), text);
        assert!(!drums.fitted && !drums.notes);
        let grouped = read("kick=x... .... x... .... hh=x-x-x-x-x-x-x-x-", 16).unwrap();
        assert_eq!(steps_of(&grouped, DrumPiece::Kick), [0, 8]);
        assert_eq!(steps_of(&grouped, DrumPiece::ClosedHat).len(), 8);
    }

    #[test]
    fn rows_of_another_length_are_fitted() {
        let halves = read("k=x...x...", 16).unwrap();
        assert!(halves.fitted);
        assert_eq!(steps_of(&read("k=x...x...", 20).unwrap(), DrumPiece::Kick), [0, 4]);
        let long = read(&format!("k={}", "x...".repeat(8)), 16).unwrap();
        assert_eq!(steps_of(&long, DrumPiece::Kick), [0, 2, 4, 6, 8, 10, 12, 14]);
        assert_eq!(steps_of(&read("k=x...x...x...x...x", 16).unwrap(), DrumPiece::Kick), [0, 4, 8, 12]);
    }

    #[test]
    fn notes_of_the_kit_are_read_and_nonsense_is_not() {
        let drums = read("C2:4 D2:4 [C2 F#2]:4 38:4", 16).unwrap();
        assert!(drums.notes && !drums.fitted);
        assert_eq!(steps_of(&drums, DrumPiece::Kick), [0, 8]);
        assert_eq!(steps_of(&drums, DrumPiece::Snare), [4, 12]);
        for text in ["boom boom", "q=x...", "k=x?!"] {
            assert_eq!(read(text, 16), None, "{text}");
        }
    }
}
