//! Strips, sends and buses.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::pcm::{Decibels, Pan};
use crate::project::{AutomationLane, BusId};
use crate::provenance::AuthorsId;
use crate::sound::{Insert, InsertKind};

/// A tap from a strip, after its fader, to a bus.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Send {
    /// The bus it feeds.
    pub bus: BusId,
    /// How much of the strip it takes.
    pub level: Decibels,
}

/// Fader, pan, mute, solo, inserts and sends of a track, a bus or the master.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Strip {
    /// The fader.
    pub gain: Decibels,
    /// The place between the speakers.
    pub pan: Pan,
    /// Whether it is silent.
    pub mute: bool,
    /// Whether only strips like it are heard.
    pub solo: bool,
    /// Whether it stays heard while others are soloed.
    #[serde(skip_serializing_if = "is_false")]
    pub safe: bool,
    /// Effects, in order.
    pub inserts: Vec<Insert>,
    /// Taps to buses; at most one a bus.
    pub sends: Vec<Send>,
    /// The bus that takes what leaves the strip; the master does where there is none. Only a track's strip leads to a bus,
    /// so that sound never runs in a circle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<BusId>,
    /// What moves with the song; at most one lane a target, each with a point at least.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub automation: Vec<Rc<AutomationLane>>,
    /// Who set and changed it; a lane's points have authors of their own.
    pub authors: AuthorsId,
}

/// What a strip makes of sound: all of it but what says whether it is heard, where it leads and what moves with the song.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StripSound {
    /// The fader.
    pub gain: Decibels,
    /// The place between the speakers.
    pub pan: Pan,
    /// Effects, in order.
    pub inserts: Vec<Insert>,
    /// Taps to buses.
    pub sends: Vec<Send>,
}

impl Strip {
    /// What it makes of sound.
    pub fn sound(&self) -> StripSound {
        let Self { gain, pan, inserts, sends, .. } = self;
        StripSound { gain: *gain, pan: *pan, inserts: inserts.clone(), sends: sends.clone() }
    }
}

/// A shared strip that sends and the outputs of tracks feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bus {
    /// Its name in the project.
    pub id: BusId,
    /// What it is called.
    pub name: String,
    /// Its fader, pan and inserts. A bus has no sends, and the master takes what leaves it.
    pub strip: Strip,
}

impl Bus {
    /// A bus that leaves sound as it is.
    pub fn plain(id: BusId, name: String) -> Self {
        Self { id, name, strip: Strip::default() }
    }

    /// The reverb every project begins with.
    pub fn reverb(id: BusId) -> Self {
        Self::of(id, "Reverb", InsertKind::Reverb)
    }

    /// The delay every project begins with.
    pub fn delay(id: BusId) -> Self {
        Self::of(id, "Delay", InsertKind::Delay)
    }

    fn of(id: BusId, name: &str, kind: InsertKind) -> Self {
        let mut insert = Insert::new(kind);
        // A bus carries the effect alone; the dry sound takes the straight way. Both kinds have a mix.
        if insert.params.set("mix", 1.0).is_err() {
            insert.bypassed = true;
        }
        Self { id, name: name.to_owned(), strip: Strip { inserts: vec![insert], ..Strip::default() } }
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}
