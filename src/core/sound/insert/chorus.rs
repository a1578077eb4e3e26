//! The chorus's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::exponential("rate", Unit::Hertz, 0.05, 8.0, 0.6),
    ParamSpec::linear("depth", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 0.4),
];
