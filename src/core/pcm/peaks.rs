//! The outline of a recording, coarse enough to be drawn at any zoom.

use crate::pcm::Audio;

/// How many pairs of a level become one of the next.
const STEP: usize = 4;
/// Pairs for the longest recording there can be, with room to spare.
const MOST: usize = 4 << 20;

/// The lowest and the highest sample of every stretch of a recording, in ever coarser levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    /// The finest level first: lowest and highest of all channels, 127 for full scale.
    levels: Vec<Vec<[i8; 2]>>,
}

impl Peaks {
    /// How many frames one pair of the finest level stands for.
    pub const FINEST: u32 = 256;

    /// The outline of a recording.
    pub fn of(audio: &Audio) -> Self {
        let pairs = audio.frames().div_ceil(Self::FINEST as usize);
        let pair = |place: usize| {
            let from = place * Self::FINEST as usize;
            let samples =
                audio.channels.iter().flat_map(|channel| channel.iter().skip(from).take(Self::FINEST as usize));
            let (low, high) =
                samples.fold((0.0f32, 0.0f32), |(low, high), sample| (low.min(*sample), high.max(*sample)));
            [outward(low), outward(high)]
        };
        Self::from_finest((0..pairs).map(pair).collect())
    }

    /// The outline whose finest level was written by [`Self::bytes`]; what is too much is left out.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let pairs = bytes.chunks_exact(2).take(MOST).map(|pair| [pair[0].cast_signed(), pair[1].cast_signed()]);
        Self::from_finest(pairs.collect())
    }

    /// The finest level as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.levels.first().into_iter().flatten().flatten().map(|value| value.cast_unsigned()).collect()
    }

    fn from_finest(finest: Vec<[i8; 2]>) -> Self {
        let mut levels = vec![finest];
        while let Some(last) = levels.last().filter(|last| last.len() > STEP) {
            let coarser = last.chunks(STEP).map(|pairs| {
                let low = pairs.iter().map(|pair| pair[0]).min().unwrap_or(0);
                [low, pairs.iter().map(|pair| pair[1]).max().unwrap_or(0)]
            });
            let coarser = coarser.collect();
            levels.push(coarser);
        }
        Self { levels }
    }

    /// The lowest and the highest of every stretch of [`Self::FINEST`] frames, 127 for full scale.
    pub fn finest(&self) -> &[[i8; 2]] {
        self.levels.first().map_or(&[], Vec::as_slice)
    }

    /// The lowest and the highest sample between two of the recording's frames; silence outside of it.
    pub fn between(&self, from: f64, to: f64) -> (f32, f32) {
        let mut frames = f64::from(Self::FINEST);
        let mut level = 0;
        while level + 1 < self.levels.len() && frames * STEP as f64 <= to - from {
            (level, frames) = (level + 1, frames * STEP as f64);
        }
        let Some(pairs) = self.levels.get(level) else { return (0.0, 0.0) };
        // Casts of what is negative or too large stop at the ends.
        let first = ((from / frames) as usize).min(pairs.len());
        let last = ((to / frames).ceil() as usize).clamp(first, pairs.len());
        let stretch = &pairs[first..last];
        let low = stretch.iter().map(|pair| pair[0]).min().unwrap_or(0);
        let high = stretch.iter().map(|pair| pair[1]).max().unwrap_or(0);
        (f32::from(low) / 127.0, f32::from(high) / 127.0)
    }
}

/// A sample as it is kept, away from silence, so that what is quiet is still seen.
fn outward(sample: f32) -> i8 {
    let scaled = sample * 127.0;
    // A cast of what is out of range stops at its ends.
    (if scaled < 0.0 { scaled.floor() } else { scaled.ceil() }) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audio() -> Audio {
        let mut left = vec![0.0; 100_000];
        (left[40_000], left[70_000]) = (0.5, -1.0);
        Audio { sample_rate: 48_000, channels: vec![left, vec![0.0; 100_000]] }
    }

    #[test]
    fn the_highest_and_lowest_are_found_at_every_zoom() {
        let peaks = Peaks::of(&audio());
        for (from, to) in [(39_990.0, 40_010.0), (30_000.0, 50_000.0), (0.0, 60_000.0)] {
            let (low, high) = peaks.between(from, to);
            assert!(low == 0.0 && (high - 0.5).abs() < 0.01, "{from} {to}: {low} {high}");
        }
        assert_eq!(peaks.between(0.0, 1e9).0, -1.0);
        assert_eq!(peaks.between(200_000.0, 1e9), (0.0, 0.0));
        assert_eq!(peaks.between(-9.0, -1.0), (0.0, 0.0));
        assert_eq!(Peaks::default().between(0.0, 9.0), (0.0, 0.0));
    }

    #[test]
    fn bytes_bring_it_back() {
        let peaks = Peaks::of(&audio());
        assert_eq!(Peaks::from_bytes(&peaks.bytes()), peaks);
    }
}
