//! How loud a recording is, after EBU R 128 (ITU-R BS.1770-4).

use ebur128::{EbuR128, Mode};

use crate::pcm::Audio;
use crate::text::{Message, describe};

mod programme;

pub use programme::{Programme, ProgrammeMeter};

/// How loud a recording is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loudness {
    /// Integrated loudness in LUFS; `None` where everything is below the gate of -70 LUFS or shorter than 400 ms.
    pub integrated: Option<f64>,
    /// The highest level between the samples, in dBTP; minus infinity for silence.
    pub true_peak: f64,
    /// The highest level of a sample, in dBFS; minus infinity for silence.
    pub sample_peak: f64,
}

/// Why loudness could not be measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoudnessError {
    /// Frames a second.
    pub sample_rate: u32,
    /// How many channels.
    pub channels: usize,
}

impl LoudnessError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-loudness").with("rate", self.sample_rate).with("channels", self.channels)
    }
}
describe!(LoudnessError);

/// Measures a recording that comes piece by piece.
pub struct LoudnessMeter {
    meter: EbuR128,
    refused: LoudnessError,
}

impl LoudnessMeter {
    /// A meter for so many channels at a sample rate in hertz.
    ///
    /// # Errors
    /// [`LoudnessError`] for no channel, for more than 64, or for a rate outside 16 to 2,822,400 Hz.
    pub fn new(channels: usize, sample_rate: u32) -> Result<Self, LoudnessError> {
        let refused = LoudnessError { sample_rate, channels };
        let count = u32::try_from(channels).map_err(|_| refused.clone())?;
        let mode = Mode::I | Mode::TRUE_PEAK | Mode::SAMPLE_PEAK;
        let meter = EbuR128::new(count, sample_rate, mode).map_err(|_| refused.clone())?;
        Ok(Self { meter, refused })
    }

    /// Takes the next frames, one slice a channel, all of one length.
    ///
    /// # Errors
    /// [`LoudnessError`] where there are more or fewer slices than channels, or their lengths differ.
    pub fn add(&mut self, channels: &[&[f32]]) -> Result<(), LoudnessError> {
        let frames = channels.first().map_or(0, |channel| channel.len());
        let fits = channels.len() == self.refused.channels && channels.iter().all(|channel| channel.len() == frames);
        if !fits {
            return Err(self.refused.clone());
        }
        self.meter.add_frames_planar_f32(channels).map_err(|_| self.refused.clone())
    }

    /// How loud it was up to here.
    ///
    /// # Errors
    /// [`LoudnessError`] never in practice; it is passed on rather than hidden.
    pub fn result(&self) -> Result<Loudness, LoudnessError> {
        let refused = |_| self.refused.clone();
        let integrated = self.meter.loudness_global().map_err(refused)?;
        let (mut true_peak, mut sample_peak) = (0.0, 0.0);
        for channel in 0..self.meter.channels() {
            true_peak = self.meter.true_peak(channel).map_err(refused)?.max(true_peak);
            sample_peak = self.meter.sample_peak(channel).map_err(refused)?.max(sample_peak);
        }
        Ok(Loudness {
            integrated: integrated.is_finite().then_some(integrated),
            true_peak: decibels(true_peak),
            sample_peak: decibels(sample_peak),
        })
    }
}

/// How loud a recording in memory is.
///
/// # Errors
/// [`LoudnessError`] as for [`LoudnessMeter::new`].
pub fn measure(audio: &Audio) -> Result<Loudness, LoudnessError> {
    let mut meter = LoudnessMeter::new(audio.channels.len(), audio.sample_rate)?;
    let channels: Vec<&[f32]> = audio.channels.iter().map(Vec::as_slice).collect();
    meter.add(&channels)?;
    meter.result()
}

fn decibels(factor: f64) -> f64 {
    20.0 * libm::log10(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sine in both channels, its peak in dBFS.
    fn sine(hertz: f64, peak: f64, seconds: f64, sample_rate: u32) -> Audio {
        let gain = libm::pow(10.0, peak / 20.0);
        let frames = (seconds * f64::from(sample_rate)) as usize;
        let wave = |frame: usize| {
            let turns = frame as f64 * hertz / f64::from(sample_rate);
            (libm::sin(turns * std::f64::consts::TAU) * gain) as f32
        };
        let channel: Vec<f32> = (0..frames).map(wave).collect();
        Audio { sample_rate, channels: vec![channel.clone(), channel] }
    }

    #[test]
    fn the_reference_sine_reads_what_the_standard_says() {
        // EBU Tech 3341, cases 1 and 2: a 1 kHz stereo sine of -23 dBFS reads -23.0 ±0.1 LUFS, one of -33 reads -33.
        for rate in [44_100, 48_000, 96_000] {
            for level in [-23.0, -33.0] {
                let loudness = measure(&sine(1_000.0, level, 20.0, rate)).unwrap();
                assert!((loudness.integrated.unwrap() - level).abs() < 0.1, "{loudness:?} at {rate}");
                assert!((loudness.sample_peak - level).abs() < 0.1, "{loudness:?} at {rate}");
            }
        }
    }

    #[test]
    fn the_true_peak_lies_between_the_samples() {
        // A quarter of the rate, 45 degrees off: every sample is 3 dB below the top of the wave.
        let wave = |frame: usize| libm::sin((frame as f64 / 4.0 + 0.125) * std::f64::consts::TAU) as f32;
        let channel: Vec<f32> = (0..48_000).map(wave).collect();
        let loudness = measure(&Audio { sample_rate: 48_000, channels: vec![channel] }).unwrap();
        assert!((loudness.sample_peak + 3.01).abs() < 0.01, "{loudness:?}");
        assert!(loudness.true_peak.abs() < 0.4, "{loudness:?}");
    }

    #[test]
    fn silence_has_no_loudness_and_bad_shapes_are_refused() {
        let silence = Audio { sample_rate: 48_000, channels: vec![vec![0.0; 48_000]; 2] };
        let loudness = measure(&silence).unwrap();
        assert_eq!((loudness.integrated, loudness.true_peak), (None, f64::NEG_INFINITY));
        assert!(LoudnessMeter::new(0, 48_000).is_err());
        assert!(LoudnessMeter::new(2, 0).is_err());
        assert!(LoudnessMeter::new(2, 48_000).unwrap().add(&[&[0.0]]).is_err());
    }

    #[test]
    fn pieces_measure_like_the_whole() {
        let audio = sine(440.0, -12.0, 3.0, 48_000);
        let mut meter = LoudnessMeter::new(2, 48_000).unwrap();
        for (left, right) in audio.channels[0].chunks(777).zip(audio.channels[1].chunks(777)) {
            meter.add(&[left, right]).unwrap();
        }
        assert_eq!(meter.result(), measure(&audio));
    }
}
