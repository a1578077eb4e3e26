//! The synthesiser's voices: oscillators, drive, filter, envelopes and what moves them.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter, damping};
use crate::engine::dsp::function::{SHORTEST_GLIDE, glided, hertz, mask, semitones, soft_clip, strike};
use crate::engine::dsp::ladder::{Ladder, Rungs};
use crate::engine::dsp::lfo::{Lfo, Swing};
use crate::engine::dsp::noise::Noise;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::analog::oscillators::{Oscillating, Oscillators};
use crate::engine::patch::blocker::Blocker;
use crate::engine::patch::keys::{Keys, Legato};
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, RUNS, Runs, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};
use crate::sound::{FilterKind, PatchKind};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.134;
/// How far a slow oscillation at its deepest moves the pitch and the cutoff, in semitones.
const PITCH_SWING: f32 = 12.0;
const CUTOFF_SWING: f32 = 36.0;

/// What a slow oscillation moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Pitch,
    Cutoff,
    Volume,
    Place,
}

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    brightness: Envelope,
    oscillating: Oscillating,
    /// Gliding to `key`, in semitones.
    place: f32,
    key: f32,
    velocity: f32,
    gain: f32,
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    coefficients: Coefficients,
    filters: [Filter; 2],
    rungs: Rungs,
    ladders: [Ladder; 2],
}

/// What the slow oscillations do in a call: semitones of pitch and cutoff, and the gains left and right at its start and
/// at its end.
#[derive(Clone, Copy, Debug)]
struct Moves {
    pitch: f32,
    cutoff: f32,
    gains: [[f32; 2]; 2],
}

/// The voices.
#[derive(Clone, Debug)]
pub struct Timbred {
    sample_rate: f32,
    oscillators: Oscillators,
    sub: Smooth,
    noise_level: Smooth,
    filter: FilterKind,
    /// In semitones above 1 Hz.
    cutoff: Smooth,
    resonance: Smooth,
    drive: Smooth,
    key_tracking: f32,
    filter_envelope: f32,
    brightness: Shape,
    amplitude: Shape,
    lfos: [(Lfo, Target, Smooth); 2],
    moves: Moves,
    glide: f32,
    /// The last key that was struck, from which the next one glides.
    last: Option<f32>,
    /// What is driven is bent more to one side than to the other.
    blocker: Blocker,
    noise: Noise,
    strikes: u32,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

const STILL: Moves = Moves { pitch: 0.0, cutoff: 0.0, gains: [[1.0; 2]; 2] };

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Keys<Timbred> {
    let timbre = Timbred {
        sample_rate,
        oscillators: Oscillators::new(sample_rate),
        sub: Smooth::default(),
        noise_level: Smooth::default(),
        filter: FilterKind::Ladder,
        cutoff: Smooth::default(),
        resonance: Smooth::default(),
        drive: Smooth::default(),
        key_tracking: 0.0,
        filter_envelope: 0.0,
        brightness: Shape::default(),
        amplitude: Shape::default(),
        lfos: [(Lfo::default(), Target::Pitch, Smooth::default()); 2],
        moves: STILL,
        glide: 0.0,
        last: None,
        blocker: Blocker::new(sample_rate),
        noise: Noise::new(7),
        strikes: 0,
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Keys::new(PatchKind::Analog, Poly::new(timbre, values), values)
}

impl Timbred {
    fn smooth(&mut self) -> impl Iterator<Item = &mut Smooth> {
        let depths = self.lfos.iter_mut().map(|(_, _, depth)| depth);
        depths.chain([&mut self.sub, &mut self.noise_level, &mut self.cutoff, &mut self.resonance, &mut self.drive])
    }

    fn lfo(&mut self, index: usize, [wave, rate, target, depth]: [f32; 4], at_once: bool) {
        let (lfo, own, smooth) = &mut self.lfos[index];
        (lfo.swing, lfo.rate) = (Swing::at(wave), rate);
        *own = match target as i32 {
            1 => Target::Cutoff,
            2 => Target::Volume,
            3 => Target::Place,
            _ => Target::Pitch,
        };
        smooth.set(depth, at_once);
    }

    /// Where a voice's pitch is at the end of the call, in hertz.
    fn glide_on(&mut self, slot: usize, frames: usize) -> f32 {
        let voice = &mut self.voices[slot];
        voice.place = glided(voice.place, voice.key, self.glide, frames as f32 / self.sample_rate);
        let hertz = hertz(voice.place);
        if self.moves.pitch == 0.0 { hertz } else { hertz * semitones(self.moves.pitch) }
    }

    fn oscillate(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut left = [[f32x4::ZERO; RUNS]; LANES];
        let mut right = [[f32x4::ZERO; RUNS]; LANES];
        let sub = self.sub.value();
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let hertz = self.glide_on(slot, frames);
            let voice = &mut self.voices[slot].oscillating;
            let sides = [&mut left[lane], &mut right[lane]];
            self.oscillators.play(voice, (hertz, self.sample_rate), sub, frames, sides);
        }
        out.gather(&left, &right);
        let level = f32x4::splat(self.noise_level.value());
        let drive = self.drive.value();
        // What the push adds in loudness, the make-up takes back.
        let (push, pull) = (f32x4::splat(0.5 + 4.0 * drive), f32x4::splat(1.0 / (0.5 + 1.7 * drive)));
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            if self.noise_level.value() > 0.0 {
                let [noise_l, noise_r] = self.noise.pair();
                *l += noise_l * level;
                *r += noise_r * level;
            }
            if drive > 0.0 {
                *l = soft_clip(*l * push) * pull;
                *r = soft_clip(*r * push) * pull;
            }
        }
    }

