//! The loudness of windows, from the energies of tenths of a second (ITU-R BS.1770-4, EBU Tech 3341 and 3342).
//!
//! Every window of the rules begins on a tenth and is a number of them long, so its energy is the mean of theirs. That is
//! far less to add up than its samples.

/// Tenths of the momentary window, 400 ms, which is that of a gating block too.
pub const MOMENTARY: usize = 4;
/// Tenths of the short-term window, 3 s.
pub const SHORT_TERM: usize = 30;
/// Tenths from one window of the range to the next.
const RANGE_STEP: usize = 10;
/// What the weighting adds at 1 kHz, in LU.
const OFFSET: f64 = 0.691;
/// Below this nothing counts, in LUFS.
const ABSOLUTE_GATE: f64 = -70.0;
/// Below these parts of the mean energy a window counts neither for the loudness nor for the range: -10 and -20 LU.
const RELATIVE_GATE: f64 = 0.1;
const RANGE_GATE: f64 = 0.01;

/// What there is of a programme, in tenths of a second.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tenths {
    energies: Vec<f64>,
}

impl Tenths {
    /// Takes the next tenth's loudness in LUFS; minus infinity for silence.
    pub fn add(&mut self, level: f64) {
        self.push(energy(level));
    }

    /// Takes the next tenth's weighted power, the mean of its squares over both channels added.
    pub fn push(&mut self, energy: f64) {
        self.energies.push(energy);
    }

    /// Forgets all but the last so many.
    pub fn keep_last(&mut self, tenths: usize) {
        self.energies.drain(..self.energies.len().saturating_sub(tenths));
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.energies.len()
    }

    /// The loudness in LUFS of so many tenths that end behind a place, or of fewer where it begins there; `None` for none
    /// and below what counts.
    pub fn level_until(&self, place: usize, tenths: usize) -> Option<f64> {
        let window = self.energies.get(place.saturating_sub(tenths)..place)?;
        level(mean(window)?).filter(|level| *level > ABSOLUTE_GATE)
    }

    /// The loudest 400 ms, in LUFS.
    pub fn momentary(&self) -> Option<f64> {
        level(self.windows(MOMENTARY).fold(0.0, f64::max))
    }

    /// The loudest 3 s, in LUFS.
    pub fn short_term(&self) -> Option<f64> {
        level(self.windows(SHORT_TERM).fold(0.0, f64::max))
    }

    /// The integrated loudness in LUFS: the mean of what passes both gates.
    pub fn integrated(&self) -> Option<f64> {
        let least = energy(ABSOLUTE_GATE);
        let audible: Vec<f64> = self.windows(MOMENTARY).filter(|window| *window >= least).collect();
        let gate = mean(&audible)? * RELATIVE_GATE;
        let loud: Vec<f64> = audible.into_iter().filter(|window| *window >= gate).collect();
        level(mean(&loud)?)
    }

    /// The loudness range in LU: from the tenth to the ninety-fifth of a hundred windows that pass both gates.
    pub fn range(&self) -> f64 {
        let windows = self.windows(SHORT_TERM).step_by(RANGE_STEP);
        let mut audible: Vec<f64> = windows.filter(|window| *window >= energy(ABSOLUTE_GATE)).collect();
        let gate = mean(&audible).unwrap_or(0.0) * RANGE_GATE;
        audible.retain(|window| *window >= gate);
        audible.sort_by(f64::total_cmp);
        let last = audible.len().saturating_sub(1) as f64;
        let place = |part: f64| audible.get((last * part + 0.5) as usize).and_then(|window| level(*window));
        place(0.95).zip(place(0.1)).map_or(0.0, |(high, low)| high - low)
    }

    /// The energies of all windows of so many tenths.
    fn windows(&self, tenths: usize) -> impl Iterator<Item = f64> {
        self.energies.windows(tenths).map(move |window| window.iter().sum::<f64>() / tenths as f64)
    }
}

fn energy(level: f64) -> f64 {
    libm::pow(10.0, (level + OFFSET) / 10.0)
}

fn level(energy: f64) -> Option<f64> {
    (energy > 0.0).then(|| 10.0 * libm::log10(energy) - OFFSET)
}

fn mean(energies: &[f64]) -> Option<f64> {
    (!energies.is_empty()).then(|| energies.iter().sum::<f64>() / energies.len() as f64)
}

#[cfg(test)]
mod tests {
    use ebur128::{EbuR128, Mode};

    use super::*;

    /// Twenty seconds of a tone whose level moves in steps of 1.7 s, from silence to full scale.
    fn restless(frame: usize) -> f32 {
        let step = frame * 10 / (17 * 48_000);
        let level = (step * 37 % 11) as f64 / 10.0;
        (libm::sin(frame as f64 * 0.13) * level * level * level) as f32
    }

    #[test]
    fn the_gates_are_those_of_another_program() {
        let samples: Vec<f32> = (0..20 * 48_000).map(restless).collect();
        let mut whole = EbuR128::new(2, 48_000, Mode::I | Mode::LRA).unwrap();
        let mut tenths = Tenths::default();
        for tenth in samples.chunks(4_800) {
            whole.add_frames_planar_f32(&[tenth, tenth]).unwrap();
            tenths.add(whole.loudness_window(100).unwrap());
        }
        assert!((tenths.integrated().unwrap() - whole.loudness_global().unwrap()).abs() < 1e-9);
        assert!((tenths.range() - whole.loudness_range().unwrap()).abs() < 1e-9);
        assert!(tenths.range() > 3.0);
    }

    #[test]
    fn what_is_too_short_or_silent_has_no_loudness() {
        let mut tenths = Tenths::default();
        for _ in 0..3 {
            tenths.add(-20.0);
        }
        assert_eq!((tenths.integrated(), tenths.momentary(), tenths.range()), (None, None, 0.0));
        let mut silence = Tenths::default();
        for _ in 0..60 {
            silence.add(f64::NEG_INFINITY);
        }
        assert_eq!((silence.integrated(), silence.short_term(), silence.range()), (None, None, 0.0));
    }
}
