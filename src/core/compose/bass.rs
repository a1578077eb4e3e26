//! The bass: what a style plays under its chords.
//!
//! In the tables `R` is the root, `8` its octave, `5` the fifth, `3` the third, `7` the seventh or sixth below the octave
//! and `a` a step that leads to the next root; `-` holds on.

use crate::compose::form::Plan;
use crate::compose::grid::{BarGrid, Hit, hits};
use crate::compose::harmony::Harmony;
use crate::compose::part::Stroke;
use crate::compose::random::Random;
use crate::compose::style::{Family, Style};
use crate::music::{Chord, Key};
use crate::project::SectionKind;

/// The lowest key of the bass: E1, as on a bass guitar.
const LOWEST: i32 = 28;

/// Patterns of a style: those for verses, those for full sections, and one for groups of three eighths.
fn patterns(style: Style) -> (&'static [&'static str], &'static [&'static str], &'static str) {
    match style {
        Style::CityPop => (
            &["R--R..8.R.5.8.a.", "R-----R.8.5.R-a.", "R-.R.R8-R-5-..a."],
            &["R.8.R.8.R.8R5.a.", "R-.R8.R.R.8.5.8a", "R--R8-.RR-8-5-a-"],
            "R---5-8---5-",
        ),
        Style::LoFi => (
            &["R-----..R-....a-", "R----.R-5---..a-", "R------.....5-a-"],
            &["R-----R-5---8-a-", "R---..8-R-5-..a-"],
            "R-----5---a-",
        ),
        Style::Synthwave => {
            (&["R.R.R.R.R.R.R.R."], &["RR8RRR8RRR8RRR8R", "R.R.8.R.R.R.8.R.", "RRRRRRRRRRRRRRaa"], "R.R.R.R.R.R.")
        }
        Style::Ballad => (
            &["R-------R-----a-", "R-----------5---"],
            &["R-----R-R-----a-", "R-----5-8---5-a-", "R-----R-R---R-a-"],
            "R-------5-a-",
        ),
        Style::Folk => (&["R-------5-------"], &["R-----R-5-----a-", "R-------5---R-a-"], "R-----5-----"),
        Style::Rock => {
            (&["R-R-R-R-R-R-R-R-"], &["R-R-R-R-R-R-R-a-", "R-R-R-R-5-5-a-a-", "R-R-R-8-R-R-5-a-"], "R-R-R-R-R-a-")
        }
        Style::House => {
            (&["..R-..R-..R-..R-"], &["..R-..R-..R-.8R-", "..R..R8-..R..R8-", "R.R8..R-.8R-..a-"], "..R-R-..R-8-")
        }
        Style::Trap => (
            &["R---------R-----", "R-----R---------"],
            &["R-----R---R-----", "R--R------R--8--", "R---------R-8-a-"],
            "R---------R-",
        ),
        Style::Jazz => (&["R---w---w---a---"], &["R---w---w---a---"], "R---w-w---a-"),
        Style::Ambient => (&["R---------------"], &["R-----------5---"], "R-----------"),
        Style::Chiptune => {
            (&["R.R.8.R.R.R.8.R."], &["R.8.R.8.R.8.R.8.", "R.R85.R.R.R85.a.", "R.8.5.8.R.8.5.a."], "R.8.5.8.R.a.")
        }
        Style::Bossa => (&["R-----5-5-----R-"], &["R-----5-5-----8-", "R-----R-5-----5-"], "R-----5---R-"),
        Style::Guofeng => {
            (&["R---------5-----", "R---------------"], &["R-----5-8-----5-", "R-----R-5-----a-"], "R-----5---a-")
        }
        Style::Pop => (
            &["R-----R-R-----a-", "R--R--..R-----a-"],
            &["R-R-R-R-R-R-R-a-", "R--R--R-R--R--a-", "R-----R-R-8-5-a-"],
            "R-----R---a-",
        ),
    }
}

/// The bass of every section.
pub fn write(
    plans: &[Plan],
    style: Style,
    key: Key,
    grid: &BarGrid,
    harmony: &Harmony,
    random: &Random,
) -> Vec<Stroke> {
    let (thin, full, compound) = patterns(style);
    let chromatic = style.traits().family == Family::Rich;
    let mut song = random.fork(400);
    let (verse, chorus) = (*song.pick(thin), *song.pick(full));
    let mut strokes = Vec::new();
    for (index, plan) in plans.iter().enumerate() {
        if !plan.players.bass {
            continue;
        }
        let mut own = random.fork(410 + index as u64);
        let simple = plan.energy < 40 && !matches!(style, Style::Jazz | Style::Bossa);
        let last_section = index + 1 == plans.len();
        for bar in 0..plan.bars {
            let start = (plan.first_bar + bar) * grid.steps;
            let common = match (simple, plan.kind) {
                _ if last_section && bar + 1 == plan.bars => "R---------------",
                (true, _) => "R---------------",
                (_, SectionKind::Chorus) => chorus,
                _ if plan.energy >= 70 => chorus,
                _ => verse,
            };
            // Every fourth bar may answer with another figure.
            let common =
                if bar % 4 == 3 && !simple && !last_section && own.chance(45) { *own.pick(full) } else { common };
            let fitted = grid.fit(common, if simple { "R-----------" } else { compound });
            let mut previous = None;
            for hit in with_changes(hits(&fitted), start, grid, harmony) {
                let stroke = stroke(hit, start, plan, key, grid, harmony, previous, chromatic, &mut own);
                previous = Some(stroke.key);
                strokes.push(stroke);
            }
        }
    }
    strokes
}

