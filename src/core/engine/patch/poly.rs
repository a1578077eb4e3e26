//! Voice handling that every polyphonic instrument shares: slots, stealing, mixing and the level.

use wide::{bytemuck, f32x4};

use crate::engine::dsp::function::{decibels, flush_one};
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::{Bank, CONTROL_PERIOD};
use crate::music::{Pitch, Velocity, Vowel};

/// Voices of a bank.
pub const VOICES: usize = 16;
/// Voices that are computed together.
pub const LANES: usize = 4;
/// Groups of voices.
pub const GROUPS: usize = VOICES / LANES;
/// What stays of a stolen voice's last sample from frame to frame: gone in about 3 ms.
const FADE: f32 = 0.97;

/// Frames of a group, a voice in each lane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lanes {
    /// Left.
    pub left: [f32x4; CONTROL_PERIOD],
    /// Right.
    pub right: [f32x4; CONTROL_PERIOD],
}

/// The lanes of a group that sound.
#[inline(always)]
pub fn lanes(sounding: [bool; LANES]) -> impl Iterator<Item = usize> {
    (0..LANES).filter(move |lane| sounding[*lane])
}

/// Runs of four frames in a control period.
pub const RUNS: usize = CONTROL_PERIOD / 4;

impl Lanes {
    /// Takes each voice's frames in runs of four, left and right.
    #[inline(always)]
    pub fn gather(&mut self, left: &[[f32x4; RUNS]; LANES], right: &[[f32x4; RUNS]; LANES]) {
        for (out, voices) in [(&mut self.left, left), (&mut self.right, right)] {
            for (run, four) in out.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                *four = f32x4::transpose([voices[0][run], voices[1][run], voices[2][run], voices[3][run]]);
            }
        }
    }
}

/// The frames of a call of one channel, in runs of four.
pub type Runs = [f32x4; RUNS];

/// What fades of a voice that was taken away: of its last sample, the part that is left after 0 to 4 frames.
pub const FADES: [f32; 5] = [1.0, FADE, FADE * FADE, FADE * FADE * FADE, FADE * FADE * FADE * FADE];
/// The same over the frames of a run.
pub const FADING: f32x4 = f32x4::new([FADES[0], FADES[1], FADES[2], FADES[3]]);

/// A value in a straight line, at the frames of the next run.
#[derive(Clone, Copy, Debug)]
pub struct Climb {
    now: f32x4,
    step: f32x4,
}

impl Climb {
    /// From before the first frame to the last of so many.
    #[inline(always)]
    pub fn new(from: f32, to: f32, frames: usize) -> Self {
        let step = f32x4::splat((to - from) / frames as f32);
        Self { now: f32x4::splat(from) + step * f32x4::new([1.0, 2.0, 3.0, 4.0]), step: step * f32x4::splat(4.0) }
    }

    /// The values of the next four frames.
    #[inline(always)]
    pub fn next(&mut self) -> f32x4 {
        let now = self.now;
        self.now += self.step;
        now
    }
}

/// Writes as many frames as the slice has.
#[inline(always)]
pub fn put(runs: &Runs, samples: &mut [f32]) {
    let frames: &[f32; CONTROL_PERIOD] = bytemuck::cast_ref(runs);
    // Nearly always; and a copy of a known length needs no call.
    match <&mut [f32; CONTROL_PERIOD]>::try_from(&mut *samples) {
        Ok(whole) => *whole = *frames,
        Err(_) => samples.copy_from_slice(&frames[..samples.len()]),
    }
}

