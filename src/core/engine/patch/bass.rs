//! The bass: one note at a time, saw and square over a sine, a steep resonant low-pass filter and drive.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter, damping};
use crate::engine::dsp::function::{SHORTEST_GLIDE, decibels, glided, hertz, mask, semitones, soft_clip, strike};
use crate::engine::dsp::smooth::Smooth;
use crate::engine::dsp::wave::{Reader, Table, Wave, step};
use crate::engine::patch::blocker::Blocker;
use crate::engine::patch::poly::{Climb, RUNS, put};
use crate::engine::patch::{Bank, CONTROL_PERIOD};
use crate::music::{Pitch, Velocity};
use crate::sound::BASS_DAMPING;

/// Level of the voice, so that a note at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.51;
/// Keys that are remembered while held.
const HELD: usize = 16;

/// The bass.
#[derive(Clone, Debug)]
pub struct Bass {
    sample_rate: f32,
    sine: &'static Table,
    /// Saw and square.
    waves: [&'static Wave; 2],
    shape: Smooth,
    sub: Smooth,
    /// In semitones above 1 Hz.
    cutoff: Smooth,
    damping: Smooth,
    drive: Smooth,
    level: Smooth,
    filter_envelope: f32,
    glide: f32,
    amplitude_shape: Shape,
    brightness_shape: Shape,
    amplitude: Envelope,
    brightness: Envelope,
    /// Gliding to `key`, in semitones.
    place: f32,
    key: f32,
    velocity: f32,
    gain: f32,
    phases: [u32; 2],
    /// The phases' steps and the place of the tables, for the pitch there is.
    steps: [u32; 2],
    table: usize,
    coefficients: [Coefficients; 2],
    filters: [Filter; 2],
    blocker: Blocker,
    held: [Option<Pitch>; HELD],
    fresh: bool,
}

impl Bass {
    /// A bass at a sample rate in hertz.
    pub fn new(sample_rate: f32, values: &[f32]) -> Self {
        let mut bass = Self {
            sample_rate,
            sine: Wave::sine().table(100.0, sample_rate),
            waves: [Wave::saw(), Wave::square()],
            shape: Smooth::default(),
            sub: Smooth::default(),
            cutoff: Smooth::default(),
            damping: Smooth::default(),
            drive: Smooth::default(),
            level: Smooth::new(1.0),
            filter_envelope: 0.0,
            glide: 0.0,
            amplitude_shape: Shape::default(),
            brightness_shape: Shape::default(),
            amplitude: Envelope::default(),
            brightness: Envelope::default(),
            place: 0.0,
            key: 0.0,
            velocity: 0.0,
            gain: 0.0,
            phases: [0; 2],
            steps: [0; 2],
            table: 0,
            coefficients: [Coefficients::default(); 2],
            filters: [Filter::default(); 2],
            blocker: Blocker::new(sample_rate),
            held: [None; HELD],
            fresh: false,
        };
        bass.set(values);
        bass
    }

    fn smooth(&mut self) -> [&mut Smooth; 6] {
        [&mut self.shape, &mut self.sub, &mut self.cutoff, &mut self.damping, &mut self.drive, &mut self.level]
    }

    fn is_silent(&self) -> bool {
        self.amplitude.is_over() && !self.fresh
    }

    /// Moves cutoff and both filter stages on by a call.
    fn open_filter(&mut self, frames: usize) {
        let envelope = self.brightness.advance(&self.brightness_shape, 1.0, frames);
        let amount = self.filter_envelope * envelope * (0.4 + 0.6 * self.velocity);
        let tracking = 0.35 * (self.place - 36.0);
        let hertz = semitones(self.cutoff.value() + amount + tracking + 6.0 * (self.velocity - 0.8));
        let fresh = mask([self.fresh; 4]);
        for (stage, damping) in [self.damping.value(), BASS_DAMPING].into_iter().enumerate() {
            let (cutoff, damping) = (f32x4::splat(hertz), f32x4::splat(damping));
            self.coefficients[stage].go(cutoff, damping, fresh, frames, self.sample_rate);
            self.filters[stage].clear(fresh);
        }
    }

    fn glide_on(&mut self, frames: usize) {
        let before = self.place;
        self.place = glided(self.place, self.key, self.glide, frames as f32 / self.sample_rate);
        if self.place != before || self.fresh {
            let hertz = hertz(self.place);
            self.table = self.waves[0].place(hertz, self.sample_rate);
            self.steps = [step(hertz, self.sample_rate), step(hertz * 0.5, self.sample_rate)];
        }
    }
}

impl Bank for Bass {
    fn set(&mut self, values: &[f32]) {
        let &[shape, sub, cutoff, resonance, envelope, filter_decay, drive, glide, ref rest @ ..] = values else {
            return;
        };
        let &[attack, decay, sustain, release, level] = rest else { return };
        let at_once = self.is_silent();
        self.shape.set(shape, at_once);
        self.sub.set(sub, at_once);
        self.cutoff.set(12.0 * libm::log2f(cutoff), at_once);
        self.damping.set(damping(resonance), at_once);
        self.drive.set(drive, at_once);
        self.level.set(decibels(level), at_once);
        self.filter_envelope = envelope;
        self.glide = glide;
        self.amplitude_shape = Shape::new(attack, decay, sustain, release, self.sample_rate);
        self.brightness_shape = Shape::new(0.001, filter_decay, 0.1, release, self.sample_rate);
    }

