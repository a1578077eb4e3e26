//! Convolution with a long impulse, without latency and with an even load.
//!
//! The impulse's first 1,024 frames are cut into parts of a block and answer at once. The rest is cut into parts of 512
//! frames, whose products have a whole part's time to be worked out, a share in every block (after Gardner, "Efficient
//! convolution without input-output delay", JAES 1995).

use crate::engine::insert::convolution::impulse::Impulse;
use crate::engine::insert::convolution::spectra::Spectra;
use crate::engine::limits::BLOCK;

/// Frames of a late part.
const LONG: usize = 512;
/// Frames that the early parts answer for: a late part is heard two of its lengths after it began.
const EARLY: usize = 2 * LONG;
const EARLY_PARTS: usize = EARLY / BLOCK;

/// A sound's convolution with an impulse.
#[derive(Clone)]
pub struct Kernel {
    early: Spectra,
    late: Spectra,
    /// The last and the present block, left and right, and how much of the present one has come.
    blocks: [[f32; 2 * BLOCK]; 2],
    filled: usize,
    /// What the blocks before the present one give, as a spectrum.
    before: Vec<f32>,
    /// The same for the last and the present late part.
    parts: [Vec<f32>; 2],
    gathered: usize,
    /// Products that are being added up for the next part, how many of them are there, and what is heard in this part.
    sum: Vec<f32>,
    done: usize,
    heard: [Vec<f32>; 2],
    scratch: Vec<f32>,
}

impl Kernel {
    /// Silence, without an impulse.
    pub fn new() -> Self {
        let (mut early, late) = (Spectra::new(BLOCK), Spectra::new(LONG));
        early.reserve(EARLY_PARTS);
        early.resize(EARLY_PARTS);
        Self {
            blocks: [[0.0; 2 * BLOCK]; 2],
            filled: 0,
            before: vec![0.0; early.width()],
            parts: [vec![0.0; 2 * LONG], vec![0.0; 2 * LONG]],
            gathered: 0,
            sum: vec![0.0; late.width()],
            done: 0,
            heard: [vec![0.0; LONG], vec![0.0; LONG]],
            scratch: vec![0.0; late.width()],
            early,
            late,
        }
    }

    /// Makes room for an impulse of so many frames. May allocate.
    pub fn reserve(&mut self, frames: usize) {
        self.late.reserve(late_parts(frames));
    }

    /// How many steps it takes to build an impulse of so many frames.
    pub fn steps(frames: usize) -> usize {
        EARLY_PARTS + late_parts(frames)
    }

    /// Builds a step of the impulse from its next frames. The first step begins a new impulse.
    pub fn build(&mut self, step: usize, frames: usize, impulse: &mut Impulse) {
        if step == 0 {
            self.late.resize(late_parts(frames));
            self.done = 0;
            self.sum.fill(0.0);
        }
        let (mut left, mut right) = ([0.0; LONG], [0.0; LONG]);
        let (start, block) = match step.checked_sub(EARLY_PARTS) {
            None => (step * BLOCK, BLOCK),
            Some(part) => (EARLY + part * LONG, LONG),
        };
        let count = frames.saturating_sub(start).min(block);
        for (left, right) in left.iter_mut().zip(&mut right).take(count) {
            [*left, *right] = impulse.next();
        }
        match step.checked_sub(EARLY_PARTS) {
            None => self.early.set_part(step, &left[..BLOCK], &right[..BLOCK]),
            Some(part) if part < self.late.parts() => self.late.set_part(part, &left, &right),
            Some(_) => {}
        }
    }

    /// Forgets the sound and keeps the impulse.
    pub fn forget(&mut self) {
        self.early.forget();
        self.late.forget();
        self.blocks = [[0.0; 2 * BLOCK]; 2];
        self.parts.iter_mut().chain(&mut self.heard).chain([&mut self.sum]).for_each(|samples| samples.fill(0.0));
        (self.filled, self.gathered, self.done) = (0, 0, 0);
    }

    /// How long after a change of the impulse something of the old one may be heard, in frames.
    pub const SETTLES: usize = 2 * EARLY;

