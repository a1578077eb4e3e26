//! The plucked string: a delay line as long as the note's period, with loss and tuning in its loop (K. Karplus and A.
//! Strong 1983; D. Jaffe and J. Smith, "Extensions of the Karplus-Strong Plucked-String Algorithm", 1983), and a body.

use wide::f32x4;

use crate::engine::dsp::envelope::SILENCE;
use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::function::{exp2, flush_one, hertz, mask, strike};
use crate::engine::dsp::noise::{chance, scatter};
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::poly::{LANES, Lanes, Poly, Runs, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity};

/// Level of a string, so that a chord of four at velocity 100 peaks near -10 dBFS.
const LEVEL: f32 = 0.111;
/// The lowest string; lower keys sound an octave or more above.
const LOWEST_KEY: u8 = 12;
/// Bits of two in 60 dB.
const SIXTY_DECIBELS: f32 = 9.965_784;
/// The body's resonances in hertz, their width and their share left and right.
const BODY_HERTZ: [f32; LANES] = [98.0, 207.0, 415.0, 1130.0];
const BODY_DAMPING: [f32; LANES] = [0.16, 0.13, 0.14, 0.3];
const BODY_LEFT: [f32; LANES] = [1.0, 0.7, -0.9, 0.5];
const BODY_RIGHT: [f32; LANES] = [1.0, 1.0, 0.6, -0.7];

#[derive(Clone, Debug, Default)]
struct PluckedString {
    line: Vec<f32>,
    write: usize,
    delay: usize,
    /// What a round keeps at the note's own frequency, held and let go, and what it keeps now.
    kept: f32,
    kept_released: f32,
    /// The two-point loss filter's second tap.
    loss: f32,
    loss_state: f32,
    /// The tuning all-pass.
    tuning: f32,
    tuning_states: [f32; 2],
    /// How loud it still is, of 1, and how it falls in bits of two a frame.
    loudness: f32,
    fall: f32,
    fall_released: f32,
    gain: [f32; 2],
    fresh: bool,
}

impl PluckedString {
    fn silence(&mut self) {
        let line = core::mem::take(&mut self.line);
        *self = Self { line, ..Self::default() };
        self.line.fill(0.0);
    }

    /// Sets loss and tuning, so that the note falls 60 dB in `decay` seconds at any pitch and is in tune.
    fn tune(&mut self, hertz: f32, decay: f32, damping: f32, release: f32, sample_rate: f32) {
        let (hertz, rate) = (f64::from(hertz), f64::from(sample_rate));
        let angle = core::f64::consts::TAU * hertz / rate;
        let loss_a_round = 6.907_755 / (f64::from(decay) * hertz);
        // The loss filter may take at most most of that at the note's own frequency: highs fade faster, never the note.
        let bend = 1.0 - libm::cos(angle);
        let product = (0.249 * f64::from(damping)).min(0.7 * loss_a_round / bend);
        let tap = (1.0 - libm::sqrt(1.0 - 4.0 * product)) / 2.0;
        let magnitude = libm::sqrt(1.0 - 2.0 * tap * (1.0 - tap) * bend);
        self.kept = (libm::exp(-loss_a_round) / magnitude).min(0.999_99) as f32;
        let released = 6.907_755 / (f64::from(release.min(decay)) * hertz);
        self.kept_released = (libm::exp(-released) / magnitude).min(0.999_99) as f32;
        self.loss = tap as f32;
        let filter_delay = libm::atan2(tap * libm::sin(angle), 1.0 - tap + tap * libm::cos(angle)) / angle;
        let rest = rate / hertz - filter_delay;
        let whole = libm::floor(rest - 0.5);
        let part = rest - whole;
        self.tuning = (libm::sin((1.0 - part) * angle / 2.0) / libm::sin((1.0 + part) * angle / 2.0)) as f32;
        self.delay = (whole as usize).clamp(1, self.line.len() - 1);
        self.fall = SIXTY_DECIBELS / (decay * sample_rate);
        self.fall_released = SIXTY_DECIBELS / (release.min(decay) * sample_rate);
    }

    /// Fills one period: the velocity wave of a string let go at `position`, roughened and softened, at a set level.
    fn pluck(&mut self, position: f32, noise: f32, softening: f32, seed: u32) {
        let period = self.delay;
        let reach = ((position * period as f32 + 0.5) as usize).clamp(1, period.max(2) - 1);
        let high = 1.0 - reach as f32 / period as f32;
        for place in 0..period {
            let pulse = if place < reach { high } else { high - 1.0 };
            // The same noise against itself, from the pick to the bridge and back: it has the pulse's notches.
            let grain = |at: usize| chance(seed.wrapping_add((at % period) as u32));
            let grain = grain(place) - grain(place + period - reach);
            self.line[place] = pulse + noise * grain;
        }
        for _ in 0..2 {
            // Round twice, so that the softening has no beginning.
            let mut state = self.line[period - 1];
            for _ in 0..2 {
                for sample in &mut self.line[..period] {
                    state += softening * (*sample - state);
                    if state.abs() < 1e-15 {
                        state = 0.0;
                    }
                    *sample = state;
                }
            }
        }
        let line = &mut self.line[..period];
        let mean = line.iter().sum::<f32>() / period as f32;
        line.iter_mut().for_each(|sample| *sample -= mean);
        let power = line.iter().map(|sample| sample * sample).sum::<f32>() / period as f32;
        let scale = 0.5 / libm::sqrtf(power).max(1e-3);
        line.iter_mut().for_each(|sample| *sample *= scale);
        // Each strike starts elsewhere in the period, so that the edges of a chord do not all meet.
        line.rotate_left(scatter(seed) as usize % period);
        self.write = period;
    }

