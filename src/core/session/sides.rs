//! Two settings of a strip, A and B, to compare: one is heard, the other waits.
//!
//! Both are kept, so that undo and redo, which bring either back, are understood by what the strip then sounds like.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::edit::Command;
use crate::project::{AutomationLane, Project, ProjectId, Strip, StripId, StripSound, Target};

/// A setting: what a strip makes of sound, and what of it moves with the song.
#[derive(Clone, Debug, PartialEq)]
struct Setting {
    sound: StripSound,
    lanes: Vec<Rc<AutomationLane>>,
}

/// The settings of a strip, A before B, as they were heard last, and whether B is heard.
#[derive(Clone, Debug)]
struct Pair {
    settings: [Setting; 2],
    on_b: bool,
}

/// The strips that have two settings.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// The project whose strips they are.
    of: Option<ProjectId>,
    pairs: BTreeMap<StripId, Pair>,
}

impl Setting {
    fn of(strip: &Strip) -> Self {
        let lanes = strip.automation.iter().filter(|lane| !matches!(lane.target, Target::Patch(_)));
        Self { sound: strip.sound(), lanes: lanes.cloned().collect() }
    }

    /// What puts it in the place of a strip's setting, as far as what it names is still there.
    fn commands(&self, project: &Project, id: StripId) -> Vec<Command> {
        let mut sound = self.sound.clone();
        sound.sends.retain(|send| project.bus(send.bus).is_some());
        let is_there = |key: &u32| project.tracks.iter().any(|track| track.id.0 == *key);
        sound.inserts.iter_mut().for_each(|insert| insert.key = insert.key.filter(is_there));
        let set = |lane: &Rc<AutomationLane>| {
            let (target, points) = (lane.target.clone(), lane.points.clone());
            Command::SetAutomation { strip: id, target, points }
        };
        let tapped = |lane: &&Rc<AutomationLane>| match lane.target {
            Target::Send(bus) => sound.sends.iter().any(|send| send.bus == bus),
            _ => true,
        };
        // What moved the strip's sound before goes with it, so the points are put where none are and keep their authors.
        let lanes: Vec<Command> = self.lanes.iter().filter(tapped).map(set).collect();
        let sound = Command::SetSound { strip: id, sound: Box::new(sound) };
        std::iter::once(sound).chain(lanes).collect()
    }
}

impl Sides {
    /// The strips of which B is heard.
    pub fn on_b(&self) -> BTreeSet<StripId> {
        self.pairs.iter().filter(|(_, pair)| pair.on_b).map(|(strip, _)| *strip).collect()
    }

    /// Turns a strip over to its other setting: what it takes, and the name of the step. B is like A at first, and then
    /// nothing changes.
    pub(super) fn turn(&mut self, project: &Project, id: StripId) -> Option<(&'static str, Vec<Command>)> {
        self.belong_to(project);
        let now = Setting::of(project.strip(id)?);
        let fresh = || Pair { settings: [now.clone(), now.clone()], on_b: false };
        let pair = self.pairs.entry(id).or_insert_with(fresh);
        pair.settings[usize::from(pair.on_b)] = now.clone();
        pair.on_b = !pair.on_b;
        let wanted = &pair.settings[usize::from(pair.on_b)];
        let commands = if *wanted == now { Vec::new() } else { wanted.commands(project, id) };
        Some((if pair.on_b { "step-side-b" } else { "step-side-a" }, commands))
    }

    /// Takes a strip that was turned as it is now for the setting that it was turned to; where it could not be turned, turns
    /// back.
    pub(super) fn turned(&mut self, project: &Project, id: StripId, done: bool) {
        let Some((pair, strip)) = self.pairs.get_mut(&id).zip(project.strip(id)) else { return };
        if done {
            pair.settings[usize::from(pair.on_b)] = Setting::of(strip);
        } else {
            pair.on_b = !pair.on_b;
        }
    }

    /// Follows undo and redo: a strip that sounds like one of its settings and not like the other is on that side.
    pub(super) fn follow(&mut self, project: &Project) {
        self.belong_to(project);
        for (id, pair) in &mut self.pairs {
            let Some(now) = project.strip(*id).map(Setting::of) else { continue };
            let [a, b] = pair.settings.each_ref().map(|setting| *setting == now);
            if a != b {
                pair.on_b = b;
            }
        }
    }

    fn belong_to(&mut self, project: &Project) {
        if self.of != Some(project.id) {
            *self = Self { of: Some(project.id), pairs: BTreeMap::new() };
        }
    }
}
