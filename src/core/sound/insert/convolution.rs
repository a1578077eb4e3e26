//! The convolution's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice(
        "impulse",
        &["impulse-room", "impulse-hall", "impulse-plate", "impulse-spring", "impulse-reverse", "impulse-cabinet"],
    ),
    ParamSpec::exponential("decay", Unit::Seconds, 0.1, 3.0, 1.2),
    ParamSpec::linear("predelay", Unit::Seconds, 0.0, 0.25, 0.0),
    ParamSpec::exponential("low_cut", Unit::Hertz, 20.0, 1000.0, 60.0),
    ParamSpec::exponential("high_cut", Unit::Hertz, 500.0, 18000.0, 12000.0),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 1.0),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 0.25),
];
