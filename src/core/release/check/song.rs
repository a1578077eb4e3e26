//! The song itself: whether there is one, whether it is whole, and whether it is known where all of it comes from.

use crate::project::evidence::is_audible;
use crate::provenance::{Aspect, ContributorKind, Digest};
use crate::release::check::Findings;
use crate::release::report::Place;
use crate::text::Message;

/// A play counts on most stores from here on, in seconds.
const SHORTEST: f64 = 30.0;

/// The song itself.
pub fn look(findings: &mut Findings<'_>) {
    let project = findings.project;
    if !project.tracks.iter().any(|track| is_audible(project, track)) {
        findings.block(Place::Song, Message::new("found-silence"), Message::new("mend-silence"));
    } else if findings.facts.seconds < SHORTEST {
        let found = Message::new("found-short").with("seconds", findings.facts.seconds.round());
        findings.advise(Place::Song, found, Message::new("mend-short"));
    }
    let placeholders = project.lyrics.iter().filter(|line| line.placeholder).count();
    if placeholders > 0 {
        let found = Message::new("found-placeholders").with("count", placeholders);
        findings.advise(Place::Song, found, Message::new("mend-placeholders"));
    }
    if findings.facts.has(ContributorKind::Import, &Aspect::ALL) {
        findings.advise(Place::Song, Message::new("found-unknown-origin"), Message::new("mend-unknown-origin"));
    }
    let groups = project.buses.iter().filter(|bus| bus.strip.solo && project.is_group(bus.id));
    let soloed = project.tracks.iter().filter(|track| track.strip.solo).count() + groups.count();
    if soloed > 0 {
        let found = Message::new("found-solo").with("count", soloed);
        findings.advise(Place::Song, found, Message::new("mend-solo"));
    }
    if !project.lineage.is_empty() && !project.metadata.release.isrc.is_empty() {
        findings.advise(Place::Isrc, Message::new("found-remix-code"), Message::new("mend-remix-code"));
    }
}

/// Recordings that the song plays and that are not at hand: they would be silent in every file.
pub fn look_for(findings: &mut Findings<'_>, missing: &[Digest]) {
    let recordings = findings.project.recordings();
    let names = recordings.iter().filter(|asset| missing.contains(&asset.digest)).map(|asset| asset.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    if !names.is_empty() {
        let found = Message::new("found-recordings-missing").with("names", names);
        findings.block(Place::Song, found, Message::new("mend-recordings-missing"));
    }
}
