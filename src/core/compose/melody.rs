//! The melody: themes made of two-bar phrases that repeat and vary, sung over the chords.

use crate::compose::form::Plan;
use crate::compose::grid::BarGrid;
use crate::compose::harmony::Harmony;
use crate::compose::phrase::{Phrase, Shape};
use crate::compose::random::Random;
use crate::compose::rhythm;
use crate::compose::singer::{Singer, Sung};
use crate::compose::style::{Style, Traits};
use crate::music::{Key, PitchClass};
use crate::project::SectionKind;

/// Melodies tried for each theme; the best is kept.
const ATTEMPTS: usize = 14;

/// The melody of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its phrases, each the notes of one breath.
    pub phrases: Vec<Vec<Sung>>,
    /// Whether it has words.
    pub words: bool,
}

/// What the themes of a song share.
pub struct Melodist<'a> {
    /// The key.
    pub key: Key,
    /// The style.
    pub style: Style,
    /// The bar.
    pub grid: &'a BarGrid,
    /// The chords.
    pub harmony: &'a Harmony,
}

/// Writes the melody of every section. Sections of one kind share their theme.
pub fn write(melodist: &Melodist<'_>, plans: &[Plan], random: &Random) -> Vec<Line> {
    let traits = melodist.style.traits();
    let mut themes: Vec<(SectionKind, Vec<Phrase>)> = Vec::new();
    let mut lines = Vec::with_capacity(plans.len());
    for (index, plan) in plans.iter().enumerate() {
        if !plan.players.lead {
            lines.push(Line { phrases: Vec::new(), words: false });
            continue;
        }
        // The outro remembers the chorus.
        let kind = if plan.kind == SectionKind::Outro { SectionKind::Chorus } else { plan.kind };
        let theme = match themes.iter().find(|(of, _)| *of == kind) {
            Some((_, theme)) => theme.clone(),
            None => {
                let theme = best_theme(melodist, plan, &traits, &random.fork(100 + kind as u64));
                themes.push((kind, theme.clone()));
                theme
            }
        };
        let mut own = random.fork(200 + index as u64);
        let mut phrases = sing_section(melodist, plan, &theme, &mut own);
        if plan.kind == SectionKind::Outro {
            phrases.truncate(1);
        }
        lines.push(Line { phrases, words: !matches!(plan.kind, SectionKind::Solo | SectionKind::Outro) });
    }
    hold_apart(&mut lines);
    lines
}

/// A pickup waits until the last note of the phrase before was heard, and that note ends where the pickup begins.
fn hold_apart(lines: &mut [Line]) {
    let mut before: Option<&mut Sung> = None;
    for phrase in lines.iter_mut().flat_map(|line| &mut line.phrases) {
        if let Some(last) = before.take() {
            phrase.retain(|note| note.step >= last.step + 2);
            if let Some(first) = phrase.first() {
                last.steps = last.steps.min(first.step - last.step);
            }
        }
        before = phrase.last_mut();
    }
}

fn best_theme(melodist: &Melodist<'_>, plan: &Plan, traits: &Traits, random: &Random) -> Vec<Phrase> {
    let tries = (0..ATTEMPTS).map(|attempt| {
        let mut random = random.fork(attempt as u64);
        let theme = theme(melodist, plan, traits, &mut random);
        let sung: Vec<Sung> = sing(melodist, plan, &theme).into_iter().flatten().collect();
        (worth(&sung, melodist.grid, plan.kind), theme)
    });
    let best = tries.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.map_or_else(Vec::new, |(_, theme)| theme)
}

/// A theme of two-bar phrases: statement, answer, statement, departure or a like order, the last one coming to rest.
fn theme(melodist: &Melodist<'_>, plan: &Plan, traits: &Traits, random: &mut Random) -> Vec<Phrase> {
    let chorus = plan.kind == SectionKind::Chorus;
    let solo = plan.kind == SectionKind::Solo;
    let notes = match plan.kind {
        SectionKind::Chorus => traits.density.1,
        SectionKind::Solo => traits.density.0 + 2,
        SectionKind::Bridge => traits.density.1.saturating_sub(1),
        _ => traits.density.0,
    };
    let grid = melodist.grid;
    let mut cell = |sung: bool| {
        let opening = rhythm::opening(grid, notes, sung, random);
        let closing = rhythm::closing(grid, notes, random);
        Phrase::new(&opening, &closing, grid.steps, Shape::any(random), random)
    };
    let sung = chorus || plan.kind == SectionKind::Bridge;
    let (first, second, third) = (cell(sung), cell(sung), cell(!sung));
    let orders: &[&[usize]] =
        if solo { &[&[0, 1, 2, 0]] } else { &[&[0, 0, 1, 0], &[0, 1, 0, 2], &[0, 1, 0, 1], &[0, 0, 0, 1]] };
    let order = *random.pick(orders);
    let of = [&first, &second, &third];
    let count = plan.bars.min(8).div_ceil(2) as usize;
    let mut theme: Vec<Phrase> = (0..count).map(|index| of[order[index % 4]].clone()).collect();
    for index in 1..count {
        let again = order[..index % 4].contains(&order[index % 4]);
        if again {
            theme[index] = theme[index].varied(random);
        }
        // The third phrase is where a melody climbs.
        theme[index].raise += [0, 0, 2, 1][index % 4] * i32::from(chorus || random.chance(50));
    }
    if chorus && grid.steps >= 12 && random.chance(60) {
        theme[0].pickup = if random.chance(50) { 2 } else { 1 };
    }
    if let Some(last) = theme.last_mut() {
        last.rests = true;
    }
    theme
}

