//! A band of an equaliser: what it can be, the filter it is, and what that does to each frequency.
//!
//! State-variable filters after Andrew Simper ("Solving the continuous SVF equations using trapezoidal integration",
//! 2013); fundsp works out their coefficients. The engine runs the same design whose response is drawn.

use fundsp::svf::SvfCoefs;

/// What a band is, in the order of the parametric equaliser's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandKind {
    /// Nothing.
    Off,
    /// Raises or lowers around its frequency.
    Bell,
    /// Raises or lowers what is below its frequency.
    LowShelf,
    /// Raises or lowers what is above its frequency.
    HighShelf,
    /// Takes away what is below its frequency.
    LowCut,
    /// Takes away what is above its frequency.
    HighCut,
    /// Takes its frequency away.
    Notch,
}

impl BandKind {
    /// The kind of a setting's value.
    pub fn of(value: f32) -> Self {
        match value as i32 {
            1 => Self::Bell,
            2 => Self::LowShelf,
            3 => Self::HighShelf,
            4 => Self::LowCut,
            5 => Self::HighCut,
            6 => Self::Notch,
            _ => Self::Off,
        }
    }

    /// Whether it does nothing without gain.
    pub const fn has_gain(self) -> bool {
        matches!(self, Self::Bell | Self::LowShelf | Self::HighShelf)
    }

    /// Its filter at a sample rate and a frequency in hertz, a quality and a gain as a factor. A band that is off is
    /// designed as a bell, which is where the next kind may come from.
    pub fn design(self, sample_rate: f32, hertz: f32, q: f32, gain: f32) -> SvfCoefs<f32> {
        match self {
            Self::Off | Self::Bell => SvfCoefs::bell(sample_rate, hertz, q, gain),
            Self::LowShelf => SvfCoefs::lowshelf(sample_rate, hertz, q, gain),
            Self::HighShelf => SvfCoefs::highshelf(sample_rate, hertz, q, gain),
            Self::LowCut => SvfCoefs::highpass(sample_rate, hertz, q),
            Self::HighCut => SvfCoefs::lowpass(sample_rate, hertz, q),
            Self::Notch => SvfCoefs::notch(sample_rate, hertz, q),
        }
    }
}

/// What a filter of second order does to frequencies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// The tangent of half of the cutoff's angle, by which the bilinear transform bends frequencies.
    gain: f64,
    damping: f64,
    /// What of sound, band and low is heard.
    mix: [f64; 3],
    sample_rate: f64,
}

impl Response {
    /// The response of a design at a sample rate in hertz.
    pub fn of(design: &SvfCoefs<f32>, sample_rate: f32) -> Self {
        let [a1, a2] = [design.a1, design.a2].map(f64::from);
        let gain = a2 / a1;
        // a₁ = 1 / (1 + g (g + k)).
        let damping = (1.0 / a1 - 1.0) / gain - gain;
        let mix = [design.m0, design.m1, design.m2].map(f64::from);
        Self { gain, damping, mix, sample_rate: f64::from(sample_rate) }
    }

    /// The response of the filter with a cutoff in hertz, a damping, and what of sound, band and low is heard.
    pub fn new(cutoff: f32, damping: f32, mix: [f32; 3], sample_rate: f32) -> Self {
        let gain = bend(f64::from(cutoff), f64::from(sample_rate));
        Self { gain, damping: f64::from(damping), mix: mix.map(f64::from), sample_rate: f64::from(sample_rate) }
    }

    /// How much louder a frequency in hertz comes out than it goes in, as a factor of power.
    ///
    /// The analogue prototype m₀ + (m₁ s + m₂) / (s² + k s + 1) at s = j tan(π f / rate) / g.
    pub fn power(&self, hertz: f32) -> f64 {
        let turn = bend(f64::from(hertz), self.sample_rate) / self.gain;
        let [sound, band, low] = self.mix;
        let (rest, across) = (1.0 - turn * turn, turn * self.damping);
        let (over_real, over_across) = (sound * rest + low, turn * (sound * self.damping + band));
        (over_real * over_real + over_across * over_across) / (rest * rest + across * across)
    }
}

/// The tangent of half of a frequency's angle; just below half of the sample rate it stays finite.
pub fn bend(hertz: f64, sample_rate: f64) -> f64 {
    libm::tan(std::f64::consts::PI * (hertz / sample_rate).clamp(0.0, 0.4999))
}

/// A factor of power in decibels, not below -120.
pub fn decibels_of_power(power: f64) -> f32 {
    (10.0 * libm::log10(power.max(1e-12))) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_response_goes_through_the_points_that_define_it() {
        let level = |kind: BandKind, hertz: f32, q: f32, gain: f32, at: f32| {
            decibels_of_power(Response::of(&kind.design(48_000.0, hertz, q, gain), 48_000.0).power(at))
        };
        assert!((level(BandKind::Bell, 1_000.0, 2.0, 4.0, 1_000.0) - 12.04).abs() < 0.01);
        assert!(level(BandKind::Bell, 1_000.0, 2.0, 4.0, 20.0).abs() < 0.01);
        assert!((level(BandKind::LowShelf, 200.0, 0.7, 2.0, 20.0) - 6.02).abs() < 0.05);
        assert!((level(BandKind::HighShelf, 2_000.0, 0.7, 0.5, 20_000.0) + 6.02).abs() < 0.05);
        // At its cutoff a cut is as loud as its quality is high.
        assert!((level(BandKind::LowCut, 100.0, 4.0, 1.0, 100.0) - 12.04).abs() < 0.02);
        assert!((level(BandKind::HighCut, 9_000.0, 0.5, 1.0, 9_000.0) + 6.02).abs() < 0.02);
        assert!(level(BandKind::Notch, 500.0, 1.0, 1.0, 500.0) < -60.0);
    }
}
