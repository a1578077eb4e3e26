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
mod tests {
    use super::*;

    #[test]
    fn titles_are_drawn_from_the_prompt() {
        let table = [
            ("a wistful city-pop song about the last train home, 96 bpm", "The Last Train Home"),
            ("a song about a girl from the north in A minor", "A Girl from the North"),
            ("rock song called “Iron Sky” with big drums", "Iron Sky"),
            ("lullaby about stars and the sea. Slow.", "Stars and the Sea"),
            ("a tune about 99 balloons", "99 Balloons"),
            ("folk song about home 100 bpm", "Home"),
            ("一首关于末班车的城市流行歌曲，96 bpm", "末班车"),
            ("写一首关于故乡的雨的民谣", "故乡的雨"),
            ("《青花》国风", "青花"),
        ];
        for (prompt, title) in table {
            assert_eq!(Brief::read(prompt).title.as_deref(), Some(title), "{prompt}");
        }
        for untitled in ["fast techno", "爵士", "a song about , 96 bpm"] {
            assert_eq!(Brief::read(untitled).title, None, "{untitled}");
        }
    }

    #[test]
    fn styles_are_found_and_not_in_what_a_song_is_about() {
        let table = [
            ("City-Pop please", Style::CityPop),
            ("lofi hip hop to study", Style::LoFi),
            ("a ROCK song about jazz clubs", Style::Rock),
            ("a ballad about rock climbing", Style::Ballad),
            ("acoustic", Style::Folk),
            ("an EDM banger", Style::House),
            ("trap beat", Style::Trap),
            ("8-bit boss fight", Style::Chiptune),
            ("bossa nova", Style::Bossa),
            ("something about a jazz club", Style::Jazz),
            ("城市流行", Style::CityPop),
            ("一首关于海的民谣", Style::Folk),
            ("电子舞曲", Style::House),
            ("中国风", Style::Guofeng),
            ("华语流行", Style::Pop),
            ("80s synth-pop", Style::Synthwave),
        ];
        for (prompt, style) in table {
            assert_eq!(Brief::read(prompt).style, Some(style), "{prompt}");
        }
        assert_eq!(Brief::read("trapped in traffic, rocky road").style, None);
    }

    #[test]
    fn tempos_meters_and_lengths_are_read() {
        let tempo = |prompt: &str| Brief::read(prompt).bpm.map(Bpm::get);
        for (prompt, bpm) in [
            ("96 bpm", 96.0),
            ("at 128BPM", 128.0),
            ("tempo 72", 72.0),
            ("tempo: 72.5 please", 72.5),
            ("92-bpm groove", 92.0),
            ("每分钟110拍", 110.0),
            ("速度80的歌", 80.0),
            ("9999 bpm", 400.0),
        ] {
            assert_eq!(tempo(prompt), Some(bpm), "{prompt}");
        }
        assert_eq!((tempo("99 problems"), tempo("bpm"), tempo("0 bpm")), (None, None, None));
        let meter = |prompt: &str| Brief::read(prompt).meter.map(|meter| (meter.beats(), meter.unit()));
        for (prompt, found) in
            [("a waltz", (3, 4)), ("in 6/8", (6, 8)), ("7/8 prog", (7, 8)), ("圆舞曲", (3, 4)), ("5/4拍", (5, 4))]
        {
            assert_eq!(meter(prompt), Some(found), "{prompt}");
        }
        for none in ["open 24/7", "9/11", "1/8", "256/4", "4/0"] {
            assert_eq!(meter(none), None, "{none}");
        }
        let length = |prompt: &str| Brief::read(prompt).length;
        assert_eq!(length("2 minutes of jazz"), Length::Seconds(120.0));
        assert_eq!(length("90 seconds"), Length::Seconds(90.0));
        assert_eq!(length("两分钟的歌"), Length::Seconds(120.0));
        assert_eq!(length("3分钟"), Length::Seconds(180.0));
        assert_eq!(length("64 bars"), Length::Bars(64));
        assert_eq!(
            (length("a short song"), length("a long song"), length("song")),
            (Length::Short, Length::Long, Length::Usual)
        );
    }

    #[test]
    fn keys_are_read() {
        let table = [
            ("in A minor", Some(9), Some(Mode::Minor)),
            ("F# dorian groove", Some(6), Some(Mode::Dorian)),
            ("B flat major", Some(10), Some(Mode::Major)),
            ("Eb lydian", Some(3), Some(Mode::Lydian)),
            ("ballad in c minor", Some(0), Some(Mode::Minor)),
            ("in F#m please", Some(6), Some(Mode::Minor)),
            ("in the key of D", Some(2), None),
            ("in G, fast", Some(7), None),
            ("something in a minor key", Some(9), Some(Mode::Minor)),
            ("a dorian jam", None, Some(Mode::Dorian)),
            ("A wistful song", None, None),
            ("in a hall", None, None),
            ("Dance in Berlin", None, None),
            ("C小调", Some(0), Some(Mode::Minor)),
            ("降E大调的圆舞曲", Some(3), Some(Mode::Major)),
            ("大调", None, Some(Mode::Major)),
        ];
        for (prompt, tonic, mode) in table {
            let brief = Brief::read(prompt);
            assert_eq!((brief.tonic, brief.mode), (tonic.map(PitchClass::of), mode), "{prompt}");
        }
    }

    #[test]
    fn moods_and_instruments_are_read() {
        let brief = Brief::read("a sad, dreamy piano song without drums and no bass");
        assert_eq!(brief.moods, [Mood::Sad, Mood::Dreamy]);
        assert_eq!((brief.wanted, brief.refused), (vec![Wish::Keys], vec![Wish::Drums, Wish::Bass]));
        let chinese = Brief::read("悲伤的钢琴曲，没有鼓，要弦乐");
        assert_eq!(chinese.moods, [Mood::Sad]);
        assert_eq!((chinese.wanted, chinese.refused), (vec![Wish::Keys, Wish::Strings], vec![Wish::Drums]));
        assert!(Brief::read("drumless ambient").refuses(Wish::Drums));
        assert!(Brief::read("instrumental jazz").refuses(Wish::Words));
        assert_eq!(Brief::read("a song about sad robots").moods, [Mood::Sad]);
        assert_eq!(Brief::read("hello").locale, Locale::English);
        assert_eq!(Brief::read("一首歌").locale, Locale::SimplifiedChinese);
    }

    #[test]
    fn no_prompt_stops_the_reader() {
        for odd in [
            "/",
            "//4",
            "in ",
            "key of",
            "b b b",
            "关于",
            "关于的",
            "“”",
            "…😀 in 😀/8",
            "in é minor",
            "about ",
            "A\u{301} minor",
        ] {
            let brief = Brief::read(odd);
            assert!(brief.title.is_none_or(|title| !title.is_empty()));
        }
    }
}