    /// The cutoff of a voice in hertz at the end of the call.
    fn cutoff_of(&mut self, slot: usize, frames: usize) -> f32 {
        let voice = &mut self.voices[slot];
        let envelope = voice.brightness.advance(&self.brightness, 1.0, frames);
        let amount = self.filter_envelope * envelope * (0.5 + 0.5 * voice.velocity);
        let tracking = self.key_tracking * (voice.place - 60.0);
        semitones(self.cutoff.value() + amount + tracking + 8.0 * (voice.velocity - 0.8) + self.moves.cutoff)
    }

    fn filter(&mut self, group: usize, cutoffs: [f32; LANES], fresh: f32x4, frames: usize, out: &mut Lanes) {
        let (kind, rate) = (self.filter, self.sample_rate);
        let resonance = self.resonance.value();
        let Group { coefficients, filters, rungs, ladders } = &mut self.groups[group];
        let cutoffs = f32x4::new(cutoffs);
        let Lanes { left, right } = out;
        let sound = left.iter_mut().zip(right).take(frames);
        if kind == FilterKind::Ladder {
            ladders.iter_mut().for_each(|ladder| ladder.clear(fresh));
            rungs.go(cutoffs, resonance, fresh, frames, rate);
            for (l, r) in sound {
                rungs.tick();
                *l = ladders[0].tick(*l, rungs);
                *r = ladders[1].tick(*r, rungs);
            }
            ladders.iter_mut().for_each(Ladder::flush);
            return;
        }
        filters.iter_mut().for_each(|filter| filter.clear(fresh));
        let damping = damping(resonance);
        coefficients.go(cutoffs, f32x4::splat(damping), fresh, frames, rate);
        let [left, right] = filters;
        let share = f32x4::splat(damping);
        for (l, r) in sound {
            coefficients.tick();
            (*l, *r) = match kind {
                FilterKind::High => (left.high(*l, coefficients), right.high(*r, coefficients)),
                FilterKind::Band => (left.tick(*l, coefficients).1 * share, right.tick(*r, coefficients).1 * share),
                FilterKind::Low | FilterKind::Ladder => (left.low(*l, coefficients), right.low(*r, coefficients)),
            };
        }
        filters.iter_mut().for_each(Filter::flush);
    }
}

impl Legato for Timbred {
    fn go(&mut self, slot: usize, pitch: Pitch, velocity: Option<Velocity>) {
        let voice = &mut self.voices[slot];
        voice.key = f32::from(pitch.key());
        self.last = Some(voice.key);
        if let Some(velocity) = velocity {
            voice.velocity = velocity.ratio();
            voice.amplitude.restart();
            voice.brightness.restart();
        }
    }
}

