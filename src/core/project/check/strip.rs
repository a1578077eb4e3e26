//! Strips: levels, effects, sends and outputs.

use std::collections::BTreeSet;

use crate::pcm::Decibels;
use crate::project::check::{CheckError, Counted, at_most, automation, check_authors, ensure};
use crate::project::limits::MAX_INSERTS;
use crate::project::{Project, Strip};
use crate::sound::Patch;

/// The strip of a track with its instrument, of a bus or the master; its name is for the sentence.
pub fn check_strip(project: &Project, strip: &Strip, patch: Option<&Patch>, name: &str) -> Result<(), CheckError> {
    at_most(Counted::Inserts, strip.inserts.len(), MAX_INSERTS)?;
    check_authors(project, strip.authors)?;
    let levels_hold = is_level(strip.gain) && strip.sends.iter().all(|send| is_level(send.level));
    let places_hold = (-1.0..=1.0).contains(&strip.pan.0);
    ensure(levels_hold && places_hold, || CheckError::Level { strip: name.to_owned() })?;
    let mut fed = BTreeSet::new();
    let sends_hold = strip.sends.iter().all(|send| project.bus(send.bus).is_some() && fed.insert(send.bus));
    let leads_somewhere = strip.output.is_none_or(|bus| project.bus(bus).is_some());
    ensure(sends_hold && leads_somewhere, || CheckError::Sends { strip: name.to_owned() })?;
    automation::check_lanes(project, strip, patch, name)
}

/// Whether a level is a place of a fader; what is no number is none.
fn is_level(level: Decibels) -> bool {
    (Decibels::SILENCE..=Decibels::MAX).contains(&level)
}
