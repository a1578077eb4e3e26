//! The patterns of an answer, every bar read and mended.

use crate::ai::answer::drum_bar;
use crate::ai::answer::layout::{self, Played};
use crate::ai::answer::mend::{Grade, mend};
use crate::ai::answer::song::{Song, SongPattern};
use crate::ai::answer::voice::Bar;
use crate::score::{Repair, TrackRole};

/// The most repairs of single bars that are told.
const MAX_TOLD: usize = 200;

/// Something that the service can put right itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A bar that cannot be read or does not last as long as it should.
    Bar {
        /// Its pattern.
        pattern: String,
        /// Its number in the pattern, from 1.
        bar: usize,
        /// How it was written.
        text: String,
        /// How long it was, in sixteenths, where it could be read.
        sum: Option<u32>,
        /// How long it should be.
        need: u32,
    },
    /// A pattern that a section uses and that was not written.
    Pattern {
        /// Its name.
        pattern: String,
    },
}

/// Patterns that can be played.
#[derive(Clone, Debug, Default)]
pub struct Ready {
    bars: Vec<Vec<Bar>>,
    /// What had to be put right.
    pub repairs: Vec<Repair>,
    /// What the service could put right itself.
    pub faults: Vec<Fault>,
    /// How many bars were written.
    pub written: usize,
}

impl Ready {
    /// A bar of a pattern.
    pub fn bar(&self, played: Played) -> Option<&Bar> {
        self.bars.get(played.pattern)?.get(played.bar)
    }

    /// A bar of a pattern, to change.
    pub fn bar_mut(&mut self, pattern: usize, bar: usize) -> Option<&mut Bar> {
        self.bars.get_mut(pattern)?.get_mut(bar)
    }
}

/// Reads and mends every pattern. `roles` are the tracks', a bar has `steps` sixteenths.
pub fn ready(song: &Song, roles: &[TrackRole], steps: u32) -> Ready {
    let mut ready = Ready::default();
    for pattern in &song.patterns {
        ready.written += pattern.bars.len();
        let track = layout::track_of(song, &pattern.track);
        let role = track.and_then(|track| roles.get(track).copied());
        let drawn = pattern.bars.iter().any(|bar| bar.contains('='));
        let bars = if role == Some(TrackRole::Drums) || role.is_none() && drawn {
            drums(pattern, steps, &mut ready)
        } else {
            notes(pattern, steps, &mut ready)
        };
        ready.bars.push(bars);
    }
    for name in missing(song) {
        ready.faults.push(Fault::Pattern { pattern: name });
    }
    ready
}

fn notes(pattern: &SongPattern, steps: u32, ready: &mut Ready) -> Vec<Bar> {
    let (mended, recounted) = mend(&pattern.bars, steps);
    if recounted {
        ready.repairs.push(Repair::BarsRecounted { part: pattern.track.clone(), pattern: pattern.id.clone() });
    }
    let mut bars = Vec::with_capacity(mended.len());
    for (index, bar) in mended.into_iter().enumerate() {
        if bar.grade != Grade::Right && !(recounted && bar.grade == Grade::Mended) {
            tell(pattern, index, bar.after(), bar.grade, ready);
            let (text, sum) = (bar.before.clone(), bar.sum);
            ready.faults.push(Fault::Bar { pattern: pattern.id.clone(), bar: index + 1, text, sum, need: steps });
        }
        bars.push(Bar::Notes(bar.items));
    }
    bars
}

fn drums(pattern: &SongPattern, steps: u32, ready: &mut Ready) -> Vec<Bar> {
    let mut bars = Vec::with_capacity(pattern.bars.len());
    let mut as_notes = 0;
    for (index, text) in pattern.bars.iter().enumerate() {
        let empty = text.trim().is_empty();
        let read = if empty { Some(drum_bar::Drums::default()) } else { drum_bar::read(text, steps) };
        let beats = match read {
            Some(drums) => {
                as_notes += usize::from(drums.notes && !empty);
                if drums.fitted {
                    tell(pattern, index, drum_bar::write(&drums.beats, steps), Grade::Mended, ready);
                }
                drums.beats
            }
            None => {
                tell(pattern, index, String::new(), Grade::Unreadable, ready);
                let fault = Fault::Bar {
                    pattern: pattern.id.clone(),
                    bar: index + 1,
                    text: text.clone(),
                    sum: None,
                    need: steps,
                };
                ready.faults.push(fault);
                Vec::new()
            }
        };
        bars.push(Bar::Beats(beats));
    }
    if as_notes > 0 {
        ready.repairs.push(Repair::DrumsReread { part: pattern.track.clone(), count: as_notes });
    }
    bars
}

fn tell(pattern: &SongPattern, bar: usize, after: String, grade: Grade, ready: &mut Ready) {
    if ready.repairs.len() >= MAX_TOLD {
        return;
    }
    let before: String = pattern.bars.get(bar).map(|text| text.chars().take(300).collect()).unwrap_or_default();
    let (part, name, bar) = (pattern.track.clone(), pattern.id.clone(), bar + 1);
    ready.repairs.push(match grade {
        Grade::Unreadable => Repair::BarSilent { part, pattern: name, bar, before },
        _ => Repair::BarMended { part, pattern: name, bar, before, after },
    });
}

/// The patterns that sections use and that nobody wrote.
fn missing(song: &Song) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in song.sections.iter().flat_map(|section| &section.uses) {
        let name = entry.split(['*', '×', ':']).next().unwrap_or_default().trim();
        let known = song.patterns.iter().any(|pattern| pattern.id.eq_ignore_ascii_case(name));
        let auto = entry.contains(":auto");
        if !name.is_empty() && !known && !auto && !names.iter().any(|other| other == name) && names.len() < 64 {
            names.push(name.to_owned());
        }
    }
    names
}
