//! The invariants of a project, checked: whatever comes from outside passes here before anything relies on it.

use std::collections::BTreeSet;

use crate::project::limits::{MAX_BUSES, MAX_MARKERS, MAX_NOTES, MAX_SPANS, MAX_TICK, MAX_TRACKS};
use crate::project::{Project, Strip};
use crate::provenance::{AuthorsId, Ledger};
use crate::text::{Message, describe};
use crate::time::{Tick, TickRange};

mod assets;
mod automation;
mod names;
mod release;
mod strip;
mod track;

pub use assets::{can_play, is_sound, plays};
pub use names::{is_laid, is_line, is_text};
pub use release::check_info;

/// What a project can have too many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Tracks.
    Tracks,
    /// Buses.
    Buses,
    /// Inserts in a strip.
    Inserts,
    /// Automation lanes of a strip.
    Lanes,
    /// Automation points in a lane or in the project.
    Points,
    /// Clips on a track.
    Clips,
    /// Zones of a sampler.
    Zones,
    /// Notes in a pattern or in the project.
    Notes,
    /// Notes as often as clips play them.
    Strikes,
    /// Sections, chord spans, lyric lines, markers, changes of tempo or of time signature.
    Spans,
    /// Contributions or sets of authors.
    Contributions,
    /// Projects this one was remixed from.
    Ancestors,
    /// Recordings and pictures.
    Assets,
    /// People who are credited, or their roles.
    Credits,
    /// Contributions that are declared free to be sold.
    Clearances,
}

impl Counted {
    /// What the catalogue of sentences chooses by.
    const fn key(self) -> &'static str {
        match self {
            Self::Tracks => "tracks",
            Self::Buses => "buses",
            Self::Inserts => "inserts",
            Self::Lanes => "lanes",
            Self::Points => "points",
            Self::Clips => "clips",
            Self::Zones => "zones",
            Self::Notes => "notes",
            Self::Strikes => "strikes",
            Self::Spans => "spans",
            Self::Contributions => "contributions",
            Self::Ancestors => "ancestors",
            Self::Assets => "assets",
            Self::Credits => "credits",
            Self::Clearances => "clearances",
        }
    }
}

/// The first rule that a project was found to break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// More of something than there may be.
    TooMany {
        /// Of what.
        what: Counted,
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A text is too long or holds control characters.
    Text {
        /// Its beginning, without control characters.
        text: String,
        /// The most characters it may have.
        limit: usize,
    },
    /// Two parts of one kind have this id, or the id source has not given it out.
    Id(u32),
    /// A clip plays a pattern that its track does not have.
    NoPattern {
        /// The track's name.
        track: String,
    },
    /// A clip plays a recording that the project does not list, or in a way that cannot be played.
    NoRecording {
        /// The track's name.
        track: String,
    },
    /// A zone plays a recording that the project does not list, or in a way that cannot be played.
    Zone {
        /// The track's name.
        track: String,
    },
    /// A recording or picture is listed twice, or as what it cannot be.
    Asset {
        /// Its name.
        name: String,
    },
    /// The cover is no picture that the project lists.
    Cover,
    /// Clips of a track are empty, out of order or overlap.
    Clips {
        /// The track's name.
        track: String,
    },
    /// Notes of a track are empty, out of order or alike, or their pattern has no length.
    Notes {
        /// The track's name.
        track: String,
    },
    /// A section, chord or line of words is empty, out of order or lies over the next; or so does a marker.
    Spans,
    /// Something lies past the end of time.
    PastEnd,
    /// A strip feeds a bus that is not there, feeds one twice, or is a bus or the master and feeds one.
    Sends {
        /// The strip's name; empty for the master.
        strip: String,
    },
    /// A level or a place between the speakers is out of range.
    Level {
        /// The strip's name; empty for the master.
        strip: String,
    },
    /// An automation lane moves what is not there or what another one moves, has no point, or one out of order or range.
    Automation {
        /// The strip's name; empty for the master.
        strip: String,
    },
    /// A colour is not in the palette.
    Colour(u8),
    /// Content points at authors that are not in the table, or the table at contributions that are not in the ledger.
    Authors,
}

impl CheckError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::TooMany { what, count, limit } => {
                Message::new("error-check-count").with("what", what.key()).with("count", count).with("limit", limit)
            }
            Self::Text { text, limit } => Message::new("error-check-text").with("text", text).with("limit", limit),
            Self::Id(id) => Message::new("error-check-id").with("id", id),
            Self::NoPattern { track } => Message::new("error-check-pattern").with("track", track),
            Self::NoRecording { track } => Message::new("error-check-recording").with("track", track),
            Self::Zone { track } => Message::new("error-check-zone").with("track", track),
            Self::Asset { name } => Message::new("error-check-asset").with("name", name),
            Self::Cover => Message::new("error-check-cover"),
            Self::Clips { track } => Message::new("error-check-clips").with("track", track),
            Self::Notes { track } => Message::new("error-check-notes").with("track", track),
            Self::Spans => Message::new("error-check-spans"),
            Self::PastEnd => Message::new("error-check-end"),
            Self::Sends { strip } => Message::new("error-check-sends").with("strip", strip),
            Self::Level { strip } => Message::new("error-check-level").with("strip", strip),
            Self::Automation { strip } => Message::new("error-check-automation").with("strip", strip),
            Self::Colour(colour) => Message::new("error-check-colour").with("colour", colour),
            Self::Authors => Message::new("error-check-authors"),
        }
    }
}
describe!(CheckError);

