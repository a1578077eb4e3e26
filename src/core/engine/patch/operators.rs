//! The FM synthesiser: four operators, sines that bend each other or are heard, as one of eight algorithms says.

mod algorithm;

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::function::{blend, cosine, exp2, flush, hertz, mask, semitones, sine_of, strike, turned};
use crate::engine::dsp::phase::Phases;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::blocker::Blocker;
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, Runs, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

use algorithm::{ALGORITHMS, Algorithm, OPERATORS, room};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.0716;
/// How far an operator at full level bends another, in cycles, and the last one itself.
const DEPTH: f32 = 1.5;
const FEEDBACK: f32 = 0.2;
/// Each operator's place in the detuning.
const DETUNING: [f32; OPERATORS] = [0.0, 0.6, 1.0, -0.6];
/// The vibrato's rate in hertz, and the seconds before it has swelled to its depth.
const VIBRATO_RATE: f32 = 5.4;
const VIBRATO_SWELL: f32 = 0.6;

/// An operator's settings.
#[derive(Clone, Copy, Debug, Default)]
struct Operator {
    ratio: f32,
    level: Smooth,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    envelopes: [Envelope; OPERATORS],
    hertz: f32,
    gain: f32,
    /// How far the key and its velocity let operators bend each other.
    depth: f32,
    /// How much faster than middle C it decays.
    haste: f32,
    age: f32,
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    phases: [Phases; OPERATORS],
    /// The last operator's last two values, which feed back.
    previous: [f32x4; 2],
}

