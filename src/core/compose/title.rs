//! A title: what the prompt says the song is about, or one made from the catalogue's words.

use crate::compose::random::Random;
use crate::compose::words::{SMALL_WORDS, SUBJECT_ENDS, SUBJECTS};
use crate::text::{Locale, Message};

/// Most letters of a title that is drawn from a prompt.
const LONGEST: usize = 60;

/// The part of a prompt that tells what the song is about or called.
pub fn subject(prompt: &str) -> Option<&str> {
    quoted(prompt).or_else(|| chinese_subject(prompt)).or_else(|| english_subject(prompt))
}

fn quoted(prompt: &str) -> Option<&str> {
    [('“', '”'), ('《', '》'), ('「', '」'), ('"', '"')].into_iter().find_map(|(open, close)| {
        let start = prompt.find(open)? + open.len_utf8();
        let length = prompt[start..].find(close)?;
        Some(&prompt[start..start + length]).filter(|inside| !inside.trim().is_empty())
    })
}

fn chinese_subject(prompt: &str) -> Option<&str> {
    let start = prompt.find("关于")? + "关于".len();
    let rest = &prompt[start..];
    let end = rest.find(['，', '。', ',', '、', '；', '！', '.', '\n']).unwrap_or(rest.len());
    let clause = &rest[..end];
    // The last 的 goes with the song: 关于末班车的歌, 关于海的民谣.
    let subject = clause.rfind('的').map_or(clause, |at| &clause[..at]);
    let subject = if subject.is_empty() { clause } else { subject };
    Some(subject).filter(|subject| !subject.trim().is_empty())
}

fn english_subject(prompt: &str) -> Option<&str> {
    // Only ASCII letters change here, so that places in the one are places in the other.
    let small = prompt.to_ascii_lowercase();
    let start = SUBJECTS.iter().find_map(|word| small.find(word).map(|at| at + word.len()))?;
    let rest = &small[start..];
    let marks = rest.find([',', '.', ';', ':', '!', '?', '(', '\n', '，', '。']);
    let number = rest.char_indices().find(|(at, letter)| {
        // A tempo or a length: " 96 bpm", not "99 problems".
        letter.is_ascii_digit()
            && rest[*at..].trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with("bpm")
    });
    let word = SUBJECT_ENDS.iter().filter_map(|word| rest.find(word)).min();
    let key = rest.find(" in ").filter(|at| names_key(&prompt[start + at + " in ".len()..]));
    let end = [marks, number.map(|(at, _)| at), word, key].into_iter().flatten().min().unwrap_or(rest.len());
    Some(&prompt[start..start + end]).filter(|subject| !subject.trim().is_empty())
}

fn names_key(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    let second = text.split_whitespace().nth(1).unwrap_or("").to_lowercase();
    let modes = ["major", "minor", "dorian", "mixolydian", "lydian", "phrygian"];
    word.len() <= 3
        && word.starts_with(|letter: char| ('A'..='G').contains(&letter.to_ascii_uppercase()))
        && (modes.iter().any(|mode| second.starts_with(mode))
            || word.ends_with('m')
            || word.starts_with(|letter: char| letter.is_ascii_uppercase()))
}

/// A title from what a song is about; `None` where nothing but air is left.
pub fn from_subject(subject: &str, locale: Locale) -> Option<String> {
    let cleaned: String = subject.chars().filter(|letter| !letter.is_control()).collect();
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let mut title = String::new();
    for (index, word) in words.iter().enumerate() {
        if title.chars().count() + word.chars().count() + 1 > LONGEST && !title.is_empty() {
            break;
        }
        if index > 0 {
            title.push(' ');
        }
        let small = index > 0 && index + 1 < words.len() && SMALL_WORDS.contains(&word.to_lowercase().as_str());
        title.push_str(&if small || locale == Locale::SimplifiedChinese { (*word).to_owned() } else { capital(word) });
    }
    let title: String = title.trim_matches(|letter: char| !letter.is_alphanumeric()).chars().take(LONGEST).collect();
    (!title.is_empty()).then_some(title)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A title for a prompt that suggests none.
pub fn invented(locale: Locale, random: &mut Random) -> String {
    let first = Message::new("title-first-words").text(locale);
    let second = Message::new("title-second-words").text(locale);
    let mut word = |list: &str| {
        let words: Vec<&str> = list.split(['、', ',']).map(str::trim).collect();
        (*random.pick(&words)).to_owned()
    };
    let (first, second) = (word(&first), word(&second));
    Message::new("title-invented").with("first", first).with("second", second).text(locale)
}
