//! What effects on one track hear of others.

use crate::engine::strip::Stereo;
use crate::engine::{GraphSpec, StripSpec};

/// The sound of the tracks that effects elsewhere listen to, in this block: after their own effects, before the fader.
#[derive(Default)]
pub struct Keys {
    sounds: Vec<(u8, Stereo)>,
}

impl Keys {
    /// Room for what the effects of a graph listen to. Allocates.
    pub fn of(spec: &GraphSpec) -> Self {
        let strips = spec.tracks.iter().map(|track| &track.strip);
        let strips = strips.chain(spec.buses.iter().map(|bus| &bus.strip)).chain([&spec.master]);
        let mut slots: Vec<u8> =
            strips.flat_map(heard_by).filter(|slot| usize::from(*slot) < spec.tracks.len()).collect();
        slots.sort_unstable();
        slots.dedup();
        Self { sounds: slots.into_iter().map(|slot| (slot, Stereo::SILENCE)).collect() }
    }

    /// What is heard of a track; nothing if nobody listens to it.
    pub fn get(&self, slot: u8) -> Option<&Stereo> {
        self.sounds.iter().find(|(known, _)| *known == slot).map(|(_, sound)| sound)
    }

    /// Where a track's sound goes, if anybody listens to it.
    pub fn of_track(&mut self, slot: usize) -> Option<&mut Stereo> {
        self.sounds.iter_mut().find(|(known, _)| usize::from(*known) == slot).map(|(_, sound)| sound)
    }
}

/// The slots that a strip's effects listen to.
fn heard_by(strip: &StripSpec) -> impl Iterator<Item = u8> {
    strip.inserts.iter().filter_map(|insert| insert.key)
}

/// The order in which tracks play: those that listen to others come last, so that they hear them in the same block.
pub fn order(spec: &GraphSpec) -> Vec<usize> {
    let listens = |slot: &usize| heard_by(&spec.tracks[*slot].strip).next().is_some();
    let (last, first): (Vec<usize>, Vec<usize>) = (0..spec.tracks.len()).partition(listens);
    first.into_iter().chain(last).collect()
}
