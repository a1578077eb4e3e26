//! The sampler: recordings in zones, read between their samples, through a filter and an envelope.
//!
//! A recording that is not in memory is silent. One that is played as it was recorded, with the filter open, comes out
//! bit for bit but for its level.

mod source;
mod voice;

use wide::f32x4;

use crate::engine::ZoneSpec;
use crate::engine::dsp::envelope::Shape;
use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::function::{decibels, flush_one, mask, semitones_four};
use crate::engine::dsp::sinc;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::poly::{LANES, Lanes, RUNS, Runs, finish, put};
use crate::engine::patch::{Bank, CONTROL_PERIOD};
use crate::engine::recordings::Recordings;
use crate::music::{Pitch, Velocity};
use crate::sound::{SAMPLER_OPEN, Zone};

use source::Source;
use voice::Voice;

/// Voices of the bank. A key may need several: one for each zone that answers.
const VOICES: usize = 32;
/// Groups of voices whose filters are computed together.
const GROUPS: usize = VOICES / LANES;
/// What fades of stolen voices, once nobody hears it.
const FAINT: f32 = 1e-5;

/// What a voice's slot is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Slot {
    #[default]
    Free,
    /// Sounding for a key that is down, struck in this place among all strikes.
    Held(Pitch, u32),
    /// Fading, or playing to its end.
    Released,
}

/// What the voices share.
#[derive(Clone, Debug)]
struct Setting {
    sample_rate: f32,
    /// In semitones.
    tune: f32,
    /// In semitones above 1 Hz.
    cutoff: Smooth,
    resonance: Smooth,
    key_tracking: f32,
    touch: f32,
    shape: Shape,
    /// Whether a voice begins at its full level.
    at_once: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    coefficients: Coefficients,
    left: Filter,
    right: Filter,
    /// Whether the filter was in use in the last call.
    used: bool,
}

/// The sampler.
#[derive(Clone, Debug)]
pub struct Sampler {
    setting: Setting,
    level: Smooth,
    zones: Vec<Source>,
    slots: [Slot; VOICES],
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
    strikes: u32,
    /// The last frame of every voice, left and right.
    last: [[f32; 2]; VOICES],
    /// What fades of stolen voices.
    fading: [f32; 2],
}

impl Sampler {
    /// A sampler at a sample rate in hertz, with nothing to play.
    pub fn new(sample_rate: f32, values: &[f32]) -> Self {
        // Worked out on first use, which must not be the first note.
        sinc::kernels();
        let setting = Setting {
            sample_rate,
            tune: 0.0,
            cutoff: Smooth::default(),
            resonance: Smooth::default(),
            key_tracking: 0.0,
            touch: 1.0,
            shape: Shape::default(),
            at_once: true,
        };
        let mut sampler = Self {
            setting,
            level: Smooth::default(),
            zones: Vec::new(),
            slots: [Slot::Free; VOICES],
            voices: [Voice::default(); VOICES],
            groups: [Group::default(); GROUPS],
            strikes: 0,
            last: [[0.0; 2]; VOICES],
            fading: [0.0; 2],
        };
        sampler.set(values);
        sampler
    }

    fn sounding(&self) -> usize {
        self.slots.iter().filter(|slot| **slot != Slot::Free).count()
    }

    /// A free slot; else the quietest released voice; else the one that was struck first.
    fn slot_for_new_voice(&mut self) -> usize {
        if let Some(free) = self.slots.iter().position(|slot| *slot == Slot::Free) {
            return free;
        }
        let released = (0..VOICES).filter(|slot| self.slots[*slot] == Slot::Released);
        let quietest = released.min_by(|a, b| f32::total_cmp(&self.voices[*a].loudness(), &self.voices[*b].loudness()));
        let first = |slot: &usize| match self.slots[*slot] {
            Slot::Held(_, strike) => strike,
            Slot::Free | Slot::Released => 0,
        };
        let stolen = quietest.unwrap_or_else(|| (0..VOICES).min_by_key(first).unwrap_or(0));
        self.cut(stolen);
        stolen
    }

