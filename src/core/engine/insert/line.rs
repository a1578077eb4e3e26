//! A delay line that is read and written in runs of frames.

/// The past of a signal.
#[derive(Clone, Debug)]
pub struct Line {
    samples: Vec<f32>,
    place: usize,
}

impl Line {
    /// A line that remembers at least so many frames, silent so far.
    pub fn new(frames: usize) -> Self {
        Self { samples: vec![0.0; frames.max(1).next_power_of_two()], place: 0 }
    }

    /// Makes it remember at least so many frames, and keeps what it holds. May allocate.
    pub fn reserve(&mut self, frames: usize) {
        if frames <= self.samples.len() {
            return;
        }
        self.samples.rotate_left(self.place);
        let mut longer = vec![0.0; frames.next_power_of_two()];
        let gap = longer.len() - self.samples.len();
        longer[gap..].copy_from_slice(&self.samples);
        self.samples = longer;
        self.place = 0;
    }

    /// How many frames it remembers.
    pub fn frames(&self) -> usize {
        self.samples.len()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.samples.fill(0.0);
        self.place = 0;
    }

    /// Appends a run. What has died away is written as silence, which keeps feedback free of denormal numbers.
    pub fn write(&mut self, run: &[f32]) {
        let first = run.len().min(self.samples.len() - self.place);
        let (early, late) = run.split_at(first);
        let end = self.samples[self.place..].iter_mut().zip(early);
        end.for_each(|(sample, new)| *sample = flush(*new));
        self.samples.iter_mut().zip(late).for_each(|(sample, new)| *sample = flush(*new));
        self.place = (self.place + run.len()) & (self.samples.len() - 1);
    }

    /// Reads the run that began `delay` frames before the next frame to be written. A delay shorter than the run would
    /// read what is not there yet, so it is taken as the run's length.
    pub fn read(&self, delay: usize, run: &mut [f32]) {
        let start = self.place.wrapping_sub(delay.max(run.len())) & (self.samples.len() - 1);
        let first = run.len().min(self.samples.len() - start);
        let (early, late) = run.split_at_mut(first);
        early.copy_from_slice(&self.samples[start..start + first]);
        late.copy_from_slice(&self.samples[..late.len()]);
    }

    /// The sample `delay` frames before the next one to be written, between frames by a straight line.
    pub fn at(&self, delay: f32) -> f32 {
        let whole = delay as usize;
        let part = delay - whole as f32;
        let mask = self.samples.len() - 1;
        let near = self.samples[self.place.wrapping_sub(whole) & mask];
        let far = self.samples[self.place.wrapping_sub(whole + 1) & mask];
        near + (far - near) * part
    }
}

/// Numbers too small to hear become zero, so that a decaying filter never reaches denormal numbers.
pub fn flush(value: f32) -> f32 {
    if value.abs() < 1e-15 { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_comes_back_after_its_delay_even_when_the_line_grows() {
        let mut line = Line::new(100);
        for start in 0..9 {
            let run: Vec<f32> = (0..50).map(|frame| (start * 50 + frame) as f32).collect();
            line.write(&run);
            if start == 4 {
                line.reserve(500);
                assert_eq!(line.frames(), 512);
            }
        }
        let mut run = [0.0; 50];
        line.read(100, &mut run);
        assert_eq!((run[0], run[49]), (350.0, 399.0));
        assert_eq!(line.at(10.5), 439.5);
        line.read(300, &mut run);
        assert_eq!(run[0], 150.0);
    }
}
