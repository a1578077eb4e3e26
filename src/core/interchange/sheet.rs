//! What all score files tell, worked out once.

use crate::compile;
use crate::engine::LaneNote;
use crate::interchange::words::{self, SungLine};
use crate::project::evidence::is_audible;
use crate::project::{Project, Track, TrackRole};
use crate::provenance::{Aspect, ContributorKind, Disclosure};
use crate::sound::PatchKind;
use crate::text::{Locale, Message};
use crate::time::Tick;

/// What all score files of a project tell.
pub struct Sheet<'a> {
    /// The project.
    pub project: &'a Project,
    /// Every track that is heard and strikes notes, top to bottom.
    pub parts: Vec<Part<'a>>,
    /// The words that are sung, in order; placeholders are left out.
    pub lines: Vec<SungLine>,
    /// What the files disclose.
    pub disclosure: Disclosure,
}

/// What one instrument plays.
pub struct Part<'a> {
    /// The instrument's row.
    pub track: &'a Track,
    /// Its notes as they are heard, sorted by start and pitch.
    pub notes: Vec<LaneNote>,
}

impl<'a> Sheet<'a> {
    /// What the score files of a project tell, with what they shall disclose.
    pub fn new(project: &'a Project, disclosure: Disclosure) -> Self {
        let heard = project.tracks.iter().map(AsRef::as_ref).filter(|track| is_audible(project, track));
        let parts: Vec<Part> = heard
            .map(|track| Part { track, notes: compile::lane(track).notes })
            .filter(|part| !part.notes.is_empty())
            .collect();
        let lines = words::lay(project, &parts);
        Self { project, parts, lines, disclosure }
    }

    /// The song's title, or what stands in its place.
    pub fn title(&self) -> String {
        match self.project.metadata.title.trim() {
            "" => Message::new("export-untitled").text(Locale::English),
            title => title.to_owned(),
        }
    }

    /// The program that writes the files, with its version.
    pub fn software() -> &'static str {
        concat!("Cowrite ", env!("CARGO_PKG_VERSION"))
    }

    /// The sentence for people that every file carries.
    pub fn sentence(&self) -> String {
        self.disclosure.sentence(Locale::English)
    }

    /// Everybody who has a part in an aspect, as a credit: a model and a tool are named as what they are.
    pub fn makers(&self, aspect: Aspect) -> Vec<String> {
        let shares = self.disclosure.aspects.iter().filter(|of| of.aspect == aspect).flat_map(|of| &of.shares);
        let credit = |kind: ContributorKind, name: &str| match (kind, name.trim()) {
            (ContributorKind::Person, "") => Message::new("interchange-somebody"),
            (ContributorKind::Person, name) => Message::new("interchange-person").with("name", name),
            (ContributorKind::Model, name) => Message::new("interchange-model").with("name", name),
            (ContributorKind::Tool, name) => Message::new("interchange-tool").with("name", name),
            (ContributorKind::Import, "") => Message::new("interchange-unknown"),
            (ContributorKind::Import, name) => Message::new("interchange-import").with("name", name),
        };
        shares.map(|share| credit(share.kind, &share.name).print(Locale::English)).collect()
    }

    /// Where sections begin and where markers are, in order, with their names.
    pub fn places(&self) -> Vec<(Tick, &str)> {
        let sections = self.project.sections.iter().map(|section| (section.range.start, section.name.as_str()));
        let markers = self.project.markers.iter().map(|marker| (marker.at, marker.name.as_str()));
        let mut places: Vec<(Tick, &str)> = sections.chain(markers).collect();
        places.sort_by_key(|(at, _)| *at);
        places
    }

    /// Seconds from the start of the song to a tick.
    pub fn seconds(&self, tick: Tick) -> f64 {
        self.project.tempo.seconds_at(f64::from(tick.0))
    }
}

impl Part<'_> {
    /// Whether it is a drum kit, whose keys are pieces and not pitches.
    pub fn is_drums(&self) -> bool {
        self.track.patch.kind == PatchKind::Drums
    }

    /// Whether words are sung to it.
    pub fn sings(&self) -> bool {
        self.track.role == TrackRole::Lead && !self.is_drums()
    }

    /// The General MIDI program nearest to its instrument, 0 to 127; the standard kit for drums.
    pub fn program(&self) -> u8 {
        match self.track.patch.kind {
            // Lead 2 (sawtooth), Electric Piano 1, Acoustic Guitar (nylon), Synth Bass 1, Pad 2 (warm), Drawbar Organ,
            // Marimba, Choir Aahs, String Ensemble 1, Electric Piano 2, Lead 2 again,
            // Lead 6 (voice).
            PatchKind::Subtractive => 81,
            PatchKind::Fm => 4,
            PatchKind::Pluck => 24,
            PatchKind::Bass => 38,
            PatchKind::Pad => 89,
            PatchKind::Drums => 0,
            PatchKind::Organ => 16,
            PatchKind::Mallet => 12,
            PatchKind::Choir => 52,
            PatchKind::Strings => 48,
            PatchKind::Operators => 5,
            PatchKind::Analog => 81,
            PatchKind::Voice => 85,
            // A recording of anything: the piano, which every player has.
            PatchKind::Sampler => 0,
        }
    }
}
