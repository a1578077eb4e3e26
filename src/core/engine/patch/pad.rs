//! The pad: four detuned saws spread between the speakers, a slowly moving filter and a breath of noise.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter, damping};
use crate::engine::dsp::function::{flush, hertz, mask, semitones, semitones_four, sine, strike, turned};
use crate::engine::dsp::noise::{Noise, chance, scatter};
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::dsp::wave::{Reader, Wave, step};
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, RUNS, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.086;
const SAWS: usize = 4;
/// Each saw's place in the detuning; their sum is zero, so that the pitch stays put.
const DETUNING: [f32; SAWS] = [-1.0, 0.36, -0.29, 0.93];
/// Between the speakers the first and the last saw are outermost; the others lie so far from the middle.
const INNER: f32 = 0.35;
/// The slowest voice's motion in hertz, and how much quicker each next one moves.
const MOTION_RATE: f32 = 0.09;
const MOTION_SPREAD: f32 = 0.011;
/// How far the motion opens and closes the filter, in semitones.
const MOTION_DEPTH: f32 = 14.0;
/// Of the noise, what lies below about 3 kHz is taken away.
const AIR_POLE: f32 = 0.33;

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    phases: [u32; SAWS],
    /// The saws' steps and the place of their table, for the detuning there is.
    steps: [u32; SAWS],
    table: usize,
    hertz: f32,
    key: f32,
    velocity: f32,
    motion: f32,
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    coefficients: Coefficients,
    left: Filter,
    right: Filter,
    air: [f32x4; 2],
}

/// The pad's sound.
#[derive(Clone, Debug)]
pub struct Pad {
    sample_rate: f32,
    wave: &'static Wave,
    detune: f32,
    width: f32,
    /// In semitones above 1 Hz.
    cutoff: Smooth,
    damping: Smooth,
    motion: Smooth,
    air: Smooth,
    amplitude: Shape,
    noise: Noise,
    strikes: u32,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Pad> {
    let timbre = Pad {
        sample_rate,
        wave: Wave::saw(),
        detune: 0.0,
        width: 0.0,
        cutoff: Smooth::default(),
        damping: Smooth::default(),
        motion: Smooth::default(),
        air: Smooth::default(),
        amplitude: Shape::default(),
        noise: Noise::new(2),
        strikes: 0,
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

impl Pad {
    fn smooth(&mut self) -> [&mut Smooth; 4] {
        [&mut self.cutoff, &mut self.damping, &mut self.motion, &mut self.air]
    }

    /// Sets a voice's pitches.
    fn tune(&mut self, slot: usize) {
        let ratios = DETUNING.map(|place| semitones(place * self.detune * 0.01));
        let voice = &mut self.voices[slot];
        voice.table = self.wave.place(voice.hertz * ratios[SAWS - 1], self.sample_rate);
        voice.steps = ratios.map(|ratio| step(voice.hertz * ratio, self.sample_rate));
    }

    fn oscillate(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut left = [[f32x4::ZERO; RUNS]; LANES];
        let mut right = [[f32x4::ZERO; RUNS]; LANES];
        let (half, inner) = (f32x4::HALF, f32x4::splat(INNER));
        let width = f32x4::splat(0.5 * self.width);
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            let table = self.wave.at(voice.table);
            let [mut one, mut two, mut three, mut four] =
                core::array::from_fn(|saw| Reader::new(voice.phases[saw], voice.steps[saw]));
            for (l, r) in left[lane].iter_mut().zip(&mut right[lane]) {
                let [one, two, three, four] = [&mut one, &mut two, &mut three, &mut four].map(|saw| saw.next(table));
                let middle = ((one + four) + (two + three)) * half;
                let side = ((four - one) + (three - two) * inner) * width;
                *l = middle - side;
                *r = middle + side;
            }
            for (phase, step) in voice.phases.iter_mut().zip(voice.steps) {
                *phase = phase.wrapping_add(step.wrapping_mul(frames as u32));
            }
        }
        out.gather(&left, &right);
    }

    /// The cutoffs of a group in hertz at the end of the call.
    fn cutoffs(&mut self, group: usize, sounding: [bool; LANES], frames: usize) -> f32x4 {
        let (mut turns, mut swells, mut tracking, mut hardness) =
            ([0.0; LANES], [0.0; LANES], [0.0; LANES], [0.0; LANES]);
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let voice = &mut self.voices[slot];
            let rate = MOTION_RATE + MOTION_SPREAD * slot as f32;
            voice.motion = turned(voice.motion, rate * frames as f32 / self.sample_rate);
            turns[lane] = voice.motion;
            // The filter opens as the note swells.
            swells[lane] = 10.0 * (voice.amplitude.level() - 1.0);
            tracking[lane] = 0.4 * (voice.key - 60.0);
            hardness[lane] = 10.0 * (voice.velocity - 0.8);
        }
        let motion = f32x4::splat(MOTION_DEPTH * self.motion.value()) * sine(f32x4::new(turns));
        let cutoff = f32x4::splat(self.cutoff.value());
        semitones_four(cutoff + motion + f32x4::new(swells) + f32x4::new(tracking) + f32x4::new(hardness))
    }
}

impl Timbre for Pad {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[detune, width, cutoff, resonance, motion, air, attack, decay, sustain, release, _] = values else {
            return;
        };
        self.detune = detune;
        self.width = width;
        self.cutoff.set(12.0 * libm::log2f(cutoff), at_once);
        self.damping.set(damping(resonance), at_once);
        self.motion.set(motion, at_once);
        self.air.set(air, at_once);
        self.amplitude = Shape::new(attack, decay, sustain, release, self.sample_rate);
        (0..VOICES).for_each(|slot| self.tune(slot));
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        self.strikes = self.strikes.wrapping_add(1);
        let seed = self.strikes.wrapping_mul(SAWS as u32 + 1);
        let mut voice = Voice {
            hertz: hertz(key),
            key,
            velocity: velocity.ratio(),
            phases: core::array::from_fn(|saw| scatter(seed.wrapping_add(saw as u32))),
            motion: chance(seed.wrapping_add(SAWS as u32)) * 0.5,
            fresh: true,
            ..Voice::default()
        };
        voice.amplitude.start();
        self.voices[slot] = voice;
        self.tune(slot);
    }

