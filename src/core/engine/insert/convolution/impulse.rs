//! The built-in impulses: made frame by frame from noise, echoes and filters, the same on every machine.

use crate::engine::dsp::function::{decibels, exp2};
use crate::engine::dsp::noise::chance;
use crate::engine::limits::BLOCK;

/// Decibels of the decay, as a power of two.
const SIXTY_DECIBELS: f32 = -9.965_784;
/// Where the highs of a room begin to decay faster, in hertz.
const SPLIT: f32 = 2_500.0;
/// First reflections: seconds, and a factor; left and right in turn.
const REFLECTIONS: [(f32, f32); 8] = [
    (0.0031, 0.9),
    (0.0047, -0.8),
    (0.0079, 0.7),
    (0.0101, 0.65),
    (0.0143, -0.55),
    (0.0177, 0.5),
    (0.0219, 0.42),
    (0.0263, -0.36),
];
/// The springs' lengths in seconds and how far each of their all-passes bends an echo, left and right.
const SPRINGS: [(f32, f32); 2] = [(0.0413, 0.62), (0.0471, 0.54)];
/// All-passes of a spring.
const BENDS: usize = 48;
/// Resonances of the cabinet: hertz, decay in seconds, level.
const CABINET: [(f32, f32, f32); 5] = [
    (105.0, 0.016, 0.8),
    (240.0, 0.006, -0.25),
    (900.0, 0.0012, 0.35),
    (2_600.0, 0.0007, 1.0),
    (3_900.0, 0.0005, -0.6),
];

/// An impulse, frame by frame.
#[derive(Clone)]
pub struct Impulse {
    kind: Kind,
    decay: f32,
    frame: u32,
    /// Where in the noise it begins.
    seed: u32,
    power: f32,
    sample_rate: f32,
    lows: [f32; 2],
    springs: [Spring; 2],
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Room,
    Hall,
    Plate,
    Spring,
    Reverse,
    Cabinet,
}

/// A spring: an echo that comes back bent, the highs later.
#[derive(Clone)]
struct Spring {
    line: Vec<f32>,
    place: usize,
    low: f32,
    bend: f32,
    states: [f32; BENDS],
}

impl Spring {
    fn new((seconds, bend): (f32, f32), sample_rate: f32) -> Self {
        Self { line: vec![0.0; (seconds * sample_rate) as usize + 1], place: 0, low: 0.0, bend, states: [0.0; BENDS] }
    }

    fn clear(&mut self) {
        self.line.fill(0.0);
        (self.place, self.low, self.states) = (0, 0.0, [0.0; BENDS]);
    }

    fn next(&mut self, input: f32, kept: f32, pole: f32) -> f32 {
        self.low += (self.line[self.place] - self.low) * pole;
        let echo = input - self.low * kept;
        self.line[self.place] = echo;
        self.place = (self.place + 1) % self.line.len();
        let bend = self.bend;
        self.states.iter_mut().fold(echo, |sound, state| {
            let out = *state - bend * sound;
            *state = sound + bend * out;
            out
        })
    }
}

impl Impulse {
    /// The first frame of a room.
    pub fn new(sample_rate: f32) -> Self {
        let springs = SPRINGS.map(|spring| Spring::new(spring, sample_rate));
        Self { kind: Kind::Room, decay: 1.0, frame: 0, seed: 0, power: 0.0, sample_rate, lows: [0.0; 2], springs }
    }

    /// Goes to the first frame of the impulse in a place of the list, with a decay in seconds for 60 dB.
    pub fn begin(&mut self, kind: usize, decay: f32) {
        self.kind = match kind {
            0 => Kind::Room,
            1 => Kind::Hall,
            2 => Kind::Plate,
            3 => Kind::Spring,
            4 => Kind::Reverse,
            _ => Kind::Cabinet,
        };
        (self.decay, self.frame, self.power, self.lows) = (decay, 0, 0.0, [0.0; 2]);
        // No two share any noise.
        self.seed = (kind as u32) << 24;
        self.springs.iter_mut().for_each(Spring::clear);
    }

