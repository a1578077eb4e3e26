//! The drawbar organ: nine sines a key, a struck harmonic on the first key of a phrase, the click of the contacts, and
//! a cabinet that turns.

mod cabinet;

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, SILENCE, Shape};
use crate::engine::dsp::function::{cosine, decibels, exp2, flush, hertz};
use crate::engine::dsp::noise::{Noise, scatter};
use crate::engine::dsp::phase::Phases;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, Runs, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

use cabinet::Cabinet;

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.0316;
const DRAWBARS: usize = 9;
/// The drawbars in harmonics of the lowest, 16': each is a half of what players count in.
const HARMONICS: [f32; DRAWBARS] = [1.0, 3.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0];
/// The struck harmonics' places among the drawbars: 4' and 2 2/3'.
const STRUCK: [usize; 2] = [3, 4];
/// The highest wheel in hertz: what lies above sounds an octave lower, where there is a wheel for it.
const TOP_WHEEL: f32 = 6_200.0;
/// Decibels from one step of a drawbar to the next.
const STEP: f32 = 3.0;
/// Bits of two in 40 dB, and the seconds in which a click falls so far.
const FALL: f32 = 6.643_856;
const CLICK: f32 = 0.009;
/// The click's low-pass, as the share of a step at 48 kHz.
const CLICK_POLE: f32 = 0.35;

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    amplitude: Envelope,
    strike: Envelope,
    click: f32,
    gain: f32,
    /// The drawbar that plays each drawbar's tone at this key, if any.
    wheels: [Option<u8>; DRAWBARS],
    fresh: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    phases: Phases,
    click: f32x4,
}

