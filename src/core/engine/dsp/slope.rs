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

    /// Whether any of the values is at or above another at the start or after some frames.
    pub fn reaches(&self, value: f32, frames: usize) -> bool {
        let end = self.now + self.step * f32x4::splat(frames as f32);
        self.now.to_array().into_iter().chain(end.to_array()).any(|lane| lane >= value)
    }

    /// The values of the next frame.
    #[inline(always)]
    pub fn next(&mut self) -> f32x4 {
        self.now += self.step;
        self.now
    }
}