    fn note_on(&mut self, pitch: Pitch, velocity: Velocity) {
        let tied = self.held[0].is_some() && self.glide >= SHORTEST_GLIDE;
        self.held.rotate_right(1);
        self.held[0] = Some(pitch);
        self.key = f32::from(pitch.key());
        if tied {
            return;
        }
        self.velocity = velocity.ratio();
        if self.amplitude.is_over() {
            self.fresh = true;
            self.place = self.key;
            self.gain = 0.0;
            self.blocker.reset();
            // Saw and square both begin at nought here.
            self.phases = [0x8000_0000, 0];
        }
        self.amplitude.restart();
        self.brightness.restart();
    }

    fn note_off(&mut self, pitch: Pitch) {
        let sounding = self.held[0] == Some(pitch);
        // What is let go moves to the end and is forgotten; the others keep their order.
        let Some(place) = self.held.iter().rposition(|held| *held == Some(pitch)) else { return };
        self.held[place..].rotate_left(1);
        self.held[HELD - 1] = None;
        match self.held[0] {
            Some(next) if sounding => self.key = f32::from(next.key()),
            Some(_) => {}
            None => {
                self.amplitude.release();
                self.brightness.release();
            }
        }
    }

    fn release_all(&mut self) {
        self.held = [None; HELD];
        self.amplitude.release();
        self.brightness.release();
    }

    fn reset(&mut self) {
        for value in self.smooth() {
            value.settle();
        }
        self.amplitude = Envelope::default();
        self.brightness = Envelope::default();
        self.place = 0.0;
        self.key = 0.0;
        self.velocity = 0.0;
        self.gain = 0.0;
        self.phases = [0; 2];
        self.coefficients = [Coefficients::default(); 2];
        self.filters = [Filter::default(); 2];
        self.blocker.reset();
        self.held = [None; HELD];
        self.fresh = false;
    }

    fn voices(&self) -> usize {
        usize::from(!self.is_silent())
    }

    fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        if frames == 0 || frames > CONTROL_PERIOD || right.len() != frames || self.is_silent() {
            left.fill(0.0);
            right.fill(0.0);
            return;
        }
        for value in self.smooth() {
            value.advance(frames);
        }
        self.glide_on(frames);
        self.open_filter(frames);
        self.fresh = false;
        let level = self.amplitude.advance(&self.amplitude_shape, 1.0, frames);
        let target = LEVEL * self.level.value() * strike(self.velocity) * level;
        let [saw, square] = self.waves.map(|wave| wave.at(self.table));
        let [advance, advance_below] = self.steps;
        let (shape, sub, drive) = (self.shape.value(), self.sub.value(), self.drive.value());
        let push = 0.8 + 4.0 * drive;
        // What the push adds in loudness, the make-up takes back.
        let make_up = 1.0 / (0.75 + 1.5 * drive);
        let wide = f32x4::splat;
        let [phase, phase_below] = self.phases;
        let (mut saws, mut squares) = (Reader::new(phase, advance), Reader::new(phase, advance));
        let mut below = Reader::new(phase_below, advance_below);
        let mut gain = Climb::new(make_up * self.gain, make_up * target, frames);
        let mut out = [f32x4::ZERO; RUNS];
        for (run, out) in out.iter_mut().enumerate().take(frames.div_ceil(4)) {
            let rough = saws.next(saw) * wide(0.8 * (1.0 - shape)) + squares.next(square) * wide(0.56 * shape);
            let mut columns = f32x4::transpose([rough, f32x4::ZERO, f32x4::ZERO, f32x4::ZERO]);
            for column in columns.iter_mut().take(frames - 4 * run) {
                for (filter, coefficients) in self.filters.iter_mut().zip(&mut self.coefficients) {
                    coefficients.tick();
                    *column = filter.low(*column, coefficients);
                }
            }
            let [filtered, ..] = f32x4::transpose(columns);
            let sum = filtered + below.next(self.sine) * wide(sub);
            *out = soft_clip(sum * wide(push));
        }
        // Drive bends a saw over a sine more to one side than to the other.
        self.blocker.pass_alike(frames, &mut out);
        out.iter_mut().take(frames.div_ceil(4)).for_each(|out| *out *= gain.next());
        put(&out, left);
        put(&out, right);
        self.gain = target;
        self.phases[0] = phase.wrapping_add(advance.wrapping_mul(frames as u32));
        self.phases[1] = phase_below.wrapping_add(advance_below.wrapping_mul(frames as u32));
        self.filters.iter_mut().for_each(Filter::flush);
    }
}
