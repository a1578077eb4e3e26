//! Where in the song somebody's part lies: the bars and the tracks of everything that points at a contribution.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::evidence::{is_audible, is_heard};
use crate::project::{Clip, Pattern, Project, Target, Track};
use crate::provenance::{Aspect, AuthorsId, ContributionId};
use crate::release::facts::Bars;
use crate::time::{Tick, TickRange};

/// What lies somewhere: bars counted from 0, and tracks by their place.
#[derive(Clone, Debug, Default)]
struct Found {
    bars: BTreeSet<usize>,
    tracks: BTreeSet<usize>,
}

/// Where parts lie, by who made them.
pub struct Places {
    found: BTreeMap<(ContributionId, Aspect), Found>,
    names: Vec<String>,
}

/// Where parts lie, by author sets, while they are gathered.
struct Gathering {
    /// Where each bar begins, up to the song's end.
    starts: Vec<Tick>,
    found: BTreeMap<(AuthorsId, Aspect), Found>,
}

impl Places {
    /// Where the parts of a project lie.
    pub fn of(project: &Project) -> Self {
        let mut gathering = Gathering { starts: bar_starts(project), found: BTreeMap::new() };
        for section in project.sections.iter() {
            gathering.add(section.authors, &[Aspect::Arrangement], section.range, None);
        }
        for span in project.chords.iter() {
            gathering.add(span.authors, &[Aspect::Composition], span.range, None);
        }
        for line in project.lyrics.iter().filter(|line| !line.placeholder) {
            gathering.add(line.authors, &[Aspect::Lyrics], line.range, None);
        }
        for (place, track) in project.tracks.iter().enumerate().filter(|(_, track)| is_audible(project, track)) {
            gathering.add_track(project, track, place);
        }
        let mut found: BTreeMap<(ContributionId, Aspect), Found> = BTreeMap::new();
        for ((authors, aspect), place) in gathering.found {
            for author in project.authors.get(authors) {
                let known = found.entry((*author, aspect)).or_default();
                known.bars.extend(&place.bars);
                known.tracks.extend(&place.tracks);
            }
        }
        Self { found, names: project.tracks.iter().map(|track| track.name.clone()).collect() }
    }

    /// The bars of one side of the song that these contributions are in.
    pub fn bars(&self, aspect: Aspect, whose: impl Fn(ContributionId) -> bool) -> Vec<Bars> {
        spans(self.of_side(aspect, &whose).flat_map(|found| &found.bars))
    }

    /// The tracks on which one side of these contributions is heard.
    pub fn tracks(&self, aspect: Aspect, whose: impl Fn(ContributionId) -> bool) -> Vec<String> {
        self.named(self.of_side(aspect, &whose).flat_map(|found| &found.tracks))
    }

    /// The bars that a contribution is in.
    pub fn all_bars(&self, id: ContributionId) -> Vec<Bars> {
        spans(self.of_one(id).flat_map(|found| &found.bars))
    }

    /// The tracks on which a contribution is heard.
    pub fn all_tracks(&self, id: ContributionId) -> Vec<String> {
        self.named(self.of_one(id).flat_map(|found| &found.tracks))
    }

    fn of_side(&self, aspect: Aspect, whose: &impl Fn(ContributionId) -> bool) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(move |((id, side), _)| *side == aspect && whose(*id)).map(|(_, found)| found)
    }

    fn of_one(&self, id: ContributionId) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(move |((author, _), _)| *author == id).map(|(_, found)| found)
    }

    fn named<'a>(&self, places: impl Iterator<Item = &'a usize>) -> Vec<String> {
        let places: BTreeSet<&usize> = places.collect();
        places.into_iter().filter_map(|place| self.names.get(*place).cloned()).collect()
    }
}

impl Gathering {
    fn add(&mut self, authors: AuthorsId, aspects: &[Aspect], range: TickRange, track: Option<usize>) {
        if range.is_empty() {
            return;
        }
        let bars = self.bar(range.start)..=self.bar(Tick(range.end.0 - 1));
        for aspect in aspects {
            let found = self.found.entry((authors, *aspect)).or_default();
            found.bars.extend(bars.clone());
            found.tracks.extend(track);
        }
    }

