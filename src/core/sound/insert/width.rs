//! The stereo width's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("width", Unit::Ratio, 0.0, 2.0, 1.0),
    ParamSpec::exponential("mono_below", Unit::Hertz, 20.0, 500.0, 20.0),
    ParamSpec::linear("mid", Unit::Decibels, -24.0, 12.0, 0.0),
];
