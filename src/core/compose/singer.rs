//! Lays a phrase over its chords: chord tones where the bar is heavy or a note is long, the scale in between.

use crate::compose::grid::BarGrid;
use crate::compose::harmony::Harmony;
use crate::compose::phrase::{Drawn, Phrase};
use crate::music::{Chord, Key, PitchClass};

/// A note of the melody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sung {
    /// Where, in sixteenths from the start of the song.
    pub step: u32,
    /// How long it is held, in sixteenths.
    pub steps: u32,
    /// Its MIDI key.
    pub key: i32,
    /// Whether it belongs to its chord.
    pub chordal: bool,
}

/// Lays phrases over chords, one after another.
pub struct Singer<'a> {
    key: Key,
    harmony: &'a Harmony,
    pentatonic: bool,
    low: i32,
    high: i32,
    last: Option<i32>,
    leapt: i32,
}

impl<'a> Singer<'a> {
    /// A singer in a key, with the lowest and highest key they sing.
    pub fn new(key: Key, harmony: &'a Harmony, pentatonic: bool, (low, high): (i32, i32)) -> Self {
        Self { key, harmony, pentatonic, low, high, last: None, leapt: 0 }
    }

    /// Sings a phrase that begins at `start`; of a phrase that does not fit before `end` only the second bar.
    pub fn phrase(
        &mut self,
        phrase: &Phrase,
        start: u32,
        end: u32,
        anchor: i32,
        grid: &BarGrid,
        closing_only: bool,
    ) -> Vec<Sung> {
        let notes: Vec<Drawn> = if closing_only {
            let second = phrase.notes.iter().filter(|note| note.step >= phrase.second_bar);
            second.map(|note| Drawn { step: note.step - phrase.second_bar, ..*note }).collect()
        } else {
            phrase.notes.clone()
        };
        let notes: Vec<Drawn> = notes.into_iter().filter(|note| start + note.step < end).collect();
        let base = self.anchor(anchor, phrase.raise);
        let mut sung = Vec::with_capacity(notes.len() + 2);
        let count = notes.len();
        for (index, note) in notes.into_iter().enumerate() {
            let step = start + note.step;
            let steps = note.steps.min(end - step);
            let next_chord = self.harmony.at(step + steps.saturating_sub(1));
            // A note that is held into the next chord belongs to that one.
            let early = steps >= 3 && grid.weight(step) == 0;
            let chord = if early { next_chord } else { self.harmony.at(step) };
            let heavy = grid.weight(step) >= 1 || steps >= 3 || index + 1 == count;
            let rest = phrase.rests && index + 1 == count;
            let key = self.choose(base + note.line, chord, heavy, rest);
            sung.push(Sung { step, steps, key, chordal: chord.contains(class_of(key)) });
        }
        self.add_pickup(&mut sung, phrase.pickup, start);
        sung
    }

    /// Two or one short notes before the phrase, walking up to its first.
    fn add_pickup(&self, sung: &mut Vec<Sung>, count: u32, start: u32) {
        let Some(first) = sung.first().copied().filter(|first| first.step == start && start >= 4) else { return };
        let mut key = first.key;
        for back in 1..=count {
            let Some(below) = (self.low..key).rev().find(|key| self.in_scale(*key, self.harmony.at(start - back * 2)))
            else {
                return;
            };
            key = below;
            let step = start - back * 2;
            sung.insert(0, Sung { step, steps: 2, key, chordal: self.harmony.at(step).contains(class_of(key)) });
        }
    }

    /// A rung of the scale near a place in the range.
    fn anchor(&self, semitones: i32, raise: i32) -> i32 {
        let rungs = self.rungs_below(self.low + semitones);
        rungs + raise
    }

    /// How many tones of the scale lie between the lowest key and this one.
    fn rungs_below(&self, key: i32) -> i32 {
        let count = (self.low..key).filter(|key| self.scale_tone(class_of(*key))).count();
        i32::try_from(count).unwrap_or(0)
    }

    /// The key on a rung, held inside the range.
    fn rung(&self, rung: i32) -> i32 {
        let tones = (self.low..=self.high).filter(|key| self.scale_tone(class_of(*key)));
        let wanted = usize::try_from(rung).unwrap_or(0);
        tones.enumerate().take_while(|(index, _)| *index <= wanted).last().map_or(self.low, |(_, key)| key)
    }

    fn scale_tone(&self, class: PitchClass) -> bool {
        if !self.pentatonic {
            return self.key.contains(class);
        }
        let above = class.transposed(-i32::from(self.key.tonic.semitones())).semitones();
        let five: [u8; 5] = if self.key.mode.is_minor() { [0, 3, 5, 7, 10] } else { [0, 2, 4, 7, 9] };
        five.contains(&above)
    }

    /// Whether a key can pass over a chord: in the scale, and not a semitone beside a tone the chord bends.
    fn in_scale(&self, key: i32, chord: Chord) -> bool {
        let class = class_of(key);
        let bent = [-1, 1].iter().any(|by| {
            let beside = class.transposed(*by);
            chord.contains(beside) && !self.key.contains(beside)
        });
        self.scale_tone(class) && (!bent || chord.contains(class))
    }

    fn choose(&mut self, rung: i32, chord: Chord, heavy: bool, rest: bool) -> i32 {
        let wish = self.rung(rung);
        let allowed = |key: i32| {
            let class = class_of(key);
            if rest {
                stable(chord, class) && self.scale_tone(class)
            } else if heavy {
                chord.contains(class) && (!self.pentatonic || self.scale_tone(class))
            } else {
                self.in_scale(key, chord)
            }
        };
        let reach = |wide: i32| (wish - wide).max(self.low)..=(wish + wide).min(self.high);
        let nearest = |wide: i32| reach(wide).filter(|key| allowed(*key)).min_by_key(|key| self.cost(*key, wish));
        let fallback = || reach(4).filter(|key| chord.contains(class_of(*key))).min_by_key(|key| self.cost(*key, wish));
        let key = nearest(5).or_else(fallback).unwrap_or(wish);
        let leap = self.last.map_or(0, |last| key - last);
        self.leapt = if leap.abs() >= 7 { leap } else { 0 };
        self.last = Some(key);
        key
    }

    /// How far a key is from the line, and how hard it is to sing after the one before.
    fn cost(&self, key: i32, wish: i32) -> i32 {
        let Some(last) = self.last else { return (key - wish).abs() * 4 };
        let leap = key - last;
        let awkward = match leap.abs() {
            0 => 3,
            6 => 12,
            10 | 11 => 24,
            8 | 9 => 10,
            13.. => 60,
            12 => 10,
            _ => 0,
        };
        let unresolved =
            if self.leapt != 0 && (leap.signum() == self.leapt.signum() || leap.abs() > 4) { 10 } else { 0 };
        (key - wish).abs() * 4 + leap.abs() + awkward + unresolved
    }
}

/// Root, third or fifth: where a melody can come to rest.
fn stable(chord: Chord, class: PitchClass) -> bool {
    let above = class.transposed(-i32::from(chord.root.semitones())).semitones();
    matches!(above, 0 | 3 | 4 | 7) && chord.contains(class)
}

fn class_of(key: i32) -> PitchClass {
    PitchClass::of(key)
}
