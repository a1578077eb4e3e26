//! Words under notes as models write them: `Night ci-ty _ lights`.

/// The words of a bar, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// As they are written: syllables joined, held notes left out.
    pub text: String,
    /// How many notes they take.
    pub syllables: usize,
    /// How many of those are sung; the others hold on.
    pub sung: usize,
}

/// Reads the words of a bar. A language without spaces has a syllable a letter.
pub fn read(text: &str) -> Words {
    let mut words = Words::default();
    let mut joined: Vec<String> = Vec::new();
    for token in text.split_whitespace() {
        if token.chars().all(|letter| matches!(letter, '_' | '-')) {
            words.syllables += token.chars().filter(|letter| *letter == '_').count().max(1);
            continue;
        }
        let held = token.chars().filter(|letter| *letter == '_').count();
        let word: String = token.chars().filter(|letter| *letter != '_').collect();
        let ideographs =
            word.chars().filter(|letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')).count();
        let sung = if ideographs > 0 { ideographs } else { word.split('-').filter(|part| !part.is_empty()).count() };
        words.sung += sung;
        words.syllables += sung + held;
        joined.push(word.replace('-', ""));
    }
    words.text = joined.join(" ");
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_and_joined() {
        let words = read("Night ci-ty _ lights__ are call-ing");
        assert_eq!((words.text.as_str(), words.sung, words.syllables), ("Night city lights are calling", 7, 10));
        assert_eq!((read("夜色 很美").sung, read("").syllables, read("_ _").syllables), (4, 0, 2));
    }
}