    /// Convolves some frames in place.
    pub fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let mut at = 0;
        while at < left.len() {
            let end = (at + BLOCK - self.filled).min(left.len());
            self.gather(&left[at..end], &right[at..end]);
            self.answer(&mut left[at..end], &mut right[at..end]);
            at = end;
        }
    }

    /// Takes frames that do not reach beyond the present block.
    fn gather(&mut self, left: &[f32], right: &[f32]) {
        for (samples, (block, part)) in [left, right].into_iter().zip(self.blocks.iter_mut().zip(&mut self.parts)) {
            block[BLOCK + self.filled..][..samples.len()].copy_from_slice(samples);
            part[LONG + self.gathered..][..samples.len()].copy_from_slice(samples);
        }
    }

    /// Gives the frames that have just been taken.
    fn answer(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        let width = self.early.width();
        if self.filled == 0 {
            self.before.fill(0.0);
            self.early.multiply_before(1..EARLY_PARTS, &mut self.before);
        }
        let (spectrum, sum) = self.scratch.split_at_mut(width);
        self.early.analyse(&self.blocks[0], &self.blocks[1], spectrum);
        let sum = &mut sum[..width];
        sum.copy_from_slice(&self.before);
        self.early.multiply_first(spectrum, sum);
        let (early_left, early_right) = self.early.sound(sum);
        let heard = self.gathered..self.gathered + frames;
        for ((samples, early), late) in [left, right].into_iter().zip([early_left, early_right]).zip(&self.heard) {
            let both = early[self.filled..].iter().zip(&late[heard.clone()]);
            samples.iter_mut().zip(both).for_each(|(sample, (early, late))| *sample = early + late);
        }
        self.filled += frames;
        self.gathered += frames;
        if self.filled == BLOCK {
            self.filled = 0;
            let (spectrum, _) = self.scratch.split_at(width);
            self.early.push(spectrum);
            for block in &mut self.blocks {
                block.copy_within(BLOCK.., 0);
                block[BLOCK..].fill(0.0);
            }
        }
        self.go_on();
    }

    /// Works out a share of the products of the late parts, and takes the next part when it is there.
    fn go_on(&mut self) {
        let parts = self.late.parts();
        let goal = parts * self.gathered / LONG;
        if goal > self.done {
            self.late.multiply(self.done..goal, &mut self.sum);
            self.done = goal;
        }
        if self.gathered < LONG {
            return;
        }
        if parts > 0 {
            let (left, right) = self.late.sound(&self.sum);
            self.heard[0].copy_from_slice(left);
            self.heard[1].copy_from_slice(right);
            self.late.analyse(&self.parts[0], &self.parts[1], &mut self.scratch);
            self.late.push(&self.scratch);
        } else {
            self.heard.iter_mut().for_each(|heard| heard.fill(0.0));
        }
        self.sum.fill(0.0);
        self.parts.iter_mut().for_each(|part| part.copy_within(LONG.., 0));
        (self.gathered, self.done) = (0, 0);
    }
}

/// Parts that what comes after the early parts is cut into.
fn late_parts(frames: usize) -> usize {
    frames.saturating_sub(EARLY).div_ceil(LONG)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::dsp::noise::chance;

    /// Convolves noise with an impulse, in runs of some lengths in turn, and by the definition.
    fn compare(frames: usize, runs: &[usize]) -> f32 {
        let impulse = || {
            let mut impulse = Impulse::new(48_000.0);
            impulse.begin(0, 0.05);
            impulse
        };
        let mut kernel = Kernel::new();
        kernel.reserve(frames);
        let mut source = impulse();
        (0..Kernel::steps(frames)).for_each(|step| kernel.build(step, frames, &mut source));
        let mut again = impulse();
        let response: Vec<[f32; 2]> = (0..frames).map(|_| again.next()).collect();
        let input: Vec<f32> = (0..4_096).map(|frame| chance(frame as u32)).collect();
        let (mut left, mut right) = (input.clone(), input.iter().map(|sample| -sample).collect::<Vec<_>>());
        let mut at = 0;
        for run in runs.iter().cycle() {
            let end = (at + run).min(4_096);
            kernel.process(&mut left[at..end], &mut right[at..end]);
            at = end;
            if at == 4_096 {
                break;
            }
        }
        let mut worst = 0.0_f32;
        for frame in (0..4_096).step_by(17) {
            let mut sums = [0.0_f64; 2];
            for (back, response) in response.iter().enumerate().take(frame + 1) {
                sums[0] += f64::from(response[0] * input[frame - back]);
                sums[1] -= f64::from(response[1] * input[frame - back]);
            }
            worst = worst.max((left[frame] - sums[0] as f32).abs()).max((right[frame] - sums[1] as f32).abs());
        }
        worst
    }

    #[test]
    fn it_is_the_convolution_of_the_definition_from_the_first_frame_on() {
        assert!(compare(900, &[64]) < 1e-4, "early parts alone");
        assert!(compare(2_560, &[64]) < 1e-4, "{}", compare(2_560, &[64]));
        assert!(compare(2_560, &[1, 63, 64, 10, 200, 38]) < 1e-4, "in any runs");
    }
}
