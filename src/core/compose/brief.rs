//! What a prompt asks for, as far as the composer understands it. Words it does not know are passed over.

use crate::compose::style::Style;
use crate::compose::{title, tonality, words};
use crate::music::{Mode, PitchClass};
use crate::text::Locale;
use crate::time::{Bpm, Meter};

/// How a song is meant to feel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Looking back with a smile.
    Wistful,
    /// Glad.
    Happy,
    /// Mourning.
    Sad,
    /// Uneasy.
    Dark,
    /// Not quite awake.
    Dreamy,
    /// Pushing on.
    Energetic,
    /// At rest.
    Calm,
    /// In love.
    Romantic,
    /// Larger than life.
    Epic,
}

/// Something a prompt may want or refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A drum kit.
    Drums,
    /// A piano or another keyboard.
    Keys,
    /// A guitar.
    Guitar,
    /// Another plucked instrument.
    Plucked,
    /// Bowed strings.
    Strings,
    /// A pad.
    Pad,
    /// Bells.
    Bells,
    /// Broken chords.
    Arp,
    /// Brass.
    Brass,
    /// A bass.
    Bass,
    /// Words to sing.
    Words,
}

/// How long a song is meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Length {
    /// As long as its style likes.
    #[default]
    Usual,
    /// No longer than it has to be.
    Short,
    /// Longer than usual.
    Long,
    /// A number of seconds.
    Seconds(f64),
    /// A number of bars.
    Bars(u32),
}

/// What a prompt asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The language it is written in, which names sections, parts and places for words.
    pub locale: Locale,
    /// The title it gives or suggests.
    pub title: Option<String>,
    /// The style it names.
    pub style: Option<Style>,
    /// The moods it names.
    pub moods: Vec<Mood>,
    /// The tempo it names.
    pub bpm: Option<Bpm>,
    /// The tonic it names.
    pub tonic: Option<PitchClass>,
    /// The mode it names.
    pub mode: Option<Mode>,
    /// The time signature it names.
    pub meter: Option<Meter>,
    /// What it wants to hear.
    pub wanted: Vec<Wish>,
    /// What it does not want to hear.
    pub refused: Vec<Wish>,
    /// How long it wants the song.
    pub length: Length,
}

impl Brief {
    /// Reads a prompt.
    pub fn read(prompt: &str) -> Self {
        let chinese = prompt.chars().filter(|letter| is_han(*letter)).count();
        let locale = if chinese >= 2 { Locale::SimplifiedChinese } else { Locale::English };
        let subject = title::subject(prompt);
        let description = subject.map_or_else(|| prompt.to_owned(), |part| prompt.replacen(part, " , ", 1));
        // What describes the song goes before what it is about: a song about rock climbing need not be rock.
        let (first, all) = (Text::new(&description), Text::new(prompt));
        let refused: Vec<Wish> = found(words::WISHES, |word| all.refuses(word));
        let wanted = found(words::WISHES, |word| first.place(word).is_some());
        let mut moods: Vec<Mood> = found(words::MOODS, |word| first.place(word).is_some());
        if moods.is_empty() {
            moods = found(words::MOODS, |word| all.place(word).is_some());
        }
        let (tonic, mode) = tonality::read(&description);
        Self {
            locale,
            title: subject.and_then(|part| title::from_subject(part, locale)),
            style: style(&first).or_else(|| style(&all)),
            moods,
            bpm: tempo(&first),
            tonic,
            mode,
            meter: meter(&first),
            wanted: wanted.into_iter().filter(|wish| !refused.contains(wish)).collect(),
            refused: if first.any(words::INSTRUMENTAL) { [refused, vec![Wish::Words]].concat() } else { refused },
            length: length(&first),
        }
    }

    /// Whether it wants something.
    pub fn wants(&self, wish: Wish) -> bool {
        self.wanted.contains(&wish)
    }

    /// Whether it does not want something.
    pub fn refuses(&self, wish: Wish) -> bool {
        self.refused.contains(&wish)
    }

    /// Whether it names a mood.
    pub fn feels(&self, mood: Mood) -> bool {
        self.moods.contains(&mood)
    }
}

/// A prompt made ready for looking words up.
struct Text {
    /// Small letters; hyphens and punctuation are spaces, with one space around every word.
    spaced: String,
}

impl Text {
    fn new(text: &str) -> Self {
        let mut spaced = String::from(" ");
        for letter in text.chars().flat_map(char::to_lowercase) {
            let kept = letter.is_alphanumeric() || matches!(letter, '#' | '/' | '&' | '.');
            match letter {
                // A full stop stays inside a number and goes at the end of a sentence.
                _ if kept => spaced.push(letter),
                _ if !spaced.ends_with(' ') => spaced.push(' '),
                _ => {}
            }
        }
        Self { spaced: spaced.replace(". ", " ").trim_end_matches(['.', ' ']).to_owned() + " " }
    }

