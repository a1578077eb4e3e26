//! The short past of one signal, read between frames.

/// A past of a power of two of frames.
#[derive(Clone, Debug)]
pub struct Ring {
    samples: Vec<f32>,
    place: usize,
}

impl Ring {
    /// A silent past of at least so many seconds.
    pub fn new(seconds: f32, sample_rate: f32) -> Self {
        Self { samples: vec![0.0; ((seconds * sample_rate) as usize + 4).next_power_of_two()], place: 0 }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.samples.fill(0.0);
        self.place = 0;
    }

    /// Appends a frame.
    #[inline(always)]
    pub fn push(&mut self, sample: f32) {
        self.place = (self.place + 1) & (self.samples.len() - 1);
        self.samples[self.place] = sample;
    }

    /// What was pushed so many frames ago, 0 for the last; by a straight line between frames.
    #[inline(always)]
    pub fn at(&self, delay: f32) -> f32 {
        let whole = delay as usize;
        let part = delay - whole as f32;
        let mask = self.samples.len() - 1;
        let near = self.samples[self.place.wrapping_sub(whole) & mask];
        let far = self.samples[self.place.wrapping_sub(whole + 1) & mask];
        near + (far - near) * part
    }
}
