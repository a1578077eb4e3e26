//! The choir: three singers a voice, each a saw that wavers by itself, and breath, through the resonances of a vowel.
//! All sing the same vowel, so one set of resonances shapes the mix.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::formant::{FORMANTS, Formants, MEN, Resonance, Voices, WOMEN, evened};
use crate::engine::dsp::function::{decibels, flush, hertz, mask, semitones, sine_of, strike, turned};
use crate::engine::dsp::noise::{Noise, chance, scatter};
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::dsp::wave::{Reader, Wave, step};
use crate::engine::patch::poly::{LANES, Lanes, Poly, RUNS, Runs, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.97;
const SINGERS: usize = 3;
/// Each singer's place in the detuning and between the speakers; either sums to nought.
const PLACES: [f32; SINGERS] = [-1.0, 0.08, 0.92];
/// The slowest singer's vibrato in hertz, and how much quicker each next one shakes.
const VIBRATO_RATE: f32 = 4.7;
const VIBRATO_SPREAD: f32 = 0.37;
/// Seconds before the vibrato has swelled to its depth.
const VIBRATO_SWELL: f32 = 0.7;
/// How fast and how far the vowel moves, in turns a second and of the whole way from dark to bright.
const MOTION_RATE: f32 = 0.13;
const MOTION_DEPTH: f32 = 0.3;
/// How much wider each of two stages is than both together.
const STAGES: f32 = 1.9;
/// What is heard beside the resonances, so that notes between them stay audible, and how dull that is, as the share of a
/// step.
const OPEN: f32 = 0.02;
const OPEN_POLE: f32 = 0.05;

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    phases: [u32; SINGERS],
    /// Each singer's vibrato, in turns.
    shakes: [f32; SINGERS],
    hertz: f32,
    gain: f32,
    age: f32,
    fresh: bool,
}

/// The choir's sound.
#[derive(Clone, Debug)]
pub struct Choir {
    sample_rate: f32,
    wave: &'static Wave,
    voices_of: &'static Voices,
    vowel: Smooth,
    motion: Smooth,
    motion_phase: f32,
    /// How far the resonances are moved, in semitones: a longer throat lies lower.
    throat: Smooth,
    detune: f32,
    vibrato: f32,
    air: Smooth,
    width: f32,
    amplitude: Shape,
    coefficients: Coefficients,
    /// Two stages for either side: a single band's skirts would cover its neighbours.
    filters: [[Filter; 2]; 2],
    open: [f32x4; 2],
    /// The resonances' levels at the end of the last call.
    levels: f32x4,
    /// Whether the resonances have never been set.
    fresh: bool,
    noise: Noise,
    strikes: u32,
    voices: [Voice; VOICES],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Choir> {
    let timbre = Choir {
        sample_rate,
        wave: Wave::saw(),
        voices_of: &WOMEN,
        vowel: Smooth::default(),
        motion: Smooth::default(),
        motion_phase: 0.0,
        throat: Smooth::default(),
        detune: 0.0,
        vibrato: 0.0,
        air: Smooth::default(),
        width: 0.0,
        amplitude: Shape::default(),
        coefficients: Coefficients::default(),
        filters: [[Filter::default(); 2]; 2],
        open: [f32x4::ZERO; 2],
        levels: f32x4::ZERO,
        fresh: true,
        noise: Noise::new(5),
        strikes: 0,
        voices: [Voice::default(); VOICES],
    };
    Poly::new(timbre, values)
}

impl Choir {
    fn smooth(&mut self) -> [&mut Smooth; 4] {
        [&mut self.vowel, &mut self.motion, &mut self.throat, &mut self.air]
    }

    /// The singers' phases' steps for the call, and the brightest table that none of them is too high for.
    fn tune(&mut self, slot: usize, frames: usize) -> ([u32; SINGERS], usize) {
        let passed = frames as f32 / self.sample_rate;
        let (detune, rate) = (self.detune * 0.01, self.sample_rate);
        let voice = &mut self.voices[slot];
        voice.age += passed;
        let depth = self.vibrato * 0.01 * (voice.age / VIBRATO_SWELL).min(1.0);
        let mut highest = voice.hertz;
        let mut steps = [0; SINGERS];
        for (singer, step_of) in steps.iter_mut().enumerate() {
            let shake = &mut voice.shakes[singer];
            *shake = turned(*shake, (VIBRATO_RATE + VIBRATO_SPREAD * (singer + slot % 3) as f32) * passed);
            let off = PLACES[singer] * detune + if depth > 0.0 { depth * sine_of(*shake) } else { 0.0 };
            let hertz = if off == 0.0 { voice.hertz } else { voice.hertz * semitones(off) };
            highest = highest.max(hertz);
            *step_of = step(hertz, rate);
        }
        (steps, self.wave.place(highest, rate))
    }

    fn sing(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut left = [[f32x4::ZERO; RUNS]; LANES];
        let mut right = [[f32x4::ZERO; RUNS]; LANES];
        let [to_left, to_right] =
            [-1.0, 1.0].map(|side| PLACES.map(|place| f32x4::splat((1.0 + side * place * self.width) / 3.0)));
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let (steps, table) = self.tune(slot, frames);
            let table = self.wave.at(table);
            let voice = &mut self.voices[slot];
            let [mut one, mut two, mut three] =
                core::array::from_fn(|singer| Reader::new(voice.phases[singer], steps[singer]));
            for (l, r) in left[lane].iter_mut().zip(&mut right[lane]) {
                let [a, b, c] = [&mut one, &mut two, &mut three].map(|singer| singer.next(table));
                *l = a * to_left[0] + b * to_left[1] + c * to_left[2];
                *r = a * to_right[0] + b * to_right[1] + c * to_right[2];
            }
            for (phase, step) in voice.phases.iter_mut().zip(steps) {
                *phase = phase.wrapping_add(step.wrapping_mul(frames as u32));
            }
        }
        out.gather(&left, &right);
    }

