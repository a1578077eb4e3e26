//! The drum kit's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice("kit", &["kit-studio", "kit-electro", "kit-lo-fi", "kit-trap"]),
    ParamSpec::linear("tune", Unit::Semitones, -12.0, 12.0, 0.0),
    ParamSpec::linear("kick", Unit::Decibels, -24.0, 12.0, 0.0),
    ParamSpec::linear("snare", Unit::Decibels, -24.0, 12.0, 0.0),
    ParamSpec::linear("hats", Unit::Decibels, -24.0, 12.0, 0.0),
    ParamSpec::linear("cymbals", Unit::Decibels, -24.0, 12.0, 0.0),
    ParamSpec::linear("toms", Unit::Decibels, -24.0, 12.0, 0.0),
    ParamSpec::linear("percussion", Unit::Decibels, -24.0, 12.0, 0.0),
    ParamSpec::linear("damping", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::linear("dirt", Unit::Ratio, 0.0, 1.0, 0.1),
    ParamSpec::exponential("high_cut", Unit::Hertz, 500.0, 18000.0, 18000.0),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];
