//! The versions of a song: what each leaves silent, and where an edit begins and ends.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::export::{ExportFormat, ExportJob, ExportScope, ExportSpec, Window};
use crate::project::evidence::is_audible;
use crate::project::{AssetRef, Project, SectionKind, Track};
use crate::release::export_job;
use crate::text::{Locale, Message};
use crate::time::{Tick, TickRange};

/// How long the fades of an edit are, in milliseconds: as short as hides a cut, and as long as ends a phrase.
const FADE_IN: u32 = 10;
const FADE_OUT: u32 = 400;

/// A version of the song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// The whole song.
    Master,
    /// Without voices.
    Instrumental,
    /// Voices alone.
    ACappella,
    /// At most so many seconds of it.
    Edit(u32),
    /// Every track and bus in a file of its own, in one archive.
    Stems,
}

/// Whether voices and instruments can be parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// Nobody sings.
    NoVoices,
    /// All that is heard has voices in it.
    OneRecording,
    /// Some tracks sing and others play.
    Apart,
}

/// Whether voices and instruments of a project can be parted.
pub fn parting(project: &Project) -> Parting {
    let heard = || project.tracks.iter().filter(|track| is_audible(project, track));
    match (heard().any(|track| sings(project, track)), heard().any(|track| !sings(project, track))) {
        (false, _) => Parting::NoVoices,
        (true, false) => Parting::OneRecording,
        (true, true) => Parting::Apart,
    }
}

/// Whether somebody sings on a track.
fn sings(project: &Project, track: &Track) -> bool {
    let played = track.clips.iter().flat_map(|clip| track.plays(clip));
    played.filter_map(|digest| project.asset(digest)).any(AssetRef::has_voice)
}

/// The project as a version of it sounds. What a version leaves silent has no part in its disclosure.
pub fn version_of(project: &Project, version: Version) -> Project {
    let mut changed = project.clone();
    let heard = |track: &Track| match version {
        Version::Master | Version::Edit(_) | Version::Stems => true,
        Version::Instrumental => !sings(project, track),
        Version::ACappella => sings(project, track),
    };
    for track in &mut changed.tracks {
        if !heard(track) {
            Rc::make_mut(track).strip.mute = true;
        }
    }
    changed
}

/// What is needed to render a version.
pub fn sound_job(project: &Project, version: Version, format: ExportFormat, sample_rate: u32) -> ExportJob {
    let changed = version_of(project, version);
    let scope = if version == Version::Stems { ExportScope::Stems } else { ExportScope::Song };
    let spec = ExportSpec { scope, ..ExportSpec::song(format, sample_rate) };
    let mut job = export_job(&changed, spec.made_possible());
    // The song is as long as ever, however little of it is heard.
    job.song.end = project.end();
    let title = &mut job.tags.title;
    let named = |message: Message, title: &str| format!("{title} ({})", message.print(Locale::English));
    match version {
        Version::Master | Version::Stems => {}
        Version::Instrumental => *title = named(Message::new("pack-is-instrumental"), title),
        Version::ACappella => *title = named(Message::new("pack-is-a-cappella"), title),
        Version::Edit(seconds) => {
            *title = format!("{title} ({seconds} s)");
            job.window = excerpt(project, seconds).map(|range| {
                let milliseconds = |tick: Tick| (project.tempo.seconds_at(f64::from(tick.0)) * 1_000.0).round() as u64;
                Window {
                    from: milliseconds(range.start),
                    to: milliseconds(range.end),
                    fade_in: if range.start == Tick::ZERO { 0 } else { FADE_IN },
                    fade_out: FADE_OUT,
                }
            });
        }
    }
    job
}

/// The part of a song that an edit of so many seconds takes: whole sections, with a chorus where there is one, and as many as
/// fit. Where no section is that short it begins with a section and ends with a bar. `None` for a song that is no longer.
pub fn excerpt(project: &Project, seconds: u32) -> Option<TickRange> {
    let at = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
    let (end, most) = (project.end(), f64::from(seconds) + 1e-6);
    if at(end) <= most {
        return None;
    }
    let sections: Vec<_> = project.sections.iter().filter(|section| section.range.start < end).collect();
    let mut best: Option<(bool, f64, TickRange)> = None;
    for first in 0..sections.len() {
        let mut chorus = false;
        for (last, section) in sections.iter().enumerate().skip(first) {
            // Sections that do not follow each other are not one span.
            if last > first && sections[last - 1].range.end != section.range.start {
                break;
            }
            chorus |= section.kind == SectionKind::Chorus;
            let range = TickRange::new(sections[first].range.start, section.range.end.min(end));
            let length = at(range.end) - at(range.start);
            if length > most {
                break;
            }
            if best.is_none_or(|(with, longest, _)| (chorus, length) > (with, longest)) {
                best = Some((chorus, length, range));
            }
        }
    }
    // Half of what was asked for is still an edit of that length; less is not.
    if let Some((_, _, range)) = best.filter(|(_, length, _)| *length >= f64::from(seconds) / 2.0) {
        return Some(range);
    }
    let chorus = sections.iter().find(|section| section.kind == SectionKind::Chorus);
    let start = chorus.or(sections.first()).map_or(Tick::ZERO, |section| section.range.start);
    let start = if at(end) - at(start) >= f64::from(seconds) / 2.0 { start } else { Tick::ZERO };
    let first = project.meter.position(start).bar;
    let bars = (first + 1..).map(|bar| project.meter.bar_start(bar).min(end));
    let fits = bars.take_while(|bar| at(*bar) - at(start) <= most);
    // A song longer than that has a bar line after it, so this ends.
    let last = fits.take(4_000).last().filter(|last| *last > start);
    Some(TickRange::new(start, last.unwrap_or_else(|| tick_after(project, start, f64::from(seconds)))))
}

/// The tick so many seconds after another.
fn tick_after(project: &Project, start: Tick, seconds: f64) -> Tick {
    let at = project.tempo.seconds_at(f64::from(start.0)) + seconds;
    // A cast of what is too large stops at the largest tick.
    Tick(project.tempo.tick_at(at) as u32)
}
