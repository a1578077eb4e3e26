//! What a broadcast tells of its loudness (EBU Tech 3285 v2, 3341 and 3342).

use ebur128::{EbuR128, Mode};

use super::{LoudnessError, decibels};
use crate::pcm::Tenths;

/// Every programme is in stereo.
const CHANNELS: u32 = 2;
/// Levels are read ten times a second.
const READINGS: u32 = 10;
const READING_MILLISECONDS: u32 = 100;

/// How loud a stereo recording is, and how much it moves. A value that does not exist is `None`: there is no loudness of
/// silence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Programme {
    /// Integrated loudness in LUFS.
    pub integrated: Option<f64>,
    /// Loudness range in LU.
    pub range: Option<f64>,
    /// The highest level between the samples, in dBTP.
    pub true_peak: Option<f64>,
    /// The loudest 400 ms, in LUFS.
    pub momentary: Option<f64>,
    /// The loudest 3 s, in LUFS.
    pub short_term: Option<f64>,
}

/// Measures a stereo recording that comes piece by piece.
pub struct ProgrammeMeter {
    meter: EbuR128,
    sample_rate: u32,
    /// Frames until the next reading.
    left_over: usize,
    tenths: Tenths,
}

impl ProgrammeMeter {
    /// A meter at a sample rate in hertz.
    ///
    /// # Errors
    /// [`LoudnessError`] for a rate outside 16 to 2,822,400 Hz.
    pub fn new(sample_rate: u32) -> Result<Self, LoudnessError> {
        // What it could tell of longer windows, it would add up sample by sample.
        let mode = Mode::M | Mode::TRUE_PEAK;
        let meter = EbuR128::new(CHANNELS, sample_rate, mode).map_err(|_| refused(sample_rate))?;
        let left_over = (sample_rate / READINGS) as usize;
        Ok(Self { meter, sample_rate, left_over, tenths: Tenths::default() })
    }

    /// Takes the next frames.
    ///
    /// # Errors
    /// [`LoudnessError`] where one channel is longer than the other.
    pub fn add(&mut self, left: &[f32], right: &[f32]) -> Result<(), LoudnessError> {
        let (mut left, mut right) = (left, right);
        while !left.is_empty() || !right.is_empty() {
            let count = self.left_over.min(left.len().max(right.len()));
            let parts = left.split_at_checked(count).zip(right.split_at_checked(count));
            let ((now_left, later_left), (now_right, later_right)) = parts.ok_or(refused(self.sample_rate))?;
            self.meter.add_frames_planar_f32(&[now_left, now_right]).map_err(|_| refused(self.sample_rate))?;
            (left, right) = (later_left, later_right);
            self.left_over -= count;
            if self.left_over == 0 {
                self.left_over = (self.sample_rate / READINGS) as usize;
                let level = self.meter.loudness_window(READING_MILLISECONDS).map_err(|_| refused(self.sample_rate))?;
                self.tenths.add(level);
            }
        }
        Ok(())
    }

    /// How loud it was up to here.
    ///
    /// # Errors
    /// [`LoudnessError`] never in practice; it is passed on rather than hidden.
    pub fn result(&self) -> Result<Programme, LoudnessError> {
        let refused = |_| refused(self.sample_rate);
        let mut peak = 0.0;
        for channel in 0..CHANNELS {
            peak = self.meter.true_peak(channel).map_err(refused)?.max(peak);
        }
        let integrated = self.tenths.integrated();
        Ok(Programme {
            integrated,
            range: integrated.map(|_| self.tenths.range()),
            true_peak: existing(decibels(peak)),
            momentary: self.tenths.momentary(),
            short_term: self.tenths.short_term(),
        })
    }
}

fn existing(level: f64) -> Option<f64> {
    level.is_finite().then_some(level)
}

fn refused(sample_rate: u32) -> LoudnessError {
    LoudnessError { sample_rate, channels: CHANNELS as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(seconds: f64, peak: f64) -> Vec<f32> {
        let gain = libm::pow(10.0, peak / 20.0);
        let wave = |frame: usize| (libm::sin(frame as f64 / 48.0 * std::f64::consts::TAU) * gain) as f32;
        (0..(seconds * 48_000.0) as usize).map(wave).collect()
    }

    fn measured(samples: &[f32], step: usize) -> Programme {
        let mut meter = ProgrammeMeter::new(48_000).unwrap();
        samples.chunks(step).for_each(|chunk| meter.add(chunk, chunk).unwrap());
        meter.result().unwrap()
    }

    #[test]
    fn a_steady_tone_is_as_loud_in_every_window() {
        let found = measured(&sine(10.0, -23.0), 4_096);
        for level in [found.integrated, found.momentary, found.short_term, found.true_peak] {
            assert!((level.unwrap() + 23.0).abs() < 0.1, "{found:?}");
        }
        assert!(found.range.unwrap() < 0.1, "{found:?}");
    }

    #[test]
    fn two_levels_lie_apart_by_the_range() {
        // EBU Tech 3342, case 1: 20 s at -20 LUFS and 20 s at -30 are 10 LU apart.
        let samples = [sine(20.0, -20.0), sine(20.0, -30.0)].concat();
        let found = measured(&samples, 10_000);
        assert!((found.range.unwrap() - 10.0).abs() < 1.0, "{found:?}");
        assert!((found.short_term.unwrap() + 20.0).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn the_steps_do_not_matter_and_silence_has_no_loudness() {
        let samples = [sine(2.0, -12.0), sine(2.0, -30.0)].concat();
        assert_eq!(measured(&samples, 777), measured(&samples, samples.len()));
        let silence = measured(&[0.0; 96_000], 4_096);
        assert_eq!(
            silence,
            Programme { integrated: None, range: None, true_peak: None, momentary: None, short_term: None }
        );
        assert!(ProgrammeMeter::new(48_000).unwrap().add(&[0.0], &[]).is_err());
    }
}
