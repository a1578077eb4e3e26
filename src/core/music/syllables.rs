//! Words cut into syllables, by rule and without a dictionary: an ideograph is one, a word in Latin letters has one for each
//! sound of its vowels. Good enough to lay words under notes that were written for them; where the count does not agree with the
//! notes, nobody claims to know.

/// A syllable and how it stands among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// The letters, with the punctuation that belongs to them.
    pub text: String,
    /// Whether a word begins with it.
    pub starts: bool,
    /// Whether a word ends with it.
    pub ends: bool,
    /// Whether a space follows it.
    pub space: bool,
}

/// The syllables of a line.
pub fn syllables(line: &str) -> Vec<Syllable> {
    let mut all: Vec<Syllable> = Vec::new();
    for word in line.split_whitespace() {
        if !word.chars().any(char::is_alphanumeric) {
            // A dash between words belongs to the one before it.
            if let Some(last) = all.last_mut() {
                last.text.push(' ');
                last.text.push_str(word);
            }
            continue;
        }
        all.extend(of_word(word));
        if let Some(last) = all.last_mut() {
            last.space = true;
        }
    }
    if let Some(last) = all.last_mut() {
        last.space = false;
    }
    all
}

fn of_word(word: &str) -> Vec<Syllable> {
    let mut all: Vec<Syllable> = Vec::new();
    let mut run = String::new();
    for letter in word.chars() {
        let whole = |text: String| Syllable { text, starts: true, ends: true, space: false };
        if is_ideograph(letter) {
            push_run(&mut run, &mut all);
            all.push(whole(letter.to_string()));
        } else if let (true, Some(last)) = (run.is_empty() && belongs_before(letter), all.last_mut()) {
            last.text.push(letter);
        } else {
            run.push(letter);
        }
    }
    push_run(&mut run, &mut all);
    all
}

/// Adds the syllables of what was gathered of a word in letters.
fn push_run(run: &mut String, all: &mut Vec<Syllable>) {
    let run = std::mem::take(run);
    if run.is_empty() {
        return;
    }
    if !run.chars().any(char::is_alphanumeric) {
        match all.last_mut() {
            Some(last) => last.text.push_str(&run),
            // An opening mark before the first ideograph has nothing to hold on to yet.
            None => all.push(Syllable { text: run, starts: true, ends: true, space: false }),
        }
        return;
    }
    let parts = cut(&run);
    let count = parts.len();
    let parts = parts.into_iter().enumerate();
    all.extend(parts.map(|(index, text)| Syllable {
        text,
        starts: index == 0,
        ends: index + 1 == count,
        space: false,
    }));
}

/// Han, kana and Hangul: scripts in which a letter is a syllable.
fn is_ideograph(letter: char) -> bool {
    matches!(u32::from(letter), 0x3041..=0x30fa | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0x20000..=0x3134f)
        && !is_small_kana(letter)
}

/// Kana that only bend the one before.
fn is_small_kana(letter: char) -> bool {
    "ぁぃぅぇぉゃゅょっァィゥェォャュョッ".contains(letter)
}

fn belongs_before(letter: char) -> bool {
    !letter.is_alphanumeric() && !"“‘「『（《(\"¿¡".contains(letter) || is_small_kana(letter) || letter == 'ー'
}

fn is_vowel(letter: char) -> bool {
    "aeiouyàáâãäåāăąèéêëēėęěìíîïīįòóôõöøōőùúûüūůűýÿæœ".contains(letter)
}

