//! The compressor's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("threshold", Unit::Decibels, -48.0, 0.0, -18.0),
    ParamSpec::exponential("ratio", Unit::Number, 1.0, 20.0, 3.0),
    ParamSpec::linear("knee", Unit::Decibels, 0.0, 24.0, 6.0),
    ParamSpec::exponential("attack", Unit::Seconds, 0.0005, 0.2, 0.01),
    ParamSpec::exponential("release", Unit::Seconds, 0.01, 2.0, 0.12),
    ParamSpec::linear("makeup", Unit::Decibels, 0.0, 24.0, 0.0),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 1.0),
];
