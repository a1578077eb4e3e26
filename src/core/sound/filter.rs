//! The filters of instruments: what a resonance is, and what they do to each frequency.

use crate::sound::band::{Response, bend};

/// The ladder's most feedback: just short of 4, where it would ring for ever.
const MOST_FEEDBACK: f32 = 3.9;
/// The damping of the second of the bass's two low-passes: flat, so that one resonance is heard.
pub const BASS_DAMPING: f32 = 1.2;
/// Where the sampler's filter counts as open, in hertz: it is then left out.
pub const SAMPLER_OPEN: f32 = 19_900.0;

/// Which filter an instrument has, in the order of the analogue synthesiser's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilterKind {
    /// Four low-passes in a row with the last fed back to the first.
    #[default]
    Ladder,
    /// A state-variable low-pass.
    Low,
    /// A state-variable band-pass.
    Band,
    /// A state-variable high-pass.
    High,
}

impl FilterKind {
    /// The kind of a setting's value.
    pub fn of(value: f32) -> Self {
        match value as i32 {
            1 => Self::Low,
            2 => Self::Band,
            3 => Self::High,
            _ => Self::Ladder,
        }
    }

    /// How much louder a frequency comes out than it goes in, as a factor of power, at a cutoff in hertz and a damping as
    /// [`damping`] makes it; the ladder takes a resonance in its place.
    pub fn power(self, hertz: f32, cutoff: f32, damping: f32, sample_rate: f32) -> f64 {
        let cutoff = cutoff.clamp(10.0, 0.45 * sample_rate);
        let mix = match self {
            Self::Ladder => return ladder(hertz, cutoff, damping, sample_rate),
            Self::Low => [0.0, 0.0, 1.0],
            Self::Band => [0.0, damping, 0.0],
            Self::High => [1.0, -damping, -1.0],
        };
        Response::new(cutoff, damping, mix, sample_rate).power(hertz)
    }
}

/// The damping of a state-variable filter for a resonance from 0 (none) to 1 (just short of ringing for ever).
pub fn damping(resonance: f32) -> f32 {
    let rest = 1.0 - resonance;
    0.04 + 1.5 * rest * rest
}

/// What of the ladder's output feeds back at a resonance from 0 to 1, and by how much its input is raised: the lows that
/// feedback takes away come half back.
pub fn ladder_feedback(resonance: f32) -> (f32, f32) {
    (MOST_FEEDBACK * resonance, 1.0 + 0.5 * MOST_FEEDBACK * resonance)
}

/// The ladder's power for what is soft: m / ((1 + s)⁴ + k) at s = j tan(π f / rate) / g.
fn ladder(hertz: f32, cutoff: f32, resonance: f32, sample_rate: f32) -> f64 {
    let (feedback, makeup) = ladder_feedback(resonance);
    let rate = f64::from(sample_rate);
    let turn = bend(f64::from(hertz), rate) / bend(f64::from(cutoff), rate);
    let square = turn * turn;
    // (1 + j t)² = 1 - t² + 2 j t, and squared again.
    let (real, across) = (1.0 - square, 2.0 * turn);
    let (real, across) = (real * real - across * across + f64::from(feedback), 2.0 * real * across);
    let makeup = f64::from(makeup);
    makeup * makeup / (real * real + across * across)
}
