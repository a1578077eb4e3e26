//! The part beside the chords: broken chords, picked strings, chops, bells, fifths, or answers to the melody.

use crate::compose::form::Plan;
use crate::compose::grid::{BarGrid, hits};
use crate::compose::harmony::Harmony;
use crate::compose::melody::Line;
use crate::compose::part::Stroke;
use crate::compose::random::Random;
use crate::compose::style::{Figure, Style};
use crate::compose::voicing::{Register, voicings};
use crate::music::Chord;
use crate::project::SectionKind;

const HIGH: Register = Register { low: 64, high: 84, voices: 3 };
const STRINGS: Register = Register { low: 52, high: 72, voices: 4 };
/// Rhythms of an answer: where in the last beat, and how long, in sixteenths.
const ANSWERS: &[&[(u32, u32)]] =
    &[&[(0, 1), (1, 1), (2, 2)], &[(0, 1), (1, 1), (2, 1), (3, 1)], &[(0, 2), (2, 2)], &[(1, 1), (2, 1), (3, 1)]];
const CHOPPED: Register = Register { low: 62, high: 79, voices: 3 };

/// What each figure is written over: its rhythm in 4/4 and in groups of three eighths. Digits are voices from below.
fn pattern(figure: Figure, full: bool, variant: usize) -> (&'static str, &'static str) {
    match (figure, full) {
        (Figure::Sixteenths, true) => {
            ([("0123121301231213"), ("0120123012012312"), ("3210123032101230")][variant % 3], "012321012321")
        }
        (Figure::Sixteenths, false) => ("0.1.2.1.3.1.2.1.", "0.1.2.3.2.1."),
        (Figure::Eighths, true) => {
            (["0-1-2-3-2-1-2-1-", "0-2-1-3-2-3-1-2-", "0-1-2-1-3-1-2-1-"][variant % 3], "0-1-2-3-2-1-")
        }
        (Figure::Eighths, false) => {
            (["0---1---2---1---", "0-1-2---........", "0-1-2-1---------"][variant % 3], "0---1-2---1-")
        }
        (Figure::Picked, true) => {
            (["0-2-1-3-0-2-1-3-", "0-1-2-3-0-2-3-1-", "0--2-13-0--2-132"][variant % 3], "0-1-2-3-2-1-")
        }
        (Figure::Picked, false) => ("0---2-1-0---2-3-", "0---1-2---1-"),
        (Figure::Chops, true) => {
            (["..*...*.*..*..*.", "*..*..*...*.*...", "..*..*..*.*...*."][variant % 3], "..*.*...*.*.")
        }
        (Figure::Chops, false) => {
            (["....*.......*..*", "......*.......*.", "....*.....*....."][variant % 3], "....*.....*.")
        }
        (Figure::Bells, true) => {
            (["2-----1---0-----", "0--1--2---1-----", "2---..1---..0---"][variant % 3], "2---1-0-----")
        }
        (Figure::Bells, false) => {
            (["2---------------", "........1-----2-", "0-----2-........"][variant % 3], "2-----......")
        }
        (Figure::Fifths, true) => ("*-*-*-*-*-*-*-*-", "*-*-*-*-*-*-"),
        (Figure::Fifths, false) => ("*-------*-------", "*-----*-----"),
        (Figure::Answers, _) => ("", ""),
    }
}

