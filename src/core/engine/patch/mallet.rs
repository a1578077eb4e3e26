//! Struck bars, tines and tubes: the first partials of a body, each a turning phasor that dies away, as the mallet sets
//! them off.

mod bars;

use wide::f32x4;

use crate::engine::dsp::envelope::SILENCE;
use crate::engine::dsp::function::{blend, exp2, flush, hertz, mask, sine_of, strike, turned};
use crate::engine::dsp::noise::Noise;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

use bars::{BARS, Bars, PARTIALS};

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 0.112;
/// Bits of two in 40 dB.
const FALL: f32 = 6.643_856;
/// No partial is sought above this part of the sample rate.
const CEILING: f32 = 0.42;

#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    /// How loud it still is, of 1, and how it falls in bits of two a frame.
    loudness: f32,
    fall: f32,
    /// The knock's amplitude, and how it falls.
    knock: f32,
    gain: [f32; 2],
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// Each partial's phasor, and its turn and loss from frame to frame.
    real: [f32x4; PARTIALS],
    imaginary: [f32x4; PARTIALS],
    cosine: [f32x4; PARTIALS],
    sine: [f32x4; PARTIALS],
    /// The knock's low-pass: how open it is, and its state.
    pole: f32x4,
    low: f32x4,
}

/// The mallet's sound.
#[derive(Clone, Debug)]
pub struct Mallet {
    sample_rate: f32,
    bars: &'static Bars,
    hardness: f32,
    noise_level: f32,
    decay: f32,
    damping: f32,
    tremolo: Smooth,
    tremolo_rate: f32,
    tremolo_phase: f32,
    /// The tremolo's place at the start of the call and at its end.
    sway: [f32; 2],
    width: f32,
    release: f32,
    noise: Noise,
    voices: [Voice; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Mallet> {
    let timbre = Mallet {
        sample_rate,
        bars: &BARS[0],
        hardness: 0.0,
        noise_level: 0.0,
        decay: 1.0,
        damping: 0.0,
        tremolo: Smooth::default(),
        tremolo_rate: 0.0,
        tremolo_phase: 0.0,
        sway: [0.0; 2],
        width: 0.0,
        release: 1.0,
        noise: Noise::new(4),
        voices: [Voice::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Poly::new(timbre, values)
}

impl Group {
    /// Sets a lane's partial: its amplitude, its turn from frame to frame in cycles and the part that a frame keeps.
    fn strike(&mut self, lane: usize, partial: usize, amplitude: f32, turn: f64, kept: f64) {
        let angle = core::f64::consts::TAU * turn;
        self.real[partial].as_mut_array()[lane] = amplitude;
        self.imaginary[partial].as_mut_array()[lane] = 0.0;
        self.cosine[partial].as_mut_array()[lane] = (kept * libm::cos(angle)) as f32;
        self.sine[partial].as_mut_array()[lane] = (kept * libm::sin(angle)) as f32;
    }

    /// Takes so much more from a lane at every frame.
    fn damp(&mut self, lane: usize, kept: f32) {
        for turn in self.cosine.iter_mut().chain(&mut self.sine) {
            turn.as_mut_array()[lane] *= kept;
        }
    }

    /// Silences the lanes that are not of the mask.
    fn keep(&mut self, sounding: f32x4) {
        for state in self.real.iter_mut().chain(&mut self.imaginary).chain([&mut self.low]) {
            *state = blend(sounding, flush(*state), f32x4::ZERO);
        }
    }

    /// The next frame of all partials together.
    #[inline(always)]
    fn ring(&mut self) -> f32x4 {
        let mut sum = f32x4::ZERO;
        let turns = self.cosine.iter().zip(&self.sine);
        for ((real, imaginary), (cosine, sine)) in self.real.iter_mut().zip(&mut self.imaginary).zip(turns) {
            let turned = *real * *cosine - *imaginary * *sine;
            *imaginary = *real * *sine + *imaginary * *cosine;
            *real = turned;
            sum += *imaginary;
        }
        sum
    }
}

impl Mallet {
    /// The amplitudes of the partials of a note: what is soft touches the bar for longer, and the higher ones are lost.
    fn amplitudes(&self, hertz: f32, hardness: f32) -> [f32; PARTIALS] {
        let corner = 220.0 * exp2(5.5 * self.hardness * (0.4 + 0.6 * hardness) + 0.8 * hardness) + 0.5 * hertz;
        let ceiling = CEILING * self.sample_rate;
        let mut amplitudes = core::array::from_fn(|partial| {
            let place = hertz * self.bars.ratios[partial];
            let share = (place - hertz).max(0.0) / corner;
            if place < ceiling { self.bars.levels[partial] / (1.0 + share * share) } else { 0.0 }
        });
        let power: f32 = amplitudes.iter().map(|amplitude| amplitude * amplitude).sum();
        let scale = 1.0 / libm::sqrtf(power).max(1e-3);
        amplitudes.iter_mut().for_each(|amplitude| *amplitude *= scale);
        amplitudes
    }
}

impl Timbre for Mallet {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[bars, hardness, noise, decay, damping, tremolo, tremolo_rate, width, release, _] = values else { return };
        self.bars = BARS.get(bars as usize).unwrap_or(&BARS[0]);
        self.hardness = hardness;
        self.noise_level = noise;
        self.decay = decay;
        self.damping = damping;
        self.tremolo.set(tremolo, at_once);
        self.tremolo_rate = tremolo_rate;
        self.width = width;
        self.release = release;
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        let (hertz, hardness) = (hertz(key), velocity.ratio());
        let amplitudes = self.amplitudes(hertz, hardness);
        // A bar an octave higher rings for about half as long.
        let decay = self.decay * exp2((60.0 - key) * (1.0 / 18.0)).clamp(0.2, 3.0);
        let rate = f64::from(self.sample_rate);
        let (group, lane) = (&mut self.groups[slot / LANES], slot % LANES);
        for (partial, amplitude) in amplitudes.into_iter().enumerate() {
            let ratio = self.bars.ratios[partial];
            let hastened = libm::powf(ratio.max(1.0), 0.4 + 1.4 * self.damping);
            let kept = libm::exp2(f64::from(-FALL * hastened / decay) / rate);
            group.strike(lane, partial, amplitude, f64::from(hertz) * f64::from(ratio) / rate, kept);
        }
        let corner = 2.0 * self.bars.knock.0 * (0.5 + hardness);
        group.pole.as_mut_array()[lane] = 1.0 - exp2(-9.064_72 * corner / self.sample_rate);
        group.low.as_mut_array()[lane] = 0.0;
        let place = self.width * ((key - 66.0) * (1.0 / 36.0)).clamp(-1.0, 1.0) * 0.6;
        let gain = LEVEL * strike(hardness);
        self.voices[slot] = Voice {
            loudness: 1.0,
            fall: FALL / (decay * self.sample_rate),
            knock: 2.5 * self.noise_level * self.noise_level,
            gain: [gain * (1.0 - place), gain * (1.0 + place)],
        };
    }

    fn release(&mut self, slot: usize) {
        let fall = FALL / (self.release * self.sample_rate);
        self.voices[slot].fall += fall;
        self.groups[slot / LANES].damp(slot % LANES, exp2(-fall));
    }

    fn loudness(&self, slot: usize) -> f32 {
        self.voices[slot].loudness
    }

    fn reset(&mut self) {
        self.tremolo.settle();
        self.tremolo_phase = 0.0;
        self.sway = [0.0; 2];
        self.noise = Noise::new(4);
        self.voices = [Voice::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        self.tremolo.advance(frames);
        self.tremolo_phase = turned(self.tremolo_phase, self.tremolo_rate * frames as f32 / self.sample_rate);
        // The discs over the tubes only ever take away.
        self.sway = [self.sway[1], 0.45 * self.tremolo.value() * (sine_of(self.tremolo_phase) - 1.0)];
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let (mut knock, mut knocked) = ([0.0; LANES], [0.0; LANES]);
        let mut gains = [[0.0; LANES]; 2];
        for lane in lanes(sounding) {
            let voice = &mut self.voices[group * LANES + lane];
            knock[lane] = voice.knock;
            voice.knock *= exp2(-FALL * frames as f32 / (self.bars.knock.1 * self.sample_rate));
            voice.knock = if voice.knock < SILENCE { 0.0 } else { voice.knock };
            knocked[lane] = voice.knock;
            gains[0][lane] = voice.gain[0];
            gains[1][lane] = voice.gain[1];
            voice.loudness *= exp2(-voice.fall * frames as f32);
            voice.loudness = if voice.loudness < SILENCE { 0.0 } else { voice.loudness };
        }
        let mut knock = Slope::new(knock, knocked, frames);
        let mut sway = Slope::new([self.sway[0]; LANES], [self.sway[1]; LANES], frames);
        let [to_left, to_right] = gains.map(f32x4::new);
        let group = &mut self.groups[group];
        group.keep(mask(sounding));
        for (left, right) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            group.low += (self.noise.next() - group.low) * group.pole;
            let sum = (group.ring() + group.low * knock.next()) * (f32x4::ONE + sway.next());
            *left = sum * to_left;
            *right = sum * to_right;
        }
    }
}