/// The notes of a section: its theme, as often as it fits, with small changes when it comes back.
fn sing_section(melodist: &Melodist<'_>, plan: &Plan, theme: &[Phrase], random: &mut Random) -> Vec<Vec<Sung>> {
    let count = plan.bars.div_ceil(2) as usize;
    let mut phrases: Vec<Phrase> = theme.iter().cycle().take(count).cloned().collect();
    let ends = theme.len().max(1);
    for (index, phrase) in phrases.iter_mut().enumerate() {
        let comes_back = plan.nth > 0 || index >= ends;
        if comes_back && index % 4 == 1 && random.chance(60) || index >= ends && index % 4 == 2 {
            *phrase = phrase.varied(random);
        }
        phrase.rests = index + 1 == count || phrase.rests && index + 1 == ends;
        if plan.first_bar == 0 && index == 0 {
            phrase.pickup = 0;
        }
    }
    sing(melodist, plan, &phrases)
}

fn sing(melodist: &Melodist<'_>, plan: &Plan, phrases: &[Phrase]) -> Vec<Vec<Sung>> {
    let tonic = melodist.key.tonic.transposed(plan.lift);
    let key = Key { tonic, mode: melodist.key.mode };
    let mut singer =
        Singer::new(key, melodist.harmony, melodist.style.traits().pentatonic, range(melodist.key.tonic, plan.lift));
    let steps = melodist.grid.steps;
    let end = (plan.first_bar + plan.bars) * steps;
    let mut sung = Vec::with_capacity(phrases.len());
    for (index, phrase) in phrases.iter().enumerate() {
        let start = plan.first_bar * steps + index as u32 * 2 * steps;
        let last_bar_alone = start + 2 * steps > end;
        sung.push(singer.phrase(phrase, start, end, anchor(plan.kind), melodist.grid, last_bar_alone));
    }
    sung
}

/// The lowest and highest key of the melody, about an octave and a half, set by the tonic.
pub fn range(tonic: PitchClass, lift: i32) -> (i32, i32) {
    let semitones = i32::from(tonic.semitones());
    // From the fifth below the tonic of a middle voice to the second above its octave.
    let home = if semitones > 5 { 60 + semitones - 12 } else { 60 + semitones };
    let low = (home - 5).max(57);
    (low + lift, low + 19 + lift)
}

/// Where in the range a kind of section lies, in semitones above its lowest key.
fn anchor(kind: SectionKind) -> i32 {
    match kind {
        SectionKind::Verse | SectionKind::Intro => 5,
        SectionKind::PreChorus => 8,
        SectionKind::Bridge => 9,
        SectionKind::Chorus | SectionKind::Outro => 11,
        SectionKind::Solo => 10,
    }
}

/// How good a melody is: steps and few leaps, one high point late, no droning, an end at rest.
fn worth(notes: &[Sung], grid: &BarGrid, kind: SectionKind) -> i32 {
    let mut worth = 0;
    let (mut highest, mut lowest) = (0, 127);
    for pair in notes.windows(2) {
        worth += match (pair[1].key - pair[0].key).abs() {
            0 => -3,
            1 | 2 => 3,
            3 | 4 => 3,
            5 => 1,
            6 => -8,
            7 => -1,
            8..=12 => -6,
            _ => -20,
        };
    }
    for three in notes.windows(3) {
        let (first, second) = (three[1].key - three[0].key, three[2].key - three[1].key);
        worth -= if first == 0 && second == 0 { 8 } else { 0 };
        worth -= if first.abs() >= 7 && second.signum() == first.signum() { 8 } else { 0 };
        // Going back and forth between two notes says nothing.
        worth -= if first == -second && first != 0 { 3 } else { 0 };
    }
    for note in notes {
        (highest, lowest) = (highest.max(note.key), lowest.min(note.key));
        worth += if grid.weight(note.step) >= 2 && note.chordal { 2 } else { 0 };
    }
    let tops = notes.iter().filter(|note| note.key == highest).count() as i32;
    let span = highest - lowest;
    let wide = if kind == SectionKind::Chorus { 9..=15 } else { 7..=13 };
    worth += if wide.contains(&span) { 14 } else { -2 * (span - 11).abs() };
    worth - (tops - 2).max(0) * 3
}
