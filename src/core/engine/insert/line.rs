//! A delay line that is read and written in runs of frames.

use wide::f32x4;

use crate::engine::limits::BLOCK;
use crate::engine::smooth::Ramp;

/// Frames that are kept once more at the line's end, so that what is read lies in one piece.
const GUARD: usize = BLOCK + 4;

/// The past of a signal.
#[derive(Clone, Debug)]
pub struct Line {
    /// A power of two of frames, and then the first [`GUARD`] of them again.
    samples: Vec<f32>,
    place: usize,
}

impl Line {
    /// A line that remembers at least so many frames, silent so far.
    pub fn new(frames: usize) -> Self {
        Self { samples: vec![0.0; frames.max(2 * BLOCK).next_power_of_two() + GUARD], place: 0 }
    }

    /// Makes it remember at least so many frames, and keeps what it holds. May allocate.
    pub fn reserve(&mut self, frames: usize) {
        if frames <= self.frames() {
            return;
        }
        let mut longer = Self::new(frames);
        let (late, early) = self.samples[..self.frames()].split_at(self.place);
        longer.write(early);
        longer.write(late);
        *self = longer;
    }

    /// How many frames it remembers.
    pub fn frames(&self) -> usize {
        self.samples.len() - GUARD
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.samples.fill(0.0);
        self.place = 0;
    }

    /// Appends a run. What has died away is written as silence, which keeps feedback free of denormal numbers.
    pub fn write(&mut self, run: &[f32]) {
        let frames = self.frames();
        let first = run.len().min(frames - self.place);
        let (early, late) = run.split_at(first);
        let end = self.samples[self.place..].iter_mut().zip(early);
        end.for_each(|(sample, new)| *sample = flush(*new));
        self.samples.iter_mut().zip(late).for_each(|(sample, new)| *sample = flush(*new));
        if self.place < GUARD || !late.is_empty() {
            self.samples.copy_within(..GUARD, frames);
        }
        self.place = (self.place + run.len()) & (frames - 1);
    }

    /// The run of up to a block that began `delay` frames before the next frame to be written. A delay shorter than the
    /// run would read what is not there yet, so it is taken as the run's length.
    pub fn past(&self, delay: usize, frames: usize) -> &[f32] {
        let frames = frames.min(GUARD);
        self.from(delay.max(frames), frames)
    }

    /// So many samples, at most [`GUARD`], from one on that lies `delay` frames before the next to be written.
    fn from(&self, delay: usize, count: usize) -> &[f32] {
        let start = self.place.wrapping_sub(delay) & (self.frames() - 1);
        &self.samples[start..start + count]
    }

    /// Reads a run of up to a block that began `delay` frames before the next frame to be written, and lies further
    /// back by a value that moves by less than a frame; between frames by a straight line.
    pub fn sweep(&self, delay: usize, by: Ramp, run: &mut [f32]) {
        let frames = run.len().min(BLOCK);
        let nearest = libm::floorf(if by.from < by.to { by.from } else { by.to });
        // The oldest sample that can be asked for stands first. Runs are of four frames; of the last, all are read.
        let padded = frames.next_multiple_of(4);
        let delay = delay.saturating_add_signed(nearest as isize + 2).max(frames + 2);
        let past = self.from(delay, padded + 2);
        let [oldest, older, near] = [0, 1, 2].map(|place| past[place..place + padded].as_chunks::<4>().0);
        let step = f32x4::splat((by.to - by.from) / frames as f32);
        let start = f32x4::splat(by.from - nearest);
        let mut place = f32x4::new([1.0, 2.0, 3.0, 4.0]);
        let mut read = |near: &[f32; 4], older: &[f32; 4], oldest: &[f32; 4]| {
            let part = start + step * place;
            place += f32x4::splat(4.0);
            // Two straight lines that meet at one frame, without a branch: the first as far as it goes, then the other.
            let first = part.fast_min(f32x4::ONE);
            let [near, older, oldest] = [*near, *older, *oldest].map(f32x4::new);
            (near + (older - near) * first + (oldest - older) * (part - first)).to_array()
        };
        let (whole, rest) = run[..frames].as_chunks_mut::<4>();
        for (((run, near), older), oldest) in whole.iter_mut().zip(near).zip(older).zip(oldest) {
            *run = read(near, older, oldest);
        }
        if let (false, Some(near), Some(older), Some(oldest)) =
            (rest.is_empty(), near.last(), older.last(), oldest.last())
        {
            rest.copy_from_slice(&read(near, older, oldest)[..rest.len()]);
        }
    }

    /// The sample `delay` frames before the next one to be written, between frames by a straight line.
    pub fn at(&self, delay: f32) -> f32 {
        let whole = delay as usize;
        let part = delay - whole as f32;
        let mask = self.frames() - 1;
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
    fn a_sweep_reads_between_frames_and_across_them() {
        let mut line = Line::new(300);
        line.write(&std::array::from_fn::<f32, 300, _>(|frame| frame as f32));
        for (from, to) in [(0.25, 0.25), (0.75, 1.5), (-0.1, 0.6), (-2.0, -2.9), (3.0, 2.2)] {
            let mut run = [0.0; 32];
            line.sweep(100, Ramp { from, to }, &mut run);
            let ramp = Ramp { from, to };
            for (frame, by) in ramp.values(32).enumerate() {
                assert!((run[frame] - (200.0 + frame as f32 - by)).abs() < 1e-3, "{from} {to} {frame}");
            }
        }
    }

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
        let run = line.past(100, 50);
        assert_eq!((run[0], run[49]), (350.0, 399.0));
        assert_eq!(line.at(10.5), 439.5);
        assert_eq!(line.past(300, 50)[0], 150.0);
    }
}