    /// Ends a voice at once; what it left off at fades.
    fn cut(&mut self, slot: usize) {
        if self.slots[slot] != Slot::Free {
            self.slots[slot] = Slot::Free;
            self.fading[0] += self.last[slot][0];
            self.fading[1] += self.last[slot][1];
        }
    }

    /// Silences the voices of a number that silence one another, but those that are struck together.
    fn choke(&mut self, choke: u8, struck: Slot) {
        for slot in 0..VOICES {
            let other = self.slots[slot] != Slot::Free && self.slots[slot] != struck;
            if choke != 0 && other && self.zones[self.voices[slot].zone].zone.choke == choke {
                self.cut(slot);
            }
        }
    }

    /// The groups of voices, mixed.
    fn mix(&mut self, recordings: &Recordings, frames: usize) -> [Runs; 2] {
        let mut sound = [[f32x4::ZERO; RUNS]; 2];
        for group in 0..GROUPS {
            let slots = group * LANES..(group + 1) * LANES;
            if self.slots[slots].iter().all(|slot| *slot == Slot::Free) {
                continue;
            }
            let out = self.render_group(group, recordings, frames);
            for (sound, lanes) in sound.iter_mut().zip([&out.left, &out.right]) {
                for (run, four) in sound.iter_mut().zip(lanes.as_chunks::<LANES>().0) {
                    let [a, b, c, d] = f32x4::transpose(*four);
                    *run += (a + b) + (c + d);
                }
            }
            for lane in 0..LANES {
                self.last[group * LANES + lane] =
                    [out.left[frames - 1], out.right[frames - 1]].map(|last| last.to_array()[lane]);
            }
        }
        sound
    }

    fn render_group(&mut self, group: usize, recordings: &Recordings, frames: usize) -> Lanes {
        let (mut left, mut right) = ([[f32x4::ZERO; RUNS]; LANES], [[f32x4::ZERO; RUNS]; LANES]);
        let (mut from, mut to) = ([[0.0; LANES]; 2], [[0.0; LANES]; 2]);
        let (mut cutoffs, mut damping, mut fresh, mut open) =
            ([120.0; LANES], [2.0; LANES], [true; LANES], [true; LANES]);
        for lane in 0..LANES {
            let slot = group * LANES + lane;
            if self.slots[slot] == Slot::Free {
                continue;
            }
            let voice = &mut self.voices[slot];
            let source = &self.zones[voice.zone];
            [cutoffs[lane], damping[lane]] = voice.filter(source, &self.setting);
            (fresh[lane], open[lane]) = (voice.is_fresh(), cutoffs[lane] >= 12.0 * libm::log2f(SAMPLER_OPEN));
            voice.read(source, recordings, frames, &mut left[lane], &mut right[lane]);
            let gains = voice.gains(source, &self.setting, frames);
            for side in 0..2 {
                (from[side][lane], to[side][lane]) = (gains[0][side], gains[1][side]);
            }
        }
        let mut out = Lanes::default();
        out.gather(&left, &right);
        let [mut left, mut right] = [0, 1].map(|side| Slope::new(from[side], to[side], frames));
        let state = &mut self.groups[group];
        let used = open != [true; LANES];
        if used {
            let fresh = if state.used { mask(fresh) } else { mask([true; LANES]) };
            state.left.clear(fresh);
            state.right.clear(fresh);
            let hertz = semitones_four(f32x4::new(cutoffs));
            state.coefficients.go(hertz, f32x4::new(damping), fresh, frames, self.setting.sample_rate);
        }
        state.used = used;
        let open = mask(open);
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            if used {
                state.coefficients.tick();
                *l = open.bitselect(*l, state.left.low(*l, &state.coefficients));
                *r = open.bitselect(*r, state.right.low(*r, &state.coefficients));
            }
            *l *= left.next();
            *r *= right.next();
        }
        state.left.flush();
        state.right.flush();
        out
    }

    /// Adds what fades of stolen voices, and sets the level.
    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        finish(&mut self.level, &mut self.fading, frames, sound);
        self.fading = self.fading.map(|fading| if fading.abs() < FAINT { 0.0 } else { flush_one(fading) });
    }
}

