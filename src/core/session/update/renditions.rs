//! The recordings that the engine plays: asked for as soon as a clip plays them so, and made once.

use std::rc::Rc;

use crate::engine::EngineMessage;
use crate::pcm::Warp;
use crate::project::Rendition;
use crate::provenance::Digest;
use crate::session::{Effect, EngineState, Session};

/// A recording that the running engine was promised.
#[derive(Debug)]
pub(in crate::session) struct Handed {
    /// The number by which it is put into memory.
    pub key: u64,
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
    pub fn making(&self) -> Vec<u64> {
        let under_way = self.loaded.iter().filter(|handed| handed.is_warped() && !handed.here);
        under_way.map(|handed| handed.key).collect()
    }

    /// The engine has a recording, or there is none.
    pub(super) fn recording_handed(&mut self, key: u64) {
        if let Some(handed) = self.loaded.iter_mut().find(|handed| handed.key == key) {
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
        let wanted: Vec<(u64, Rendition)> =
            audible.renditions().into_iter().map(|rendition| (rendition.key(), rendition)).collect();
        let is_wanted = |key: u64| wanted.iter().any(|(other, _)| *other == key);
        // What a drag passes over is not worth making.
        let dragging = self.drag.is_some();
        let due = |rendition: &Rendition| !dragging || rendition.warp == Warp::NONE;
        let is_fresh = |key: u64| self.loaded.iter().all(|handed| handed.key != key);
        let fresh: Vec<&(u64, Rendition)> =
            wanted.iter().filter(|(key, rendition)| is_fresh(*key) && due(rendition)).collect();
        let before = self.loaded.len();
        if self.loaded_for != Some(audible.id) {
            self.loaded.retain(|handed| is_wanted(handed.key));
            self.loaded_for = Some(audible.id);
        } else if fresh.iter().any(|(_, rendition)| rendition.warp != Warp::NONE) {
            // What was made for a clip that plays something else now makes room.
            self.loaded.retain(|handed| !handed.is_warped() || is_wanted(handed.key));
        }
        if self.loaded.len() < before {
            let kept = self.loaded.iter().map(|handed| handed.key).collect();
            effects.push(Effect::Engine(vec![EngineMessage::KeepRecordings(kept)]));
        }
        if !fresh.is_empty() {
            let promised =
                |(key, rendition): &&(u64, Rendition)| Handed { key: *key, rendition: rendition.clone(), here: false };
            self.loaded.extend(fresh.iter().map(promised));
            effects.push(Effect::LoadRecordings(fresh.into_iter().map(|(_, rendition)| rendition.clone()).collect()));
        }
        effects
    }
}
