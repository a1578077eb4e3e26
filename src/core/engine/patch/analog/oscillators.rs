//! The synthesiser's oscillators: two, each as many times as the unison says, and a sine an octave below.

use wide::f32x4;

use crate::engine::dsp::function::semitones;
use crate::engine::dsp::noise::scatter;
use crate::engine::dsp::wave::{Reader, Table, Wave};
use crate::engine::patch::poly::Runs;

/// The most oscillators of each kind.
pub const UNISON: usize = 8;

/// How the oscillators of every voice are set.
#[derive(Clone, Debug)]
pub struct Oscillators {
    waves: [&'static Wave; 2],
    below: &'static Table,
    unison: usize,
    /// Each oscillator's frequency above the voice's, and the highest of each kind.
    ratios: [[f64; UNISON]; 2],
    highest: [f32; 2],
    /// What each pair leaves on the left and on the right.
    gains: [[f32; UNISON]; 2],
    /// What each kind leaves of itself.
    blend: [f32; 2],
}

/// The phases of a voice's oscillators, and of the sine below.
#[derive(Clone, Copy, Debug, Default)]
pub struct Oscillating {
    phases: [[u32; UNISON]; 2],
    below: u32,
}

fn wave(place: f32) -> &'static Wave {
    match place as i32 {
        1 => Wave::square(),
        2 => Wave::triangle(),
        3 => Wave::sine(),
        _ => Wave::saw(),
    }
}

impl Oscillators {
    /// Two saws.
    pub fn new(sample_rate: f32) -> Self {
        Self {
            waves: [Wave::saw(); 2],
            below: Wave::sine().table(100.0, sample_rate),
            unison: 1,
            ratios: [[1.0; UNISON]; 2],
            highest: [1.0; 2],
            gains: [[1.0; UNISON]; 2],
            blend: [1.0, 0.0],
        }
    }

    /// Takes both waves, the blend, the second's interval in semitones and cents, the unison, its detuning in cents and
    /// its spread.
    pub fn set(&mut self, [wave_1, wave_2, blend, interval, fine, unison, detune, spread]: [f32; 8]) {
        self.waves = [wave(wave_1), wave(wave_2)];
        self.unison = (unison as usize + 1).clamp(1, UNISON);
        let count = self.unison as f32;
        // The powers of unlike oscillators add, of both kinds and of as many as there are.
        let scale = 1.0 / libm::sqrtf(count * (blend * blend + (1.0 - blend) * (1.0 - blend)));
        self.blend = [scale * (1.0 - blend), scale * blend];
        for index in 0..UNISON {
            // Evenly from -1 to 1; a lone one in the middle.
            let place = if self.unison == 1 { 0.0 } else { 2.0 * index as f32 / (count - 1.0) - 1.0 };
            let off = place * detune * 0.01;
            let second = off + interval + fine * 0.01;
            for (kind, semis) in [off, second].into_iter().enumerate() {
                self.ratios[kind][index] = if semis == 0.0 { 1.0 } else { f64::from(semitones(semis)) };
            }
            // Every other one to the other side, so that neither side is the higher one.
            let side = if index % 2 == 0 { place } else { -place } * spread;
            self.gains[0][index] = 1.0 - side;
            self.gains[1][index] = 1.0 + side;
        }
        self.highest =
            self.ratios.map(|ratios| ratios[..self.unison].iter().fold(0.0, |most, next| next.max(most)) as f32);
    }

    /// Phases for a strike: alone always the same, in unison apart.
    pub fn start(&self, seed: u32) -> Oscillating {
        if self.unison == 1 {
            return Oscillating { phases: [[0x8000_0000; UNISON], [0xd000_0000; UNISON]], below: 0 };
        }
        let phase = |kind: u32, index: usize| scatter(seed.wrapping_mul(16).wrapping_add(kind * 8 + index as u32));
        Oscillating {
            phases: [core::array::from_fn(|index| phase(0, index)), core::array::from_fn(|index| phase(1, index))],
            below: 0,
        }
    }

    /// Plays a voice at a frequency over what the runs hold.
    pub fn play(
        &self,
        voice: &mut Oscillating,
        (hertz, sample_rate): (f32, f32),
        sub: f32,
        frames: usize,
        [left, right]: [&mut Runs; 2],
    ) {
        let step = f64::from(hertz) / f64::from(sample_rate) * 4_294_967_296.0;
        let runs = frames.div_ceil(4);
        for kind in 0..2 {
            if self.blend[kind] == 0.0 {
                continue;
            }
            let table = self.waves[kind].table(hertz * self.highest[kind], sample_rate);
            for index in 0..self.unison {
                let phase = &mut voice.phases[kind][index];
                let own = (step * self.ratios[kind][index]) as u32;
                let mut reader = Reader::new(*phase, own);
                let [to_left, to_right] = self.gains.map(|gains| f32x4::splat(self.blend[kind] * gains[index]));
                for (l, r) in left.iter_mut().zip(right.iter_mut()).take(runs) {
                    let sample = reader.next(table);
                    *l += sample * to_left;
                    *r += sample * to_right;
                }
                *phase = phase.wrapping_add(own.wrapping_mul(frames as u32));
            }
        }
        let own = (0.5 * step) as u32;
        if sub > 0.0 {
            let mut reader = Reader::new(voice.below, own);
            for (l, r) in left.iter_mut().zip(right.iter_mut()).take(runs) {
                let sample = reader.next(self.below) * f32x4::splat(sub);
                *l += sample;
                *r += sample;
            }
        }
        voice.below = voice.below.wrapping_add(own.wrapping_mul(frames as u32));
    }
}
