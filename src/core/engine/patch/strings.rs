//! Bowed strings: one to four players a voice, each a saw with a hand of its own on the vibrato, bow noise, a filter
//! that opens as the bow bites, and the wood that they share.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::function::{flush, hertz, mask, semitones, sine_of, strike, turned};
use crate::engine::dsp::noise::{Noise, chance, scatter};
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::dsp::wave::{Reader, Wave, step};
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, RUNS, Runs, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.0725;
const PLAYERS: usize = 4;
/// Each player's place in the detuning and between the speakers, for one to four of them.
const PLACES: [[f32; PLAYERS]; PLAYERS] =
    [[0.0; PLAYERS], [-0.6, 0.6, 0.0, 0.0], [-1.0, 0.08, 0.92, 0.0], [-1.0, -0.3, 0.37, 0.93]];
/// Seconds before the vibrato begins, and over which it swells.
const VIBRATO_DELAY: f32 = 0.18;
const VIBRATO_SWELL: f32 = 0.45;
/// How unlike the players' vibratos are, as a part of the rate.
const UNLIKE: f32 = 0.11;
/// How far below its note a string starts as the bow catches it, in semitones, and the seconds in which it gets there.
const SCOOP: f32 = 0.22;
const SCOOP_TIME: f32 = 0.035;
/// The bow's noise is cut below about 1.5 kHz, as the share of a step at 48 kHz.
const BOW_POLE: f32 = 0.2;
/// The wood's resonances in hertz as a violin has them (air, two of the body, the bridge's hill), their damping, and
/// their share left and right.
const BODY_HERTZ: [f32; LANES] = [278.0, 472.0, 560.0, 2_450.0];
const BODY_DAMPING: [f32; LANES] = [0.14, 0.12, 0.13, 0.7];
const BODY_LEFT: [f32; LANES] = [1.0, 0.9, -0.7, 0.55];
const BODY_RIGHT: [f32; LANES] = [1.0, 0.6, 0.9, 0.55];

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    phases: [u32; PLAYERS],
    /// Each player's vibrato, in turns, and how much quicker than the first it is.
    shakes: [f32; PLAYERS],
    haste: [f32; PLAYERS],
    hertz: f32,
    key: f32,
    velocity: f32,
    age: f32,
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    coefficients: Coefficients,
    left: Filter,
    right: Filter,
    bow: [f32x4; 2],
}

