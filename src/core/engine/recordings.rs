//! Recordings in memory, at the engine's own rate. They are put here beside the messages, plane by plane.

use crate::engine::limits::{MAX_RECORDED_SAMPLES, MAX_RECORDINGS};

/// A recording: its channels one after another.
struct Recording {
    key: u64,
    channels: usize,
    frames: usize,
    samples: Vec<f32>,
}

/// Every recording that the engine can play, by the number that lanes name it with.
#[derive(Default)]
pub struct Recordings {
    kept: Vec<Recording>,
    /// How often what is kept was touched.
    state: u32,
}

impl Recordings {
    /// Makes room for a recording of one channel or two and returns it, its channels one after another, silent until
    /// it is filled. One that is there with the same shape stays as it is. `None` where it does not fit.
    pub fn reserve(&mut self, key: u64, channels: usize, frames: usize) -> Option<&mut [f32]> {
        self.state = self.state.wrapping_add(1);
        let same = |known: &Recording| known.key == key && known.channels == channels && known.frames == frames;
        if !self.kept.iter().any(same) {
            self.kept.retain(|known| known.key != key);
            let taken: usize = self.kept.iter().map(|known| known.samples.len()).sum();
            let samples = channels.checked_mul(frames).filter(|samples| *samples <= MAX_RECORDED_SAMPLES - taken)?;
            if !matches!(channels, 1 | 2) || frames == 0 || self.kept.len() >= MAX_RECORDINGS {
                return None;
            }
            let mut room = Vec::new();
            room.try_reserve_exact(samples).ok()?;
            room.resize(samples, 0.0);
            self.kept.push(Recording { key, channels, frames, samples: room });
        }
        self.kept.iter_mut().find(|known| known.key == key).map(|known| known.samples.as_mut_slice())
    }

    /// A stretch of one channel of a recording, to be filled; `None` where it is not there or not so long.
    pub fn stretch(&mut self, key: u64, channel: usize, from: usize, frames: usize) -> Option<&mut [f32]> {
        self.state = self.state.wrapping_add(1);
        let known = self.kept.iter_mut().find(|known| known.key == key)?;
        let end = from.checked_add(frames).filter(|end| channel < known.channels && *end <= known.frames)?;
        let plane = channel * known.frames;
        known.samples.get_mut(plane + from..plane + end)
    }

    /// Forgets every recording but these.
    pub fn keep(&mut self, keys: &[u64]) {
        self.state = self.state.wrapping_add(1);
        self.kept.retain(|known| keys.contains(&known.key));
    }

    /// A number that is another one after anything may have changed.
    pub fn state(&self) -> u32 {
        self.state
    }

    /// The channels of a recording: left and right, which are one and the same where it has one.
    pub fn planes(&self, key: u64) -> Option<(&[f32], &[f32])> {
        let known = self.kept.iter().find(|known| known.key == key)?;
        let (left, right) = known.samples.split_at_checked(known.frames)?;
        Some(if known.channels == 2 { (left, right) } else { (left, left) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_and_costs_nothing() {
        let mut recordings = Recordings::default();
        assert!(recordings.reserve(1, 2, MAX_RECORDED_SAMPLES).is_none());
        assert!(recordings.reserve(1, 2, usize::MAX).is_none());
        assert!(recordings.reserve(1, 3, 10).is_none());
        assert!(recordings.reserve(1, 1, 0).is_none());
        assert!(recordings.planes(1).is_none());
    }

    #[test]
    fn a_recording_is_filled_in_stretches_and_forgotten() {
        let mut recordings = Recordings::default();
        assert_eq!(recordings.reserve(7, 2, 4).map(|room| room.len()), Some(8));
        recordings.stretch(7, 1, 1, 2).unwrap().copy_from_slice(&[0.5, 0.25]);
        assert!(recordings.stretch(7, 1, 3, 2).is_none() && recordings.stretch(7, 2, 0, 1).is_none());
        assert_eq!(recordings.planes(7).unwrap().1, [0.0, 0.5, 0.25, 0.0]);
        // Reserved again, it keeps what it holds.
        assert_eq!(recordings.reserve(7, 2, 4).unwrap()[5], 0.5);
        recordings.keep(&[8]);
        assert!(recordings.planes(7).is_none());
    }
}
