//! Making what is asked fit a service: what is changed is said, and words to sing are never cut.

use crate::ai::media::ask::{AskError, SongAsk};
use crate::text::Message;

/// What a service takes. Lengths are in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The least of a style.
    pub style_least: usize,
    /// The most of a style.
    pub style: usize,
    /// The most words to sing; zero where it does not sing given words.
    pub lyrics: usize,
    /// The most of a title.
    pub title: usize,
    /// From and to how many seconds, where the length can be asked for.
    pub seconds: Option<(u32, u32)>,
    /// Whether it takes a seed.
    pub seed: bool,
    /// Whether it has a place of its own for what a song shall not have; in the style otherwise.
    pub negative: bool,
}

impl Limits {
    /// What Suno's and Udio's models take through most gateways.
    pub const SUNO: Self =
        Self { style_least: 1, style: 1000, lyrics: 5000, title: 80, seconds: None, seed: false, negative: false };

    /// A service without known limits that sings and takes neither length nor seed.
    pub const OPEN: Self =
        Self { style_least: 0, style: 4000, lyrics: 20_000, title: 200, seconds: None, seed: false, negative: false };
}

/// What is asked, made to fit, and what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// What is asked.
    pub ask: SongAsk,
    /// What was changed, to be shown.
    pub notes: Vec<Message>,
}

/// Makes a wish fit.
///
/// # Errors
/// If there are too many words to sing, or too little to go by.
pub fn fit(ask: &SongAsk, limits: &Limits) -> Result<Fitted, AskError> {
    let mut ask = ask.clone();
    let mut notes = Vec::new();
    let characters = |text: &str| text.chars().count();
    if ask.style.trim().is_empty() && !ask.sings() {
        return Err(AskError::NothingAsked);
    }
    if characters(ask.style.trim()) < limits.style_least {
        return Err(AskError::StyleTooShort(limits.style_least));
    }
    let have = characters(ask.lyrics.trim());
    if ask.instrumental {
        ask.lyrics.clear();
    } else if limits.lyrics == 0 && have > 0 {
        notes.push(Message::new("note-ask-not-sung"));
        ask.lyrics.clear();
    } else if have > limits.lyrics {
        return Err(AskError::LyricsTooLong { most: limits.lyrics, have });
    }
    if !limits.negative && !ask.negative.trim().is_empty() {
        ask.style = format!("{}, no {}", ask.style.trim(), std::mem::take(&mut ask.negative).trim());
    }
    // Tempo and key are added in words later; they need their place.
    let added = characters(&ask.style_in_words()) - characters(ask.style.trim());
    let most = limits.style.saturating_sub(added);
    if characters(ask.style.trim()) > most {
        ask.style = cut(ask.style.trim(), most);
        notes.push(Message::new("note-ask-style-cut").with("most", limits.style));
    }
    if characters(&ask.title) > limits.title {
        ask.title = cut(&ask.title, limits.title);
        notes.push(Message::new("note-ask-title-cut").with("most", limits.title));
    }
    fit_length(&mut ask, limits, &mut notes);
    if ask.seed.is_some() && !limits.seed {
        ask.seed = None;
        notes.push(Message::new("note-ask-no-seed"));
    }
    Ok(Fitted { ask, notes })
}

fn fit_length(ask: &mut SongAsk, limits: &Limits, notes: &mut Vec<Message>) {
    match (ask.seconds, limits.seconds) {
        (Some(asked), Some((least, most))) if !(least..=most).contains(&asked) => {
            let taken = asked.clamp(least, most);
            ask.seconds = Some(taken);
            notes.push(Message::new("note-ask-seconds").with("asked", asked).with("taken", taken));
        }
        (Some(_), None) => notes.push(Message::new("note-ask-no-length")),
        _ => {}
    }
}

/// A text cut to a length, at the end of a word or a tag where one is near.
fn cut(text: &str, most: usize) -> String {
    let kept: String = text.chars().take(most).collect();
    let end = kept.rfind([',', ' ', ';', '，', '、']).filter(|at| *at * 2 > kept.len()).unwrap_or(kept.len());
    kept.get(..end).unwrap_or(&kept).trim_end_matches([',', ' ', ';', '，', '、']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask() -> SongAsk {
        SongAsk { style: "slow warm synthwave, female voice".to_owned(), lyrics: "la".repeat(50), ..SongAsk::default() }
    }

    #[test]
    fn what_is_changed_is_said() {
        let limits = Limits { style: 25, title: 5, seconds: Some((10, 60)), ..Limits::OPEN };
        let asked = SongAsk { title: "A long title".into(), seconds: Some(300), bpm: Some(92), seed: Some(1), ..ask() };
        let fitted = fit(&asked, &limits).unwrap();
        assert_eq!(fitted.ask.style_in_words(), "slow warm, 92 bpm");
        assert_eq!((fitted.ask.title.as_str(), fitted.ask.seconds, fitted.ask.seed), ("A lon", Some(60), None));
        let ids: Vec<_> = fitted.notes.iter().map(Message::id).collect();
        assert_eq!(ids, ["note-ask-style-cut", "note-ask-title-cut", "note-ask-seconds", "note-ask-no-seed"]);
        assert_eq!(fit(&ask(), &Limits::OPEN).unwrap(), Fitted { ask: ask(), notes: Vec::new() });
    }

    #[test]
    fn words_to_sing_are_never_cut() {
        let limits = Limits { lyrics: 99, ..Limits::OPEN };
        assert_eq!(fit(&ask(), &limits), Err(AskError::LyricsTooLong { most: 99, have: 100 }));
        assert!(AskError::LyricsTooLong { most: 99, have: 100 }.to_string().contains("99"));
        let silent = fit(&ask(), &Limits { lyrics: 0, ..Limits::OPEN }).unwrap();
        assert_eq!(silent.notes, [Message::new("note-ask-not-sung")]);
        assert_eq!(fit(&SongAsk::default(), &Limits::OPEN), Err(AskError::NothingAsked));
        let short = Limits { style_least: 100, ..Limits::OPEN };
        assert_eq!(fit(&ask(), &short), Err(AskError::StyleTooShort(100)));
    }
}
