//! From a prompt to a score.

use crate::compose::brief::{Brief, Mood, Wish};
use crate::compose::form::{self, Plan};
use crate::compose::grid::{BarGrid, tick};
use crate::compose::harmony::{self, Harmony};
use crate::compose::melody::{self, Line, Melodist};
use crate::compose::part::{Stroke, Touch, play};
use crate::compose::random::Random;
use crate::compose::style::{Style, Traits};
use crate::compose::{bass, comping, drums, figures, lyrics, mix, title};
use crate::music::{Key, Mode, PitchClass};
use crate::project::TrackRole;
use crate::project::limits::MAX_PROMPT;
use crate::score::{Score, ScoreChord, ScoreNote, ScoreSection};
use crate::text::{Message, describe};
use crate::time::{Bpm, Meter, TickRange};

/// Why a prompt could not be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComposeError {
    /// Nothing was asked.
    EmptyPrompt,
    /// More was asked than a prompt may hold.
    PromptTooLong {
        /// Its length in characters.
        characters: usize,
        /// The most it may have.
        limit: usize,
    },
}

impl ComposeError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::EmptyPrompt => Message::new("error-prompt-empty"),
            Self::PromptTooLong { characters, limit } => {
                Message::new("error-prompt-long").with("characters", characters).with("limit", limit)
            }
        }
    }
}
describe!(ComposeError);

/// Composes a song of at least 48 bars for a prompt. The same prompt and seed give the same song.
pub fn compose(prompt: &str, seed: u64) -> Result<Score, ComposeError> {
    if prompt.trim().is_empty() {
        return Err(ComposeError::EmptyPrompt);
    }
    let characters = prompt.chars().count();
    if characters > MAX_PROMPT {
        return Err(ComposeError::PromptTooLong { characters, limit: MAX_PROMPT });
    }
    Ok(Song::plan(prompt, seed).write())
}

/// What is settled before the first note.
pub struct Song {
    pub(super) brief: Brief,
    pub(super) style: Style,
    pub(super) traits: Traits,
    pub(super) bpm: Bpm,
    pub(super) meter: Meter,
    pub(super) grid: BarGrid,
    pub(super) key: Key,
    pub(super) plans: Vec<Plan>,
    pub(super) random: Random,
}

impl Song {
    fn plan(prompt: &str, seed: u64) -> Self {
        let brief = Brief::read(prompt);
        let random = Random::new(prompt.trim(), seed);
        let mut choices = random.fork(1);
        let style = brief.style.unwrap_or_else(|| style_for(&brief));
        let traits = style.traits();
        let meter = brief.meter.unwrap_or(Meter::COMMON);
        let bpm = brief.bpm.unwrap_or_else(|| tempo(&brief, &traits, &mut choices));
        let key = key(&brief, style, &traits, &mut choices);
        let plans = form::plan(&brief, style, bpm, meter, &mut choices);
        Self { brief, style, traits, bpm, meter, grid: BarGrid::new(meter), key, plans, random }
    }

    fn write(&self) -> Score {
        let (plans, grid, random) = (&self.plans, &self.grid, &self.random);
        let harmony = harmony::write(plans, self.style, self.key, grid, &random.fork(2));
        let melodist = Melodist { key: self.key, style: self.style, grid, harmony: &harmony };
        let lines = melody::write(&melodist, plans, random);
        let sung = self.played(&self.lead(&lines), TrackRole::Lead);
        let words =
            if self.brief.refuses(Wish::Words) { Vec::new() } else { lyrics::write(&lines, &sung, self.brief.locale) };
        let roles =
            [TrackRole::Lead, TrackRole::Keys, TrackRole::Arp, TrackRole::Pad, TrackRole::Bass, TrackRole::Drums];
        let parts = roles.into_iter().filter(|role| mix::plays(&self.brief, *role)).filter_map(|role| {
            let notes = if role == TrackRole::Lead {
                sung.clone()
            } else {
                self.played(&self.strokes(role, &harmony, &lines), role)
            };
            (!notes.is_empty()).then(|| mix::part(role, &self.brief, self.style, notes))
        });
        let title = self.brief.title.clone();
        Score {
            title: title.unwrap_or_else(|| title::invented(self.brief.locale, &mut random.fork(3))),
            bpm: self.bpm,
            meter: self.meter,
            key: self.key,
            sections: plans
                .iter()
                .map(|plan| ScoreSection { name: plan.name.clone(), kind: plan.kind, bars: plan.bars })
                .collect(),
            chords: chords(&harmony),
            lyrics: words,
            parts: parts.collect(),
        }
    }

    /// The melody, louder where it is higher, the section fuller or the beat heavier.
    fn lead(&self, lines: &[Line]) -> Vec<Stroke> {
        let (low, _) = melody::range(self.key.tonic, 0);
        let sections = self.plans.iter().zip(lines);
        let notes = sections.flat_map(|(plan, line)| line.phrases.iter().flatten().map(move |note| (plan, note)));
        notes
            .map(|(plan, note)| {
                let accent = self.grid.weight(note.step) as i32 * 3;
                let velocity = 80 + accent + (note.key - low) / 2 + (plan.energy - 60) / 6;
                Stroke { step: note.step, steps: note.steps, key: note.key, velocity, delay: 0 }
            })
            .collect()
    }

