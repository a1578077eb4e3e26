//! Takes away what does not swing: an offset is not heard, but uses up room.

use wide::{bytemuck, f32x4};

use crate::engine::dsp::function::flush_one;
use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::patch::poly::{RUNS, Runs};

/// Below this many hertz what moves is taken for an offset.
const EDGE: f32 = 14.0;

/// A high-pass of one pole for both sides.
#[derive(Clone, Copy, Debug)]
pub struct Blocker {
    pole: f32,
    low: [f32; 2],
}

impl Blocker {
    /// One that has heard nothing yet, at a sample rate in hertz.
    pub fn new(sample_rate: f32) -> Self {
        Self { pole: 1.0 - libm::expf(-core::f32::consts::TAU * EDGE / sample_rate), low: [0.0; 2] }
    }

    /// Forgets what it heard.
    pub fn reset(&mut self) {
        self.low = [0.0; 2];
    }

    /// Takes the offset from so many frames.
    pub fn pass(&mut self, frames: usize, sound: &mut [Runs; 2]) {
        for (runs, low) in sound.iter_mut().zip(&mut self.low) {
            pass(self.pole, low, frames, runs);
        }
    }

    /// The same for a sound that is alike on both sides.
    pub fn pass_alike(&mut self, frames: usize, sound: &mut Runs) {
        pass(self.pole, &mut self.low[0], frames, sound);
    }
}

fn pass(pole: f32, low: &mut f32, frames: usize, runs: &mut Runs) {
    let mut samples: [f32; CONTROL_PERIOD] = bytemuck::cast(*runs);
    for sample in samples.iter_mut().take(frames) {
        *low += pole * (*sample - *low);
        *sample -= *low;
    }
    *low = flush_one(*low);
    *runs = bytemuck::cast::<_, [f32x4; RUNS]>(samples);
}