    /// The factor that makes noise through the frames so far as loud as it was.
    pub fn level(&self) -> f32 {
        1.0 / libm::sqrtf(0.5 * self.power.max(1e-9))
    }

    /// How many frames it has.
    pub fn frames(kind: usize, decay: f32, sample_rate: f32) -> usize {
        let seconds = if kind > 4 { 0.06 } else { decay };
        ((seconds * sample_rate) as usize).next_multiple_of(BLOCK)
    }

    /// The next frame, left and right.
    pub fn next(&mut self) -> [f32; 2] {
        let seconds = self.frame as f32 / self.sample_rate;
        let sound = match self.kind {
            Kind::Room => self.room(seconds, 0.5, 0.004, 1.0, 0.35),
            Kind::Hall => self.room(seconds, 0.4, 0.03, 2.6, 0.5),
            Kind::Plate => self.room(seconds, 0.75, 0.0015, 0.0, 0.0),
            Kind::Spring => self.spring(),
            Kind::Reverse => self.reverse(seconds),
            Kind::Cabinet => self.cabinet(seconds),
        };
        self.frame += 1;
        self.power += sound[0] * sound[0] + sound[1] * sound[1];
        sound
    }

    /// Noise whose highs decay in a part of the time, rising at first, behind reflections that are a number of times
    /// further apart than in a small room.
    fn room(&mut self, seconds: f32, highs: f32, rise: f32, apart: f32, early: f32) -> [f32; 2] {
        let low = exp2(SIXTY_DECIBELS * seconds / self.decay);
        let high = exp2(SIXTY_DECIBELS * seconds / (self.decay * highs));
        let grown = 1.0 - exp2(-seconds / rise);
        let mut sound = self.noise(|lows, noise| grown * (lows * low + (noise - lows) * high));
        for (place, (time, level)) in REFLECTIONS.into_iter().enumerate() {
            if apart > 0.0 && self.frame == (time * apart * self.sample_rate) as u32 {
                // Noise at full level has a third of the power of a step.
                sound[place % 2] += level * early * 8.0;
                sound[1 - place % 2] += 0.3 * level * early * 8.0;
            }
        }
        sound
    }

    /// Noise of both channels, shaped with what is below the split.
    fn noise(&mut self, shape: impl Fn(f32, f32) -> f32) -> [f32; 2] {
        let pole = (std::f32::consts::TAU * SPLIT / self.sample_rate).min(1.0);
        [0, 1].map(|channel| {
            let noise = chance(self.seed + 2 * self.frame + channel as u32);
            self.lows[channel] += (noise - self.lows[channel]) * pole;
            shape(self.lows[channel], noise)
        })
    }

    /// Noise that swells for the decay's time and breaks off over 10 ms.
    fn reverse(&mut self, seconds: f32) -> [f32; 2] {
        let left = self.decay - seconds;
        let swell = exp2(SIXTY_DECIBELS * left.max(0.0) / self.decay) * (left * 100.0).clamp(0.0, 1.0);
        self.noise(|lows, noise| swell * (lows + 0.5 * (noise - lows)))
    }

    fn spring(&mut self) -> [f32; 2] {
        let pole = (std::f32::consts::TAU * 4_500.0 / self.sample_rate).min(1.0);
        let input = if self.frame == 0 { 1.0 } else { 0.0 };
        [0, 1].map(|channel| {
            let kept = exp2(SIXTY_DECIBELS * SPRINGS[channel].0 / self.decay);
            self.springs[channel].next(input, kept, pole)
        })
    }

    /// Damped resonances, the same on both channels.
    fn cabinet(&self, seconds: f32) -> [f32; 2] {
        let ring = |(hertz, decay, level): (f32, f32, f32)| {
            // So that each is as loud at its own frequency as its level says.
            let part = level / (decay * self.sample_rate);
            part * decibels(-8.686 * seconds / decay) * libm::sinf(std::f32::consts::TAU * hertz * seconds)
        };
        let sound = CABINET.into_iter().map(ring).sum();
        [sound, sound]
    }
}