    /// What a part plays, on the grid.
    pub fn strokes(&self, role: TrackRole, harmony: &Harmony, lines: &[Line]) -> Vec<Stroke> {
        let (plans, grid, random) = (&self.plans, &self.grid, &self.random);
        match role {
            TrackRole::Lead | TrackRole::Audio => self.lead(lines),
            TrackRole::Keys => comping::keys(plans, self.style, grid, harmony, random),
            TrackRole::Pad => comping::pad(plans, grid, harmony),
            TrackRole::Arp => {
                let figure = mix::figure(&self.brief, self.style);
                figures::write(plans, self.style, figure, grid, harmony, lines, random)
            }
            TrackRole::Bass => bass::write(plans, self.style, self.key, grid, harmony, random),
            TrackRole::Drums => drums::write(plans, self.style, grid, random),
        }
    }

    /// Strokes as the part plays them.
    pub fn played(&self, strokes: &[Stroke], role: TrackRole) -> Vec<ScoreNote> {
        let end = tick(self.plans.last().map_or(0, |plan| (plan.first_bar + plan.bars) * self.grid.steps));
        let (uneven, held) = match role {
            TrackRole::Lead | TrackRole::Audio => (4, 94),
            TrackRole::Keys => (5, 92),
            TrackRole::Arp => (6, 90),
            TrackRole::Pad => (2, 100),
            TrackRole::Bass => (4, 92),
            TrackRole::Drums => (5, 90),
        };
        let machine = matches!(self.style, Style::Chiptune | Style::Synthwave | Style::House);
        let late =
            if matches!(role, TrackRole::Pad | TrackRole::Drums) { self.traits.late / 2 } else { self.traits.late };
        let touch = Touch { swing: self.traits.swing, late, uneven: if machine { uneven / 2 } else { uneven }, held };
        play(strokes, touch, &self.grid, end, &mut self.random.fork(700 + role as u64))
    }
}

/// A style for a prompt that names none.
pub fn style_for(brief: &Brief) -> Style {
    let feels = |mood| brief.feels(mood);
    match () {
        () if feels(Mood::Sad) || feels(Mood::Romantic) => Style::Ballad,
        () if feels(Mood::Dark) => Style::Synthwave,
        () if feels(Mood::Dreamy) || feels(Mood::Calm) => Style::LoFi,
        () if feels(Mood::Epic) => Style::Rock,
        () if brief.wants(Wish::Guitar) => Style::Folk,
        () if brief.wants(Wish::Plucked) => Style::Guofeng,
        () => Style::Pop,
    }
}

fn tempo(brief: &Brief, traits: &Traits, random: &mut Random) -> Bpm {
    let (low, high) = traits.tempo;
    let feels = |moods: &[Mood]| moods.iter().any(|mood| brief.feels(*mood));
    let third = (high - low) / 3;
    let (low, high) =
        match (feels(&[Mood::Calm, Mood::Sad, Mood::Dreamy, Mood::Wistful]), feels(&[Mood::Energetic, Mood::Happy])) {
            (true, false) => (low, high - 2 * third),
            (false, true) => (low + 2 * third, high),
            _ => (low, high),
        };
    Bpm::clamped(f64::from(random.between(low, high)))
}

fn key(brief: &Brief, style: Style, traits: &Traits, random: &mut Random) -> Key {
    let dark = [Mood::Sad, Mood::Dark, Mood::Wistful].iter().filter(|mood| brief.feels(**mood)).count() as u32;
    let light = [Mood::Happy, Mood::Romantic].iter().filter(|mood| brief.feels(**mood)).count() as u32;
    let minor = (traits.minor + 40 * dark).saturating_sub(60 * light).min(100);
    let chosen = if random.chance(minor) { Mode::Minor } else { Mode::Major };
    // Keys that lie well under the hands.
    let tonics: &[i32] = match (chosen, style) {
        (Mode::Minor, Style::Folk | Style::Rock) => &[9, 4, 11, 2, 6],
        (Mode::Minor, _) => &[9, 2, 4, 0, 5, 7, 6, 11],
        (_, Style::Folk | Style::Rock) => &[7, 2, 9, 0, 4],
        _ => &[0, 5, 7, 3, 10, 2, 8, 9],
    };
    let tonic = PitchClass::of(*random.pick(tonics));
    Key { tonic: brief.tonic.unwrap_or(tonic), mode: brief.mode.unwrap_or(chosen) }
}

fn chords(harmony: &Harmony) -> Vec<ScoreChord> {
    let changes = harmony.changes.iter();
    changes
        .map(|change| ScoreChord {
            range: TickRange::new(tick(change.step), tick(change.step + change.steps)),
            chord: change.chord,
        })
        .collect()
}
