//! The level between the samples: what a converter makes of them, found at four times the rate.
//!
//! The filter is that of ITU-R BS.1770-4, annex 2. Its four phases come in two pairs that mirror each other, so a pair
//! takes half of the products: of the sums and the differences of samples as far from the middle on either side. The
//! larger magnitude of two mirrored phases is the sum of both halves' magnitudes.

use wide::f32x4;

use crate::engine::limits::BLOCK;
use crate::engine::meter::magnitude;

/// Samples that one value between the samples is made of.
const TAPS: usize = 12;
/// Frames that a block needs of those before it.
const PAST: usize = TAPS - 1;
/// How many frames later a frame's peak is known.
pub const LATENCY: usize = TAPS / 2;
/// Phase 0 of annex 2; phase 3 is its mirror image.
const OUTER: [f32; TAPS] = [
    0.001_708_984_4,
    0.010_986_328,
    -0.019_653_32,
    0.033_203_125,
    -0.059_448_242,
    0.137_329_1,
    0.972_167_97,
    -0.102_294_92,
    0.047_607_422,
    -0.026_611_328,
    0.014_892_578,
    -0.008_300_781,
];
/// Phase 1 of annex 2; phase 2 is its mirror image.
const INNER: [f32; TAPS] = [
    -0.029_174_805,
    0.029_296_875,
    -0.051_757_812,
    0.089_111_33,
    -0.166_503_9,
    0.465_087_9,
    0.779_785_16,
    -0.200_317_38,
    0.101_562_5,
    -0.058_227_54,
    0.033_081_055,
    -0.018_920_898,
];
/// No value between samples exceeds the largest of them by more: the sum of a phase's magnitudes, rounded up.
const MOST: f32 = 2.04;

/// Follows the peaks of stereo sound.
#[derive(Clone, Debug)]
pub struct TruePeak {
    /// The last frames, and behind them the block that is looked at; some more, so that four can be read anywhere.
    frames: [[f32; PAST + BLOCK + 4]; 2],
    /// The largest magnitude among the last frames.
    before: f32,
}

impl TruePeak {
    /// After silence.
    pub const fn new() -> Self {
        Self { frames: [[0.0; PAST + BLOCK + 4]; 2], before: 0.0 }
    }

    /// The peak at each frame [`LATENCY`] frames before those of at most a block: of its own samples and of what lies
    /// between its neighbours. Where nothing can exceed `ceiling`, it is looked at no closer, and all are 0.
    pub fn follow(&mut self, left: &[f32], right: &[f32], ceiling: f32, peaks: &mut [f32; BLOCK]) -> bool {
        let count = left.len().min(right.len()).min(BLOCK);
        for (frames, samples) in self.frames.iter_mut().zip([left, right]) {
            frames[PAST..PAST + count].copy_from_slice(&samples[..count]);
        }
        let now = magnitude(&left[..count], &right[..count]);
        let loud = now.max(self.before) * MOST > ceiling;
        if loud {
            self.look(count, ceiling, peaks);
        }
        for frames in &mut self.frames {
            frames.copy_within(count..count + PAST, 0);
        }
        let [left, right] = &self.frames;
        self.before = magnitude(&left[..PAST], &right[..PAST]);
        loud
    }

    fn look(&self, count: usize, ceiling: f32, peaks: &mut [f32; BLOCK]) {
        let threshold = ceiling / MOST;
        let [left, right] = &self.frames;
        for (place, four) in peaks[..count.next_multiple_of(4)].as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let window = place * 4..place * 4 + PAST + 4;
            let (left, right) = (&left[window.clone()], &right[window]);
            let near = magnitude(left, right) > threshold;
            *four = if near { between(left).fast_max(between(right)).to_array() } else { [0.0; 4] };
        }
    }
}

/// The peaks at four frames, of a window that begins [`PAST`] frames before the first.
fn between(window: &[f32]) -> f32x4 {
    let at = |frame: usize| {
        // The window is long enough for every tap.
        let four = window.get(frame..frame + 4).and_then(|four| four.first_chunk::<4>());
        four.map_or(f32x4::ZERO, |four| f32x4::new(*four))
    };
    let mut halves = [f32x4::ZERO; 4];
    for tap in 0..TAPS / 2 {
        let mirrored = PAST - tap;
        let (late, early) = (at(mirrored), at(tap));
        let (sum, difference) = (late + early, late - early);
        for (place, phase) in [&OUTER, &INNER].into_iter().enumerate() {
            let (even, odd) = (0.5 * (phase[tap] + phase[mirrored]), 0.5 * (phase[tap] - phase[mirrored]));
            halves[place * 2] += sum * f32x4::splat(even);
            halves[place * 2 + 1] += difference * f32x4::splat(odd);
        }
    }
    let [outer_even, outer_odd, inner_even, inner_odd] = halves.map(|half| half.abs());
    let own = at(PAST - LATENCY).abs();
    own.fast_max(outer_even + outer_odd).fast_max(inner_even + inner_odd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The peaks, found phase by phase as the standard writes it.
    fn plainly(samples: &[f32]) -> Vec<f32> {
        let at = |frame: usize, tap: usize| frame.checked_sub(tap).map_or(0.0, |frame| samples[frame]);
        let mirror = |phase: &[f32; TAPS]| std::array::from_fn(|tap| phase[PAST - tap]);
        let phases: [[f32; TAPS]; 4] = [OUTER, INNER, mirror(&INNER), mirror(&OUTER)];
        (0..samples.len())
            .map(|frame| {
                let value = |phase: &[f32; TAPS]| -> f32 { (0..TAPS).map(|tap| phase[tap] * at(frame, tap)).sum() };
                phases.iter().map(|phase| value(phase).abs()).fold(at(frame, LATENCY).abs(), f32::max)
            })
            .collect()
    }

    fn followed(samples: &[f32], cut: usize) -> Vec<f32> {
        let mut follower = TruePeak::new();
        let mut all = Vec::new();
        for chunk in samples.chunks(cut) {
            let mut peaks = [0.0; BLOCK];
            if !follower.follow(chunk, &vec![0.0; chunk.len()], 1e-6, &mut peaks) {
                peaks = [0.0; BLOCK];
            }
            all.extend_from_slice(&peaks[..chunk.len()]);
        }
        all
    }

    proptest! {
        #[test]
        fn the_folded_filter_is_the_standards(samples in prop::collection::vec(-2.0_f32..2.0, 1..300), cut in 1_usize..=BLOCK) {
            for (found, told) in followed(&samples, cut).into_iter().zip(plainly(&samples)) {
                prop_assert!((found - told).abs() < 1e-5, "{found} {told}");
            }
        }
    }

    #[test]
    fn quiet_sound_is_looked_at_no_closer() {
        let mut follower = TruePeak::new();
        assert!(!follower.follow(&[0.4; 8], &[-0.4; 8], 0.89, &mut [0.0; BLOCK]));
        assert!(follower.follow(&[0.4, 0.5], &[0.0; 2], 0.89, &mut [0.0; BLOCK]));
        // What was loud is still among the last frames.
        assert!(follower.follow(&[0.0; 12], &[0.0; 12], 0.89, &mut [0.0; BLOCK]));
        assert!(!follower.follow(&[0.0; 8], &[0.0; 8], 0.89, &mut [0.0; BLOCK]));
    }
}
