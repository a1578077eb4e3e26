//! What a person's words say of where and what: "make bars 9-16 sadder, keep the bass". Read by rule, so that what shall stay
//! stays whatever a model makes of it.

use crate::ai::prompt::ContextKind;
use crate::project::Project;
use crate::time::TickRange;

/// The most characters that are looked at.
const MOST: usize = 20_000;
/// Words before bars, in small letters.
const BAR: [&str; 4] = ["bar", "bars", "measure", "measures"];
/// What stands between the first and the last bar.
const TO: [&str; 9] = ["-", "–", "—", "~", "to", "through", "until", "到", "至"];
/// How somebody begins to say what shall stay.
const KEEP: [&str; 12] = [
    "keep ",
    "leave ",
    "don't touch ",
    "don’t touch ",
    "do not touch ",
    "don't change ",
    "don’t change ",
    "do not change ",
    "without changing ",
    "保留",
    "保持",
    "不要动",
];
/// How they end it.
const STAYS: [&str; 11] = [
    " as it is",
    " as they are",
    " as is",
    " the same",
    " unchanged",
    " alone",
    " intact",
    " untouched",
    "不变",
    "原样",
    "不动",
];
/// Further names of what tracks are often called.
const ALSO: [(&str, &[&str]); 6] = [
    ("bass", &["bassline", "bass line", "贝斯", "低音"]),
    ("drum", &["drums", "drum", "beat", "percussion", "鼓", "鼓点", "鼓组"]),
    ("lead", &["melody", "lead melody", "vocal", "vocals", "旋律", "主旋律"]),
    ("keys", &["piano", "keyboard", "钢琴", "键盘"]),
    ("pad", &["pads", "铺底"]),
    ("arp", &["arpeggio", "琶音"]),
];

/// The part of a song that is meant: the bars that the words name, else the part that is selected.
pub fn aimed(project: &Project, selected: TickRange, words: &str) -> TickRange {
    let Some((first, last)) = bars_named(words) else { return selected };
    let range = TickRange::new(project.meter.bar_start(first - 1), project.meter.bar_start(last).min(project.end()));
    if range.is_empty() { selected } else { range }
}

/// The bars that words name, counted from one, the first and the last.
fn bars_named(words: &str) -> Option<(u32, u32)> {
    let words = tokens(words);
    (0..words.len()).find_map(|at| {
        let rest = words.get(at..)?;
        let (first, last) = english(rest).or_else(|| chinese(rest))?;
        (0 < first && first <= last && last < 100_000).then_some((first, last))
    })
}

/// `bars 9-16`, `bar 9 to bar 16`, `bar 9`.
fn english(words: &[String]) -> Option<(u32, u32)> {
    let is_bar = |word: Option<&String>| word.is_some_and(|word| BAR.contains(&word.as_str()));
    if !is_bar(words.first()) {
        return None;
    }
    let first = number(words.get(1))?;
    let rest = words.get(2..)?;
    let to = rest.first().is_some_and(|word| TO.contains(&word.as_str()));
    let place = if is_bar(rest.get(1)) { 2 } else { 1 };
    Some((first, number(rest.get(place)).filter(|_| to).unwrap_or(first)))
}

/// `第9-16小节`, `9到16小节`, `第9小节`; `16小节` alone is a length.
fn chinese(words: &[String]) -> Option<(u32, u32)> {
    let is = |word: Option<&String>, text: &str| word.is_some_and(|word| word == text);
    let marked = is(words.first(), "第");
    let rest = words.get(usize::from(marked)..)?;
    let first = number(rest.first())?;
    let ends = |at: usize| is(rest.get(at), "小") && is(rest.get(at + 1), "节");
    if marked && ends(1) {
        return Some((first, first));
    }
    let to = rest.get(1).is_some_and(|word| TO.contains(&word.as_str()));
    let place = if is(rest.get(2), "第") { 3 } else { 2 };
    Some((first, number(rest.get(place)).filter(|_| to && ends(place + 1))?))
}

fn number(word: Option<&String>) -> Option<u32> {
    word?.parse().ok()
}

/// Words and numbers in small letters; any other sign stands alone.
fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in text.chars().take(MOST).flat_map(char::to_lowercase) {
        let joins = letter.is_ascii_digit() && before.is_ascii_digit()
            || letter.is_ascii_alphabetic() && before.is_ascii_alphabetic();
        match found.last_mut().filter(|_| joins) {
            Some(word) => word.push(letter),
            None if letter.is_whitespace() => {}
            None => found.push(letter.to_string()),
        }
        before = letter;
    }
    found
}