/// The synthesiser's sound.
#[derive(Clone, Debug)]
pub struct Operators {
    sample_rate: f32,
    algorithm: &'static Algorithm,
    operators: [Operator; OPERATORS],
    feedback: Smooth,
    touch: f32,
    detune: f32,
    vibrato: f32,
    vibrato_phase: f32,
    tremolo: Smooth,
    tremolo_rate: f32,
    tremolo_phase: f32,
    /// The tremolo's place at the start of the call and at its end.
    sway: [f32; 2],
    /// Operators that drift against each other leave an offset.
    blocker: Blocker,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Operators> {
    let timbre = Operators {
        sample_rate,
        algorithm: &ALGORITHMS[0],
        operators: [Operator::default(); OPERATORS],
        feedback: Smooth::default(),
        touch: 0.0,
        detune: 0.0,
        vibrato: 0.0,
        vibrato_phase: 0.0,
        tremolo: Smooth::default(),
        tremolo_rate: 0.0,
        tremolo_phase: 0.0,
        sway: [0.0; 2],
        blocker: Blocker::new(sample_rate),
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

impl Group {
    /// The next frame of what is heard.
    #[inline(always)]
    fn play(&mut self, weights: &Weights, feedback: f32x4, levels: &mut [Slope; OPERATORS]) -> f32x4 {
        let sine = |phase: f32x4| cosine(phase - f32x4::splat(0.25));
        let [one, two, three, four] = self.phases.each_mut().map(Phases::next);
        let [level_1, level_2, level_3, level_4] = levels.each_mut().map(Slope::next);
        let ([to_1, to_2, to_3], [from_3_to_1, from_3_to_2], [from_2_to_1]) =
            (weights.four, weights.three, weights.two);
        let fed = feedback * (self.previous[0] + self.previous[1]);
        let four = sine(four + fed);
        self.previous = [four, self.previous[0]];
        let four = four * level_4;
        let three = sine(three + four * to_3) * level_3;
        let two = sine(two + four * to_2 + three * from_3_to_2) * level_2;
        let one = sine(one + four * to_1 + three * from_3_to_1 + two * from_2_to_1) * level_1;
        let [_, hear_2, hear_3, hear_4] = weights.heard;
        one + two * hear_2 + three * hear_3 + four * hear_4
    }
}

impl Operators {
    fn smooth(&mut self) -> impl Iterator<Item = &mut Smooth> {
        let levels = self.operators.iter_mut().map(|operator| &mut operator.level);
        levels.chain([&mut self.feedback, &mut self.tremolo])
    }

    /// Lets the phases of a voice run at its pitch.
    fn tune(&mut self, slot: usize) {
        let voice = &self.voices[slot];
        let shake = self.vibrato * 0.01 * (voice.age / VIBRATO_SWELL).min(1.0) * sine_of(self.vibrato_phase);
        let shaken = if self.vibrato > 0.0 { voice.hertz * semitones(shake) } else { voice.hertz };
        let group = &mut self.groups[slot / LANES];
        for ((phases, operator), place) in group.phases.iter_mut().zip(&self.operators).zip(DETUNING) {
            let detuned = if self.detune > 0.0 { shaken * semitones(place * self.detune * 0.01) } else { shaken };
            let hertz = (detuned * operator.ratio).min(0.49 * self.sample_rate);
            phases.run(slot % LANES, hertz, self.sample_rate);
        }
    }

    /// How much each operator is heard or bends, from frame to frame, and the lanes that begin with the call.
    fn levels(&mut self, group: usize, sounding: [bool; LANES], frames: usize) -> ([Slope; OPERATORS], f32x4) {
        let mut from = [[0.0; LANES]; OPERATORS];
        let mut to = [[0.0; LANES]; OPERATORS];
        let mut fresh = [false; LANES];
        let ceiling = 0.45 * self.sample_rate;
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            if self.vibrato > 0.0 || self.voices[slot].fresh {
                self.tune(slot);
            }
            let voice = &mut self.voices[slot];
            voice.age += frames as f32 / self.sample_rate;
            for (place, (envelope, operator)) in voice.envelopes.iter_mut().zip(&self.operators).enumerate() {
                let level = operator.level.value();
                let scale = match self.algorithm.heard[place] {
                    true => voice.gain * level,
                    false => voice.depth * DEPTH * level * level,
                };
                let scale = if voice.hertz * operator.ratio < ceiling { scale } else { 0.0 };
                from[place][lane] = scale * envelope.level();
                to[place][lane] = scale * envelope.advance(&operator.shape, voice.haste, frames);
            }
            fresh[lane] = voice.fresh;
            voice.fresh = false;
        }
        (core::array::from_fn(|place| Slope::new(from[place], to[place], frames)), mask(fresh))
    }
}

/// An algorithm as factors, for four voices at once.
struct Weights {
    four: [f32x4; 3],
    three: [f32x4; 2],
    two: [f32x4; 1],
    heard: [f32x4; OPERATORS],
}

impl Weights {
    fn of(algorithm: &Algorithm) -> Self {
        let factor = |set: bool| if set { f32x4::ONE } else { f32x4::ZERO };
        Self {
            four: algorithm.four.map(factor),
            three: algorithm.three.map(factor),
            two: algorithm.two.map(factor),
            heard: algorithm.heard.map(factor),
        }
    }
}

impl Timbre for Operators {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[algorithm, feedback, ref rest @ ..] = values else { return };
        let (fives, rest) = rest.as_chunks::<5>();
        let (Some(fives), Some((last, rest))) = (fives.get(..OPERATORS), fives.get(OPERATORS).map(|last| (last, rest)))
        else {
            return;
        };
        let (&[release, touch, detune, vibrato, tremolo], &[tremolo_rate, _]) = (last, rest) else { return };
        self.algorithm = ALGORITHMS.get(algorithm as usize).unwrap_or(&ALGORITHMS[0]);
        self.feedback.set(feedback, at_once);
        for (operator, &[ratio, level, attack, decay, sustain]) in self.operators.iter_mut().zip(fives) {
            operator.ratio = ratio;
            operator.level.set(level, at_once);
            operator.shape = Shape::new(attack, decay, sustain, release, self.sample_rate);
        }
        self.touch = touch;
        self.detune = detune;
        self.vibrato = vibrato;
        self.tremolo.set(tremolo, at_once);
        self.tremolo_rate = tremolo_rate;
        (0..VOICES).for_each(|slot| self.tune(slot));
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        let (hertz, hardness) = (hertz(key), velocity.ratio());
        let ceiling = 0.45 * self.sample_rate;
        let bends = self.operators.map(|operator| {
            let (place, level) = (operator.ratio * hertz, operator.level.value());
            (place, if place < ceiling { DEPTH * level * level } else { 0.0 })
        });
        let room = room(self.algorithm, bends, self.feedback.value(), ceiling);
        let scaling = exp2((60.0 - key) * (1.0 / 48.0)).min(1.3);
        let mut voice = Voice {
            hertz,
            gain: LEVEL * strike(hardness),
            depth: ((1.0 - self.touch * (1.0 - hardness)) * scaling).min(room),
            haste: exp2((key - 60.0) * (1.0 / 30.0)),
            fresh: true,
            ..Voice::default()
        };
        voice.envelopes.iter_mut().for_each(Envelope::start);
        self.voices[slot] = voice;
        let group = &mut self.groups[slot / LANES];
        group.phases.iter_mut().for_each(|phases| phases.put(slot % LANES, 0));
    }

    fn release(&mut self, slot: usize) {
        // The damper falls on high and low notes alike.
        self.voices[slot].haste = 1.0;
        self.voices[slot].envelopes.iter_mut().for_each(Envelope::release);
    }

    fn loudness(&self, slot: usize) -> f32 {
        let voice = &self.voices[slot];
        if voice.fresh {
            return 1.0;
        }
        let heard = voice.envelopes.iter().zip(self.algorithm.heard).filter(|(_, heard)| *heard);
        heard.fold(0.0, |loudest, (envelope, _)| loudest.max(envelope.level()))
    }

    fn reset(&mut self) {
        self.smooth().for_each(Smooth::settle);
        self.vibrato_phase = 0.0;
        self.tremolo_phase = 0.0;
        self.sway = [0.0; 2];
        self.blocker.reset();
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        for value in self.smooth() {
            value.advance(frames);
        }
        let passed = frames as f32 / self.sample_rate;
        for (phase, rate) in [(&mut self.vibrato_phase, VIBRATO_RATE), (&mut self.tremolo_phase, self.tremolo_rate)] {
            *phase = turned(*phase, rate * passed);
        }
        self.sway = [self.sway[1], 0.7 * self.tremolo.value() * sine_of(self.tremolo_phase)];
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let (mut levels, fresh) = self.levels(group, sounding, frames);
        let mut sway = Slope::new([self.sway[0]; LANES], [self.sway[1]; LANES], frames);
        let feedback = f32x4::splat(0.5 * FEEDBACK * self.feedback.value());
        let weights = Weights::of(self.algorithm);
        let group = &mut self.groups[group];
        group.previous = group.previous.map(|previous| blend(fresh, f32x4::ZERO, previous));
        for (left, right) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            let sum = group.play(&weights, feedback, &mut levels);
            let sway = sway.next() * sum;
            *left = sum - sway;
            *right = sum + sway;
        }
        group.previous = group.previous.map(flush);
    }

    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        self.blocker.pass(frames, sound);
    }
}