/// The organ's sound.
#[derive(Clone, Debug)]
pub struct Organ {
    sample_rate: f32,
    drawbars: [Smooth; DRAWBARS],
    /// The drawbars' amplitudes at the start of the call and at its end.
    drawn: [[f32; DRAWBARS]; 2],
    strike: Smooth,
    struck: usize,
    click: f32,
    amplitude: Shape,
    strike_shape: Shape,
    cabinet: Cabinet,
    noise: Noise,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Organ> {
    let timbre = Organ {
        sample_rate,
        drawbars: [Smooth::default(); DRAWBARS],
        drawn: [[0.0; DRAWBARS]; 2],
        strike: Smooth::default(),
        struck: STRUCK[0],
        click: 0.0,
        amplitude: Shape::default(),
        strike_shape: Shape::default(),
        cabinet: Cabinet::new(sample_rate),
        noise: Noise::new(3),
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

/// A drawbar's amplitude at a step from 0 to 8.
fn drawn(step: f32) -> f32 {
    decibels(STEP * (step - 8.0)) * step.min(1.0)
}

/// Which drawbar plays each drawbar's tone: itself, the one an octave below where it is too high, or none.
fn wheels(hertz: f32) -> [Option<u8>; DRAWBARS] {
    HARMONICS.map(|harmonic| {
        let mut harmonic = harmonic;
        while 0.5 * hertz * harmonic > TOP_WHEEL {
            harmonic *= 0.5;
        }
        HARMONICS.iter().zip(0..).find(|(own, _)| **own == harmonic).map(|(_, place)| place)
    })
}

/// The sines of all drawbars at a phase of the lowest, by powers of one turn.
#[inline(always)]
fn sines(phase: f32x4) -> [f32x4; DRAWBARS] {
    type Turn = (f32x4, f32x4);
    let times = |(a, b): Turn, (c, d): Turn| (a * c - b * d, a * d + b * c);
    let one = (cosine(phase), cosine(phase - f32x4::splat(0.25)));
    let two = times(one, one);
    let three = times(two, one);
    let four = times(two, two);
    let six = times(three, three);
    let eight = times(four, four);
    let ten = times(eight, two);
    let twelve = times(six, six);
    let sixteen = times(eight, eight);
    [one.1, three.1, two.1, four.1, six.1, eight.1, ten.1, twelve.1, sixteen.1]
}

/// What the lanes of a group do in a call.
struct Course {
    amplitude: Slope,
    strike: Slope,
    click: Slope,
    drawbars: [Slope; DRAWBARS],
}

impl Organ {
    fn course(&mut self, group: usize, sounding: [bool; LANES], frames: usize) -> Course {
        let mut levels = [[[0.0; LANES]; 3]; 2];
        let mut tones = [[[0.0; LANES]; DRAWBARS]; 2];
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            let strike = voice.gain * self.strike.value();
            let before = [voice.gain * voice.amplitude.level(), strike * voice.strike.level(), voice.click];
            voice.click *= exp2(-FALL * frames as f32 / (CLICK * self.sample_rate));
            voice.click = if voice.click < SILENCE { 0.0 } else { voice.click };
            let after = [
                voice.gain * voice.amplitude.advance(&self.amplitude, 1.0, frames),
                strike * voice.strike.advance(&self.strike_shape, 1.0, frames),
                voice.click,
            ];
            for (levels, values) in levels.iter_mut().zip([before, after]) {
                levels.iter_mut().zip(values).for_each(|(level, value)| level[lane] = value);
            }
            for (tones, drawn) in tones.iter_mut().zip(&self.drawn) {
                for (wheel, drawn) in voice.wheels.iter().zip(drawn) {
                    if let Some(tone) = wheel.and_then(|wheel| tones.get_mut(usize::from(wheel))) {
                        tone[lane] += drawn;
                    }
                }
            }
            voice.fresh = false;
        }
        let slope = |part: usize| Slope::new(levels[0][part], levels[1][part], frames);
        Course {
            amplitude: slope(0),
            strike: slope(1),
            click: slope(2),
            drawbars: core::array::from_fn(|bar| Slope::new(tones[0][bar], tones[1][bar], frames)),
        }
    }
}

impl Timbre for Organ {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let Some((drawbars, rest)) = values.split_first_chunk::<DRAWBARS>() else { return };
        let &[strike, strike_note, strike_decay, click, vibrato, chorus, rotary, attack, release, _] = rest else {
            return;
        };
        for (own, step) in self.drawbars.iter_mut().zip(drawbars) {
            own.set(drawn(*step), at_once);
        }
        if at_once {
            self.drawn = [self.drawbars.map(|drawbar| drawbar.value()); 2];
        }
        self.strike.set(2.0 * strike, at_once);
        self.struck = STRUCK[usize::from(strike_note >= 0.5)];
        self.strike_shape = Shape::new(0.001, strike_decay, 0.0, strike_decay, self.sample_rate);
        self.click = click;
        self.amplitude = Shape::new(attack, 1.0, 1.0, release, self.sample_rate);
        self.cabinet.set([vibrato, chorus, rotary], at_once);
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        let mut hertz = hertz(key);
        let wheels = wheels(hertz);
        // Keys above the last wheel of the lowest drawbar.
        while 0.5 * hertz > TOP_WHEEL {
            hertz *= 0.5;
        }
        // Only the first key of a phrase is struck.
        let first = self.voices.iter().all(|voice| !voice.fresh && !voice.amplitude.is_held());
        let gain = LEVEL * (0.55 + 0.45 * velocity.ratio());
        let mut voice = Voice { gain, wheels, click: 0.5 * gain * self.click, fresh: true, ..Voice::default() };
        voice.amplitude.start();
        if first && 0.5 * hertz * HARMONICS[self.struck] < TOP_WHEEL {
            voice.strike.start();
        }
        self.voices[slot] = voice;
        let phases = &mut self.groups[slot / LANES].phases;
        phases.put(slot % LANES, scatter(u32::from(pitch.key())));
        phases.run(slot % LANES, 0.5 * hertz, self.sample_rate);
    }

    fn release(&mut self, slot: usize) {
        self.voices[slot].amplitude.release();
        self.voices[slot].strike.release();
    }

    fn loudness(&self, slot: usize) -> f32 {
        let voice = &self.voices[slot];
        if voice.fresh { 1.0 } else { voice.amplitude.level() }
    }

    fn reset(&mut self) {
        self.drawbars.iter_mut().for_each(Smooth::settle);
        self.drawn = [self.drawbars.map(|drawbar| drawbar.value()); 2];
        self.strike.settle();
        self.cabinet.reset();
        self.noise = Noise::new(3);
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        let [_, now] = self.drawn;
        for drawbar in &mut self.drawbars {
            drawbar.advance(frames);
        }
        self.drawn = [now, self.drawbars.map(|drawbar| drawbar.value())];
        self.strike.advance(frames);
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut course = self.course(group, sounding, frames);
        let struck = self.struck;
        let Group { phases, click } = &mut self.groups[group];
        for (left, right) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            let sines = sines(phases.next());
            let mut sum = f32x4::ZERO;
            for (sine, drawbar) in sines.iter().zip(&mut course.drawbars) {
                sum += *sine * drawbar.next();
            }
            *click += (self.noise.next() - *click) * f32x4::splat(CLICK_POLE);
            let amplitude = course.amplitude.next();
            *left = sum * amplitude + sines[struck] * course.strike.next() + *click * course.click.next();
            *right = *left;
        }
        *click = flush(*click);
    }

    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        self.cabinet.play(frames, sound);
    }
}