    fn release(&mut self, slot: usize) {
        self.voices[slot].amplitude.release();
    }

    fn loudness(&self, slot: usize) -> f32 {
        let voice = &self.voices[slot];
        if voice.fresh { 1.0 } else { voice.amplitude.level() }
    }

    fn reset(&mut self) {
        for value in self.smooth() {
            value.settle();
        }
        self.noise = Noise::new(2);
        self.strikes = 0;
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        for value in self.smooth() {
            value.advance(frames);
        }
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        self.oscillate(group, sounding, frames, out);
        let cutoffs = self.cutoffs(group, sounding, frames);
        let (mut from, mut to) = ([0.0; LANES], [0.0; LANES]);
        let mut fresh = [false; LANES];
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            let gain = LEVEL * strike(voice.velocity);
            from[lane] = gain * voice.amplitude.level();
            to[lane] = gain * voice.amplitude.advance(&self.amplitude, 1.0, frames);
            fresh[lane] = voice.fresh;
            voice.fresh = false;
        }
        let fresh = mask(fresh);
        let (air, pole) = (f32x4::splat(0.5 * self.air.value()), f32x4::splat(AIR_POLE));
        let group = &mut self.groups[group];
        let damping = f32x4::splat(self.damping.value());
        group.left.clear(fresh);
        group.right.clear(fresh);
        group.coefficients.go(cutoffs, damping, fresh, frames, self.sample_rate);
        let mut gain = Slope::new(from, to, frames);
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            group.coefficients.tick();
            let gain = gain.next();
            let mut breath = self.noise.pair();
            for (breath, low) in breath.iter_mut().zip(&mut group.air) {
                *low += (*breath - *low) * pole;
                *breath = (*breath - *low) * air;
            }
            *l = (group.left.low(*l, &group.coefficients) + breath[0]) * gain;
            *r = (group.right.low(*r, &group.coefficients) + breath[1]) * gain;
        }
        group.left.flush();
        group.right.flush();
        group.air = group.air.map(flush);
    }
}