/// Where the vowels of each syllable stand: first and after the last, counted in letters.
fn nuclei(letters: &[char]) -> Vec<(usize, usize)> {
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut index = 0;
    while index < letters.len() {
        let first = index == 0 || !at(index - 1).is_alphabetic();
        let glides = (at(index) == 'y' && first && is_vowel(at(index + 1)))
            || (at(index) == 'u' && index > 0 && at(index - 1) == 'q');
        if !is_vowel(at(index)) || glides {
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        while is_vowel(at(index)) {
            // “ra-di-o”, but “sta-tion” and “spe-cial”.
            let apart = at(index - 1) == 'i' && matches!(at(index), 'a' | 'o');
            if apart && !(start > 0 && matches!(at(start - 1), 't' | 's' | 'c')) {
                break;
            }
            index += 1;
        }
        found.push((start, index));
    }
    found
}

/// Whether the last vowel of a word is only written: “home”, “called”, “lines”.
fn is_silent(letters: &[char], (start, end): (usize, usize)) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|index| letters.get(index)).copied().unwrap_or(' ');
    let tail: String = letters[end..].iter().filter(|letter| letter.is_alphabetic()).collect();
    if letters[start..end] != ['e'] || !before(1).is_alphabetic() || is_vowel(before(1)) {
        return false;
    }
    match tail.as_str() {
        "" => !(before(1) == 'l' && before(2).is_alphabetic() && !is_vowel(before(2))),
        "d" => !matches!(before(1), 't' | 'd'),
        "s" => !matches!(before(1), 's' | 'x' | 'z' | 'h' | 'c' | 'g'),
        _ => false,
    }
}

