//! The polyphonic synthesiser: two detuned oscillators, a sine below and noise through a resonant low-pass filter.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter, damping};
use crate::engine::dsp::function::{hertz, mask, semitones, semitones_four, sine_of, strike, turned};
use crate::engine::dsp::noise::Noise;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::dsp::wave::{Reader, Table, Wave, step};
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, RUNS, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.115;
/// The vibrato's rate in hertz, and the seconds before it has swelled to its depth.
const VIBRATO_RATE: f32 = 5.4;
const VIBRATO_DELAY: f32 = 0.35;
const VIBRATO_SWELL: f32 = 0.4;

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    brightness: Envelope,
    /// Phases of the two oscillators and the sine below.
    phases: [u32; 3],
    /// Their steps and the place of the table, for the pitch in hertz they were worked out for; 0 for none.
    steps: [u32; 3],
    table: usize,
    tuned: f32,
    hertz: f32,
    key: f32,
    velocity: f32,
    /// Seconds since the strike.
    age: f32,
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    coefficients: Coefficients,
    left: Filter,
    right: Filter,
}

/// The synthesiser's sound.
#[derive(Clone, Debug)]
pub struct Subtractive {
    sample_rate: f32,
    wave: &'static Wave,
    below: &'static Table,
    detune: f32,
    width: f32,
    sub: Smooth,
    noise_level: Smooth,
    /// In semitones above 1 Hz, so that it glides evenly.
    cutoff: Smooth,
    damping: Smooth,
    key_tracking: f32,
    filter_envelope: f32,
    brightness: Shape,
    amplitude: Shape,
    vibrato: f32,
    vibrato_phase: f32,
    noise: Noise,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Subtractive> {
    let timbre = Subtractive {
        sample_rate,
        wave: Wave::saw(),
        below: Wave::sine().table(100.0, sample_rate),
        detune: 1.0,
        width: 0.0,
        sub: Smooth::default(),
        noise_level: Smooth::default(),
        cutoff: Smooth::default(),
        damping: Smooth::default(),
        key_tracking: 0.0,
        filter_envelope: 0.0,
        brightness: Shape::default(),
        amplitude: Shape::default(),
        vibrato: 0.0,
        vibrato_phase: 0.0,
        noise: Noise::new(1),
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

impl Subtractive {
    /// Both oscillators and what lies under them, into left and right.
    fn oscillate(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut left = [[f32x4::ZERO; RUNS]; LANES];
        let mut right = [[f32x4::ZERO; RUNS]; LANES];
        let near = 0.5 + 0.5 * self.width;
        let far = 1.0 - near;
        let sub = self.sub.value();
        let swing = sine_of(self.vibrato_phase) * self.vibrato * 0.01;
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            let swell = ((voice.age - VIBRATO_DELAY) * (1.0 / VIBRATO_SWELL)).clamp(0.0, 1.0);
            let hertz = voice.hertz * if swing == 0.0 { 1.0 } else { semitones(swing * swell) };
            if voice.tuned != hertz {
                let pitches = [hertz * self.detune, hertz / self.detune, hertz * 0.5];
                voice.steps = pitches.map(|hertz| step(hertz, self.sample_rate));
                voice.table = self.wave.place_from(voice.table, hertz * self.detune, self.sample_rate);
                voice.tuned = hertz;
            }
            let table = self.wave.at(voice.table);
            let [high, low, below] = voice.steps;
            let [first, second, third] = voice.phases;
            let mut readers = [Reader::new(first, high), Reader::new(second, low)];
            let mut under = Reader::new(third, below);
            let (near, far) = (f32x4::splat(near), f32x4::splat(far));
            for (l, r) in left[lane].iter_mut().zip(&mut right[lane]).take(frames.div_ceil(4)) {
                let [a, b] = readers.each_mut().map(|reader| reader.next(table));
                *l = near * a + far * b;
                *r = far * a + near * b;
                if sub > 0.0 {
                    let c = f32x4::splat(sub) * under.next(self.below);
                    *l += c;
                    *r += c;
                }
            }
            for (phase, step) in voice.phases.iter_mut().zip([high, low, below]) {
                *phase = phase.wrapping_add(step.wrapping_mul(frames as u32));
            }
            voice.age += frames as f32 / self.sample_rate;
        }
        out.gather(&left, &right);
        let level = self.noise_level.value();
        if level > 0.0 {
            for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
                *l += self.noise.next() * f32x4::splat(level);
                *r += self.noise.next() * f32x4::splat(level);
            }
        }
    }

    /// The cutoff of a voice at the end of the call, in semitones above 1 Hz.
    fn cutoff_of(&mut self, slot: usize, frames: usize) -> f32 {
        let voice = &mut self.voices[slot];
        let envelope = voice.brightness.advance(&self.brightness, 1.0, frames);
        let amount = self.filter_envelope * envelope * (0.5 + 0.5 * voice.velocity);
        let tracking = self.key_tracking * (voice.key - 60.0);
        self.cutoff.value() + amount + tracking + 8.0 * (voice.velocity - 0.8)
    }
}

impl Timbre for Subtractive {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[wave, detune, width, sub, noise, cutoff, resonance, key_tracking, ref rest @ ..] = values else { return };
        let &[envelope, f_attack, f_decay, f_sustain, attack, decay, sustain, release, vibrato, _] = rest else {
            return;
        };
        self.wave = match wave as i32 {
            1 => Wave::square(),
            2 => Wave::triangle(),
            3 => Wave::sine(),
            _ => Wave::saw(),
        };
        self.detune = semitones(detune * 0.005);
        self.width = width;
        self.sub.set(sub, at_once);
        self.noise_level.set(noise, at_once);
        self.cutoff.set(12.0 * libm::log2f(cutoff), at_once);
        self.damping.set(damping(resonance), at_once);
        self.key_tracking = key_tracking;
        self.filter_envelope = envelope;
        self.brightness = Shape::new(f_attack, f_decay, f_sustain, release, self.sample_rate);
        self.amplitude = Shape::new(attack, decay, sustain, release, self.sample_rate);
        self.vibrato = vibrato;
        self.voices.iter_mut().for_each(|voice| voice.tuned = 0.0);
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        let mut voice = Voice {
            hertz: hertz(key),
            key,
            velocity: velocity.ratio(),
            // Detuned, they start apart, so that a strike does not begin with both at their jump; in unison they would
            // cancel harmonics for ever.
            phases: [0x8000_0000, if self.detune == 1.0 { 0x8000_0000 } else { 0xd000_0000 }, 0],
            fresh: true,
            ..Voice::default()
        };
        voice.amplitude.start();
        voice.brightness.start();
        self.voices[slot] = voice;
    }