/// The strings' sound.
#[derive(Clone, Debug)]
pub struct Strings {
    sample_rate: f32,
    wave: &'static Wave,
    players: usize,
    detune: f32,
    vibrato: f32,
    vibrato_rate: f32,
    bow: Smooth,
    /// In semitones above 1 Hz.
    cutoff: Smooth,
    body: Smooth,
    body_size: Smooth,
    width: f32,
    amplitude: Shape,
    body_coefficients: Coefficients,
    body_filter: Filter,
    noise: Noise,
    strikes: u32,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Strings> {
    let timbre = Strings {
        sample_rate,
        wave: Wave::saw(),
        players: 1,
        detune: 0.0,
        vibrato: 0.0,
        vibrato_rate: 5.0,
        bow: Smooth::default(),
        cutoff: Smooth::default(),
        body: Smooth::default(),
        body_size: Smooth::default(),
        width: 0.0,
        amplitude: Shape::default(),
        body_coefficients: Coefficients::default(),
        body_filter: Filter::default(),
        noise: Noise::new(6),
        strikes: 0,
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

impl Strings {
    fn smooth(&mut self) -> [&mut Smooth; 4] {
        [&mut self.bow, &mut self.cutoff, &mut self.body, &mut self.body_size]
    }

    /// The players' phases' steps for the call, and the brightest table that none of them is too high for.
    fn tune(&mut self, slot: usize, frames: usize) -> ([u32; PLAYERS], usize) {
        let passed = frames as f32 / self.sample_rate;
        let voice = &mut self.voices[slot];
        voice.age += passed;
        let swell = ((voice.age - VIBRATO_DELAY) * (1.0 / VIBRATO_SWELL)).clamp(0.0, 1.0);
        let depth = self.vibrato * 0.01 * swell;
        let scoop = if self.vibrato > 0.0 { -SCOOP * (1.0 - voice.age / SCOOP_TIME).max(0.0) } else { 0.0 };
        let mut highest = 0.0_f32;
        let mut steps = [0; PLAYERS];
        for player in 0..self.players {
            let shake = &mut voice.shakes[player];
            *shake = turned(*shake, self.vibrato_rate * voice.haste[player] * passed);
            let place = PLACES[self.players - 1][player] * self.detune * 0.01;
            let off = place + scoop + if depth > 0.0 { depth * sine_of(*shake) } else { 0.0 };
            let hertz = if off == 0.0 { voice.hertz } else { voice.hertz * semitones(off) };
            highest = highest.max(hertz);
            steps[player] = step(hertz, self.sample_rate);
        }
        (steps, self.wave.place(highest, self.sample_rate))
    }

    fn play(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut left = [[f32x4::ZERO; RUNS]; LANES];
        let mut right = [[f32x4::ZERO; RUNS]; LANES];
        let places = PLACES[self.players - 1];
        // Players are not in step: their powers add.
        let share = 1.0 / libm::sqrtf(self.players as f32);
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let (steps, table) = self.tune(slot, frames);
            let table = self.wave.at(table);
            for player in 0..self.players {
                let phase = &mut self.voices[slot].phases[player];
                let mut reader = Reader::new(*phase, steps[player]);
                let place = places[player] * self.width;
                let [to_left, to_right] = [1.0 - place, 1.0 + place].map(|gain| f32x4::splat(share * gain));
                for (l, r) in left[lane].iter_mut().zip(&mut right[lane]).take(frames.div_ceil(4)) {
                    let sample = reader.next(table);
                    *l += sample * to_left;
                    *r += sample * to_right;
                }
                *phase = phase.wrapping_add(steps[player].wrapping_mul(frames as u32));
            }
        }
        out.gather(&left, &right);
    }

    /// The filter of a voice in hertz: it opens with the bow's force.
    fn cutoff_of(&self, slot: usize) -> f32 {
        let voice = &self.voices[slot];
        let force = 14.0 * (voice.amplitude.level() - 1.0);
        let tracking = 0.45 * (voice.key - 60.0);
        semitones(self.cutoff.value() + force + tracking + 12.0 * (voice.velocity - 0.8))
    }
}

impl Timbre for Strings {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[players, detune, vibrato, vibrato_rate, bow, cutoff, body, body_size, width, ref times @ ..] = values
        else {
            return;
        };
        let &[attack, decay, sustain, release, _] = times else { return };
        self.players = (players as usize + 1).clamp(1, PLAYERS);
        self.detune = detune;
        self.vibrato = vibrato;
        self.vibrato_rate = vibrato_rate;
        self.bow.set(bow, at_once);
        self.cutoff.set(12.0 * libm::log2f(cutoff), at_once);
        self.body.set(body, at_once);
        self.body_size.set(body_size, at_once);
        self.width = width;
        self.amplitude = Shape::new(attack, decay, sustain, release, self.sample_rate);
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        self.strikes = self.strikes.wrapping_add(1);
        let seed = self.strikes.wrapping_mul(3 * PLAYERS as u32);
        let nuance = |player: usize, kind: usize| seed.wrapping_add((kind * PLAYERS + player) as u32);
        let mut voice = Voice {
            phases: core::array::from_fn(|player| scatter(nuance(player, 0))),
            shakes: core::array::from_fn(|player| 0.5 * chance(nuance(player, 1))),
            haste: core::array::from_fn(|player| 1.0 + UNLIKE * chance(nuance(player, 2))),
            hertz: hertz(key),
            key,
            velocity: velocity.ratio(),
            fresh: true,
            ..Voice::default()
        };
        voice.amplitude.start();
        self.voices[slot] = voice;
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
        self.body_filter = Filter::default();
        self.body_coefficients = Coefficients::default();
        self.noise = Noise::new(6);
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
        self.play(group, sounding, frames, out);
        let (mut cutoffs, mut from, mut to) = ([1000.0; LANES], [0.0; LANES], [0.0; LANES]);
        let mut fresh = [false; LANES];
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let gain = LEVEL * strike(self.voices[slot].velocity);
            from[lane] = gain * self.voices[slot].amplitude.level();
            to[lane] = gain * self.voices[slot].amplitude.advance(&self.amplitude, 1.0, frames);
            cutoffs[lane] = self.cutoff_of(slot);
            fresh[lane] = self.voices[slot].fresh;
            self.voices[slot].fresh = false;
        }
        let fresh = mask(fresh);
        let (bow, pole) = (f32x4::splat(0.35 * self.bow.value()), f32x4::splat(BOW_POLE));
        let group = &mut self.groups[group];
        group.left.clear(fresh);
        group.right.clear(fresh);
        group.coefficients.go(f32x4::new(cutoffs), f32x4::splat(1.3), fresh, frames, self.sample_rate);
        let mut gain = Slope::new(from, to, frames);
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            group.coefficients.tick();
            let gain = gain.next();
            let mut scrape = self.noise.pair();
            for (scrape, low) in scrape.iter_mut().zip(&mut group.bow) {
                *low += (*scrape - *low) * pole;
                *scrape = (*scrape - *low) * bow;
            }
            // The hair grips while the string sticks: its noise comes and goes with the wave.
            *l = group.left.low(*l + scrape[0] * (f32x4::ONE + *l), &group.coefficients) * gain;
            *r = group.right.low(*r + scrape[1] * (f32x4::ONE + *r), &group.coefficients) * gain;
        }
        group.left.flush();
        group.right.flush();
        group.bow = group.bow.map(flush);
    }

    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        let size = semitones(self.body_size.value());
        let damping = f32x4::new(BODY_DAMPING);
        let hertz = f32x4::new(BODY_HERTZ.map(|hertz| hertz * size));
        self.body_coefficients.go(hertz, damping, mask([true; 4]), frames, self.sample_rate);
        let share = damping * f32x4::splat(1.6 * self.body.value());
        let (to_left, to_right) = (share * f32x4::new(BODY_LEFT), share * f32x4::new(BODY_RIGHT));
        let sum = |[a, b, c, d]: [f32x4; 4]| (a + b) + (c + d);
        let [left, right] = sound;
        for (run, (l, r)) in left.iter_mut().zip(right).enumerate().take(frames.div_ceil(4)) {
            let mut bands = ((*l + *r) * f32x4::HALF).to_array().map(f32x4::splat);
            for band in bands.iter_mut().take(frames - 4 * run) {
                *band = self.body_filter.tick(*band, &self.body_coefficients).1;
            }
            *l += sum(f32x4::transpose(bands.map(|band| band * to_left)));
            *r += sum(f32x4::transpose(bands.map(|band| band * to_right)));
        }
        self.body_filter.flush();
    }
}