/// What makes an instrument's sound; the bank around it handles the keys.
pub trait Timbre: Clone {
    /// Takes the parameters but the last, which is the level; at once if nothing sounds.
    fn set(&mut self, values: &[f32], at_once: bool);
    /// Takes what the next voices are sung on.
    fn utter(&mut self, _vowel: Option<Vowel>) {}
    /// Starts a voice in a slot, over whatever is there.
    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity);
    /// Lets a voice go.
    fn release(&mut self, slot: usize);
    /// How loud a voice is; 0 once it is over.
    fn loudness(&self, slot: usize) -> f32;
    /// Returns to silence, with every value where it was going.
    fn reset(&mut self);
    /// Moves what the voices share on by some frames, once a call and before the groups.
    fn advance(&mut self, frames: usize);
    /// Renders the voices of a group over what `out` holds; lanes that are not sounding must come out as zeros.
    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes);
    /// Shapes the mix of all voices, before the level.
    fn finish(&mut self, _frames: usize, _sound: &mut [Runs; 2]) {}
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Slot {
    #[default]
    Free,
    Held(Pitch),
    Released,
}

/// A polyphonic bank.
#[derive(Clone, Debug)]
pub struct Poly<T> {
    timbre: T,
    level: Smooth,
    slots: [Slot; VOICES],
    /// A bit for each slot that is not free.
    busy: u32,
    /// When each slot was struck, in strikes.
    struck: [u32; VOICES],
    strikes: u32,
    /// The last frame of every lane, left and right.
    last: [[f32x4; 2]; GROUPS],
    /// What fades of stolen voices.
    fading: [f32; 2],
    /// Frames being made: of all groups so far, and of one.
    sum: Lanes,
    scratch: Lanes,
}

impl<T: Timbre> Poly<T> {
    /// A bank of an instrument.
    pub fn new(mut timbre: T, values: &[f32]) -> Self {
        let level = values.last().copied().unwrap_or(0.0);
        timbre.set(values, true);
        Self {
            timbre,
            level: Smooth::new(decibels(level)),
            slots: [Slot::Free; VOICES],
            busy: 0,
            struck: [0; VOICES],
            strikes: 0,
            last: [[f32x4::ZERO; 2]; GROUPS],
            fading: [0.0; 2],
            sum: Lanes::default(),
            scratch: Lanes::default(),
        }
    }

    /// What makes the sound.
    pub fn timbre(&mut self) -> &mut T {
        &mut self.timbre
    }

    /// Gives a voice to another key: the one that a key holds, or the last one struck that still sounds. Its slot.
    pub fn take_over(&mut self, from: Option<Pitch>, to: Pitch) -> Option<usize> {
        let held = from.and_then(|from| self.slots.iter().position(|slot| *slot == Slot::Held(from)));
        let sounding = (0..VOICES).filter(|slot| self.slots[*slot] != Slot::Free);
        let slot = held.or_else(|| sounding.max_by_key(|slot| self.struck[*slot]))?;
        self.slots[slot] = Slot::Held(to);
        Some(slot)
    }

    /// A free slot; else the quietest released voice; else the oldest.
    fn slot_for_new_voice(&mut self) -> usize {
        let free = self.busy.trailing_ones() as usize;
        if free < VOICES {
            return free;
        }
        let released = (0..VOICES).filter(|slot| self.slots[*slot] == Slot::Released);
        let quietest = released.min_by(|a, b| f32::total_cmp(&self.timbre.loudness(*a), &self.timbre.loudness(*b)));
        let stolen = quietest.unwrap_or_else(|| (0..VOICES).min_by_key(|slot| self.struck[*slot]).unwrap_or(0));
        for (fading, last) in self.fading.iter_mut().zip(&self.last[stolen / LANES]) {
            *fading += last.to_array()[stolen % LANES];
        }
        stolen
    }

    /// Mixes the lanes of all groups.
    fn mix(&self) -> [Runs; 2] {
        [&self.sum.left, &self.sum.right].map(|lanes| {
            let mut runs = [f32x4::ZERO; RUNS];
            for (run, four) in runs.iter_mut().zip(lanes.as_chunks::<LANES>().0) {
                let [a, b, c, d] = f32x4::transpose(*four);
                *run = (a + b) + (c + d);
            }
            runs
        })
    }

    fn apply_level(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        finish(&mut self.level, &mut self.fading, frames, sound);
        self.fading = self.fading.map(flush_one);
    }