impl Timbre for Timbred {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let Some((oscillators, rest)) = values.split_first_chunk::<8>() else { return };
        let &[sub, noise, filter, cutoff, resonance, drive, key_tracking, envelope, ref rest @ ..] = rest else {
            return;
        };
        let &[f_attack, f_decay, f_sustain, f_release, attack, decay, sustain, release, ref rest @ ..] = rest else {
            return;
        };
        let &[wave_1, rate_1, target_1, depth_1, wave_2, rate_2, target_2, depth_2, _, glide, _] = rest else { return };
        self.oscillators.set(*oscillators);
        self.sub.set(sub, at_once);
        self.noise_level.set(noise, at_once);
        self.filter = FilterKind::of(filter);
        self.cutoff.set(12.0 * libm::log2f(cutoff), at_once);
        self.resonance.set(resonance, at_once);
        self.drive.set(drive, at_once);
        self.key_tracking = key_tracking;
        self.filter_envelope = envelope;
        self.brightness = Shape::new(f_attack, f_decay, f_sustain, f_release, self.sample_rate);
        self.amplitude = Shape::new(attack, decay, sustain, release, self.sample_rate);
        self.lfo(0, [wave_1, rate_1, target_1, depth_1], at_once);
        self.lfo(1, [wave_2, rate_2, target_2, depth_2], at_once);
        self.glide = glide;
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        self.strikes = self.strikes.wrapping_add(1);
        let from = self.last.filter(|_| self.glide >= SHORTEST_GLIDE).unwrap_or(key);
        self.last = Some(key);
        let mut voice = Voice {
            oscillating: self.oscillators.start(self.strikes),
            place: from,
            key,
            velocity: velocity.ratio(),
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
        self.smooth().for_each(Smooth::settle);
        self.lfos.iter_mut().for_each(|(lfo, ..)| lfo.reset());
        self.moves = STILL;
        self.last = None;
        self.blocker.reset();
        self.noise = Noise::new(7);
        self.strikes = 0;
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        self.smooth().for_each(|value| {
            value.advance(frames);
        });
        let passed = frames as f32 / self.sample_rate;
        let mut moves = Moves { gains: [self.moves.gains[1], [1.0; 2]], ..STILL };
        for (lfo, target, depth) in &mut self.lfos {
            let (swing, depth) = (lfo.advance(passed), depth.value());
            match target {
                // The first half of the travel is for vibrato.
                Target::Pitch => moves.pitch += PITCH_SWING * depth * depth * depth * swing,
                Target::Cutoff => moves.cutoff += CUTOFF_SWING * depth * swing,
                Target::Volume => moves.gains[1].iter_mut().for_each(|gain| *gain *= 1.0 + depth * 0.5 * (swing - 1.0)),
                Target::Place => {
                    moves.gains[1][0] *= 1.0 - depth * swing;
                    moves.gains[1][1] *= 1.0 + depth * swing;
                }
            }
        }
        self.moves = moves;
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        self.oscillate(group, sounding, frames, out);
        let (mut cutoffs, mut fresh) = ([1000.0; LANES], [false; LANES]);
        let (mut from, mut to) = ([[0.0; LANES]; 2], [[0.0; LANES]; 2]);
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            cutoffs[lane] = self.cutoff_of(slot, frames);
            let voice = &mut self.voices[slot];
            let level = voice.amplitude.advance(&self.amplitude, 1.0, frames);
            let before = std::mem::replace(&mut voice.gain, LEVEL * strike(voice.velocity) * level);
            for side in 0..2 {
                from[side][lane] = before * self.moves.gains[0][side];
                to[side][lane] = voice.gain * self.moves.gains[1][side];
            }
            fresh[lane] = voice.fresh;
            voice.fresh = false;
        }
        self.filter(group, cutoffs, mask(fresh), frames, out);
        let mut left_gain = Slope::new(from[0], to[0], frames);
        let mut right_gain = Slope::new(from[1], to[1], frames);
        for (l, r) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            *l *= left_gain.next();
            *r *= right_gain.next();
        }
    }

    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        self.blocker.pass(frames, sound);
    }
}
