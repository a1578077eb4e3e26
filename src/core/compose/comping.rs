//! Chords in rhythm: the keys, the pad and the part beside them.

use crate::compose::form::Plan;
use crate::compose::grid::{BarGrid, hits};
use crate::compose::harmony::{Change, Harmony};
use crate::compose::part::Stroke;
use crate::compose::random::Random;
use crate::compose::style::Style;
use crate::compose::voicing::{Register, voicings};
use crate::project::SectionKind;

/// Where the keys lie.
pub const KEYS: Register = Register { low: 52, high: 74, voices: 4 };
/// Where the pad lies.
pub const PAD: Register = Register { low: 48, high: 69, voices: 4 };

/// Rhythms of the keys: for thin and for full sections, and for groups of three eighths.
fn patterns(style: Style) -> (&'static [&'static str], &'static [&'static str], &'static str) {
    match style {
        Style::CityPop => (
            &["x-----..x--.....", "x--.....x-....x-", "..x-....x--...x-"],
            &["x-.x-.x...x-.x..", "x-....x-..x-..x-", "..x-.x-...x-.x-.", "x-.x..x-.x..x-.."],
            "x---x-..x-x-",
        ),
        Style::LoFi => (
            &["x-------........", "x---------......"],
            &["x-----..x---....", "x-----....x-----", "x--...x-..x-----"],
            "x-------x---",
        ),
        Style::Synthwave => (&["x---------------"], &["x-----x-----x---", "..x-..x-..x-..x-"], "x-----x-----"),
        Style::Ballad => {
            (&["x-------x-------", "x---x---x---x---"], &["x---x---x---x---", "x-x-x-x-x-x-x-x-"], "x-----x-----")
        }
        Style::Folk => (&["x-------x-------"], &["x---x-x---x-x-x-", "x---x-x-..x-x-x-"], "x---x-x---x-"),
        Style::Rock => (&["x-------x-------"], &["x---x---x---x---", "x-----x-----x---"], "x-----x-----"),
        Style::House => {
            (&["..x...x...x...x."], &["..x..x..x..x..x.", "x..x..x...x..x..", "..x-..x-..x-..x-"], "x-..x-x-..x-")
        }
        Style::Trap => (&["x---------------"], &["x-------x-------", "x---------x-----"], "x-----------"),
        Style::Jazz => (
            &["x-....x-........", "......x-......x-"],
            &["x-....x-....x-..", "..x-....x-....x-", "x---..x-....x---"],
            "x-....x---..",
        ),
        Style::Ambient => (&["x---------------"], &["x---------------"], "x-----------"),
        Style::Chiptune => (&["x...x...x...x..."], &["..x...x...x...x.", "x..x..x.x..x..x."], "x.x.x.x.x.x."),
        Style::Bossa => {
            (&["x-....x-....x-..", "x--.....x-....x-"], &["x-....x-..x-..x-", "x-..x-..x-....x-"], "x-..x---x-..")
        }
        Style::Guofeng => (&["x---------------"], &["x-------x-------", "x---x---x-------"], "x-----x-----"),
        Style::Pop => (
            &["x-------x-------", "x---x---x---x---"],
            &["x--x--x-x--x--x-", "x---x---x---x---", "x--x--x---x-x---"],
            "x---x-x---x-",
        ),
    }
}

/// The keys of every section.
pub fn keys(plans: &[Plan], style: Style, grid: &BarGrid, harmony: &Harmony, random: &Random) -> Vec<Stroke> {
    let (thin, full, compound) = patterns(style);
    let mut song = random.fork(500);
    let chosen = [*song.pick(thin), *song.pick(full), *song.pick(full)];
    let voiced = voicings(&harmony.changes, KEYS);
    let mut strokes = Vec::new();
    for (index, plan) in plans.iter().enumerate().filter(|(_, plan)| plan.players.keys) {
        let last = index + 1 == plans.len();
        for bar in 0..plan.bars {
            let start = (plan.first_bar + bar) * grid.steps;
            let common = match plan.energy {
                _ if last && bar + 1 == plan.bars => "x---------------",
                ..48 => chosen[0],
                _ if bar % 2 == 1 => chosen[2],
                _ => chosen[1],
            };
            let compound = if last && bar + 1 == plan.bars { "x-----------" } else { compound };
            strum(&grid.fit(common, compound), start, plan, grid, harmony, &voiced, &mut strokes);
        }
    }
    strokes
}

/// One bar of chords in a rhythm; a chord that begins where nothing is struck is struck there.
fn strum(
    pattern: &str,
    start: u32,
    plan: &Plan,
    grid: &BarGrid,
    harmony: &Harmony,
    voiced: &[Vec<i32>],
    strokes: &mut Vec<Stroke>,
) {
    let mut struck = hits(pattern);
    for change in harmony.within(start + 1, start + grid.steps) {
        let step = change.step - start;
        for hit in struck.iter_mut().filter(|hit| hit.step < step) {
            hit.steps = hit.steps.min(step - hit.step);
        }
        if !struck.iter().any(|hit| (step.saturating_sub(1)..step + 3).contains(&hit.step)) {
            struck.push(crate::compose::grid::Hit { step, steps: 3, mark: 'x' });
        }
    }
    for hit in struck {
        // An upbeat right before a bar or a chord belongs to what follows.
        let step = start + hit.step;
        let place = harmony.changes.partition_point(|change| change.step <= step).saturating_sub(1);
        let Some(keys) = voiced.get(place) else { continue };
        for (voice, key) in keys.iter().enumerate() {
            let accent = grid.weight(hit.step) as i32 * 3;
            let top = if voice + 1 == keys.len() { 5 } else { 0 };
            strokes.push(Stroke {
                step,
                steps: hit.steps,
                key: *key,
                velocity: 66 + accent + top + (plan.energy - 60) / 5,
                delay: voice as u32 * 5,
            });
        }
    }
}

/// The pad of every section: each chord held.
pub fn pad(plans: &[Plan], grid: &BarGrid, harmony: &Harmony) -> Vec<Stroke> {
    let voiced = voicings(&harmony.changes, PAD);
    let mut strokes = Vec::new();
    for plan in plans.iter().filter(|plan| plan.players.pad) {
        let (from, to) = (plan.first_bar * grid.steps, (plan.first_bar + plan.bars) * grid.steps);
        let inside = |change: &Change| (from..to).contains(&change.step);
        for (change, keys) in harmony.changes.iter().zip(&voiced).filter(|(change, _)| inside(change)) {
            // In full sections the pad opens upwards.
            let open = plan.kind == SectionKind::Chorus && plan.energy >= 80;
            let extra = keys.first().filter(|_| open).map(|key| key + 12).filter(|key| !keys.contains(key));
            for key in keys.iter().copied().chain(extra) {
                strokes.push(Stroke {
                    step: change.step,
                    steps: change.steps,
                    key,
                    velocity: 58 + (plan.energy - 50) / 4,
                    delay: 0,
                });
            }
        }
    }
    strokes
}