    /// Renders a lane of the group.
    fn render(&mut self, lane: usize, frames: usize, out: &mut Lanes) {
        let mask = self.line.len() - 1;
        let rise = if self.fresh { 1.0 / frames as f32 } else { 0.0 };
        let mut swell = 1.0 - rise * frames as f32;
        let (near, far) = (self.kept * (1.0 - self.loss), self.kept * self.loss);
        let [mut input, mut output] = self.tuning_states;
        for (left, right) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            let sample = self.line[(self.write.wrapping_sub(self.delay)) & mask];
            let lossy = near * sample + far * self.loss_state;
            self.loss_state = sample;
            output = self.tuning * (lossy - output) + input;
            input = lossy;
            self.line[self.write & mask] = output;
            self.write = (self.write + 1) & mask;
            swell += rise;
            left.as_mut_array()[lane] = sample * swell * self.gain[0];
            right.as_mut_array()[lane] = sample * swell * self.gain[1];
        }
        self.tuning_states = [flush_one(input), flush_one(output)];
        self.fresh = false;
        self.loudness *= exp2(-self.fall * frames as f32);
        if self.loudness < SILENCE {
            self.loudness = 0.0;
        }
    }
}

/// The string's sound.
#[derive(Clone, Debug)]
pub struct Pluck {
    sample_rate: f32,
    decay: f32,
    damping: f32,
    brightness: f32,
    position: f32,
    noise: f32,
    width: f32,
    release: f32,
    body: Smooth,
    body_coefficients: Coefficients,
    body_filter: Filter,
    strikes: u32,
    strings: [PluckedString; VOICES],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Poly<Pluck> {
    let longest = sample_rate / hertz(f32::from(LOWEST_KEY)) + 4.0;
    let line = vec![0.0; (longest as usize).next_power_of_two()];
    let mut body_coefficients = Coefficients::default();
    let damping = f32x4::new(BODY_DAMPING);
    body_coefficients.go(f32x4::new(BODY_HERTZ), damping, mask([true; LANES]), 1, sample_rate);
    let timbre = Pluck {
        sample_rate,
        decay: 1.0,
        damping: 0.0,
        brightness: 0.5,
        position: 0.2,
        noise: 0.0,
        width: 0.0,
        release: 0.2,
        body: Smooth::default(),
        body_coefficients,
        body_filter: Filter::default(),
        strikes: 0,
        strings: core::array::from_fn(|_| PluckedString { line: line.clone(), ..PluckedString::default() }),
    };
    Poly::new(timbre, values)
}

impl Timbre for Pluck {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[decay, damping, brightness, position, noise, body, width, release, _] = values else { return };
        self.decay = decay;
        self.damping = damping;
        self.brightness = brightness;
        self.position = position;
        self.noise = noise;
        self.body.set(body, at_once);
        self.width = width;
        self.release = release;
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let mut key = pitch.key();
        while key < LOWEST_KEY {
            key += 12;
        }
        let (hertz, hardness) = (hertz(f32::from(key)), velocity.ratio());
        self.strikes = self.strikes.wrapping_add(1);
        let string = &mut self.strings[slot];
        string.silence();
        string.tune(hertz, self.decay, self.damping, self.release, self.sample_rate);
        // A harder pluck has sharper corners; a short string cannot be duller than its own pitch.
        let corner = (400.0 * exp2(4.4 * self.brightness + 1.4 * hardness)).max(2.0 * hertz);
        let softening = 1.0 - exp2(-9.064_72 * corner / self.sample_rate);
        string.pluck(self.position, self.noise, softening, self.strikes.wrapping_mul(8191));
        let place = self.width * ((f32::from(key) - 60.0) * (1.0 / 36.0)).clamp(-1.0, 1.0) * 0.5;
        let gain = LEVEL * strike(hardness);
        string.gain = [gain * (1.0 - place), gain * (1.0 + place)];
        string.loudness = 1.0;
        string.fresh = true;
    }

    fn release(&mut self, slot: usize) {
        let string = &mut self.strings[slot];
        string.kept = string.kept_released;
        string.fall = string.fall_released;
    }

    fn loudness(&self, slot: usize) -> f32 {
        self.strings[slot].loudness
    }

    fn reset(&mut self) {
        self.body.settle();
        self.body_filter = Filter::default();
        self.strikes = 0;
        self.strings.iter_mut().for_each(PluckedString::silence);
    }

    fn advance(&mut self, frames: usize) {
        self.body.advance(frames);
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        *out = Lanes::default();
        for lane in lanes(sounding) {
            self.strings[group * LANES + lane].render(lane, frames, out);
        }
    }

    fn finish(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        let damping = f32x4::new(BODY_DAMPING) * f32x4::splat(self.body.value());
        let (to_left, to_right) = (damping * f32x4::new(BODY_LEFT), damping * f32x4::new(BODY_RIGHT));
        let sum = |[a, b, c, d]: [f32x4; 4]| (a + b) + (c + d);
        let [left, right] = sound;
        for (run, (l, r)) in left.iter_mut().zip(right).enumerate().take(frames.div_ceil(4)) {
            let mut bands = (*l + *r).to_array().map(f32x4::splat);
            for band in bands.iter_mut().take(frames - 4 * run) {
                *band = self.body_filter.tick(*band, &self.body_coefficients).1;
            }
            *l += sum(f32x4::transpose(bands.map(|band| band * to_left)));
            *r += sum(f32x4::transpose(bands.map(|band| band * to_right)));
        }
        self.body_filter.flush();
    }
}