impl Bank for Sampler {
    fn set(&mut self, values: &[f32]) {
        let &[tune, cutoff, resonance, key_tracking, touch, attack, decay, sustain, release, level] = values else {
            return;
        };
        let silent = self.voices() == 0;
        let setting = &mut self.setting;
        setting.tune = tune;
        setting.cutoff.set(12.0 * libm::log2f(cutoff), silent);
        setting.resonance.set(resonance, silent);
        setting.key_tracking = key_tracking;
        setting.touch = touch;
        setting.shape = Shape::new(attack, decay, sustain, release, setting.sample_rate);
        setting.at_once = attack <= voice::SHORTEST;
        self.level.set(decibels(level), silent);
    }

    fn lay(&mut self, zones: Vec<ZoneSpec>) {
        let mut laid: Vec<Source> =
            zones.into_iter().take(Zone::MOST).filter_map(|zone| Source::new(zone, self.setting.sample_rate)).collect();
        for slot in 0..VOICES {
            // What a voice is in the middle of, it plays on; only what it reads must be the same.
            let place = self.voices[slot].zone;
            let goes_on = self.zones.get(place).zip(laid.get(place)).is_some_and(|(old, new)| old.reads_as(new));
            if !goes_on {
                self.cut(slot);
            }
        }
        for (new, old) in laid.iter_mut().zip(&self.zones).filter(|(new, old)| old.reads_as(new)) {
            new.keep(old);
        }
        self.zones = laid;
    }

    fn note_on(&mut self, pitch: Pitch, velocity: Velocity) {
        self.strikes = self.strikes.wrapping_add(1);
        let struck = Slot::Held(pitch, self.strikes);
        for zone in 0..self.zones.len() {
            if !self.zones[zone].zone.answers(pitch.key(), velocity.get()) {
                continue;
            }
            self.choke(self.zones[zone].zone.choke, struck);
            let slot = self.slot_for_new_voice();
            self.slots[slot] = struck;
            self.voices[slot] = Voice::new(zone, &self.zones[zone], pitch, velocity, &self.setting);
        }
    }

    fn note_off(&mut self, pitch: Pitch) {
        let strikes = self.slots.iter().filter_map(|slot| match slot {
            Slot::Held(held, strike) if *held == pitch => Some(*strike),
            _ => None,
        });
        let Some(first) = strikes.min() else { return };
        for slot in 0..VOICES {
            if self.slots[slot] == Slot::Held(pitch, first) {
                self.slots[slot] = Slot::Released;
                self.voices[slot].release(&self.zones[self.voices[slot].zone]);
            }
        }
    }

    fn release_all(&mut self) {
        for slot in 0..VOICES {
            if matches!(self.slots[slot], Slot::Held(..)) {
                self.slots[slot] = Slot::Released;
            }
            // Even those that play to their end: whoever stops wants silence.
            self.voices[slot].let_go();
        }
    }

    fn reset(&mut self) {
        self.setting.cutoff.settle();
        self.setting.resonance.settle();
        self.level.settle();
        self.slots = [Slot::Free; VOICES];
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
        self.strikes = 0;
        self.last = [[0.0; 2]; VOICES];
        self.fading = [0.0; 2];
    }

    fn voices(&self) -> usize {
        self.sounding() + usize::from(self.fading != [0.0; 2])
    }

    fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        self.render_from(&Recordings::default(), left, right);
    }

    fn render_from(&mut self, recordings: &Recordings, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        if frames == 0 || frames > CONTROL_PERIOD || right.len() != frames || self.voices() == 0 {
            left.fill(0.0);
            right.fill(0.0);
            return;
        }
        for value in [&mut self.setting.cutoff, &mut self.setting.resonance] {
            value.advance(frames);
        }
        for slot in 0..VOICES {
            if self.slots[slot] != Slot::Free && self.voices[slot].is_fresh() {
                let source = &mut self.zones[self.voices[slot].zone];
                source.splice(recordings);
            }
        }
        let mut sound = self.mix(recordings, frames);
        self.finish(frames, &mut sound);
        put(&sound[0], left);
        put(&sound[1], right);
        for slot in 0..VOICES {
            if self.voices[slot].loudness() == 0.0 {
                self.slots[slot] = Slot::Free;
            }
        }
    }
}