/// A word cut before each syllable but its first.
fn cut(word: &str) -> Vec<String> {
    let shown: Vec<char> = word.chars().collect();
    // One small letter for each letter, so that places agree.
    let letters: Vec<char> = shown.iter().map(|letter| letter.to_lowercase().next().unwrap_or(*letter)).collect();
    let mut nuclei = nuclei(&letters);
    if nuclei.len() > 1 && nuclei.last().is_some_and(|last| is_silent(&letters, *last)) {
        nuclei.pop();
    }
    let mut cuts: Vec<usize> = Vec::new();
    for pair in nuclei.windows(2) {
        let (left, right) = (pair[0].1, pair[1].0);
        let cluster = &letters[left..right];
        let onset = match cluster {
            [] => 0,
            [.., a, b] if starts_together(*a, *b) => 2,
            // “lit-tle”.
            [.., _, 'l'] if letters[right..] == ['e'] => 2,
            [.., _] => 1,
        };
        cuts.push(right - onset);
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for at in cuts {
        parts.push(shown[from..at].iter().collect());
        from = at;
    }
    parts.push(shown[from..].iter().collect());
    parts
}

/// What a line rhymes by: how its last syllable sounds from its vowel on, by rules of English spelling that take “night”
/// and “kite” for one sound; the last letter where a letter is a syllable. None where there are no letters.
pub fn rhyme(line: &str) -> Option<String> {
    let last = syllables(line).pop()?;
    let text: String =
        last.text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = text.chars().collect();
    let vowel = letters.iter().position(|letter| is_vowel(*letter)).unwrap_or(0);
    let tail: String = letters.get(vowel..)?.iter().collect();
    let tail =
        if letters.first() == Some(&'y') && vowel == 0 && letters.len() > 1 { tail[1..].to_owned() } else { tail };
    let single = last.starts;
    (!tail.is_empty()).then(|| sound_of(&tail, single))
}

/// Spellings of long vowels, the longer ones first; what is left behind them is kept.
const LONG: [(&str, &str); 22] = [
    ("eigh", "A"),
    ("igh", "I"),
    ("ough", "O"),
    ("ay", "A"),
    ("ai", "A"),
    ("ey", "E"),
    ("ea", "E"),
    ("ee", "E"),
    ("ie", "I"),
    ("oa", "O"),
    ("ow", "O"),
    ("oe", "O"),
    ("ew", "U"),
    ("oo", "U"),
    ("ue", "U"),
    ("ui", "U"),
    ("ou", "V"),
    ("oi", "W"),
    ("oy", "W"),
    ("au", "o"),
    ("aw", "o"),
    ("al", "ol"),
];

/// A tail of a word as it sounds. In a word of one syllable `y` is that of “sky”, elsewhere that of “city”.
fn sound_of(tail: &str, single: bool) -> String {
    let letters: Vec<char> = tail.chars().collect();
    let silent = matches!(letters.as_slice(), [vowel, consonant, .., 'e'] if letters.len() == 3 && is_vowel(*vowel) && !is_vowel(*consonant));
    match (letters.as_slice(), single) {
        (['y'], true) | (['i'], _) => return "I".to_owned(),
        (['y'], false) => return "E".to_owned(),
        (['e'], _) => return "E".to_owned(),
        (['o'], _) => return "O".to_owned(),
        _ => {}
    }
    if let (true, [vowel, consonant, ..]) = (silent, letters.as_slice()) {
        return format!("{}{consonant}", vowel.to_uppercase());
    }
    for (written, heard) in LONG {
        if let Some(rest) = tail.strip_prefix(written) {
            return format!("{heard}{rest}");
        }
    }
    tail.to_owned()
}

/// Consonants that begin a syllable together.
fn starts_together(one: char, two: char) -> bool {
    match two {
        'h' => matches!(one, 'c' | 's' | 't' | 'p' | 'w'),
        'l' => matches!(one, 'b' | 'c' | 'f' | 'g' | 'p'),
        'r' => matches!(one, 'b' | 'c' | 'd' | 'f' | 'g' | 'p' | 't'),
        'u' => one == 'q',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphened(line: &str) -> String {
        let part = |syllable: Syllable| {
            let after = match (syllable.space, syllable.ends) {
                (true, _) => " ",
                (false, true) => "|",
                (false, false) => "-",
            };
            syllable.text + after
        };
        syllables(line).into_iter().map(part).collect::<String>().trim_end_matches('|').to_owned()
    }

    #[test]
    fn english_words_are_cut_where_they_are_sung() {
        for (line, cut) in [
            ("The last train home", "The last train home"),
            ("Night city lights are calling", "Night ci-ty lights are cal-ling"),
            ("little radio station", "lit-tle ra-di-o sta-tion"),
            ("waited, called it a quiet yes", "wai-ted, called it a quiet yes"),
            ("don't hurry — someone lines up", "don't hur-ry — so-meone lines up"),
            ("Québec déjà vu", "Qué-bec dé-jà vu"),
        ] {
            assert_eq!(hyphened(line), cut);
        }
    }

    #[test]
    fn a_letter_is_a_syllable_where_it_is_written_so() {
        assert_eq!(hyphened("最后一班电车，回家"), "最|后|一|班|电|车，|回|家");
        assert_eq!(hyphened("きゃりー 사랑"), "きゃ|りー 사|랑");
        assert_eq!(hyphened("夜色 city 很美"), "夜|色 ci-ty 很|美");
    }

    #[test]
    fn lines_rhyme_by_their_sound_and_not_by_their_letters() {
        let same = |one: &str, other: &str| rhyme(one) == rhyme(other);
        for (one, other) in [
            ("out of sight", "flying a kite"),
            ("a lonely home", "we used to roam!"),
            ("another day", "we are on our way"),
            ("in the city", "oh so pretty"),
            ("falling rain", "the last train"),
            ("I go", "let it snow"),
            ("回家", "大家"),
        ] {
            assert!(same(one, other), "{one} / {other}: {:?} {:?}", rhyme(one), rhyme(other));
        }
        for (one, other) in [("last train", "home"), ("night", "day"), ("电车", "回家"), ("cat", "dog")] {
            assert!(!same(one, other), "{one} / {other}");
        }
        assert_eq!((rhyme(""), rhyme("— …")), (None, None));
        for line in ["e", "ÿ", "yy", "y", "🚃", "hmm", "x1e", "İy"] {
            rhyme(line);
        }
    }

    #[test]
    fn no_letter_is_lost_and_nothing_panics() {
        for line in ["", "  ", "—", "…hm", "b'y 4ever 2", "🚃 rhythm qqq", "“你好”", "e", "İstanbul ǅungla"]
        {
            let joined: String = syllables(line).iter().map(|syllable| syllable.text.as_str()).collect();
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&joined), letters(line));
        }
    }
}
