//! The FM keyboard: two stacks of a carrier and a modulator. The first is the body; the second, detuned, is the tine.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::function::{
    blend, cosine, exp2, exp2_four, flush, hertz, mask, semitones, sine_of, strike, turned, wrap,
};
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.0985;
/// Modulation at full brightness and velocity, in cycles.
const BODY_DEPTH: f32 = 0.9;
const TINE_DEPTH: f32 = 0.22;
/// A tine bends by less than this, in cycles, when it has rung out: -80 dB.
const RUNG_OUT: f32 = 2e-5;
/// How much sooner than the note its colour fades, and how low it stays.
const BODY_FADE: f32 = 0.45;
const BODY_REST: f32 = 0.3;
const TINE_FADE: f32 = 0.12;
/// No partial of the tine is sought above this, in hertz.
const TINE_CEILING: f32 = 14_000.0;

/// One rate for each phase of a voice: body carrier, body modulator, tine carrier, tine modulator.
const PHASES: usize = 4;
/// Where phases start, in cycles: their cosine is a sine.
const START: f32 = -0.25;

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    body: Envelope,
    tine: Envelope,
    /// Depths of modulation, in cycles, for its key and velocity.
    body_depth: f32,
    tine_depth: f32,
    gain: f32,
    /// How much faster than middle C it decays.
    haste: f32,
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    phases: [f32x4; PHASES],
    rates: [[f32; LANES]; PHASES],
    /// The body modulator's last value, which feeds back.
    previous: f32x4,
}

impl Group {
    /// Renders frames. What feeds back makes each frame wait for the one before, and is left out where nothing does.
    #[inline(always)]
    fn run<'a, const FEEDBACK: bool, const STRUCK: bool>(
        &mut self,
        [mut amplitude, mut body, mut tine]: [Slope; 3],
        mut sway: Slope,
        feedback: f32,
        out: impl Iterator<Item = (&'a mut f32x4, &'a mut f32x4)>,
    ) {
        let (rates, feedback) = (self.rates.map(f32x4::new), f32x4::splat(feedback));
        let mut phases = self.phases;
        let mut previous = self.previous;
        for (left, right) in out {
            let [body_carrier, body_modulator, tine_carrier, tine_modulator] = phases;
            previous = cosine(if FEEDBACK { body_modulator + feedback * previous } else { body_modulator });
            let first = cosine(body_carrier + body.next() * previous);
            let bend = if STRUCK { tine.next() * cosine(tine_modulator) } else { f32x4::ZERO };
            let second = cosine(if STRUCK { tine_carrier + bend } else { tine_carrier });
            let sum = (first + second) * amplitude.next();
            let sway = sway.next() * sum;
            *left = sum - sway;
            *right = sum + sway;
            for (phase, rate) in phases.iter_mut().zip(rates) {
                *phase += rate;
            }
        }
        (self.phases, self.previous) = (phases, previous);
    }
}

