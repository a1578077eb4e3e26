//! One parameter, described once.

/// What a parameter is counted in; decides how its value is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    /// A part of the whole, written in per cent; 1 is all of it.
    Ratio,
    /// Hertz.
    Hertz,
    /// Decibels.
    Decibels,
    /// Seconds.
    Seconds,
    /// Semitones.
    Semitones,
    /// Hundredths of a semitone.
    Cents,
    /// Quarter notes.
    Beats,
    /// A bare number, such as a compressor's ratio.
    Number,
    /// One of several: the value is the place in the list, and the list holds names of the catalogue of sentences.
    Choice(&'static [&'static str]),
}

/// How a control's travel maps to the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// Equal travel, equal difference.
    Linear,
    /// Equal travel, equal ratio; needs a lowest value above zero.
    Exponential,
    /// The way of a fader: travel grows with the square of the share, fine at the top and coarse in the depths.
    Fader,
}

/// A parameter: its name in files, its range and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamSpec {
    /// The name in files and, with `param-` before it, in the catalogue of sentences. Never changed once released.
    pub key: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// The lowest value.
    pub min: f32,
    /// The highest value.
    pub max: f32,
    /// The value of a new patch or insert.
    pub default: f32,
    /// How a control's travel maps to the value.
    pub curve: Curve,
}

impl ParamSpec {
    /// A strip's fader, and the level of a send.
    pub const VOLUME: Self =
        Self { key: "volume", unit: Unit::Decibels, min: -60.0, max: 6.0, default: 0.0, curve: Curve::Fader };
    /// A strip's place between the speakers.
    pub const PAN: Self = Self::linear("pan", Unit::Ratio, -1.0, 1.0, 0.0);

    /// Whether it is one of several.
    pub const fn is_choice(&self) -> bool {
        matches!(self.unit, Unit::Choice(_))
    }

    /// A parameter over a straight range.
    pub const fn linear(key: &'static str, unit: Unit, min: f32, max: f32, default: f32) -> Self {
        Self { key, unit, min, max, default, curve: Curve::Linear }
    }

    /// A parameter over a range of equal ratios.
    pub const fn exponential(key: &'static str, unit: Unit, min: f32, max: f32, default: f32) -> Self {
        Self { key, unit, min, max, default, curve: Curve::Exponential }
    }

    /// One of several, the first by default.
    pub const fn choice(key: &'static str, names: &'static [&'static str]) -> Self {
        Self::choice_of(key, names, 0)
    }

    /// One of several, by default the one in a place.
    pub const fn choice_of(key: &'static str, names: &'static [&'static str], default: u8) -> Self {
        Self {
            key,
            unit: Unit::Choice(names),
            min: 0.0,
            max: (names.len() - 1) as f32,
            default: default as f32,
            curve: Curve::Linear,
        }
    }

    /// The nearest value in range; the default for what is no number.
    pub fn clamp(&self, value: f32) -> f32 {
        let value = if value.is_finite() { value.clamp(self.min, self.max) } else { self.default };
        if matches!(self.unit, Unit::Choice(_)) { (value + 0.5).floor() } else { value }
    }

    /// Where a control stands for a value, 0 to 1.
    pub fn travel(&self, value: f32) -> f32 {
        match self.curve {
            Curve::Linear => (value - self.min) / (self.max - self.min),
            Curve::Exponential => libm::logf(value / self.min) / libm::logf(self.max / self.min),
            Curve::Fader => {
                let share = ((value - self.min) / (self.max - self.min)).clamp(0.0, 1.0);
                share * share
            }
        }
    }

    /// The value at a control's place, 0 to 1.
    pub fn at_travel(&self, travel: f32) -> f32 {
        let travel = travel.clamp(0.0, 1.0);
        self.clamp(match self.curve {
            Curve::Linear => self.min + travel * (self.max - self.min),
            Curve::Exponential => self.min * libm::powf(self.max / self.min, travel),
            Curve::Fader => self.min + libm::sqrtf(travel) * (self.max - self.min),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn travel_and_value_undo_each_other() {
        let cutoff = ParamSpec::exponential("cutoff", Unit::Hertz, 20.0, 20_000.0, 1_000.0);
        for value in [20.0, 440.0, 20_000.0] {
            assert!((cutoff.at_travel(cutoff.travel(value)) / value - 1.0).abs() < 1e-3);
        }
        assert_eq!(cutoff.clamp(f32::NAN), 1_000.0);
        for value in [-60.0, -12.0, 0.0, 6.0] {
            let volume = ParamSpec::VOLUME;
            assert!((volume.at_travel(volume.travel(value)) - value).abs() < 1e-3);
        }
    }
}
