//! Keys and chords as models write them.

use crate::music::{Chord, ChordQuality, Key, Mode, PitchClass};

/// A key in words: `A minor`, `Eb major`, `D dorian`, `F#m`, `C`.
pub fn key(text: &str) -> Option<Key> {
    let text = text.trim().replace('♯', "#").replace('♭', "b");
    let mut letters = text.chars();
    let first = letters.next()?.to_ascii_uppercase();
    let (tonic, rest) = PitchClass::parse_prefix(&format!("{first}{}", letters.as_str()))
        .map(|(tonic, rest)| (tonic, rest.to_owned()))?;
    let spelled = rest.trim().trim_start_matches(['-', '_', ' ']).to_lowercase();
    let (sharp, spelled) = match (spelled.strip_prefix("sharp"), spelled.strip_prefix("flat")) {
        (Some(rest), _) => (1, rest.trim()),
        (_, Some(rest)) => (-1, rest.trim()),
        _ => (0, spelled.as_str()),
    };
    let mode = match spelled.split([' ', ',', '(']).next().unwrap_or_default() {
        "" | "major" | "maj" | "ionian" => Mode::Major,
        "minor" | "min" | "aeolian" | "natural" | "harmonic" | "melodic" => Mode::Minor,
        "m" => Mode::Minor,
        "dorian" => Mode::Dorian,
        "mixolydian" => Mode::Mixolydian,
        "phrygian" => Mode::Phrygian,
        "lydian" => Mode::Lydian,
        _ => return None,
    };
    Some(Key { tonic: tonic.transposed(sharp), mode })
}

/// A chord in any of its spellings.
pub fn chord(text: &str) -> Option<Chord> {
    let text = text.trim().replace('♯', "#").replace('♭', "b");
    if let Ok(chord) = text.parse() {
        return Some(chord);
    }
    let (root, rest) = PitchClass::parse_prefix(&text)?;
    let (suffix, bass) = match rest.rsplit_once('/') {
        Some((suffix, bass)) => match PitchClass::parse_prefix(bass.trim()) {
            Some((bass, "")) => (suffix, Some(bass)),
            // "6/9" has no bass, and a bass that cannot be read is let go.
            _ if bass.starts_with('9') => (rest, None),
            _ => (suffix, None),
        },
        None => (rest, None),
    };
    let quality = quality(suffix)?;
    Some(Chord { root, quality, bass: bass.filter(|bass| *bass != root) })
}

fn quality(suffix: &str) -> Option<ChordQuality> {
    let plain: String = suffix.chars().filter(|letter| !matches!(letter, '(' | ')' | ' ' | ',')).collect();
    let minor_first = plain.replace("minor", "m").replace("Minor", "m").replace("min", "m").replace("Min", "m");
    let spelled = minor_first.replace("MI", "m").replace("mi", "m").replace('−', "-");
    let spelled = spelled.replace("major", "maj").replace("Major", "maj").replace("Maj", "maj").replace("MA", "maj");
    let spelled = spelled.replace("dom", "").replace('^', "maj").replace("hdim", "ø").replace("half-dim", "ø");
    let mut candidates = vec![spelled.clone(), spelled.replacen('-', "m", 1), spelled.replace("mmaj", "mMaj")];
    // What is over a chord that is not known is left away: C7#9#5 is played as C7.
    let colours =
        ["add11", "add13", "#11", "b13", "#9", "b9", "b5", "alt", "no3", "no5", "omit3", "omit5", "add2", "add4"];
    let bare = colours.iter().fold(spelled.replacen('-', "m", 1), |text, colour| text.replace(colour, ""));
    candidates.push(bare.clone());
    candidates.push(bare.replace("11", "9").replace("13", "9"));
    candidates.iter().find_map(|text| ChordQuality::from_suffix(text))
}

/// What stands in one bar of chords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A chord.
    Chord(Chord),
    /// The one before, again.
    Same,
    /// None.
    Silent,
    /// Something that is no chord.
    Unknown,
}

/// The chords of a bar, in order.
pub fn bar(text: &str) -> Vec<Written> {
    let words = text.split([' ', '|', '\t', ',']).filter(|word| !word.is_empty()).take(8);
    words
        .map(|word| match word {
            "%" | "-" | "/" | "." | "~" => Written::Same,
            "N.C." | "NC" | "N.C" | "n.c." | "nc" | "r" => Written::Silent,
            _ => chord(word).map_or(Written::Unknown, Written::Chord),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_words() {
        for (text, read) in [
            ("A minor", "Am"),
            ("Eb major", "Eb"),
            ("E♭ Major", "Eb"),
            ("d dorian", "D dorian"),
            ("F#m", "F#m"),
            ("C", "C"),
            ("B flat minor", "Bbm"),
            ("c minor (natural)", "Cm"),
        ] {
            assert_eq!(key(text).map(|key| key.to_string()).as_deref(), Some(read), "{text}");
        }
        assert_eq!((key("H moll"), key("A strange"), key("")), (None, None, None));
    }

    #[test]
    fn chords_are_read_in_odd_spellings() {
        for (text, read) in [
            ("Amin7", "Am7"),
            ("A-7", "Am7"),
            ("A-", "Am"),
            ("Cmajor7", "Cmaj7"),
            ("CMaj7", "Cmaj7"),
            ("C(add9)", "Cadd9"),
            ("G/B", "G/B"),
            ("F♯m7♭5", "F#m7b5"),
            ("E7#9", "E7"),
            ("D7(b9)", "D7b9"),
            ("Cmaj7#11", "Cmaj7"),
            ("Am7/H", "Am7"),
            ("G7alt", "G7"),
        ] {
            assert_eq!(chord(text).map(|chord| chord.to_string()).as_deref(), Some(read), "{text}");
        }
        let written = bar("Am % N.C. what");
        assert!(matches!(written.as_slice(), [Written::Chord(_), Written::Same, Written::Silent, Written::Unknown]));
    }
}
