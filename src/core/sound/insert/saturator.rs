//! The saturator's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("drive", Unit::Decibels, 0.0, 36.0, 6.0),
    ParamSpec::linear("tone", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 1.0),
    ParamSpec::linear("output", Unit::Decibels, -24.0, 12.0, 0.0),
];
