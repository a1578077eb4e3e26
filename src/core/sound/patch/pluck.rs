//! The plucked string's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::exponential("decay", Unit::Seconds, 0.1, 12.0, 4.0),
    ParamSpec::linear("damping", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::linear("brightness", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("position", Unit::Ratio, 0.05, 0.5, 0.2),
    ParamSpec::linear("noise", Unit::Ratio, 0.0, 1.0, 0.15),
    ParamSpec::linear("body", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::exponential("release", Unit::Seconds, 0.02, 4.0, 0.25),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];
