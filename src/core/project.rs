//! The document: everything that is saved and shared.
//!
//! Shared by `Rc` at the grain of a track and a pattern, so that one pointer test tells what changed.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::music::Key;
use crate::provenance::{AuthorTable, Digest, Ledger};
use crate::sound::ParamSpec;
use crate::time::{Meter, MeterMap, TempoMap, Tick};

mod asset;
mod automation;
pub mod check;
mod clip;
pub mod codes;
pub mod evidence;
pub mod file;
mod id;
pub mod limits;
pub mod link;
mod loudness_target;
mod marker;
mod metadata;
pub mod migrate;
mod mixer;
mod note_rows;
mod pattern;
pub mod point_rows;
mod release_info;
pub mod rendition;
mod routing;
mod sample_zone;
mod section;
mod track;
mod version;

pub use asset::{AssetKind, AssetRef};
pub use automation::{AutomationLane, Point, Target};
pub use clip::{AudioClip, Clip, ClipContent};
pub use id::{BusId, ClipId, IdSource, PatternId, ProjectId, StripId, TrackId};
pub use loudness_target::LoudnessTarget;
pub use marker::Marker;
pub use metadata::Metadata;
pub use mixer::{Bus, Send, Strip, StripSound};
pub use pattern::{Note, NoteKey, Pattern};
pub use release_info::{Clearance, Credit, Explicit, ReleaseInfo, Role, WHOLE, is_language};
pub use rendition::Rendition;
pub use sample_zone::SampleZone;
pub use section::{ChordSpan, LyricLine, Section, SectionKind};
pub use track::{Track, TrackRole};

/// The document: everything that is saved and shared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Tells this project from every other.
    pub id: ProjectId,
    /// Title, artist and the like.
    pub metadata: Metadata,
    /// Tempo over ticks.
    pub tempo: TempoMap,
    /// Time signatures over bars.
    pub meter: MeterMap,
    /// The key it is in.
    pub key: Key,
    /// Named spans in order, which do not overlap.
    pub sections: Rc<Vec<Section>>,
    /// Harmony in order, which does not overlap.
    pub chords: Rc<Vec<ChordSpan>>,
    /// Words in order.
    pub lyrics: Rc<Vec<LyricLine>>,
    /// Named places in order, no two at one tick.
    #[serde(default, skip_serializing_if = "no_markers")]
    pub markers: Rc<Vec<Marker>>,
    /// The tracks, top to bottom.
    pub tracks: Vec<Rc<Track>>,
    /// The buses that sends and the outputs of tracks feed, in order.
    pub buses: Vec<Rc<Bus>>,
    /// The last strip, which everything passes.
    pub master: Rc<Strip>,
    /// The author sets that content points at.
    pub authors: Rc<AuthorTable>,
    /// Who contributed what, when and with what.
    pub ledger: Rc<Ledger>,
    /// The projects this one was remixed from, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<ProjectId>,
    /// The recordings and pictures it uses or has used, in the order in which they came. An entry stays when the last
    /// clip that plays it goes, so that undo finds it again.
    #[serde(default, skip_serializing_if = "no_assets")]
    pub assets: Rc<Vec<AssetRef>>,
    /// Where the next track, pattern, clip or bus gets its id.
    pub ids: IdSource,
}

/// No value of a project is without a number: files and edits are checked. So a project equals itself, and shared ones are
/// compared by where they lie, which components do with every step of a drag.
impl Eq for Project {}

impl Project {
    /// An empty project: no track, one reverb and one delay bus, 4/4 in C major at 120 bpm.
    pub fn empty(id: ProjectId) -> Self {
        let mut ids = IdSource::default();
        let buses = vec![Rc::new(Bus::reverb(ids.bus())), Rc::new(Bus::delay(ids.bus()))];
        Self {
            id,
            metadata: Metadata::default(),
            tempo: TempoMap::constant(crate::time::Bpm::clamped(120.0)),
            meter: MeterMap::constant(Meter::COMMON),
            key: Key::c_major(),
            sections: Rc::default(),
            chords: Rc::default(),
            lyrics: Rc::default(),
            markers: Rc::default(),
            tracks: Vec::new(),
            buses,
            master: Rc::new(Strip::default()),
            authors: Rc::default(),
            ledger: Rc::default(),
            lineage: Vec::new(),
            assets: Rc::default(),
            ids,
        }
    }

