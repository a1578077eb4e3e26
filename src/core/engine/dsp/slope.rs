//! A value in each of four voices that goes straight from where it is to where it shall be within a call.

use wide::f32x4;

/// Four values on their way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slope {
    now: f32x4,
    step: f32x4,
}

impl Slope {
    /// From before the first frame to the last of so many.
    #[inline(always)]
    pub fn new(from: [f32; 4], to: [f32; 4], frames: usize) -> Self {
        let now = f32x4::new(from);
        Self { now, step: (f32x4::new(to) - now) * f32x4::splat(1.0 / frames as f32) }
    }

    /// The values of the next frame.
    #[inline(always)]
    pub fn next(&mut self) -> f32x4 {
        self.now += self.step;
        self.now
    }
}
