//! The gate's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("threshold", Unit::Decibels, -80.0, 0.0, -40.0),
    ParamSpec::linear("hysteresis", Unit::Decibels, 0.0, 24.0, 4.0),
    ParamSpec::exponential("attack", Unit::Seconds, 0.0001, 0.1, 0.001),
    ParamSpec::exponential("hold", Unit::Seconds, 0.001, 1.0, 0.05),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 2.0, 0.1),
    ParamSpec::linear("range", Unit::Decibels, -80.0, 0.0, -60.0),
];
