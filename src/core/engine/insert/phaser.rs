//! Phaser: all-passes of first order one after the other, beside the sound itself; a notch for every two of them.

use wide::f32x4;

use crate::engine::dsp::function::{exp2, flush, sine_of, tangent};
use crate::engine::insert::Process;
use crate::engine::smooth::Smooth;

const MOST_STAGES: usize = 12;
const STAGES: [usize; 5] = [2, 4, 6, 8, MOST_STAGES];
/// How far full depth moves the corner to either side, in octaves.
const SWING: f32 = 2.0;
/// Frames between coefficients; they run straight in between.
const PERIOD: usize = 16;

/// The phaser.
#[derive(Clone)]
pub struct Phaser {
    stages: usize,
    rate: f32,
    depth: Smooth,
    /// In octaves above 1 Hz.
    centre: Smooth,
    resonance: Smooth,
    spread: Smooth,
    mix: Smooth,
    /// The all-passes' states; lanes are left and right.
    states: [f32x4; MOST_STAGES],
    /// What the last all-pass gave.
    last: f32x4,
    /// The coefficient now; none before the first frame.
    coefficient: Option<f32x4>,
    phase: f32,
    sample_rate: f32,
}

impl Phaser {
    /// A phaser with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(0.0, sample_rate);
        let mut phaser = Self {
            stages: MOST_STAGES,
            rate: 1.0,
            depth: smooth(),
            centre: smooth(),
            resonance: smooth(),
            spread: smooth(),
            mix: smooth(),
            states: [f32x4::ZERO; MOST_STAGES],
            last: f32x4::ZERO,
            coefficient: None,
            phase: 0.0,
            sample_rate,
        };
        phaser.set(values);
        phaser.reset();
        phaser
    }

    /// The coefficient of both channels at a turn.
    fn coefficient(&self, turn: f32, spread: f32, depth: f32, centre: f32) -> f32x4 {
        let hertz = |turn: f32| exp2(centre + SWING * depth * sine_of(turn)).min(0.45 * self.sample_rate);
        let hertz = f32x4::new([hertz(turn), hertz(turn + 0.5 * spread), 1.0, 1.0]);
        let tangent = tangent(hertz * f32x4::splat(std::f32::consts::PI / self.sample_rate));
        (tangent - f32x4::ONE) / (tangent + f32x4::ONE)
    }

    /// Passes a run through the chain, with the coefficient going straight to `goal`.
    fn pass<const N: usize>(&mut self, sound: &mut [[f32; 4]], goal: f32x4, resonance: f32) {
        let mut coefficient = self.coefficient.unwrap_or(goal);
        let step = (goal - coefficient) * f32x4::splat(1.0 / sound.len() as f32);
        let mut states: [f32x4; N] = std::array::from_fn(|stage| self.states[stage]);
        let resonance = f32x4::splat(resonance);
        for frame in sound {
            coefficient += step;
            let mut wet = f32x4::new(*frame) + self.last * resonance;
            for state in &mut states {
                let out = coefficient * wet + *state;
                *state = wet - coefficient * out;
                wet = out;
            }
            self.last = wet;
            *frame = wet.to_array();
        }
        self.states[..N].copy_from_slice(&states);
        self.coefficient = Some(goal);
    }
}

