//! The organ's way out: the scanner that shakes the tone and the speaker that turns, horn and drum apart.

use wide::{bytemuck, f32x4};

use crate::engine::dsp::function::{flush_one, sine_of, turned};
use crate::engine::dsp::ring::Ring;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::patch::poly::{RUNS, Runs};

/// The scanner's turns a second, and its longest delay either way in seconds.
const SCANNER_RATE: f32 = 6.9;
const SCANNER_DEPTH: f32 = 0.00055;
/// Horn and drum, slow and fast, in turns a second.
const SPEEDS: [[f32; 2]; 2] = [[0.8, 0.67], [6.7, 5.7]];
/// Seconds in which horn and drum come within a third of another speed: the drum is heavy.
const INERTIA: [f32; 2] = [0.35, 1.6];
/// Where the sound is parted between horn and drum, in hertz.
const CROSSOVER: f32 = 800.0;
/// How far the horn's mouth travels, in seconds of sound, and how much louder either side is than the middle.
const HORN_TRAVEL: f32 = 0.00032;
const HORN_SWING: f32 = 0.42;
const DRUM_SWING: f32 = 0.2;

/// Scanner and speaker.
#[derive(Clone, Debug)]
pub struct Cabinet {
    sample_rate: f32,
    scanner: Ring,
    horn: Ring,
    /// What horn and drum are parted by: a one-pole low-pass.
    pole: f32,
    low: f32,
    /// How deep the scanner goes, 0 to 1, and how much of it is heard beside the tone as it is.
    depth: Smooth,
    wet: Smooth,
    /// Whether the speaker turns, 0 to 1.
    turning: Smooth,
    /// Turns a second, horn and drum, and where they go.
    speeds: [f32; 2],
    targets: [f32; 2],
    /// Phases in turns: scanner, horn, drum.
    phases: [f32; 3],
    /// Where delays and gains are at the end of the last call.
    ends: [f32; MOTIONS],
}

/// The scanner's delay in frames; the horn's left and right; its swing; the drum's swing.
const MOTIONS: usize = 5;

impl Cabinet {
    /// A cabinet that stands still.
    pub fn new(sample_rate: f32) -> Self {
        Self {
            sample_rate,
            scanner: Ring::new(2.0 * SCANNER_DEPTH, sample_rate),
            horn: Ring::new(2.0 * HORN_TRAVEL, sample_rate),
            pole: 1.0 - libm::expf(-core::f32::consts::TAU * CROSSOVER / sample_rate),
            low: 0.0,
            depth: Smooth::default(),
            wet: Smooth::default(),
            turning: Smooth::default(),
            speeds: SPEEDS[0],
            targets: SPEEDS[0],
            phases: [0.0; 3],
            ends: [0.0; MOTIONS],
        }
    }

    /// Takes vibrato and chorus, 0 to 1, and the speaker: still, slow or fast.
    pub fn set(&mut self, [vibrato, chorus, rotary]: [f32; 3], at_once: bool) {
        self.depth.set(vibrato, at_once);
        self.wet.set(1.0 - 0.5 * chorus, at_once);
        self.turning.set(rotary.min(1.0), at_once);
        self.targets = SPEEDS[usize::from(rotary >= 1.5)];
        if at_once {
            self.speeds = self.targets;
        }
    }

    /// Stands still as at first, with every value where it was going.
    pub fn reset(&mut self) {
        for value in [&mut self.depth, &mut self.wet, &mut self.turning] {
            value.settle();
        }
        self.scanner.clear();
        self.horn.clear();
        self.low = 0.0;
        self.speeds = self.targets;
        self.phases = [0.0; 3];
        self.ends = [0.0; MOTIONS];
    }

    /// Turns on by a call; says where delays and gains are at its start, and how far they move from frame to frame.
    fn turn(&mut self, frames: usize) -> ([f32; MOTIONS], [f32; MOTIONS]) {
        let passed = frames as f32 / self.sample_rate;
        for ((speed, target), inertia) in self.speeds.iter_mut().zip(self.targets).zip(INERTIA) {
            *speed += (target - *speed) * (passed / (passed + inertia));
        }
        let [horn, drum] = self.speeds;
        for (phase, rate) in self.phases.iter_mut().zip([SCANNER_RATE, horn, drum]) {
            *phase = turned(*phase, rate * passed);
        }
        let [scan, horn, drum] = self.phases;
        let turning = self.turning.advance(frames);
        let sweep = self.depth.advance(frames) * SCANNER_DEPTH * self.sample_rate;
        let travel = turning * HORN_TRAVEL * self.sample_rate;
        let side = sine_of(horn);
        let ends = [
            sweep * (1.0 + sine_of(scan)),
            travel * (1.0 + side),
            travel * (1.0 - side),
            turning * HORN_SWING * sine_of(horn + 0.25),
            turning * DRUM_SWING * sine_of(drum),
        ];
        let starts = std::mem::replace(&mut self.ends, ends);
        let steps = core::array::from_fn(|motion| (ends[motion] - starts[motion]) / frames as f32);
        (starts, steps)
    }

    /// Sends the organ's one channel through, over both.
    pub fn play(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        let (mut motions, steps) = self.turn(frames);
        let wet = self.wet.advance(frames);
        let input: [f32; CONTROL_PERIOD] = bytemuck::cast(sound[0]);
        let (mut left, mut right) = ([0.0; CONTROL_PERIOD], [0.0; CONTROL_PERIOD]);
        for ((input, left), right) in input.iter().zip(&mut left).zip(&mut right).take(frames) {
            motions.iter_mut().zip(steps).for_each(|(motion, step)| *motion += step);
            let [scan, near, far, horn_swing, drum_swing] = motions;
            self.scanner.push(*input);
            let shaken = *input + wet * (self.scanner.at(scan.max(0.0)) - *input);
            self.low += self.pole * (shaken - self.low);
            self.horn.push(shaken - self.low);
            *left = self.low * (1.0 + drum_swing) + self.horn.at(near.max(0.0)) * (1.0 + horn_swing);
            *right = self.low * (1.0 - drum_swing) + self.horn.at(far.max(0.0)) * (1.0 - horn_swing);
        }
        self.low = flush_one(self.low);
        *sound = [left, right].map(bytemuck::cast::<_, [f32x4; RUNS]>);
    }
}