/// What of a song words want left as it is. Only what is named and nothing more counts: "keep the bass busy" is a change.
pub fn kept_in(words: &str, offered: &[ContextKind]) -> Vec<ContextKind> {
    let words = words.chars().take(MOST).collect::<String>().to_lowercase();
    let mut kept: Vec<ContextKind> = Vec::new();
    for trigger in KEEP {
        for (at, _) in words.match_indices(trigger) {
            let clause = words.get(at + trigger.len()..).unwrap_or_default();
            let clause = clause.split(['.', ';', '!', '?', '\n', '。', '；', '！', '？']).next().unwrap_or_default();
            // The sign for "and" begins the words for chords and harmony, too.
            let clause = clause.replace("和弦", "chords").replace("和声", "harmony");
            let split = clause.replace(" and ", ",").replace(" & ", ",").replace(['、', '，', '和', '与'], ",");
            for name in split.split(',') {
                let named: Vec<&ContextKind> = offered.iter().filter(|kind| is_named(kind, name)).collect();
                if named.is_empty() {
                    break;
                }
                kept.extend(named.into_iter().cloned());
            }
        }
    }
    offered.iter().filter(|kind| kept.contains(kind)).cloned().collect()
}

fn is_named(kind: &ContextKind, said: &str) -> bool {
    let mut said = said.trim();
    for end in STAYS {
        said = said.strip_suffix(end).unwrap_or(said).trim();
    }
    for start in ["all ", "both ", "the ", "my ", "our ", "原来的", "原有的"] {
        said = said.strip_prefix(start).unwrap_or(said).trim();
    }
    match kind {
        ContextKind::Frame => false,
        ContextKind::Chords => ["chords", "chord", "harmony", "harmonies"].contains(&said),
        ContextKind::Lyrics => ["lyrics", "words", "歌词", "词"].contains(&said),
        ContextKind::Track(name) => {
            let name = name.to_lowercase();
            let mut also = ALSO.iter().filter(|(part, _)| name.contains(part));
            let other = also.any(|(part, names)| said == *part || names.contains(&said));
            !said.is_empty() && (said == name || name.split_whitespace().any(|word| word == said) || other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Vec<ContextKind> {
        let track = |name: &str| ContextKind::Track(name.to_owned());
        vec![ContextKind::Chords, ContextKind::Lyrics, track("Lead"), track("Slap Bass"), track("Drums")]
    }

    #[test]
    fn bars_are_read_in_both_languages_and_lengths_are_not_places() {
        for (words, bars) in [
            ("make bars 9-16 sadder, keep the bass", Some((9, 16))),
            ("Bars 9 – 16, please", Some((9, 16))),
            ("from bar 9 to bar 16", Some((9, 16))),
            ("measure 5 sounds wrong", Some((5, 5))),
            ("让第9-16小节更忧伤", Some((9, 16))),
            ("第 3 小节", Some((3, 3))),
            ("9到16小节", Some((9, 16))),
            ("add 8 bars", None),
            ("写16小节", None),
            ("bars 16-9", None),
            ("bar 0", None),
            ("barbecue 9", None),
            ("bars 99999999999", None),
        ] {
            assert_eq!(bars_named(words), bars, "{words}");
        }
    }

    #[test]
    fn bars_past_the_song_are_the_selected_ones() {
        let project = crate::draft::song("a folk song about a river", 2, 0).unwrap();
        let all = TickRange::new(crate::time::Tick::ZERO, project.end());
        let bar = project.meter.bar_start(1).0;
        let nine = TickRange::new(crate::time::Tick(8 * bar), crate::time::Tick(16 * bar));
        assert_eq!(aimed(&project, all, "bars 9-16 sadder"), nine);
        assert_eq!(aimed(&project, all, "bars 5000-6000"), all);
        assert_eq!(aimed(&project, all, "sadder"), all);
    }

    #[test]
    fn what_shall_stay_is_known_by_name_and_a_wish_for_a_change_is_none() {
        let track = |name: &str| ContextKind::Track(name.to_owned());
        for (words, kept) in [
            ("make it sadder, keep the bass", vec![track("Slap Bass")]),
            (
                "Keep the bass, drums and chords as they are. Make the lead higher.",
                vec![ContextKind::Chords, track("Slap Bass"), track("Drums")],
            ),
            ("keep the bass, make the drums louder", vec![track("Slap Bass")]),
            ("leave the melody alone", vec![track("Lead")]),
            ("don't touch the lyrics!", vec![ContextKind::Lyrics]),
            ("更忧伤，保留贝斯和鼓", vec![track("Slap Bass"), track("Drums")]),
            ("保持和弦不变", vec![ContextKind::Chords]),
            ("keep the bass busy", vec![]),
            ("keep it simple", vec![]),
            ("more bass", vec![]),
        ] {
            assert_eq!(kept_in(words, &offered()), kept, "{words}");
        }
    }
}
