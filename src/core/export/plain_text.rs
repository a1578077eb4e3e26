//! Text that a person typed, made fit for a tag or the name of a file.

/// The most characters a title or a name has in a tag.
const LONGEST_LINE: usize = 250;
/// The most characters lyrics have in a tag.
const LONGEST_TEXT: usize = 20_000;

/// One line: no control characters, no runs of spaces, and not too long.
pub fn line(text: &str) -> String {
    shortened(&sentence(text), LONGEST_LINE)
}

/// One line of any length: no control characters and no runs of spaces.
pub fn sentence(text: &str) -> String {
    let words: Vec<String> = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .map(|word| word.chars().filter(|character| !hides(*character)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Several lines, each without control characters, and not too long together.
pub fn lines(text: &str) -> String {
    let kept: Vec<String> = text
        .lines()
        .map(|line| line.chars().filter(|character| !character.is_control() && !hides(*character)).collect())
        .collect();
    shortened(kept.join("\n").trim(), LONGEST_TEXT)
}

/// Whether a character shows nothing and turns the direction of what follows it, or marks the order of bytes.
fn hides(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The first characters of a text, with an ellipsis where there were more. No accent, joined emoji or flag is cut in two.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().take(most).collect();
    let mut end = most - 1;
    while end > 0 && (belongs_to_the_one_before(characters[end]) || characters[end - 1] == '\u{200d}') {
        end -= 1;
    }
    let kept: String = characters[..end].iter().collect();
    format!("{}…", kept.trim_end())
}

/// Whether a character changes the one before it rather than standing by itself.
fn belongs_to_the_one_before(character: char) -> bool {
    matches!(
        character,
        '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}'
            | '\u{1f3fb}'..='\u{1f3ff}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{e0020}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_every_script_and_loses_what_hides() {
        assert_eq!(line("  最后一班 电车\0\n\t🚃 "), "最后一班 电车 🚃");
        assert_eq!(line("הרכבת האחרונה"), "הרכבת האחרונה");
        assert_eq!(line("a\u{202e}b\u{feff}c\u{7}d"), "abc d");
        assert_eq!(line("\0\r\n"), "");
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        let cut = line(&"é".repeat(10_000));
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (LONGEST_LINE, true));
        // A family of four, joined: 7 characters that show as one.
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        let cut = line(&family.repeat(1_000));
        assert_eq!(cut.trim_end_matches('…').replace(family, ""), "");
        assert_eq!(line(&"x".repeat(LONGEST_LINE)).chars().count(), LONGEST_LINE);
    }

    #[test]
    fn lyrics_keep_their_lines() {
        assert_eq!(lines("one\r\ntwo\0\n\nthree\n"), "one\ntwo\n\nthree");
    }
}
