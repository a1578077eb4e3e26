//! Recorded sound in memory, and the units of level and place.

use serde::{Deserialize, Serialize};

mod onsets;
mod peaks;
mod sniff;
mod tenths;
mod warp;

pub use peaks::Peaks;
pub use sniff::sniff;
pub use tenths::{MOMENTARY, SHORT_TERM, Tenths};
pub use warp::Warp;

/// Planar samples: one `Vec` a channel, all of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audio {
    /// Frames a second.
    pub sample_rate: u32,
    /// Samples of each channel; full scale is ±1.
    pub channels: Vec<Vec<f32>>,
}

impl Audio {
    /// Frames in it.
    pub fn frames(&self) -> usize {
        self.channels.first().map_or(0, Vec::len)
    }

    /// How long it sounds, in seconds.
    pub fn seconds(&self) -> f64 {
        if self.sample_rate == 0 { 0.0 } else { self.frames() as f64 / f64::from(self.sample_rate) }
    }

    /// The largest magnitude in any channel.
    pub fn peak(&self) -> f32 {
        self.channels.iter().flatten().fold(0.0, |peak, sample| sample.abs().max(peak))
    }
}

/// A level in decibels; 0 is unchanged. At [`Decibels::SILENCE`] and below nothing passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decibels(pub f32);

impl Decibels {
    /// The lowest place of a fader, where nothing passes.
    pub const SILENCE: Self = Self(-60.0);
    /// The highest place of a fader.
    pub const MAX: Self = Self(6.0);

    /// The factor a sample is multiplied by. The same bits on every platform.
    pub fn to_gain(self) -> f32 {
        if self.0 <= Self::SILENCE.0 { 0.0 } else { libm::powf(10.0, self.0 / 20.0) }
    }

    /// The level of a factor; minus infinity for zero.
    pub fn from_gain(gain: f32) -> Self {
        Self(20.0 * libm::log10f(gain.abs()))
    }
}

/// A place between the speakers, -1 (left) to 1 (right).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pan(pub f32);

impl Pan {
    /// Factors for left and right: equal power, unity at the centre.
    pub fn gains(self) -> (f32, f32) {
        let angle = (self.0.clamp(-1.0, 1.0) + 1.0) * std::f32::consts::FRAC_PI_4;
        (libm::cosf(angle) * std::f32::consts::SQRT_2, libm::sinf(angle) * std::f32::consts::SQRT_2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_factors_undo_each_other() {
        assert_eq!(Decibels(0.0).to_gain(), 1.0);
        assert_eq!(Decibels::SILENCE.to_gain(), 0.0);
        assert!((Decibels::from_gain(Decibels(-6.0).to_gain()).0 + 6.0).abs() < 1e-4);
    }

    #[test]
    fn the_centre_is_unity_and_power_is_kept() {
        let (left, right) = Pan(0.0).gains();
        assert!((left - 1.0).abs() < 1e-6 && (right - 1.0).abs() < 1e-6);
        for place in [-1.0, -0.3, 0.7, 1.0] {
            let (left, right) = Pan(place).gains();
            assert!((left * left + right * right - 2.0).abs() < 1e-5);
        }
    }
}
