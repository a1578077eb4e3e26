//! The reverb's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::exponential("decay", Unit::Seconds, 0.2, 12.0, 2.0),
    ParamSpec::linear("size", Unit::Ratio, 0.0, 1.0, 0.6),
    ParamSpec::exponential("predelay", Unit::Seconds, 0.001, 0.25, 0.02),
    ParamSpec::linear("damping", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::exponential("low_cut", Unit::Hertz, 20.0, 1000.0, 150.0),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 1.0),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 0.25),
];