    /// Whether nothing was written or arranged yet.
    pub fn is_blank(&self) -> bool {
        let lanes = self.sections.is_empty() && self.chords.is_empty() && self.lyrics.is_empty();
        lanes && self.tracks.is_empty() && self.markers.is_empty()
    }

    /// Where the last section, clip, chord or lyric ends.
    pub fn end(&self) -> Tick {
        let clips = self.tracks.iter().flat_map(|track| &track.clips).map(Clip::end);
        let sections = self.sections.iter().map(|section| section.range.end);
        let chords = self.chords.iter().map(|span| span.range.end);
        let lyrics = self.lyrics.iter().map(|line| line.range.end);
        clips.chain(sections).chain(chords).chain(lyrics).max().unwrap_or(Tick::ZERO)
    }

    /// The track of an id.
    pub fn track(&self, id: TrackId) -> Option<&Rc<Track>> {
        self.tracks.iter().find(|track| track.id == id)
    }

    /// The track of an id, to change: only what lies on the path to it is copied.
    pub fn track_mut(&mut self, id: TrackId) -> Option<&mut Track> {
        self.tracks.iter_mut().find(|track| track.id == id).map(Rc::make_mut)
    }

    /// The recording or picture of a digest.
    pub fn asset(&self, digest: Digest) -> Option<&AssetRef> {
        self.assets.iter().find(|asset| asset.digest == digest)
    }

    /// The picture that was chosen for the cover.
    pub fn cover(&self) -> Option<&AssetRef> {
        self.asset(self.metadata.cover?).filter(|asset| asset.picture().is_some())
    }

    /// The recordings that clips and samplers play, each once, in the order of the project's list.
    pub fn recordings(&self) -> Vec<&AssetRef> {
        if self.assets.is_empty() {
            return Vec::new();
        }
        let played: BTreeSet<Digest> = self.tracks.iter().flat_map(|track| track.recordings()).collect();
        self.assets.iter().filter(|asset| played.contains(&asset.digest) && asset.recording().is_some()).collect()
    }

    /// The bus of an id.
    pub fn bus(&self, id: BusId) -> Option<&Rc<Bus>> {
        self.buses.iter().find(|bus| bus.id == id)
    }

    /// The strip of a track, a bus or the master.
    pub fn strip(&self, id: StripId) -> Option<&Strip> {
        match id {
            StripId::Track(track) => self.track(track).map(|track| &track.strip),
            StripId::Bus(bus) => self.bus(bus).map(|bus| &bus.strip),
            StripId::Master => Some(&self.master),
        }
    }

    /// The strip of a track, a bus or the master, to change.
    pub fn strip_mut(&mut self, id: StripId) -> Option<&mut Strip> {
        match id {
            StripId::Track(track) => self.track_mut(track).map(|track| &mut track.strip),
            StripId::Bus(bus) => {
                self.buses.iter_mut().find(|known| known.id == bus).map(|bus| &mut Rc::make_mut(bus).strip)
            }
            StripId::Master => Some(Rc::make_mut(&mut self.master)),
        }
    }

    /// What a target of a strip is: its range and unit. `None` where the strip has no such control, or one that cannot
    /// move with the song.
    pub fn spec(&self, strip: StripId, target: &Target) -> Option<ParamSpec> {
        let patch = match strip {
            StripId::Track(track) => Some(&self.track(track)?.patch),
            StripId::Bus(_) | StripId::Master => None,
        };
        self.strip(strip)?.spec(patch, target)
    }

    /// Where a target stands without its lane.
    pub fn resting_value(&self, strip: StripId, target: &Target) -> Option<f32> {
        let found = self.strip(strip)?;
        match target {
            Target::Volume => Some(found.gain.0),
            Target::Pan => Some(found.pan.0),
            Target::Send(bus) => Some(found.sends.iter().find(|send| send.bus == *bus)?.level.0),
            Target::Insert(place, key) => found.inserts.get(usize::from(*place))?.params.get(key),
            Target::Patch(key) => match strip {
                StripId::Track(track) => self.track(track)?.patch.params.get(key),
                StripId::Bus(_) | StripId::Master => None,
            },
        }
    }
}

fn no_assets(assets: &Rc<Vec<AssetRef>>) -> bool {
    assets.is_empty()
}

fn no_markers(markers: &Rc<Vec<Marker>>) -> bool {
    markers.is_empty()
}