/// The part beside the chords, in every section.
pub fn write(
    plans: &[Plan],
    style: Style,
    figure: Figure,
    grid: &BarGrid,
    harmony: &Harmony,
    lines: &[Line],
    random: &Random,
) -> Vec<Stroke> {
    let register = match figure {
        Figure::Picked => STRINGS,
        Figure::Chops => CHOPPED,
        Figure::Sixteenths | Figure::Eighths | Figure::Bells | Figure::Fifths | Figure::Answers => HIGH,
    };
    let voiced = voicings(&harmony.changes, register);
    let mut song = random.fork(600);
    let variants = [song.below(3), song.below(3)];
    let mut strokes = Vec::new();
    for (index, plan) in plans.iter().enumerate().filter(|(_, plan)| plan.players.arp) {
        let mut own = random.fork(610 + index as u64);
        let full =
            plan.energy >= 62 || plan.kind == SectionKind::Intro && style != Style::Ambient && figure != Figure::Fifths;
        for bar in 0..plan.bars {
            let start = (plan.first_bar + bar) * grid.steps;
            let ends = index + 1 == plans.len() && bar + 1 == plan.bars;
            if figure == Figure::Answers {
                if !ends {
                    answer(plan, start, grid, harmony, lines, &mut own, &mut strokes);
                }
                if (full || ends) && bar % 2 == 0 {
                    guide(plan, start, grid, harmony, &voiced, &mut strokes);
                }
                continue;
            }
            let (common, compound) = pattern(figure, full, variants[usize::from(plan.kind == SectionKind::Chorus)]);
            let (common, compound) = if ends { ("0---------------", "0-----------") } else { (common, compound) };
            for hit in hits(&grid.fit(common, compound)) {
                let step = start + hit.step;
                let place = harmony.changes.partition_point(|change| change.step <= step).saturating_sub(1);
                let (Some(keys), Some(change)) = (voiced.get(place), harmony.changes.get(place)) else { continue };
                let steps = hit.steps.min(change.step + change.steps - step);
                let velocity = 68 + grid.weight(hit.step) as i32 * 4 + (plan.energy - 60) / 5;
                let struck = struck(hit.mark, figure, keys, change.chord);
                strokes.extend(struck.into_iter().map(|key| Stroke { step, steps, key, velocity, delay: 0 }));
            }
        }
    }
    strokes
}

/// The keys a mark stands for.
fn struck(mark: char, figure: Figure, keys: &[i32], chord: Chord) -> Vec<i32> {
    if figure == Figure::Fifths {
        let root = 40 + (i32::from(chord.root.semitones()) - 40).rem_euclid(12);
        let fifth = if chord.quality.tones().contains(&6) { 6 } else { 7 };
        return vec![root, root + fifth, root + 12];
    }
    match mark.to_digit(10) {
        Some(voice) => {
            // One voice more than there are is the lowest an octave up.
            let voice = voice as usize;
            keys.get(voice).copied().or_else(|| keys.first().map(|key| key + 12)).into_iter().collect()
        }
        None => keys.iter().skip(1).copied().collect(),
    }
}

/// The two upper voices of a chord, held under the melody.
fn guide(plan: &Plan, start: u32, grid: &BarGrid, harmony: &Harmony, voiced: &[Vec<i32>], strokes: &mut Vec<Stroke>) {
    let place = harmony.changes.partition_point(|change| change.step <= start).saturating_sub(1);
    let (Some(keys), Some(change)) = (voiced.get(place), harmony.changes.get(place)) else { return };
    let steps = change.steps.min(grid.steps / 2);
    let velocity = 54 + (plan.energy - 60) / 5;
    let upper = keys.iter().skip(1);
    strokes.extend(upper.map(|key| Stroke { step: start, steps, key: *key, velocity, delay: 6 }));
}

/// A short figure of chord tones where the melody breathes at the end of a bar.
fn answer(
    plan: &Plan,
    start: u32,
    grid: &BarGrid,
    harmony: &Harmony,
    lines: &[Line],
    random: &mut Random,
    strokes: &mut Vec<Stroke>,
) {
    let sounding = |step: u32| {
        let notes = lines.iter().flat_map(|line| line.phrases.iter().flatten());
        notes.into_iter().any(|note| note.step <= step && step < note.step + note.steps.min(6))
    };
    let from = start + grid.steps.saturating_sub(4) / 2 * 2;
    if (from..start + grid.steps).any(sounding) || !random.chance(80) {
        return;
    }
    let chord = harmony.at(from);
    let mut tones: Vec<i32> = (67..=83).filter(|key| chord.contains(crate::music::PitchClass::of(*key))).collect();
    if random.chance(50) {
        tones.reverse();
    }
    let first = random.below(tones.len().saturating_sub(3).max(1));
    let rhythm = random.pick(ANSWERS);
    for ((offset, steps), key) in rhythm.iter().zip(tones.iter().skip(first)) {
        let step = from + offset;
        strokes.push(Stroke { step, steps: *steps, key: *key, velocity: 66 + (plan.energy - 60) / 5, delay: 0 });
    }
}