/// The keyboard's sound.
#[derive(Clone, Debug)]
pub struct Fm {
    sample_rate: f32,
    ratio: f32,
    brightness: Smooth,
    tine: Smooth,
    tine_ratio: f32,
    feedback: Smooth,
    detune: f32,
    tremolo: Smooth,
    tremolo_rate: f32,
    tremolo_phase: f32,
    /// The tremolo's place at the start of the call and at its end.
    sway: [f32; 2],
    amplitude: Shape,
    body_shape: Shape,
    tine_shape: Shape,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Fm> {
    let timbre = Fm {
        sample_rate,
        ratio: 1.0,
        brightness: Smooth::default(),
        tine: Smooth::default(),
        tine_ratio: 1.0,
        feedback: Smooth::default(),
        detune: 0.0,
        tremolo: Smooth::default(),
        tremolo_rate: 0.0,
        tremolo_phase: 0.0,
        sway: [0.0; 2],
        amplitude: Shape::default(),
        body_shape: Shape::default(),
        tine_shape: Shape::default(),
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

impl Fm {
    fn smooth(&mut self) -> [&mut Smooth; 4] {
        [&mut self.brightness, &mut self.tine, &mut self.feedback, &mut self.tremolo]
    }

    /// Amplitude and both depths of modulation for the call, and the lanes that begin with it.
    fn lines(&mut self, group: usize, sounding: [bool; LANES], frames: usize) -> ([Slope; 3], f32x4) {
        let mut from = [[0.0; LANES]; 3];
        let mut to = [[0.0; LANES]; 3];
        let mut fresh = [false; LANES];
        let shapes = [&self.amplitude, &self.body_shape, &self.tine_shape];
        let mut falls = [[0.0; LANES]; 3];
        for lane in lanes(sounding) {
            let voice = &self.voices[group * LANES + lane];
            for (line, envelope) in [&voice.amplitude, &voice.body, &voice.tine].into_iter().enumerate() {
                falls[line][lane] = envelope.fall(shapes[line], voice.haste, frames);
            }
        }
        let kept = falls.map(|falls| exp2_four(f32x4::new(falls)).to_array());
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            let scale = [voice.gain, voice.body_depth * self.brightness.value(), voice.tine_depth * self.tine.value()];
            for (line, envelope) in [&mut voice.amplitude, &mut voice.body, &mut voice.tine].into_iter().enumerate() {
                from[line][lane] = scale[line] * envelope.level();
                to[line][lane] = scale[line] * envelope.advance_by(shapes[line], kept[line][lane], frames);
            }
            fresh[lane] = voice.fresh;
            voice.fresh = false;
        }
        (core::array::from_fn(|line| Slope::new(from[line], to[line], frames)), mask(fresh))
    }
}

impl Timbre for Fm {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[ratio, brightness, tine, tine_ratio, feedback, detune, tremolo, rate, ref times @ ..] = values else {
            return;
        };
        let &[attack, decay, sustain, release, _] = times else { return };
        self.ratio = ratio;
        self.brightness.set(brightness, at_once);
        self.tine.set(tine, at_once);
        self.tine_ratio = tine_ratio;
        self.feedback.set(feedback, at_once);
        self.detune = detune;
        self.tremolo.set(tremolo, at_once);
        self.tremolo_rate = rate;
        self.amplitude = Shape::new(attack, decay, sustain, release, self.sample_rate);
        self.body_shape = Shape::new(0.001, decay * BODY_FADE, BODY_REST, release, self.sample_rate);
        self.tine_shape = Shape::new(0.001, decay * TINE_FADE, 0.0, release, self.sample_rate);
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        let (hertz, hardness) = (hertz(key), velocity.ratio());
        let colour = hardness * (0.4 + 0.6 * hardness);
        // Shorter strings and tines hold fewer partials and ring for less time.
        let scaling = exp2((60.0 - key) * (1.0 / 36.0)).min(1.5);
        let partial = self.tine_ratio.min((TINE_CEILING / hertz).max(1.0));
        let partial = if partial < self.tine_ratio { libm::floorf(partial) } else { partial };
        let second = hertz * semitones(self.detune * 0.01);
        let rates = [hertz, hertz * self.ratio, second, second * partial];
        let (group, lane) = (slot / LANES, slot % LANES);
        for (own, rate) in self.groups[group].rates.iter_mut().zip(rates) {
            own[lane] = rate / self.sample_rate;
        }
        let mut voice = Voice {
            body_depth: BODY_DEPTH * colour * scaling,
            tine_depth: TINE_DEPTH * colour * scaling,
            gain: 0.5 * LEVEL * strike(hardness),
            haste: exp2((key - 60.0) * (1.0 / 30.0)),
            fresh: true,
            ..Voice::default()
        };
        voice.amplitude.start();
        voice.body.start();
        voice.tine.start();
        self.voices[slot] = voice;
    }

    fn release(&mut self, slot: usize) {
        // The damper falls on high and low notes alike.
        self.voices[slot].haste = 1.0;
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
        self.tremolo_phase = 0.0;
        self.sway = [0.0; 2];
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        for value in self.smooth() {
            value.advance(frames);
        }
        self.tremolo_phase = turned(self.tremolo_phase, self.tremolo_rate * frames as f32 / self.sample_rate);
        self.sway = [self.sway[1], 0.7 * self.tremolo.value() * sine_of(self.tremolo_phase)];
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let (lines, fresh) = self.lines(group, sounding, frames);
        let sway = Slope::new([self.sway[0]; LANES], [self.sway[1]; LANES], frames);
        let feedback = 0.25 * self.feedback.value();
        let group = &mut self.groups[group];
        for phase in &mut group.phases {
            *phase = blend(fresh, f32x4::splat(START), *phase);
        }
        group.previous = blend(fresh, f32x4::ZERO, group.previous);
        // A tine that has rung out bends nothing any more.
        let struck = lines[2].reaches(RUNG_OUT, frames);
        let out = out.left[..frames].iter_mut().zip(&mut out.right[..frames]);
        match (feedback != 0.0, struck) {
            (true, true) => group.run::<true, true>(lines, sway, feedback, out),
            (true, false) => group.run::<true, false>(lines, sway, feedback, out),
            (false, true) => group.run::<false, true>(lines, sway, feedback, out),
            (false, false) => group.run::<false, false>(lines, sway, feedback, out),
        }
        // Every use above wraps them; here they are kept from growing.
        for phase in &mut group.phases {
            *phase = wrap(*phase);
        }
        group.previous = flush(group.previous);
    }
}
