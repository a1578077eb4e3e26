//! The flanger's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::exponential("rate", Unit::Hertz, 0.02, 8.0, 0.2),
    ParamSpec::linear("depth", Unit::Ratio, 0.0, 1.0, 0.7),
    ParamSpec::exponential("time", Unit::Seconds, 0.0005, 0.01, 0.002),
    ParamSpec::linear("resonance", Unit::Ratio, -0.95, 0.95, 0.5),
    ParamSpec::linear("spread", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 0.5),
];
