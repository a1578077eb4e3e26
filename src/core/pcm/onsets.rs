//! Where something begins in a recording, by its outline.

use crate::pcm::Peaks;

/// How loud a stretch is before a beginning: the loudest of so many stretches before it, fading.
const FORGET: f32 = 0.8;
/// How much louder than that a beginning is.
const RISE: f32 = 1.6;
/// What is quieter than this part of the loudest is no beginning.
const FLOOR: f32 = 0.08;
/// How far beginnings lie apart at least, in stretches: about 50 ms at 48 kHz.
const APART: usize = 9;

impl Peaks {
    /// The frames on which something begins, in order and no more than so many: the strongest where there are more. Each
    /// is the first of a stretch of 256 frames, so up to that much early and never late.
    pub fn onsets(&self, most: usize) -> Vec<u64> {
        let loud: Vec<f32> =
            self.finest().iter().map(|[low, high]| f32::from(i16::from(*high).max(-i16::from(*low)))).collect();
        let floor = FLOOR * loud.iter().copied().fold(0.0, f32::max);
        let mut found: Vec<(usize, f32)> = Vec::new();
        let mut before = 0.0f32;
        for (place, now) in loud.iter().copied().enumerate() {
            let rise = now / before.max(floor).max(1.0);
            let near = found.last().is_some_and(|(last, _)| place - last < APART);
            if now > floor && rise > RISE && !near {
                found.push((place, rise * now));
            }
            before = now.max(before * FORGET);
        }
        found.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        found.truncate(most);
        let mut frames: Vec<u64> = found.into_iter().map(|(place, _)| place as u64 * u64::from(Self::FINEST)).collect();
        frames.sort_unstable();
        frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pcm::Audio;

    /// A struck tone at each of these frames.
    fn struck(at: &[usize]) -> Peaks {
        let mut samples = vec![0.0f32; 96_000];
        for begin in at {
            for (since, sample) in samples[*begin..].iter_mut().take(20_000).enumerate() {
                let since = since as f32;
                *sample += 0.5 * libm::expf(-since / 4_000.0) * libm::sinf(since * 0.05);
            }
        }
        Peaks::of(&Audio { sample_rate: 48_000, channels: vec![samples] })
    }

    #[test]
    fn each_strike_is_found_and_never_late() {
        let strikes = [3_000, 15_000, 27_001, 60_000];
        let found = struck(&strikes).onsets(64);
        assert_eq!(found.len(), strikes.len(), "{found:?}");
        for (found, strike) in found.iter().zip(strikes) {
            assert!((*found..*found + 512).contains(&(strike as u64)), "{found} for {strike}");
        }
        assert_eq!(struck(&strikes).onsets(2).len(), 2);
    }

    #[test]
    fn silence_and_a_steady_tone_have_none_but_their_beginning() {
        assert!(Peaks::default().onsets(9).is_empty());
        let steady = vec![0.5f32; 48_000];
        assert_eq!(Peaks::of(&Audio { sample_rate: 48_000, channels: vec![steady] }).onsets(9), [0]);
        let silent = vec![0.0f32; 48_000];
        assert!(Peaks::of(&Audio { sample_rate: 48_000, channels: vec![silent] }).onsets(9).is_empty());
    }
}
