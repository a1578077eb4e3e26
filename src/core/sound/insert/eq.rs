//! The equaliser's parameters.

use crate::sound::{BUTTERWORTH, BandChoice, BandKeys, BandKind, Figure, ParamSpec, Part, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::exponential("low_cut", Unit::Hertz, 10.0, 1000.0, 10.0),
    ParamSpec::exponential("low_frequency", Unit::Hertz, 30.0, 800.0, 120.0),
    ParamSpec::linear("low_gain", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("mid_frequency", Unit::Hertz, 100.0, 8000.0, 500.0),
    ParamSpec::linear("mid_gain", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("mid_q", Unit::Number, 0.3, 8.0, 1.0),
    ParamSpec::exponential("presence_frequency", Unit::Hertz, 500.0, 16000.0, 3000.0),
    ParamSpec::linear("presence_gain", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("presence_q", Unit::Number, 0.3, 8.0, 1.0),
    ParamSpec::exponential("high_frequency", Unit::Hertz, 1000.0, 18000.0, 8000.0),
    ParamSpec::linear("high_gain", Unit::Decibels, -18.0, 18.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[Figure::Bands(&[
    BandKeys {
        kind: BandChoice::Raised(BandKind::LowCut),
        frequency: "low_cut",
        gain: Part::Always(0.0),
        q: Part::Always(BUTTERWORTH),
    },
    band(BandKind::LowShelf, "low_frequency", "low_gain", Part::Always(BUTTERWORTH)),
    band(BandKind::Bell, "mid_frequency", "mid_gain", Part::Set("mid_q")),
    band(BandKind::Bell, "presence_frequency", "presence_gain", Part::Set("presence_q")),
    band(BandKind::HighShelf, "high_frequency", "high_gain", Part::Always(BUTTERWORTH)),
])];

const fn band(kind: BandKind, frequency: &'static str, gain: &'static str, q: Part) -> BandKeys {
    BandKeys { kind: BandChoice::Always(kind), frequency, gain: Part::Set(gain), q }
}
