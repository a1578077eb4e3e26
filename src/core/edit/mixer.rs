//! Edits of strips: fader, pan, mute, solo, sends, outputs and effects.

use std::cmp::Ordering;

use crate::edit::automation::{follow_inserts, forget_send};
use crate::edit::stamp::changed;
use crate::edit::{Command, EditError};
use crate::pcm::{Decibels, Pan};
use crate::project::limits::MAX_INSERTS;
use crate::project::{BusId, Project, Send, Strip, StripId, StripSound, Target};
use crate::provenance::ContributionId;
use crate::sound::Insert;

/// Applies a command of this file to its strip. Mute, solo and solo safe choose what is heard and make nobody an author.
pub fn apply(project: &mut Project, id: StripId, command: &Command, by: ContributionId) -> Result<(), EditError> {
    match command {
        Command::SetSend { bus, .. } => check_way(project, id, Some(*bus))?,
        Command::SetOutput { bus, .. } => check_way(project, id, *bus)?,
        Command::SetSound { sound, .. } => {
            sound.sends.iter().try_for_each(|send| check_way(project, id, Some(send.bus)))?;
        }
        _ => {}
    }
    if let Command::KeyInsert { key: Some(key), .. } = command {
        project.track(*key).ok_or(EditError::NoSuchTrack)?;
    }
    let before = strip(project, id)?.authors;
    let authors = match command {
        Command::SetMute { .. } | Command::SetSolo { .. } | Command::SetSafe { .. } => before,
        _ => changed(project, before, by),
    };
    let strip = strip(project, id)?;
    strip.authors = authors;
    match command {
        Command::SetGain { gain, .. } => strip.gain = check_level(*gain)?,
        Command::SetPan { pan, .. } => strip.pan = check_pan(*pan)?,
        Command::SetMute { mute, .. } => strip.mute = *mute,
        Command::SetSolo { solo, .. } => strip.solo = *solo,
        Command::SetSound { sound, .. } => set_sound(strip, sound)?,
        Command::SetSafe { safe, .. } => strip.safe = *safe,
        Command::SetOutput { bus, .. } => strip.output = *bus,
        Command::SetSend { bus, level, .. } => set_send(strip, *bus, *level)?,
        Command::AddInsert { index, insert, .. } => add_insert(strip, *index, insert)?,
        Command::RemoveInsert { index, .. } => {
            insert_at(strip, *index)?;
            strip.inserts.remove(*index);
            follow_inserts(strip, |place| match place.cmp(index) {
                Ordering::Less => Some(place),
                Ordering::Equal => None,
                Ordering::Greater => Some(place - 1),
            });
        }
        Command::MoveInsert { from, to, .. } => {
            insert_at(strip, *from)?;
            let insert = strip.inserts.remove(*from);
            let to = (*to).min(strip.inserts.len());
            strip.inserts.insert(to, insert);
            follow_inserts(strip, |place| {
                let rest = if place > *from { place - 1 } else { place };
                Some(if place == *from { to } else { rest + usize::from(rest >= to) })
            });
        }
        Command::BypassInsert { index, bypassed, .. } => insert_at(strip, *index)?.bypassed = *bypassed,
        Command::KeyInsert { index, key, .. } => {
            let insert = insert_at(strip, *index)?;
            insert.key = key.map(|track| track.0).filter(|_| insert.kind.has_key());
        }
        Command::SetInsertParam { index, key, value, .. } => insert_at(strip, *index)?.params.set(key, *value)?,
        _ => {}
    }
    Ok(())
}

/// A level a fader can have.
pub fn check_level(level: Decibels) -> Result<Decibels, EditError> {
    let reachable = (Decibels::SILENCE..=Decibels::MAX).contains(&level);
    if reachable { Ok(level) } else { Err(EditError::Value) }
}

/// A place between the speakers.
pub fn check_pan(pan: Pan) -> Result<Pan, EditError> {
    if (-1.0..=1.0).contains(&pan.0) { Ok(pan) } else { Err(EditError::Value) }
}

fn strip(project: &mut Project, id: StripId) -> Result<&mut Strip, EditError> {
    let missing = if matches!(id, StripId::Bus(_)) { EditError::NoSuchBus } else { EditError::NoSuchTrack };
    project.strip_mut(id).ok_or(missing)
}

/// Whether a strip may lead to a bus.
fn check_way(project: &Project, from: StripId, bus: Option<BusId>) -> Result<(), EditError> {
    // Only tracks feed buses: a bus that fed itself through another would never fall silent.
    if !matches!(from, StripId::Track(_)) {
        return Err(EditError::NoSuchTrack);
    }
    bus.map_or(Ok(()), |bus| project.bus(bus).map(|_| ()).ok_or(EditError::NoSuchBus))
}

fn set_send(strip: &mut Strip, bus: BusId, level: Option<Decibels>) -> Result<(), EditError> {
    strip.sends.retain(|send| send.bus != bus);
    match level {
        Some(level) => strip.sends.push(Send { bus, level: check_level(level)? }),
        None => forget_send(strip, bus),
    }
    Ok(())
}

fn set_sound(strip: &mut Strip, sound: &StripSound) -> Result<(), EditError> {
    if sound.inserts.len() > MAX_INSERTS {
        return Err(EditError::TooMany { what: "error-edit-many-inserts", limit: MAX_INSERTS });
    }
    (strip.gain, strip.pan) = (check_level(sound.gain)?, check_pan(sound.pan)?);
    strip.inserts.clone_from(&sound.inserts);
    strip.sends.clone_from(&sound.sends);
    strip.automation.retain(|lane| matches!(lane.target, Target::Patch(_)));
    Ok(())
}

fn add_insert(strip: &mut Strip, index: usize, insert: &Insert) -> Result<(), EditError> {
    if strip.inserts.len() >= MAX_INSERTS {
        return Err(EditError::TooMany { what: "error-edit-many-inserts", limit: MAX_INSERTS });
    }
    let index = index.min(strip.inserts.len());
    strip.inserts.insert(index, insert.clone());
    follow_inserts(strip, |place| Some(place + usize::from(place >= index)));
    Ok(())
}

fn insert_at(strip: &mut Strip, index: usize) -> Result<&mut Insert, EditError> {
    strip.inserts.get_mut(index).ok_or(EditError::NoSuchInsert)
}
