//! The chords of each section: progressions by style and kind of section, moved into the key, with turnarounds into
//! what comes next.

use crate::compose::form::Plan;
use crate::compose::grid::BarGrid;
use crate::compose::progressions;
use crate::compose::random::Random;
use crate::compose::style::{Family, Style};
use crate::music::{Chord, ChordQuality, Key, PitchClass};
use crate::project::SectionKind;

/// A chord on the grid of sixteenths, counted from the start of the song.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it begins.
    pub step: u32,
    /// How long it lasts.
    pub steps: u32,
    /// The chord.
    pub chord: Chord,
}

/// The chords of a song, one after another, with no gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Harmony {
    /// In order.
    pub changes: Vec<Change>,
}

impl Harmony {
    /// The chord at a sixteenth.
    pub fn at(&self, step: u32) -> Chord {
        let after = self.changes.partition_point(|change| change.step <= step);
        let found = self.changes.get(after.saturating_sub(1));
        found.map_or(Chord::new(PitchClass::of(0), ChordQuality::Major), |change| change.chord)
    }

    /// The changes that begin in a span of sixteenths.
    pub fn within(&self, from: u32, to: u32) -> &[Change] {
        let first = self.changes.partition_point(|change| change.step < from);
        let last = self.changes.partition_point(|change| change.step < to);
        &self.changes[first..last]
    }
}

type Bar = Vec<Chord>;

/// Writes the chords of every section.
pub fn write(plans: &[Plan], style: Style, key: Key, grid: &BarGrid, random: &Random) -> Harmony {
    let mut loops: Vec<(SectionKind, Vec<Bar>)> = Vec::new();
    let mut sections: Vec<Vec<Bar>> = Vec::new();
    for plan in plans {
        // The intro and the outro lean on what the listener will know, or knows.
        let kind = match plan.kind {
            SectionKind::Intro | SectionKind::Solo if style != Style::Jazz => SectionKind::Chorus,
            SectionKind::Outro => SectionKind::Chorus,
            SectionKind::Intro | SectionKind::Solo => SectionKind::Verse,
            kind => kind,
        };
        let known = loops.iter().find(|(of, _)| *of == kind).map(|(_, bars)| bars.clone());
        let bars = known.unwrap_or_else(|| {
            let bars = loop_of(style, kind, key, &mut random.fork(kind as u64));
            loops.push((kind, bars.clone()));
            bars
        });
        let moved = bars.iter().cycle().take(plan.bars as usize);
        sections.push(moved.map(|bar| bar.iter().map(|chord| chord.transposed(plan.lift)).collect()).collect());
    }
    let mut endings = random.fork(77);
    for index in 0..plans.len() {
        let next = sections.get(index + 1).and_then(|bars| bars.first()?.first()).copied();
        let lifts = plans.get(index + 1).is_some_and(|after| after.lift != plans[index].lift);
        match (lifts, next, sections[index].last_mut()) {
            // A new key is announced.
            (true, Some(next), Some(last)) => *last = cadence(next, style.traits().family),
            _ => ending(&mut sections[index], &plans[index], next, style, key, &mut endings),
        }
    }
    spread(sections.into_iter().flatten(), grid)
}

/// A progression, moved from C major or A minor into the key.
fn loop_of(style: Style, kind: SectionKind, key: Key, random: &mut Random) -> Vec<Bar> {
    let options = progressions::options(style, kind, key.mode);
    let (from, text) = (progressions::tonic(key.mode), random.pick(options));
    let shift = i32::from(key.tonic.semitones()) - from;
    let read = |bar: &str| -> Bar {
        // A test proves that every chord of the tables can be read.
        bar.split_whitespace().filter_map(|chord| Some(chord.parse::<Chord>().ok()?.transposed(shift))).collect()
    };
    text.split('|').map(read).collect()
}

/// The last bar of a section: a way into the next one, or home.
fn ending(bars: &mut [Bar], plan: &Plan, next: Option<Chord>, style: Style, key: Key, random: &mut Random) {
    let family = style.traits().family;
    let home = home(style, key).transposed(plan.lift);
    let count = bars.len();
    let Some(last) = bars.last_mut() else { return };
    let Some(next) = next else {
        *last = vec![home];
        if let Some(before) = count.checked_sub(2).and_then(|index| bars.get_mut(index)) {
            *before = cadence(home, family);
        }
        return;
    };
    let leads = last.last().is_some_and(|chord| chord.root == next.root.transposed(7));
    if leads || family == Family::Loop && plan.kind != SectionKind::PreChorus {
        return;
    }
    match family {
        Family::Rich if random.chance(75) => *last = cadence(next, family),
        Family::Plain if plan.kind == SectionKind::PreChorus || plan.kind == SectionKind::Bridge => {
            let fifth = key.tonic.transposed(7 + plan.lift);
            *last = vec![Chord::new(fifth, ChordQuality::Sus4), Chord::new(fifth, ChordQuality::Major)];
        }
        Family::Loop if style != Style::Ambient => {
            *last = vec![Chord::new(key.tonic.transposed(7), ChordQuality::SeventhSus4)];
        }
        _ => {}
    }
}

/// The two chords that lead to one: its second and its fifth.
fn cadence(to: Chord, family: Family) -> Bar {
    let minor = to.quality.tones().contains(&3);
    let (second, fifth) = match (family, minor) {
        (Family::Rich, true) => (ChordQuality::HalfDiminished, ChordQuality::SeventhFlatNinth),
        (Family::Rich, false) => (ChordQuality::MinorNinth, ChordQuality::Thirteenth),
        (_, true) => return vec![Chord::new(to.root.transposed(-2), ChordQuality::Major)],
        (_, false) => {
            return vec![
                Chord::new(to.root.transposed(5), ChordQuality::Major),
                Chord::new(to.root.transposed(7), ChordQuality::Major),
            ];
        }
    };
    vec![Chord::new(to.root.transposed(2), second), Chord::new(to.root.transposed(7), fifth)]
}

/// The chord a song comes to rest on.
fn home(style: Style, key: Key) -> Chord {
    let quality = match (style.traits().family, key.mode.is_minor()) {
        (Family::Rich, true) => ChordQuality::MinorNinth,
        (Family::Rich, false) => ChordQuality::MajorNinth,
        (Family::Plain, true) => ChordQuality::Minor,
        (Family::Plain, false) => ChordQuality::Major,
        (Family::Loop, true) => ChordQuality::MinorAddNinth,
        (Family::Loop, false) => ChordQuality::AddNinth,
    };
    Chord::new(key.tonic, quality)
}

/// Lays bars of chords on the grid: two chords share a bar at the group nearest its middle, more share its groups.
fn spread(bars: impl Iterator<Item = Bar>, grid: &BarGrid) -> Harmony {
    let mut changes: Vec<Change> = Vec::new();
    for (index, bar) in bars.enumerate() {
        let start = index as u32 * grid.steps;
        let groups = grid.groups.len();
        let count = bar.len().clamp(1, groups);
        for (place, chord) in bar.iter().take(count).enumerate() {
            let group = (place * groups).div_ceil(count).min(groups - 1);
            let step = start + grid.groups[group].0;
            changes.push(Change { step, steps: 0, chord: *chord });
        }
    }
    let end = changes.last().map_or(0, |change| (change.step / grid.steps + 1) * grid.steps);
    changes.dedup_by(|later, kept| later.chord == kept.chord && later.step % grid.steps != 0);
    let mut limit = end;
    for change in changes.iter_mut().rev() {
        change.steps = limit - change.step;
        limit = change.step;
    }
    Harmony { changes }
}
