//! Stereo width: middle and sides apart, and bass in the middle alone.

use fundsp::svf::SvfCoefs;

use crate::engine::insert::Process;
use crate::engine::insert::bands::{self, Band, coefficients};
use crate::engine::limits::BLOCK;
use crate::engine::smooth::Smooth;
use crate::pcm::Decibels;
use crate::sound::InsertKind;

/// The stereo width.
#[derive(Clone)]
pub struct Width {
    middle: Smooth,
    sides: Smooth,
    /// Where the sides begin, in hertz, and how far they are cut below it.
    corner: Smooth,
    cut: Smooth,
    band: Band,
    sample_rate: f32,
}

impl Width {
    /// A stereo width with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(1.0, sample_rate);
        let mut width = Self {
            middle: smooth(),
            sides: smooth(),
            corner: smooth(),
            cut: smooth(),
            band: Band::default(),
            sample_rate,
        };
        width.set(values);
        width
    }

    /// Takes the bass out of the sides.
    fn thin(&mut self, sides: &mut [f32]) {
        let (cut, corner) = (self.cut.advance(), self.corner.advance());
        if cut.is_flat() && cut.to == 0.0 {
            self.band.clear();
            return;
        }
        let hertz = corner.to.min(0.45 * self.sample_rate);
        self.band.coefficients =
            coefficients(&SvfCoefs::highpass(self.sample_rate, hertz, std::f32::consts::FRAC_1_SQRT_2));
        let frames = sides.len();
        let (mut thinned, mut spare) = ([0.0; BLOCK], [0.0; BLOCK]);
        thinned[..frames].copy_from_slice(sides);
        bands::run(std::slice::from_mut(&mut self.band), &mut thinned[..frames], &mut spare[..frames]);
        for ((side, thinned), part) in sides.iter_mut().zip(thinned).zip(cut.values(frames)) {
            *side += (thinned - *side) * part;
        }
    }
}

impl Process for Width {
    fn set(&mut self, values: &[f32]) {
        let &[width, mono_below, middle] = values else {
            return;
        };
        self.middle.set(Decibels(middle).to_gain());
        self.sides.set(width);
        let cuts = mono_below > InsertKind::Width.specs()[1].min;
        self.cut.set(if cuts { 1.0 } else { 0.0 });
        if cuts {
            self.corner.set(mono_below);
        }
    }

    fn snap(&mut self) {
        [&mut self.middle, &mut self.sides, &mut self.corner, &mut self.cut].into_iter().for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        self.band.clear();
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        if self.cut.rests_at(0.0) && self.sides.rests_at(1.0) && self.middle.rests_at(1.0) {
            self.band.clear();
            return;
        }
        let mut sides = [0.0; BLOCK];
        for ((side, left), right) in sides.iter_mut().zip(&*left).zip(&*right) {
            *side = 0.5 * (left - right);
        }
        let gains = self.middle.advance().values(frames).zip(self.sides.advance().values(frames));
        self.thin(&mut sides[..frames]);
        for (((left, right), side), (middle, wide)) in left.iter_mut().zip(right).zip(sides).zip(gains) {
            let middle = 0.5 * (*left + *right) * middle;
            (*left, *right) = (middle + side * wide, middle - side * wide);
        }
    }

    fn memory(&self) -> usize {
        (self.sample_rate * 0.05) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::magnitude_at;

    /// The middle and the sides of what becomes of an impulse on one channel, whose middle and sides are alike.
    fn response(values: &[f32]) -> [Vec<f32>; 2] {
        let (mut left, mut right) = (vec![0.0; 32_768], vec![0.0; 32_768]);
        left[0] = 2.0;
        let mut width = Width::new(values, 48_000.0);
        for (left, right) in left.chunks_mut(BLOCK).zip(right.chunks_mut(BLOCK)) {
            width.process(left, right);
        }
        let half = |sign: f32| left.iter().zip(&right).map(|(left, right)| 0.5 * (left + sign * right)).collect();
        [half(1.0), half(-1.0)]
    }

    #[test]
    fn the_sides_are_scaled_and_the_middle_is_not() {
        let [middle, sides] = response(&[2.0, 20.0, 0.0]);
        assert!((middle[0] - 1.0).abs() < 1e-6 && (sides[0] - 2.0).abs() < 1e-6);
        let [middle, sides] = response(&[0.0, 20.0, -6.0206]);
        assert!((middle[0] - 0.5).abs() < 1e-4 && sides.iter().all(|sample| *sample == 0.0));
    }

    #[test]
    fn bass_stays_in_the_middle() {
        let [middle, sides] = response(&[1.0, 200.0, 0.0]);
        let level = |response: &[f32], frequency| magnitude_at(response, frequency, 48_000.0);
        assert!((level(&sides, 200.0) + 3.01).abs() < 0.05);
        assert!((level(&sides, 50.0) + 24.1).abs() < 0.2, "12 dB an octave");
        assert!(level(&sides, 2_000.0).abs() < 0.05);
        assert!([20.0, 50.0, 200.0, 9_000.0].iter().all(|frequency| level(&middle, *frequency).abs() < 0.001));
    }

    #[test]
    fn as_it_is_no_bit_changes() {
        let input: Vec<f32> = (0..640).map(|frame| libm::sinf(frame as f32 * 0.7)).collect();
        let mut width = Width::new(&[1.0, 20.0, 0.0], 48_000.0);
        let (mut left, mut right) = (input.clone(), input.iter().map(|sample| sample * 0.3).collect::<Vec<_>>());
        let before = right.clone();
        for (left, right) in left.chunks_mut(BLOCK).zip(right.chunks_mut(BLOCK)) {
            width.process(left, right);
        }
        assert_eq!((left, right), (input, before));
    }
}