    fn free_what_is_over(&mut self) {
        let mut left = self.busy;
        while left != 0 {
            let slot = left.trailing_zeros() as usize;
            left &= left - 1;
            if self.timbre.loudness(slot) == 0.0 {
                self.slots[slot] = Slot::Free;
                self.busy &= !(1 << slot);
            }
        }
    }
}

impl<T: Timbre> Bank for Poly<T> {
    fn set(&mut self, values: &[f32]) {
        let silent = self.voices() == 0;
        if let Some(level) = values.last() {
            self.level.set(decibels(*level), silent);
        }
        self.timbre.set(values, silent);
    }

    fn utter(&mut self, vowel: Option<Vowel>) {
        self.timbre.utter(vowel);
    }

    fn note_on(&mut self, pitch: Pitch, velocity: Velocity) {
        let slot = self.slot_for_new_voice();
        self.slots[slot] = Slot::Held(pitch);
        self.busy |= 1 << slot;
        self.strikes = self.strikes.wrapping_add(1);
        self.struck[slot] = self.strikes;
        self.timbre.start(slot, pitch, velocity);
    }

    fn note_off(&mut self, pitch: Pitch) {
        let held = (0..VOICES).filter(|slot| self.slots[*slot] == Slot::Held(pitch));
        if let Some(slot) = held.min_by_key(|slot| self.struck[*slot]) {
            self.slots[slot] = Slot::Released;
            self.timbre.release(slot);
        }
    }

    fn release_all(&mut self) {
        for slot in 0..VOICES {
            if matches!(self.slots[slot], Slot::Held(_)) {
                self.slots[slot] = Slot::Released;
                self.timbre.release(slot);
            }
        }
    }

    fn reset(&mut self) {
        self.timbre.reset();
        self.level.settle();
        self.slots = [Slot::Free; VOICES];
        self.busy = 0;
        self.struck = [0; VOICES];
        self.strikes = 0;
        self.last = [[f32x4::ZERO; 2]; GROUPS];
        self.fading = [0.0; 2];
    }

    fn voices(&self) -> usize {
        self.busy.count_ones() as usize
    }

    fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        if frames == 0 || frames > CONTROL_PERIOD || right.len() != frames || self.voices() == 0 {
            left.fill(0.0);
            right.fill(0.0);
            self.fading = [0.0; 2];
            return;
        }
        self.timbre.advance(frames);
        let mut first = true;
        for group in 0..GROUPS {
            let busy = self.busy >> (group * LANES) & 0xf;
            if busy == 0 {
                continue;
            }
            let sounding = core::array::from_fn(|lane| busy >> lane & 1 == 1);
            let out = if first { &mut self.sum } else { &mut self.scratch };
            self.timbre.render(group, sounding, frames, out);
            self.last[group] = [out.left[frames - 1], out.right[frames - 1]];
            if !first {
                let Lanes { left, right } = &mut self.sum;
                left.iter_mut().zip(self.scratch.left).for_each(|(sum, lanes)| *sum += lanes);
                right.iter_mut().zip(self.scratch.right).for_each(|(sum, lanes)| *sum += lanes);
            }
            first = false;
        }
        let mut sound = self.mix();
        self.timbre.finish(frames, &mut sound);
        self.apply_level(frames, &mut sound);
        put(&sound[0], left);
        put(&sound[1], right);
        self.free_what_is_over();
    }
}

/// Adds what fades of stolen voices to so many frames, and sets the level.
pub fn finish(level: &mut Smooth, fading: &mut [f32; 2], frames: usize, sound: &mut [Runs; 2]) {
    let from = level.value();
    let mut gain = Climb::new(from, level.advance(frames), frames);
    let [left, right] = sound;
    for (run, (l, r)) in left.iter_mut().zip(right).enumerate().take(frames.div_ceil(4)) {
        let gain = gain.next();
        *l = (*l + f32x4::splat(fading[0]) * FADING) * gain;
        *r = (*r + f32x4::splat(fading[1]) * FADING) * gain;
        *fading = fading.map(|fading| fading * FADES[(frames - 4 * run).min(4)]);
    }
}
