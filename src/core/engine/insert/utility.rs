//! Utility: gain, balance, which channels are heard where, polarity, and a filter for what is below hearing.

use crate::engine::insert::Process;
use crate::engine::insert::line::flush;
use crate::engine::smooth::Smooth;
use crate::pcm::Decibels;

/// Where the filter against a constant offset begins, in hertz.
const OFFSET_CUT: f32 = 5.0;

/// The utility.
#[derive(Clone)]
pub struct Utility {
    /// What the left output takes of left and right, then what the right output takes.
    matrix: [Smooth; 4],
    /// How much of the offset is taken away.
    blocks: Smooth,
    offset: [f32; 2],
    pole: f32,
}

impl Utility {
    /// A utility with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(0.0, sample_rate);
        let mut utility = Self {
            matrix: [smooth(), smooth(), smooth(), smooth()],
            blocks: smooth(),
            offset: [0.0; 2],
            pole: 1.0 - libm::expf(-std::f32::consts::TAU * OFFSET_CUT / sample_rate),
        };
        utility.set(values);
        utility
    }

    /// Takes the offset of both channels away.
    fn block(&mut self, left: &mut [f32], right: &mut [f32]) {
        let blocks = self.blocks.advance();
        if blocks.is_flat() && blocks.to == 0.0 {
            self.offset = [0.0; 2];
            return;
        }
        for (samples, offset) in [left, right].into_iter().zip(&mut self.offset) {
            let frames = samples.len();
            for (sample, part) in samples.iter_mut().zip(blocks.values(frames)) {
                *offset += (*sample - *offset) * self.pole;
                *sample -= *offset * part;
            }
            *offset = flush(*offset);
        }
    }
}

impl Process for Utility {
    fn set(&mut self, values: &[f32]) {
        let &[gain, pan, channels, polarity, dc] = values else {
            return;
        };
        let (left, right) = match channels as i32 {
            1 => ([0.0, 1.0], [1.0, 0.0]),
            2 => ([0.5, 0.5], [0.5, 0.5]),
            3 => ([1.0, 0.0], [1.0, 0.0]),
            4 => ([0.0, 1.0], [0.0, 1.0]),
            _ => ([1.0, 0.0], [0.0, 1.0]),
        };
        let polarity = polarity as i32;
        let sign = |turned: bool| if turned { -1.0 } else { 1.0 };
        let gain = Decibels(gain).to_gain();
        // A balance: the far side is turned down, the near side stays.
        let to_left = gain * (1.0 - pan.max(0.0)) * sign(polarity == 1 || polarity == 3);
        let to_right = gain * (1.0 + pan.min(0.0)) * sign(polarity >= 2);
        let targets = [left[0] * to_left, left[1] * to_left, right[0] * to_right, right[1] * to_right];
        self.matrix.iter_mut().zip(targets).for_each(|(smooth, target)| smooth.set(target));
        self.blocks.set(dc);
    }

    fn snap(&mut self) {
        self.matrix.iter_mut().chain([&mut self.blocks]).for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        self.offset = [0.0; 2];
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        self.block(left, right);
        let frames = left.len();
        let [from_left, across_left, across_right, from_right] =
            self.matrix.each_mut().map(|smooth| smooth.advance().values(frames));
        let gains = from_left.zip(across_left).zip(across_right.zip(from_right));
        for ((left, right), ((a, b), (c, d))) in left.iter_mut().zip(right).zip(gains) {
            (*left, *right) = (a * *left + b * *right, c * *left + d * *right);
        }
    }

    fn memory(&self) -> usize {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::limits::BLOCK;

    fn stereo(values: &[f32], left: f32, right: f32) -> (f32, f32) {
        let mut utility = Utility::new(values, 48_000.0);
        let (mut lefts, mut rights) = ([left; BLOCK], [right; BLOCK]);
        utility.process(&mut lefts, &mut rights);
        (lefts[BLOCK - 1], rights[BLOCK - 1])
    }

    #[test]
    fn channels_go_where_they_are_sent() {
        let of = |channels, polarity| stereo(&[0.0, 0.0, channels, polarity, 0.0], 0.5, -0.25);
        assert_eq!(of(0.0, 0.0), (0.5, -0.25));
        assert_eq!(of(1.0, 0.0), (-0.25, 0.5));
        assert_eq!(of(2.0, 0.0), (0.125, 0.125));
        assert_eq!(of(3.0, 0.0), (0.5, 0.5));
        assert_eq!(of(4.0, 2.0), (-0.25, 0.25));
        assert_eq!(of(0.0, 1.0), (-0.5, -0.25));
        assert_eq!(of(0.0, 3.0), (-0.5, 0.25));
    }

    #[test]
    fn gain_and_balance_are_what_they_say() {
        let (left, right) = stereo(&[-6.0, 0.5, 0.0, 0.0, 0.0], 1.0, 1.0);
        assert!(
            (Decibels::from_gain(left).0 + 12.02).abs() < 0.01 && (Decibels::from_gain(right).0 + 6.0).abs() < 0.01
        );
        assert_eq!(stereo(&[-60.0, 0.0, 0.0, 0.0, 0.0], 1.0, 1.0), (0.0, 0.0));
    }

    #[test]
    fn an_offset_goes_and_the_sound_stays() {
        let input: Vec<f32> = (0..96_000).map(|frame| 0.4 + 0.1 * libm::sinf(frame as f32 * 0.05)).collect();
        let mut utility = Utility::new(&[0.0, 0.0, 0.0, 0.0, 1.0], 48_000.0);
        let (left, _) = crate::engine::insert::tests::run(&mut utility, &input);
        let late = &left[48_000..];
        let mean = late.iter().sum::<f32>() / late.len() as f32;
        let peak = late.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        assert!(mean.abs() < 1e-4 && (peak - 0.1).abs() < 1e-3, "{mean} {peak}");
    }
}
