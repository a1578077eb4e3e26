//! A bar of notes as models write it: `E4:4 [C4 E4]:2! r:2 G4:8~`.

use crate::music::{Pitch, PitchClass};

/// The most things in a bar.
pub const MAX_ITEMS: usize = 128;
/// The most notes of a chord.
const MAX_CHORD: usize = 10;
/// The longest duration that is believed, in sixteenths.
const MAX_STEPS: u32 = 256;

/// How hard a note is struck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strike {
    /// As usual.
    #[default]
    Usual,
    /// `!`
    Accent,
    /// `?`
    Soft,
}

/// A note, a chord or a rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The keys; none is a rest.
    pub keys: Vec<Pitch>,
    /// How long it lasts, in sixteenths.
    pub steps: u32,
    /// How hard it is struck.
    pub strike: Strike,
    /// Whether it goes on into what follows.
    pub tied: bool,
}

impl Item {
    /// A rest.
    pub fn rest(steps: u32) -> Self {
        Self { steps, ..Self::default() }
    }
}

/// How long a bar's items last, in sixteenths.
pub fn length(items: &[Item]) -> u32 {
    items.iter().fold(0, |sum, item| sum.saturating_add(item.steps))
}

/// Reads a bar; `None` where something in it is no item.
pub fn read(text: &str) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    for token in tokens(text) {
        items.push(item(&token)?);
        if items.len() > MAX_ITEMS {
            return None;
        }
    }
    Some(items)
}

/// Writes a bar in the same way.
pub fn write(items: &[Item]) -> String {
    let words = items.iter().map(|item| {
        let keys: Vec<String> = item.keys.iter().map(Pitch::to_string).collect();
        let what = match keys.as_slice() {
            [] => "r".to_owned(),
            [key] => key.clone(),
            several => format!("[{}]", several.join(" ")),
        };
        let strike = match item.strike {
            Strike::Usual => "",
            Strike::Accent => "!",
            Strike::Soft => "?",
        };
        format!("{what}:{}{strike}{}", item.steps, if item.tied { "~" } else { "" })
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a bar; a chord in brackets is one.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '[' | '(' | '<' => inside = true,
            ']' | ')' | '>' => inside = false,
            _ => {}
        }
        let parts = letter.is_whitespace() || matches!(letter, '|' | ';') || letter == ',' && !inside;
        if parts && !inside {
            if !token.is_empty() {
                tokens.push(std::mem::take(&mut token));
            }
        } else {
            token.push(letter);
        }
    }
    if !token.is_empty() {
        tokens.push(token);
    }
    tokens
}

fn item(token: &str) -> Option<Item> {
    let (what, how) = token.rsplit_once(':').or_else(|| token.rsplit_once('/'))?;
    let number: String = how.chars().take_while(char::is_ascii_digit).collect();
    let mut rest = how.get(number.len()..)?;
    // "4.0" is how some models write 4.
    rest = rest.strip_prefix(".0").unwrap_or(rest);
    let steps: u32 = number.parse().ok().filter(|steps| (1..=MAX_STEPS).contains(steps))?;
    let mut item = Item { steps, ..Item::default() };
    for mark in rest.chars() {
        match mark {
            '!' => item.strike = Strike::Accent,
            '?' => item.strike = Strike::Soft,
            '~' => item.tied = true,
            _ => return None,
        }
    }
    let what = what.trim();
    if matches!(what.to_ascii_lowercase().as_str(), "r" | "rest" | "-" | "." | "z" | "_") {
        return Some(Item { tied: false, strike: Strike::Usual, ..item });
    }
    let inner = what.trim_matches(['[', ']', '(', ')', '<', '>']);
    for name in inner.split([' ', ',', '+', '\t']).filter(|name| !name.is_empty()) {
        item.keys.push(key(name)?);
    }
    item.keys.sort_unstable();
    item.keys.dedup();
    (!item.keys.is_empty() && item.keys.len() <= MAX_CHORD).then_some(item)
}

/// A key by its name (`Bb3`, `F♯4`, `Cb4`, `E##4`) or by its MIDI number.
pub fn key(name: &str) -> Option<Pitch> {
    if let Ok(number) = name.parse::<u8>() {
        return Pitch::new(number).ok();
    }
    let mut letters = name.chars();
    let mut semitones = PitchClass::natural(letters.next()?.to_ascii_uppercase())?;
    let mut rest = letters.as_str();
    while let Some(accidental) = rest.chars().next() {
        semitones += match accidental {
            '#' | '♯' => 1,
            'b' | '♭' => -1,
            'x' | '𝄪' => 2,
            '♮' => 0,
            _ => break,
        };
        rest = rest.get(accidental.len_utf8()..)?;
    }
    let octave: i32 = rest.parse().ok().filter(|octave| (-2..=10).contains(octave))?;
    u8::try_from((octave + 1) * 12 + semitones).ok().and_then(|key| Pitch::new(key).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u8> {
        read(text).unwrap().iter().flat_map(|item| item.keys.iter().map(|key| key.key())).collect()
    }

    #[test]
    fn the_grammar_is_read_and_written() {
        let text = "E4:4 [C4 E4 G4]:2! r:2 A#3:4? G4:4~";
        let items = read(text).unwrap();
        assert_eq!(length(&items), 16);
        assert_eq!(write(&items), "E4:4 [C4 E4 G4]:2! r:2 Bb3:4? G4:4~");
        assert_eq!(read(&write(&items)), Some(items));
        assert_eq!(read(""), Some(Vec::new()));
    }

    #[test]
    fn spellings_of_one_key_are_one_key() {
        assert_eq!(keys("Bb4:1 A#4:1 B♭4:1 A♯4:1 Cbb5:1"), [70, 70, 70, 70, 70]);
        assert_eq!(keys("Cb4:1 B3:1 E##4:1 F#4:1 B#3:1 C4:1 60:1"), [59, 59, 66, 66, 60, 60, 60]);
        assert_eq!(keys("bb4:1 c4:1 | d4:2.0, [C4,E4]:4"), [70, 60, 62, 60, 64]);
    }

    #[test]
    fn what_is_no_bar_is_refused() {
        for text in ["hello", "C4", "C4:", "C4:0", "C4:-4", "C4:4x", "H4:4", "C44:4", "[C4 x]:4", "C4:99999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"C4:1 ".repeat(MAX_ITEMS + 1)), None);
    }
}