    /// Where a word stands: a whole word in English, anywhere in Chinese.
    fn place(&self, word: &str) -> Option<usize> {
        if word.is_ascii() { self.spaced.find(&format!(" {word} ")) } else { self.spaced.find(word) }
    }

    fn any(&self, list: &[&str]) -> bool {
        list.iter().any(|word| self.place(word).is_some())
    }

    fn refuses(&self, word: &str) -> bool {
        if word.is_ascii() {
            words::REFUSALS.iter().any(|no| self.place(&format!("{no} {word}")).is_some())
                || self.place(&format!("{word}less")).is_some()
        } else {
            words::CHINESE_REFUSALS.iter().any(|no| self.place(&format!("{no}{word}")).is_some())
        }
    }

    /// The number right before or right after one of some words.
    fn number_at(&self, list: &[&str], after: bool) -> Option<f64> {
        list.iter().find_map(|word| {
            let at = self.spaced.find(word)?;
            if after { leading_number(&self.spaced[at + word.len()..]) } else { trailing_number(&self.spaced[..at]) }
        })
    }
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn found<T: Copy>(table: &[(T, &[&str])], is_there: impl Fn(&str) -> bool) -> Vec<T> {
    table.iter().filter(|(_, list)| list.iter().any(|word| is_there(word))).map(|(what, _)| *what).collect()
}

fn style(text: &Text) -> Option<Style> {
    let places = words::STYLES.iter().flat_map(|(style, list)| {
        let found = list.iter().filter_map(|word| Some((text.place(word)?, usize::MAX - word.len(), *style)));
        found.collect::<Vec<_>>()
    });
    places.min_by_key(|(place, length, _)| (*place, *length)).map(|(_, _, style)| style)
}

fn leading_number(text: &str) -> Option<f64> {
    let text = text.trim_start_matches([' ', '为', '是']);
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    text[..end].parse().ok()
}

fn trailing_number(text: &str) -> Option<f64> {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, letter)| letter.is_ascii_digit() || *letter == '.')
        .last()
        .map(|(at, _)| at)?;
    text[start..].trim_start_matches('.').parse().ok()
}

fn tempo(text: &Text) -> Option<Bpm> {
    let number = text
        .number_at(&["bpm", "beats per minute", "拍每分钟", "拍/分"], false)
        .or_else(|| text.number_at(&["每分钟", "bpm ", "tempo of ", "tempo ", "速度"], true))?;
    (number >= 1.0).then(|| Bpm::clamped(number))
}

fn meter(text: &Text) -> Option<Meter> {
    let written = text.spaced.match_indices('/').find_map(|(at, _)| {
        let beats = trailing_number(&text.spaced[..at])? as u8;
        let unit = leading_number(&text.spaced[at + 1..])? as u8;
        // At least three eighths long: in less there is no room for a melody.
        let sensible = (2..=12).contains(&beats) && matches!(unit, 2 | 4 | 8) && beats * 8 / unit >= 3;
        sensible.then(|| Meter::new(beats, unit).ok()).flatten()
    });
    let waltz = || text.any(words::WALTZ).then(|| Meter::new(3, 4).ok()).flatten();
    written.or_else(waltz)
}

fn length(text: &Text) -> Length {
    if let Some(bars) = text.number_at(&[" bars", "bars ", "小节"], false) {
        return Length::Bars(bars as u32);
    }
    if let Some(minutes) = text.number_at(&[" minute", " min ", "min ", "分钟长", "分钟"], false) {
        return Length::Seconds(minutes * 60.0);
    }
    if let Some(seconds) = text.number_at(&[" second", " sec ", "秒"], false) {
        return Length::Seconds(seconds);
    }
    let counted = [
        ("一分钟", 60.0),
        ("两分钟", 120.0),
        ("二分钟", 120.0),
        ("三分钟", 180.0),
        ("四分钟", 240.0),
        ("五分钟", 300.0),
    ];
    let spelt = [
        ("one minute", 60.0),
        ("two minute", 120.0),
        ("three minute", 180.0),
        ("four minute", 240.0),
        ("five minute", 300.0),
    ];
    if let Some((_, seconds)) = counted.iter().chain(&spelt).find(|(word, _)| text.spaced.contains(word)) {
        return Length::Seconds(*seconds);
    }
    match (text.any(words::SHORT), text.any(words::LONG)) {
        (true, false) => Length::Short,
        (false, true) => Length::Long,
        _ => Length::Usual,
    }
}

#[cfg(test)]
mod tests;