    fn bar(&self, tick: Tick) -> usize {
        self.starts.partition_point(|start| *start <= tick).saturating_sub(1)
    }

    /// Where the lanes of a track's strip move: from each point to the next.
    fn add_lanes(&mut self, track: &Track, place: usize) {
        for lane in &track.strip.automation {
            let aspect = if matches!(lane.target, Target::Patch(_)) { Aspect::Sound } else { Aspect::Mix };
            let nexts = lane.points.iter().skip(1).map(|point| Some(point.at)).chain([None]);
            for (point, next) in lane.points.iter().zip(nexts) {
                let range = TickRange::new(point.at, next.unwrap_or(point.at + Tick(1)));
                self.add(point.authors, &[aspect], range, Some(place));
            }
        }
    }

    fn add_track(&mut self, project: &Project, track: &Track, place: usize) {
        self.add_lanes(track, place);
        for clip in &track.clips {
            let range = TickRange::new(clip.at, clip.end());
            self.add(clip.authors, &[Aspect::Arrangement], range, Some(place));
            self.add(track.strip.authors, &[Aspect::Mix], range, Some(place));
            if let Some(pattern) = track.pattern_of(clip) {
                self.add(track.patch_authors, &[Aspect::Sound], range, Some(place));
                self.add_notes(clip, pattern, place);
            }
            let silent = clip.audio().is_some_and(|audio| !is_heard(audio));
            let played = if silent { BTreeSet::new() } else { track.plays(clip) };
            for asset in played.into_iter().filter_map(|digest| project.asset(digest)) {
                self.add(
                    asset.authors,
                    &aspects_of_a_recording(asset.has_words(), asset.has_voice()),
                    range,
                    Some(place),
                );
            }
        }
    }

    /// The notes of a pattern as often as a clip strikes them.
    fn add_notes(&mut self, clip: &Clip, pattern: &Pattern, place: usize) {
        let period = pattern.length.0;
        if period == 0 {
            return;
        }
        let (begin, end) = (clip.offset.0, clip.offset.0.saturating_add(clip.length.0));
        for note in pattern.heard().filter(|note| note.start.0 < period) {
            let skipped = begin.saturating_sub(note.start.0).div_ceil(period);
            let strikes = (u64::from(note.start.0) + u64::from(skipped) * u64::from(period)..u64::from(end))
                .step_by(period as usize);
            for strike in strikes {
                let at = Tick(u32::try_from(strike).unwrap_or(u32::MAX) - begin) + clip.at;
                let range = TickRange::new(at, at + Tick(1));
                self.add(note.authors, &[Aspect::Composition, Aspect::Performance], range, Some(place));
            }
        }
    }
}

/// A recording holds all of these at once.
fn aspects_of_a_recording(words: bool, voice: bool) -> Vec<Aspect> {
    let mut aspects =
        vec![Aspect::Composition, Aspect::Arrangement, Aspect::Performance, Aspect::Sound, Aspect::Mix, Aspect::Master];
    aspects.extend(words.then_some(Aspect::Lyrics));
    aspects.extend(voice.then_some(Aspect::Vocals));
    aspects
}

/// Where each bar begins, up to the song's end: one walk, however often the time signature changes.
fn bar_starts(project: &Project) -> Vec<Tick> {
    let (end, changes) = (project.end(), project.meter.changes());
    let (mut starts, mut at, mut change) = (Vec::new(), Tick::ZERO, 0);
    while at < end || starts.is_empty() {
        while changes.get(change + 1).is_some_and(|next| next.bar as usize <= starts.len()) {
            change += 1;
        }
        let meter = changes.get(change).map_or(crate::time::Meter::COMMON, |change| change.meter);
        starts.push(at);
        at = at + meter.bar();
    }
    starts
}

/// Bars, counted from 0, as spans counted from one.
fn spans<'a>(bars: impl Iterator<Item = &'a usize>) -> Vec<Bars> {
    let bars: BTreeSet<&usize> = bars.collect();
    let mut spans: Vec<Bars> = Vec::new();
    for bar in bars.into_iter().filter_map(|bar| u32::try_from(bar + 1).ok()) {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == bar => *last = bar,
            _ => spans.push((bar, bar)),
        }
    }
    spans
}
