//! The equaliser's parameters.

use crate::sound::{ParamSpec, Unit};

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
