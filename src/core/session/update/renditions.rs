//! The recordings that the engine plays: asked for as soon as a clip plays them so, and made once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::engine::EngineMessage;
use crate::pcm::Warp;
use crate::project::Rendition;
use crate::provenance::Digest;
use crate::session::{Effect, EngineState, Session};

/// A recording that the running engine was promised.
#[derive(Debug)]
pub(in crate::session) struct Handed {
    pub rendition: Rendition,
    /// Whether it is there, or will not come.
    pub here: bool,
}

impl Handed {
    fn is_warped(&self) -> bool {
        self.rendition.warp != Warp::NONE
    }
}

impl Session {
    /// The numbers of recordings that are being stretched or shifted for the engine.
    pub fn making(&self) -> BTreeSet<u64> {
        let under_way = self.loaded.iter().filter(|(_, handed)| handed.is_warped() && !handed.here);
        under_way.map(|(key, _)| *key).collect()
    }

    /// The engine has a recording, or there is none.
    pub(super) fn recording_handed(&mut self, key: u64) {
        if let Some(handed) = self.loaded.get_mut(&key) {
            handed.here = true;
        }
    }

    /// Asks for the recordings that a running engine shall play and does not have, and for the outlines that are not
    /// known yet.
    pub(super) fn fetch_recordings(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let unknown = self.history.project().recordings().into_iter().map(|asset| asset.digest);
        let unknown: Vec<Digest> = unknown.filter(|digest| !self.outlines.contains_key(digest)).collect();
        let asked: Vec<Digest> = unknown.into_iter().filter(|digest| self.outlines_asked.insert(*digest)).collect();
        if !asked.is_empty() {
            effects.push(Effect::ReadOutlines(asked));
        }
        if self.engine != EngineState::Ready {
            return effects;
        }
        let audible = Rc::clone(self.audible());
        let wanted: BTreeMap<u64, Rendition> =
            audible.renditions().into_iter().map(|rendition| (rendition.key(), rendition)).collect();
        // What a drag passes over is not worth making.
        let dragging = self.drag.is_some();
        let due = |rendition: &&Rendition| !dragging || rendition.warp == Warp::NONE;
        let fresh = wanted.iter().filter(|(key, _)| !self.loaded.contains_key(*key));
        let fresh: Vec<Rendition> = fresh.map(|(_, rendition)| rendition).filter(due).cloned().collect();
        let before = self.loaded.len();
        if self.loaded_for != Some(audible.id) {
            self.loaded.retain(|key, _| wanted.contains_key(key));
            self.loaded_for = Some(audible.id);
        } else if fresh.iter().any(|rendition| rendition.warp != Warp::NONE) {
            // What was made for a clip that plays something else now makes room.
            self.loaded.retain(|key, handed| !handed.is_warped() || wanted.contains_key(key));
        }
        if self.loaded.len() < before {
            let kept = self.loaded.keys().copied().collect();
            effects.push(Effect::Engine(vec![EngineMessage::KeepRecordings(kept)]));
        }
        if !fresh.is_empty() {
            let promised = fresh.iter().map(|rendition| (rendition.key(), rendition.clone()));
            self.loaded.extend(promised.map(|(key, rendition)| (key, Handed { rendition, here: false })));
            effects.push(Effect::LoadRecordings(fresh));
        }
        effects
    }
}
