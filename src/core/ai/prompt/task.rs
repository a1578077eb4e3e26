//! The questions: a song, a plan, words, a part of a song written anew, new chords, an explanation.

use crate::ai::answer::Terms;
use crate::ai::prompt::context::{Context, ContextKind, told};
use crate::ai::prompt::{lessons, schema};
use crate::ai::{Shape, TextAsk, Turn};
use crate::score::Score;
use serde_json::Value;

/// The most characters of any field of a wish.
const MAX_FIELD: usize = 8_000;
/// Tokens of an answer of notes, for each bar of each track; measured 3.5 a note, twice that to be safe.
const TOKENS_A_BAR: u32 = 60;

/// What the person wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// In their own words.
    pub words: String,
    /// Style tags.
    pub style: String,
    /// Words to be sung, where they have some.
    pub lyrics: String,
    /// What of the song stays as it is.
    pub kept: Vec<ContextKind>,
    /// A word that makes one answer differ from another; services take no seed.
    pub surprise: String,
}

/// A question whose answer is a song or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreAsk {
    /// The question.
    pub ask: TextAsk,
    /// What is settled, and how the answer is completed.
    pub terms: Terms,
    /// The song or the part of one that the answer takes the place of: its sections stay as they are.
    pub frame: Option<Score>,
}

impl Wish {
    fn told(&self) -> String {
        let cut = |text: &str| text.trim().chars().take(MAX_FIELD).collect::<String>();
        let mut out = cut(&self.words);
        for (label, text) in [("Style", &self.style), ("Lyrics to use", &self.lyrics), ("Surprise", &self.surprise)] {
            if !text.trim().is_empty() {
                let gap = if label == "Lyrics to use" { "\n" } else { " " };
                out.push_str(&format!("\n{label}:{gap}{}", cut(text)));
            }
        }
        if !self.kept.is_empty() {
            let names: Vec<String> = self.kept.iter().map(ContextKind::told).collect();
            out.push_str(&format!("\nThese stay exactly as they are, whatever else changes: {}.", names.join(", ")));
        }
        out
    }

    fn style_words(&self) -> String {
        format!("{}, {}", self.style.trim(), self.words.trim()).chars().take(MAX_FIELD).collect()
    }
}

fn json(name: &'static str, schema: Value) -> Shape {
    Shape::Json { name, schema }
}

fn asked(system: String, words: String, shape: Shape, max_tokens: u32) -> TextAsk {
    TextAsk { system, turns: vec![Turn::user(words)], shape, max_tokens }
}

/// A whole song, note by note.
pub fn whole_song(wish: &Wish) -> ScoreAsk {
    let words = format!("Write a whole song as json.\n\n{}", wish.told());
    let ask = asked(lessons::score(), words, json("score", schema::song(true)), 16_000);
    ScoreAsk {
        ask,
        terms: Terms { fixed: None, fill: true, words: wish.style_words(), known: Vec::new() },
        frame: None,
    }
}

/// A plan, which the built-in composer arranges: for small models and for little money.
pub fn plan(wish: &Wish) -> ScoreAsk {
    let words = format!("Write the plan of a song as json.\n\n{}", wish.told());
    let ask = asked(lessons::plan(), words, json("plan", schema::plan()), 4_000);
    ScoreAsk {
        ask,
        terms: Terms { fixed: None, fill: true, words: wish.style_words(), known: Vec::new() },
        frame: None,
    }
}

/// Another song in the spirit of one.
pub fn more_like(wish: &Wish, song: &Score, told_of: &[Context]) -> ScoreAsk {
    let mut ask = whole_song(wish);
    let words = format!(
        "{}Write another song as json, in the spirit of the one above: like feel, form and sound, with a new title, a new \
         melody and new words.\n\n{}",
        told(told_of),
        wish.told()
    );
    ask.ask.turns = vec![Turn::user(words)];
    ask.terms.words = format!("{}, {}", ask.terms.words, song.title);
    ask
}

/// A part of a song written anew as the person asks. `region` is that part; its sections stay.
pub fn region_edit(wish: &Wish, region: &Score, told_of: &[Context]) -> ScoreAsk {
    let words = format!(
        "{}Above is a part of a song, {} bars long. Change it as the person asks, and answer as json with only the tracks that \
         change, under the same track names and roles. Keep the sections, their names and their numbers of bars: {}. Give \
         the chords of every section, the same ones unless the person asks for others. Tracks you do not return stay as \
         they are.\n\nThe person asks: {}",
        told(told_of),
        region.bars(),
        form(region),
        wish.told()
    );
    in_place(words, wish, region)
}

/// The same part of a song, played otherwise.
pub fn another_take(wish: &Wish, region: &Score, told_of: &[Context]) -> ScoreAsk {
    let words = format!(
        "{}Above is a part of a song, {} bars long. Write another take of it as json: the same tracks under the same names, \
         the same sections and numbers of bars ({}), the same chords unless asked otherwise, other notes.\n\n{}",
        told(told_of),
        region.bars(),
        form(region),
        wish.told()
    );
    in_place(words, wish, region)
}

fn in_place(words: String, wish: &Wish, region: &Score) -> ScoreAsk {
    let tracks = u32::try_from(region.parts.len()).unwrap_or(16).clamp(1, 16);
    let tokens = 1_200 + region.bars().saturating_mul(tracks).saturating_mul(TOKENS_A_BAR);
    let ask = asked(lessons::score(), words, json("score", schema::song(false)), tokens.min(16_000));
    ScoreAsk { ask, terms: settled(wish, region), frame: Some(region.clone()) }
}

/// New chords under a part of a song.
pub fn reharmonise(wish: &Wish, region: &Score, told_of: &[Context]) -> ScoreAsk {
    let words = format!(
        "{}Above is a part of a song. Give it new chords, as json, one entry per bar, for the same sections: {}.\n\n{}",
        told(told_of),
        form(region),
        wish.told()
    );
    let tokens = 800 + region.bars().saturating_mul(16).min(6_000);
    let ask = asked(lessons::chords(), words, json("chords", schema::chords_only()), tokens);
    ScoreAsk { ask, terms: settled(wish, region), frame: Some(region.clone()) }
}

fn settled(wish: &Wish, region: &Score) -> Terms {
    Terms {
        fixed: Some((region.bpm, region.meter, region.key)),
        fill: false,
        words: wish.style_words(),
        known: region.parts.iter().map(|part| (part.name.clone(), part.role)).collect(),
    }
}

fn form(region: &Score) -> String {
    let sections = region.sections.iter().map(|section| format!("{} ({} bars)", section.name, section.bars));
    sections.collect::<Vec<_>>().join(", ")
}

/// Lyrics, in words. `song` is what is told of the song they are for; it may be nothing.
pub fn lyrics(wish: &Wish, song: &[Context]) -> TextAsk {
    let fit = if song.is_empty() { "" } else { "They are for the song above: follow its form.\n" };
    asked(lessons::words(), format!("{}Write lyrics.\n{fit}\n{}", told(song), wish.told()), Shape::Free, 3_000)
}

/// An explanation of a song or a part of it.
pub fn explain(wish: &Wish, song: &[Context]) -> TextAsk {
    let question = if wish.words.trim().is_empty() { "Explain how this works.".to_owned() } else { wish.told() };
    asked(lessons::teacher(), format!("{}{question}", told(song)), Shape::Free, 2_000)
}
