//! The key a prompt names: `in A minor`, `F#m`, `E flat lydian`, `降E大调`.

use crate::music::{Mode, PitchClass};

/// The tonic and the mode that a prompt names, each on its own.
pub fn read(text: &str) -> (Option<PitchClass>, Option<Mode>) {
    if let Some(found) = chinese_key(text) {
        return found;
    }
    let tidy: String = text.chars().map(|letter| if "-,.;!?()\"".contains(letter) { ' ' } else { letter }).collect();
    let tokens: Vec<&str> = tidy.split_whitespace().collect();
    let token = |index: usize| tokens.get(index).copied().unwrap_or("");
    for index in 0..tokens.len() {
        let before = index.checked_sub(1).map_or("", token).to_lowercase();
        let asked = before == "in" || (before == "of" && index >= 2 && token(index - 2).eq_ignore_ascii_case("key"));
        let Some((mut tonic, rest)) = tonic_of(token(index), asked) else { continue };
        let mut next = index + 1;
        match token(next).to_lowercase().as_str() {
            "flat" => (tonic, next) = (tonic.transposed(-1), next + 1),
            "sharp" => (tonic, next) = (tonic.transposed(1), next + 1),
            _ => {}
        }
        if let Some(mode) = mode_of(token(next)).filter(|_| rest.is_empty()).or_else(|| glued_mode(rest)) {
            return (Some(tonic), Some(mode));
        }
        let bare = rest.is_empty() && asked && token(index).starts_with(|letter: char| letter.is_ascii_uppercase());
        // "in A major hall" is a key; "in A" alone is one too, "in a" is not.
        if bare && (token(index) != "A" || next >= tokens.len()) {
            return (Some(tonic), None);
        }
    }
    let mode_word = |word: &str| mode_of(word).filter(|_| !matches!(word.to_lowercase().as_str(), "maj" | "min"));
    (None, tokens.iter().find_map(|word| mode_word(word)))
}

/// A tonic at the start of a word, and what follows. A small letter counts only where a key is asked for.
fn tonic_of(word: &str, asked: bool) -> Option<(PitchClass, &str)> {
    let first = word.chars().next()?;
    if first.is_ascii_lowercase() && !(asked && word.len() <= 2) {
        return None;
    }
    let upper = first.to_ascii_uppercase().to_string() + word.get(1..)?;
    let (tonic, rest) = PitchClass::parse_prefix(&upper)?;
    Some((tonic, &word[word.len() - rest.len()..]))
}

/// The mode in the same word as its tonic: `Am`, `F#min`, `Dmaj`.
fn glued_mode(rest: &str) -> Option<Mode> {
    match rest {
        "m" | "min" | "minor" => Some(Mode::Minor),
        "M" | "maj" | "major" => Some(Mode::Major),
        _ => None,
    }
}

fn mode_of(word: &str) -> Option<Mode> {
    match word.to_lowercase().as_str() {
        "major" | "maj" | "ionian" => Some(Mode::Major),
        "minor" | "min" | "aeolian" => Some(Mode::Minor),
        "dorian" => Some(Mode::Dorian),
        "mixolydian" => Some(Mode::Mixolydian),
        "phrygian" => Some(Mode::Phrygian),
        "lydian" => Some(Mode::Lydian),
        _ => None,
    }
}

fn chinese_key(text: &str) -> Option<(Option<PitchClass>, Option<Mode>)> {
    let modes = [("小调", Mode::Minor), ("大调", Mode::Major), ("多利亚", Mode::Dorian)];
    let (at, mode) = modes.iter().find_map(|(word, mode)| Some((text.find(word)?, *mode)))?;
    let before = text[..at].trim_end();
    let start = before.rfind(|letter: char| letter.is_ascii_alphabetic() && letter.is_ascii_uppercase());
    let tonic = start.filter(|start| before.len() - start <= 4).and_then(|start| {
        let (tonic, rest) = PitchClass::parse_prefix(&before[start..])?;
        let shift = match before[..start].chars().last() {
            Some('降') => -1,
            Some('升') => 1,
            _ => 0,
        };
        rest.is_empty().then(|| tonic.transposed(shift))
    });
    Some((tonic, Some(mode)))
}
