//! The bitcrusher's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("bits", Unit::Number, 1.0, 16.0, 8.0),
    ParamSpec::exponential("sampling", Unit::Hertz, 200.0, 48000.0, 12000.0),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 1.0),
];