impl Process for Phaser {
    fn set(&mut self, values: &[f32]) {
        let &[stages, rate, depth, centre, resonance, spread, mix] = values else {
            return;
        };
        self.stages = STAGES.get(stages as usize).copied().unwrap_or(MOST_STAGES);
        self.rate = rate;
        self.depth.set(depth);
        self.centre.set(libm::log2f(centre));
        self.resonance.set(resonance);
        self.spread.set(spread);
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        let smooths = [&mut self.depth, &mut self.centre, &mut self.resonance, &mut self.spread, &mut self.mix];
        smooths.into_iter().for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        (self.states, self.last) = ([f32x4::ZERO; MOST_STAGES], f32x4::ZERO);
        (self.coefficient, self.phase) = (None, 0.0);
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let [depth, centre, resonance, spread, mix] =
            [&mut self.depth, &mut self.centre, &mut self.resonance, &mut self.spread, &mut self.mix]
                .map(Smooth::advance);
        let mut mixes = mix.values(left.len());
        for (left, right) in left.chunks_mut(PERIOD).zip(right.chunks_mut(PERIOD)) {
            let frames = left.len();
            let turn = self.phase + self.rate * frames as f32 / self.sample_rate;
            self.phase = turn - libm::floorf(turn);
            let goal = self.coefficient(self.phase, spread.to, depth.to, centre.to);
            let mut sound = [[0.0; 4]; PERIOD];
            for ((frame, left), right) in sound.iter_mut().zip(&*left).zip(&*right) {
                *frame = [*left, *right, 0.0, 0.0];
            }
            let run = &mut sound[..frames];
            match self.stages {
                2 => self.pass::<2>(run, goal, resonance.to),
                4 => self.pass::<4>(run, goal, resonance.to),
                6 => self.pass::<6>(run, goal, resonance.to),
                8 => self.pass::<8>(run, goal, resonance.to),
                _ => self.pass::<MOST_STAGES>(run, goal, resonance.to),
            }
            for (((left, right), wet), mix) in left.iter_mut().zip(right).zip(sound).zip(&mut mixes) {
                *left += (wet[0] - *left) * mix;
                *right += (wet[1] - *right) * mix;
            }
        }
        self.states.iter_mut().chain([&mut self.last]).for_each(|state| *state = flush(*state));
    }

    fn memory(&self) -> usize {
        (self.sample_rate * 0.1) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};

    fn response(values: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let mut input = vec![0.0; 16_384];
        input[0] = 1.0;
        run(&mut Phaser::new(values, 48_000.0), &input)
    }

    /// Where the phase of each of some all-passes about a corner is a part of a half turn.
    fn at_phase(corner: f64, half_turns: f64) -> f64 {
        let warped =
            (std::f64::consts::PI * corner / 48_000.0).tan() * (half_turns * std::f64::consts::FRAC_PI_2).tan();
        warped.atan() * 48_000.0 / std::f64::consts::PI
    }

    #[test]
    fn two_stages_make_a_notch() {
        for (choice, stages) in STAGES.into_iter().enumerate() {
            let (left, right) = response(&[choice as f32, 0.1, 0.0, 1_000.0, 0.0, 0.0, 0.5]);
            assert_eq!(left, right);
            let level = |half_turns: f64| magnitude_at(&left, at_phase(1_000.0, half_turns), 48_000.0);
            for notch in 0..stages / 2 {
                // All of them together turn by an odd number of half turns.
                let half_turns = (2 * notch + 1) as f64 / stages as f64;
                assert!(level(half_turns) < -35.0, "{stages} stages, notch {notch}: {}", level(half_turns));
            }
            assert!(level(2.0 / stages as f64).abs() < 0.1 || stages == 2);
            assert!(magnitude_at(&left, 10.0, 48_000.0).abs() < 0.2);
        }
    }

    #[test]
    fn alone_the_chain_turns_and_never_colours() {
        let (left, _) = response(&[3.0, 0.1, 0.0, 700.0, 0.0, 0.0, 1.0]);
        assert!([50.0, 700.0, 9_000.0].iter().all(|hertz| magnitude_at(&left, *hertz, 48_000.0).abs() < 0.01));
    }

    #[test]
    fn feedback_sharpens_and_spread_parts_the_channels() {
        let plain = response(&[1.0, 0.1, 0.0, 1_000.0, 0.0, 0.0, 0.5]).0;
        let sharp = response(&[1.0, 0.1, 0.0, 1_000.0, 0.8, 0.0, 0.5]).0;
        // Where the chain turns by a whole turn the feedback adds up.
        let level = |response: &[f32]| magnitude_at(response, 1_000.0, 48_000.0);
        assert!(level(&sharp) > level(&plain) + 6.0, "{} {}", level(&sharp), level(&plain));
        let tone: Vec<f32> = (0..24_000).map(|frame| libm::sinf(frame as f32 * 0.1)).collect();
        let (left, right) = run(&mut Phaser::new(&[1.0, 1.0, 1.0, 1_000.0, 0.0, 1.0, 0.5], 48_000.0), &tone);
        assert!(left.iter().zip(&right).any(|(left, right)| (left - right).abs() > 0.5));
    }
}