/// Checks every invariant of a project that its types do not prove, and the bounds of [`limits`](super::limits).
///
/// The ledger's chain is not checked here but by [`Ledger::verify`].
///
/// # Errors
/// The first rule that is broken.
pub fn check(project: &Project) -> Result<(), CheckError> {
    at_most(Counted::Tracks, project.tracks.len(), MAX_TRACKS)?;
    at_most(Counted::Buses, project.buses.len(), MAX_BUSES)?;
    at_most(Counted::Ancestors, project.lineage.len(), MAX_SPANS)?;
    names::check_all(project)?;
    check_ledger(project)?;
    check_timeline(project)?;
    assets::check_assets(project)?;
    release::check_release(project)?;
    check_ids(project)?;
    for track in &project.tracks {
        track::check_track(project, track)?;
    }
    let patterns = project.tracks.iter().flat_map(|track| &track.patterns);
    at_most(Counted::Notes, patterns.map(|pattern| pattern.notes.len()).sum(), MAX_NOTES)?;
    track::check_strikes(project)?;
    automation::check_points(project)?;
    for bus in &project.buses {
        check_shared_strip(project, &bus.strip, &bus.name)?;
    }
    check_shared_strip(project, &project.master, "")
}

/// A bus or the master: a strip that feeds no bus.
fn check_shared_strip(project: &Project, strip: &Strip, name: &str) -> Result<(), CheckError> {
    strip::check_strip(project, strip, None, name)?;
    ensure(strip.sends.is_empty() && strip.output.is_none(), || CheckError::Sends { strip: name.to_owned() })
}

fn check_ledger(project: &Project) -> Result<(), CheckError> {
    let entries = project.ledger.entries();
    at_most(Counted::Contributions, entries.len(), Ledger::MAX_ENTRIES)?;
    at_most(Counted::Contributions, project.authors.len(), usize::from(u16::MAX) + 1)?;
    let sets = project.authors.sets();
    ensure(sets.first().is_some_and(Vec::is_empty), || CheckError::Authors)?;
    let mut known = sets.iter().flatten().map(|contribution| usize::from(contribution.0) < entries.len());
    ensure(known.all(|known| known), || CheckError::Authors)
}

fn check_timeline(project: &Project) -> Result<(), CheckError> {
    for count in [
        project.sections.len(),
        project.chords.len(),
        project.lyrics.len(),
        project.tempo.changes().len(),
        project.meter.changes().len(),
    ] {
        at_most(Counted::Spans, count, MAX_SPANS)?;
    }
    check_spans(project.sections.iter().map(|section| section.range), false)?;
    check_spans(project.chords.iter().map(|span| span.range), false)?;
    check_spans(project.lyrics.iter().map(|line| line.range), true)?;
    at_most(Counted::Spans, project.markers.len(), MAX_MARKERS)?;
    check_spans(project.markers.iter().map(|marker| TickRange::new(marker.at, marker.at + Tick(1))), false)?;
    let authors = project.sections.iter().map(|section| section.authors);
    let authors = authors.chain(project.chords.iter().map(|span| span.authors));
    let authors = authors.chain(project.markers.iter().map(|marker| marker.authors));
    for authors in authors.chain(project.lyrics.iter().map(|line| line.authors)) {
        check_authors(project, authors)?;
    }
    ensure(project.tempo.changes().iter().all(|change| change.at <= MAX_TICK), || CheckError::PastEnd)?;
    let last_change = project.meter.changes().last().map_or(0, |change| change.bar);
    ensure(project.meter.bar_start(last_change) <= MAX_TICK, || CheckError::PastEnd)
}

/// Spans in order, none empty, none past the end of time; only words may be sung over one another.
fn check_spans(spans: impl Iterator<Item = TickRange>, may_overlap: bool) -> Result<(), CheckError> {
    let mut last = TickRange::default();
    for span in spans {
        let in_order = if may_overlap { last.start <= span.start } else { last.end <= span.start };
        ensure(in_order && !span.is_empty(), || CheckError::Spans)?;
        ensure(span.end <= MAX_TICK, || CheckError::PastEnd)?;
        last = span;
    }
    Ok(())
}

fn check_ids(project: &Project) -> Result<(), CheckError> {
    let tracks = || project.tracks.iter();
    check_kind(project, project.buses.iter().map(|bus| bus.id.0))?;
    check_kind(project, tracks().map(|track| track.id.0))?;
    check_kind(project, tracks().flat_map(|track| &track.patterns).map(|pattern| pattern.id.0))?;
    check_kind(project, tracks().flat_map(|track| &track.clips).map(|clip| clip.id.0))
}

/// The ids of one kind of part: each once, each given out.
fn check_kind(project: &Project, ids: impl Iterator<Item = u32>) -> Result<(), CheckError> {
    let mut seen = BTreeSet::new();
    for id in ids {
        ensure(seen.insert(id) && id < project.ids.peek(), || CheckError::Id(id))?;
    }
    Ok(())
}

fn check_authors(project: &Project, authors: AuthorsId) -> Result<(), CheckError> {
    ensure(usize::from(authors.0) < project.authors.len(), || CheckError::Authors)
}

fn at_most(what: Counted, count: usize, limit: usize) -> Result<(), CheckError> {
    ensure(count <= limit, || CheckError::TooMany { what, count, limit })
}

fn ensure(holds: bool, broken: impl FnOnce() -> CheckError) -> Result<(), CheckError> {
    if holds { Ok(()) } else { Err(broken()) }
}

#[cfg(test)]
mod tests;
