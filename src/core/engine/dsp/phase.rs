//! The phases of four voices, counted in whole numbers: they wrap by themselves and never drift.

use wide::{bytemuck, f32x4, u32x4};

use crate::engine::dsp::wave::step;

/// What a phase of a whole number is in cycles.
const CYCLES: f32 = 1.0 / 4_294_967_296.0;

/// Four phases and how far each moves from frame to frame; a whole cycle is 2^32.
#[derive(Clone, Copy, Debug, Default)]
pub struct Phases {
    now: u32x4,
    step: u32x4,
}

impl Phases {
    /// Puts a lane at a phase, of which a whole cycle is 2^32.
    pub fn put(&mut self, lane: usize, phase: u32) {
        self.now = with(self.now, lane, phase);
    }

    /// Lets a lane run at a frequency in hertz.
    pub fn run(&mut self, lane: usize, hertz: f32, sample_rate: f32) {
        self.step = with(self.step, lane, step(hertz, sample_rate));
    }

    /// The phases of the next frame, in cycles from -0.5 to 0.5.
    #[inline(always)]
    pub fn next(&mut self) -> f32x4 {
        let now = f32x4::from_i32x4(bytemuck::cast(self.now)) * f32x4::splat(CYCLES);
        self.now += self.step;
        now
    }
}

fn with(lanes: u32x4, lane: usize, value: u32) -> u32x4 {
    let mut lanes = lanes.to_array();
    if let Some(own) = lanes.get_mut(lane) {
        *own = value;
    }
    u32x4::new(lanes)
}
