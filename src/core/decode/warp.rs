//! A recording made longer or shorter without sounding higher or lower, and higher or lower without lasting longer.
//!
//! Written here and not taken from a crate because the samples must have the same bits on every machine, as those of
//! [`resample`] do. Longer and shorter is the work of a phase vocoder; higher and lower is that and another rate.

use crate::decode::resample;
use crate::pcm::{Audio, Warp};

mod course;
mod fourier;
mod onsets;
mod vocoder;

/// Scales both rates of a change of height, so that their ratio is close enough for the length to be right.
const FINE: f64 = 16.0;

/// A recording as it is played: so long, so high, and at a sample rate in hertz.
pub fn warp(audio: Audio, warp: Warp, sample_rate: u32) -> Audio {
    if warp == Warp::NONE || audio.sample_rate == 0 || sample_rate == 0 || audio.frames() == 0 || !warp.is_possible() {
        return resample(audio, sample_rate);
    }
    let higher = libm::exp2(f64::from(warp.cents) / 1_200.0);
    let stretched = vocoder::stretch(&audio, warp.ratio() * higher);
    if warp.cents == 0 {
        return resample(stretched, sample_rate);
    }
    // Both are far below what the type holds.
    let (from, to) = (f64::from(audio.sample_rate) * higher * FINE + 0.5, f64::from(sample_rate) * FINE);
    let played = resample(Audio { sample_rate: from as u32, ..stretched }, to as u32);
    Audio { sample_rate, ..played }
}

#[cfg(test)]
mod tests;
