//! A value that glides to where it is set, so that a turned control does not click.

/// How slowly values follow, in frames: about 10 ms.
const INERTIA: f32 = 480.0;

/// A gliding value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Smooth {
    value: f32,
    target: f32,
}

impl Smooth {
    /// A value at rest.
    pub fn new(value: f32) -> Self {
        Self { value, target: value }
    }

    /// Sets where it goes; at once if nothing sounds.
    pub fn set(&mut self, target: f32, at_once: bool) {
        self.target = target;
        if at_once {
            self.value = target;
        }
    }

    /// Puts it where it was going.
    pub fn settle(&mut self) {
        self.value = self.target;
    }

    /// Where it is now.
    pub fn value(&self) -> f32 {
        self.value
    }

    /// Moves on by some frames, and returns where it is then.
    pub fn advance(&mut self, frames: usize) -> f32 {
        let distance = self.target - self.value;
        if distance.abs() < 1e-6 {
            self.value = self.target;
        } else {
            self.value += distance * (frames as f32 / (frames as f32 + INERTIA));
        }
        self.value
    }
}