/// Where a chord begins, the bass plays its root.
fn with_changes(mut hits: Vec<Hit>, start: u32, grid: &BarGrid, harmony: &Harmony) -> Vec<Hit> {
    // A bar that begins with a rest on purpose, as in house, keeps it; a chord inside the bar is always announced.
    for change in harmony.within(start + 1, start + grid.steps) {
        let step = change.step - start;
        match hits.iter().position(|hit| hit.step == step) {
            Some(index) => hits[index].mark = 'R',
            None => {
                let next = hits.iter().map(|hit| hit.step).find(|other| *other > step).unwrap_or(grid.steps);
                if let Some(before) = hits.iter_mut().rev().find(|hit| hit.step < step) {
                    before.steps = before.steps.min(step - before.step);
                }
                hits.push(Hit { step, steps: (next - step).min(4), mark: 'R' });
                hits.sort_by_key(|hit| hit.step);
            }
        }
    }
    hits
}

#[allow(clippy::too_many_arguments, reason = "a stroke depends on all that sounds around it")]
fn stroke(
    hit: Hit,
    start: u32,
    plan: &Plan,
    key: Key,
    grid: &BarGrid,
    harmony: &Harmony,
    previous: Option<i32>,
    chromatic: bool,
    random: &mut Random,
) -> Stroke {
    let step = start + hit.step;
    let chord = harmony.at(step);
    let root = root_key(chord);
    let tones = chord.quality.tones();
    let above = |wanted: [u8; 2]| tones.iter().find(|tone| wanted.contains(tone)).map_or(0, |tone| i32::from(*tone));
    let fifth = tones.iter().find(|tone| (6..=8).contains(*tone)).map_or(7, |tone| i32::from(*tone));
    let ahead = root_key(harmony.at(start + grid.steps));
    let key_number = match hit.mark {
        '8' => root + 12,
        '5' if root > 36 => root + fifth - 12,
        '5' => root + fifth,
        '3' => root + above([3, 4]),
        'w' => walk(previous.unwrap_or(root), ahead, chord, random),
        'a' => approach(ahead, previous.unwrap_or(root), key, chromatic && random.chance(35)),
        _ => root,
    };
    let accent = grid.weight(hit.step) as i32 * 3;
    let short = if hit.mark == '8' { 4 } else { 0 };
    Stroke {
        step,
        steps: hit.steps,
        key: key_number.max(LOWEST - 4),
        velocity: 84 + accent + short + (plan.energy - 60) / 6,
        delay: 0,
    }
}

/// The key of a chord's bass note.
fn root_key(chord: Chord) -> i32 {
    LOWEST + (i32::from(chord.bass().semitones()) - LOWEST).rem_euclid(12)
}

/// A chord tone on the way to the next root.
fn walk(from: i32, ahead: i32, chord: Chord, random: &mut Random) -> i32 {
    let way = if random.chance(70) { (ahead + 12 - from).signum() } else { (ahead - from).signum() };
    let near =
        (1..=7).map(|distance| from + way.signum() * distance).filter(|key| *key >= LOWEST && *key <= LOWEST + 24);
    let tone = near.into_iter().find(|key| chord.contains(crate::music::PitchClass::of(*key)));
    tone.unwrap_or_else(|| root_key(chord) + if from == root_key(chord) { 12 } else { 0 })
}

/// A step below or above the next root, in the key or, where chromatic, a semitone away.
fn approach(ahead: i32, from: i32, key: Key, chromatic: bool) -> i32 {
    let target = if (ahead + 12 - from).abs() < (ahead - from).abs() { ahead + 12 } else { ahead };
    let side = if from > target { 1 } else { -1 };
    let in_key = |key_number: i32| key.contains(crate::music::PitchClass::of(key_number));
    match (chromatic, in_key(target + side), in_key(target + 2 * side)) {
        (true, ..) | (_, true, _) => target + side,
        (_, _, true) => target + 2 * side,
        _ => target - 5,
    }
}