    fn release(&mut self, slot: usize) {
        self.voices[slot].amplitude.release();
        self.voices[slot].brightness.release();
    }

    fn loudness(&self, slot: usize) -> f32 {
        let voice = &self.voices[slot];
        if voice.fresh { 1.0 } else { voice.amplitude.level() }
    }

    fn reset(&mut self) {
        for value in [&mut self.sub, &mut self.noise_level, &mut self.cutoff, &mut self.damping] {
            value.settle();
        }
        self.vibrato_phase = 0.0;
        self.noise = Noise::new(1);
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        for value in [&mut self.sub, &mut self.noise_level, &mut self.cutoff, &mut self.damping] {
            value.advance(frames);
        }
        self.vibrato_phase = turned(self.vibrato_phase, VIBRATO_RATE * frames as f32 / self.sample_rate);
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        self.oscillate(group, sounding, frames, out);
        let (mut cutoffs, mut from, mut to) = ([120.0; LANES], [0.0; LANES], [0.0; LANES]);
        let mut fresh = [false; LANES];
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            cutoffs[lane] = self.cutoff_of(slot, frames);
            let voice = &mut self.voices[slot];
            let gain = LEVEL * strike(voice.velocity);
            from[lane] = gain * voice.amplitude.level();
            to[lane] = gain * voice.amplitude.advance(&self.amplitude, 1.0, frames);
            fresh[lane] = voice.fresh;
            voice.fresh = false;
        }
        let fresh = mask(fresh);
        let group = &mut self.groups[group];
        let damping = f32x4::splat(self.damping.value());
        group.left.clear(fresh);
        group.right.clear(fresh);
        group.coefficients.go(semitones_four(f32x4::new(cutoffs)), damping, fresh, frames, self.sample_rate);
        let mut gain = Slope::new(from, to, frames);
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            group.coefficients.tick();
            let gain = gain.next();
            *l = group.left.low(*l, &group.coefficients) * gain;
            *r = group.right.low(*r, &group.coefficients) * gain;
        }
        group.left.flush();
        group.right.flush();
    }
}