    /// The resonances of a vowel, from dark to bright.
    fn resonances(&self, vowel: f32) -> [Resonance; FORMANTS] {
        let Formants { place, width, level } = self.voices_of.between(vowel);
        core::array::from_fn(|formant| {
            let hertz = semitones(place[formant] + self.throat.value());
            let damping = STAGES * width[formant] / hertz;
            // At its middle a band is as loud as its damping is small.
            (hertz, damping, damping * damping * decibels(level[formant]))
        })
    }

    /// What makes a pitch about as loud as others, on the vowels between which the mouths move.
    fn even(&self, hertz: f32) -> f32 {
        let depth = MOTION_DEPTH * self.motion.value();
        // The vowel on which the pitch is loudest decides most.
        let against = |way: f32| {
            let even = evened(hertz, &self.resonances(self.vowel.value() + way * depth));
            1.0 / (even * even)
        };
        libm::sqrtf(5.0 / [-1.0, -0.5, 0.0, 0.5, 1.0].map(against).iter().sum::<f32>())
    }

    /// Moves the resonances to the vowel of the end of the call; returns their levels from frame to frame.
    fn shape(&mut self, frames: usize) -> (f32x4, f32x4) {
        self.motion_phase = turned(self.motion_phase, MOTION_RATE * frames as f32 / self.sample_rate);
        let moved = MOTION_DEPTH * self.motion.value() * sine_of(self.motion_phase);
        let resonances = self.resonances(self.vowel.value() + moved);
        let [hertz, damping] = [resonances.map(|band| band.0), resonances.map(|band| band.1)].map(f32x4::new);
        self.coefficients.go(hertz, damping, mask([self.fresh; 4]), frames, self.sample_rate);
        let levels = f32x4::new(resonances.map(|band| band.2));
        let before = if self.fresh { levels } else { self.levels };
        self.levels = levels;
        self.fresh = false;
        (before, (levels - before) * f32x4::splat(1.0 / frames as f32))
    }
}

impl Timbre for Choir {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[voices, vowel, motion, throat, detune, vibrato, air, width, attack, release, _] = values else { return };
        self.voices_of = if voices >= 0.5 { &MEN } else { &WOMEN };
        self.vowel.set(vowel, at_once);
        self.motion.set(motion, at_once);
        self.throat.set(throat, at_once);
        self.detune = detune;
        self.vibrato = vibrato;
        self.air.set(air, at_once);
        self.width = width;
        self.amplitude = Shape::new(attack, 1.0, 1.0, release, self.sample_rate);
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        self.strikes = self.strikes.wrapping_add(1);
        let seed = self.strikes.wrapping_mul(2 * SINGERS as u32);
        let hertz = hertz(f32::from(pitch.key()));
        let mut voice = Voice {
            phases: core::array::from_fn(|singer| scatter(seed.wrapping_add(singer as u32))),
            shakes: core::array::from_fn(|singer| 0.5 * chance(seed.wrapping_add((SINGERS + singer) as u32))),
            hertz,
            gain: LEVEL * strike(velocity.ratio()) * self.even(hertz),
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
        self.motion_phase = 0.0;
        self.filters = [[Filter::default(); 2]; 2];
        self.open = [f32x4::ZERO; 2];
        self.fresh = true;
        self.noise = Noise::new(5);
        self.strikes = 0;
        self.voices = [Voice::default(); VOICES];
    }

    fn advance(&mut self, frames: usize) {
        for value in self.smooth() {
            value.advance(frames);
        }
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        self.sing(group, sounding, frames, out);
        let (mut from, mut to) = ([0.0; LANES], [0.0; LANES]);
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            from[lane] = voice.gain * voice.amplitude.level();
            to[lane] = voice.gain * voice.amplitude.advance(&self.amplitude, 1.0, frames);
            voice.fresh = false;
        }
        let mut gain = Slope::new(from, to, frames);
        let air = f32x4::splat(0.8 * self.air.value());
        let tone = f32x4::ONE - f32x4::splat(0.5 * self.air.value());
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            let breath = self.noise.pair();
            let gain = gain.next();
            *l = (*l * tone + breath[0] * air) * gain;
            *r = (*r * tone + breath[1] * air) * gain;
        }
    }

    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        let (mut levels, rise) = self.shape(frames);
        let sum = |[a, b, c, d]: [f32x4; 4]| (a + b) + (c + d);
        let (open, pole) = (f32x4::new([OPEN, 0.0, 0.0, 0.0]), f32x4::splat(OPEN_POLE));
        let [left, right] = sound;
        for (run, (l, r)) in left.iter_mut().zip(right).enumerate().take(frames.div_ceil(4)) {
            let mut bands = [*l, *r].map(|samples| samples.to_array().map(f32x4::splat));
            let [lefts, rights] = &mut bands;
            for (l, r) in lefts.iter_mut().zip(rights).take(frames - 4 * run) {
                self.coefficients.tick();
                levels += rise;
                for ((sample, filter), dull) in [l, r].into_iter().zip(&mut self.filters).zip(&mut self.open) {
                    *dull += (*sample - *dull) * pole;
                    let [first, second] = filter;
                    let band = first.tick(*sample, &self.coefficients).1;
                    *sample = second.tick(band, &self.coefficients).1 * levels + *dull * open;
                }
            }
            [*l, *r] = bands.map(|bands| sum(f32x4::transpose(bands)));
        }
        self.filters.iter_mut().flatten().for_each(Filter::flush);
        self.open = self.open.map(flush);
    }
}
